import type { ShownFault } from "#app/core/quiz-file.ts";

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
          <p className="font-mono text-small wrap-anywhere text-ink-soft">
            {fileName}:{line}:{column}
          </p>
          {excerpt.trim() !== "" && (
            <figure
              aria-label={`Line ${line}`}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
              tabIndex={0}
              className="overflow-x-auto rounded-control border border-line bg-muted px-4 py-3"
            >
              <pre className="w-max font-mono text-small leading-snug">
                <span aria-hidden="true" className="text-ink-soft select-none">
                  {gutterOf(line)}
                </span>
                {excerpt}
                {"\n"}
                <span aria-hidden="true" className="font-semibold text-bad select-none">
                  {" ".repeat(gutterOf(line).length + before)}^
                </span>
              </pre>
            </figure>
          )}
        </li>
      ))}
    </ol>
  );
}

function gutterOf(line: number): string {
  return `${line} │ `;
}
