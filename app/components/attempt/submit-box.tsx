import { Button } from "#app/components/button.tsx";
import { CheckField } from "#app/components/field.tsx";

type SubmitBoxProps = {
  openCount: number;
  /** Why it was not submitted. */
  problem?: string;
};

/** The one confirmation: what submitting means, and the button. Stands inside a form. */
export function SubmitBox({ openCount, problem }: SubmitBoxProps) {
  return (
    <section
      aria-labelledby="submit"
      className="grid gap-4 rounded-card border border-line bg-raised p-5 sm:p-6"
    >
      <div className="grid max-w-reading gap-2">
        <h2 id="submit" className="text-large font-semibold">
          Submit this attempt
        </h2>
        <p>
          After submitting nothing can be changed. You see your score at once; if you have passed,
          it counts towards your certificate.
        </p>
      </div>
      {openCount > 0 && (
        <CheckField
          name="open"
          id="open"
          value={String(openCount)}
          label={`Submit with ${openCount} ${openCount === 1 ? "item" : "items"} open`}
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
