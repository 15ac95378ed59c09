import { Notice } from "#app/components/notice.tsx";
import { CERTAINTY_LABELS, type Certainty } from "#app/core/certainty.ts";

type CertaintyGivenProps = {
  given: Certainty;
  /** What it means that they were sure and wrong. */
  warning?: string;
};

/** How sure somebody said they were of the item below. */
export function CertaintyGiven({ given, warning }: CertaintyGivenProps) {
  return warning ? (
    <Notice tone="bad" title={warning} />
  ) : (
    <p className="text-small text-ink-soft">
      How sure: <strong className="font-semibold text-ink">{CERTAINTY_LABELS[given]}</strong>
    </p>
  );
}
