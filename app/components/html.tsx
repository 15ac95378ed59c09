type HtmlProps = {
  /** Made on the server from an author's Markdown, in which HTML is switched off. */
  html: string;
  className?: string;
};

/** Text of an author. The only place where ready-made HTML enters the page. */
export function Html({ html, className = "" }: HtmlProps) {
  return <div className={`prose ${className}`} dangerouslySetInnerHTML={{ __html: html }} />;
}
