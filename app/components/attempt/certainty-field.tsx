import {
  CERTAINTIES,
  CERTAINTY_LABELS,
  type Certainty,
  certaintyField,
} from "#app/core/certainty.ts";

type CertaintyFieldProps = {
  itemId: string;
  /** The item's place in the attempt, counted from 1. */
  number: number;
  given?: Certainty;
};

/** How sure one is of the response above: three native radios, and nothing has to be said. */
export function CertaintyField({ itemId, number, given }: CertaintyFieldProps) {
  const hintId = `certainty-${itemId}-hint`;
  return (
    <fieldset className="mt-4 min-w-0 border-t border-line pt-4" aria-describedby={hintId}>
      <legend className="float-left w-full font-semibold">
        How sure are you?<span className="sr-only"> Item {number}</span>
      </legend>
      <p id={hintId} className="clear-both text-small text-ink-soft">
        Optional, saved with your response. It never changes your score.
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {CERTAINTIES.map((certainty) => (
          <label
            key={certainty}
            className="flex min-h-11 items-center gap-2.5 rounded-control border border-line-strong bg-raised py-2 pr-4 pl-3 transition-colors hover:border-accent has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={certaintyField(itemId)}
              value={certainty}
              defaultChecked={certainty === given}
              className="size-5 shrink-0 focus-visible:outline-none"
            />
            {CERTAINTY_LABELS[certainty]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
