import { Sign } from "./sign.tsx";

export type Problem = {
  /** The id of the field. */
  field: string;
  message: string;
};

/** What stands in the way of a form, at its top: read out at once, each with a way to its field. */
export function ProblemSummary({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <div
      id="problems"
      role="alert"
      tabIndex={-1}
      className="grid grid-cols-[auto_1fr] gap-x-3 rounded-card border-2 border-bad-fill bg-bad-soft p-4"
    >
      <span className="mt-[0.2em] text-bad">
        <Sign name="bad" />
      </span>
      <div className="min-w-0">
        <h2 className="font-semibold">
          {problems.length === 1
            ? "One thing to put right"
            : `${problems.length} things to put right`}
        </h2>
        <ul className="mt-1">
          {problems.map(({ field, message }) => (
            <li key={field}>
              <a
                href={`#${field}`}
                className="inline-block py-1 font-semibold text-bad underline underline-offset-4"
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
