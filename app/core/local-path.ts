/** A place that no address leads to: what still stands on it after parsing is a local path. */
const HERE = "http://here.invalid";

/**
 * The path, with its query, if `text` leads to a page of this site; undefined for anything else.
 * A browser reads "//host", "/\host" and the like as another site.
 */
export function localPath(text: string | null | undefined): string | undefined {
  if (!text?.startsWith("/") || !URL.canParse(text, HERE)) return undefined;
  const url = new URL(text, HERE);
  // "/.//host" has a path of its own that begins with two slashes.
  if (url.origin !== HERE || url.pathname.startsWith("//")) return undefined;
  return url.pathname + url.search;
}
