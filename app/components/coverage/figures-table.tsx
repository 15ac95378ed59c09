type FiguresTableProps = {
  caption: string;
  head: readonly string[];
  /** The first cell of each names its row. */
  rows: readonly (readonly string[])[];
};

/** The figures behind a picture, for those who do not see it or want to know exactly. */
export function FiguresTable({ caption, head, rows }: FiguresTableProps) {
  return (
    <details className="min-w-0">
      <summary className="link inline-flex min-h-11 items-center">The figures as a table</summary>
      <section
        aria-label={caption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="overflow-x-auto rounded-card border border-line bg-raised"
      >
        <table className="w-full border-collapse text-left text-small tabular-nums">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {head.map((text) => (
                <th key={text} scope="col" className="px-3 py-2 align-bottom text-ink-soft">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={name} className="border-t border-line">
                <th scope="row" className="px-3 py-2 font-semibold whitespace-nowrap">
                  {name}
                </th>
                {cells.map((text, index) => (
                  <td key={head[index + 1]} className="px-3 py-2 whitespace-nowrap">
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
