/** A fault in a quiz file, with the part of its line that is shown. */
export type ShownFault = {
  line: number;
  column: number;
  message: string;
  excerpt: string;
  /** How many characters of the excerpt stand before the caret. */
  before: number;
};

type FaultListProps = {
  /** The file as its author knows it: "certifications/operator.json". */
  fileName: string;
  faults: readonly ShownFault[];
};

/** Faults as an editor shows them: the sentence, the place, the line, and a caret under it. */
export function FaultList({ fileName, faults }: FaultListProps) {
  return (
    <ol className="grid gap-5">
      {faults.map(({ line, column, message, excerpt, before }) => (
        <li key={`${line}:${column} ${message}`} className="grid min-w-0 gap-1.5">
          <p className="max-w-reading font-semibold wrap-anywhere">{message}</p>
          <p className="text-small text-ink-soft tabular-nums">
            <span className="font-mono wrap-anywhere">
              {fileName}:{line}:{column}
            </span>
          </p>
          {excerpt.trim() !== "" && (
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
              tabIndex={0}
              aria-label={`Line ${line}`}
              className="overflow-x-auto rounded-control border border-line bg-muted px-4 py-3 font-mono text-small leading-snug"
            >
              <span aria-hidden="true" className="text-ink-soft select-none">{`${line} │ `}</span>
              {excerpt}
              {"\n"}
              <span aria-hidden="true" className="font-semibold text-bad select-none">
                {" ".repeat(`${line} │ `.length + before)}^
              </span>
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}
