import { Button } from "#app/components/button.tsx";
import { CheckField } from "#app/components/field.tsx";

type SubmitBoxProps = {
  openCount: number;
  /** Whether some of those that are open have a part that is answered. */
  isAnyPartly: boolean;
  /** Why it was not submitted. */
  problem?: string;
};

/** The one confirmation: what submitting means, and the button. Stands inside a form. */
export function SubmitBox({ openCount, isAnyPartly, problem }: SubmitBoxProps) {
  return (
    <section
      aria-labelledby="submit"
      className="grid gap-4 rounded-card border border-line bg-raised p-5 sm:p-6"
    >
      <div className="grid max-w-reading gap-2">
        <h2 id="submit" className="text-large font-semibold">
          Submit this attempt
        </h2>
        <p>After submitting nothing can be changed, and you see your score at once.</p>
      </div>
      {openCount > 0 && (
        <CheckField
          name="open"
          id="open"
          value={String(openCount)}
          label={`Submit with ${openCount} ${openCount === 1 ? "item" : "items"} ${isAnyPartly ? "not answered in full" : "open"}`}
          problem={problem}
        />
      )}
      {openCount === 0 && problem && (
        <p role="alert" className="font-semibold text-bad">
          {problem}
        </p>
      )}
      <p>
        <Button>Submit</Button>
      </p>
    </section>
  );
}
