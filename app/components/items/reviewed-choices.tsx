import type { ReactNode } from "react";
import { Html } from "#app/components/html.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { ReviewedChoice } from "#app/core/items/choices.ts";
import { Picture } from "./picture.tsx";

/** Every choice of a locked item: which was yours, which was right, and why. Texts are HTML. */
export function ReviewedChoices({ choices }: { choices: readonly ReviewedChoice[] }) {
  return (
    <ul className="grid gap-3">
      {choices.map((choice) => (
        <li key={choice.id}>
          <ReviewedCard choice={choice}>
            <Html html={choice.text} className="font-semibold" />
            {choice.image && <Picture picture={choice.image} size="small" />}
          </ReviewedCard>
        </li>
      ))}
    </ul>
  );
}

type Judged = Pick<ReviewedChoice, "chosen" | "correct" | "harmful" | "rationale">;

/** One of them: what it was, in signs and words, itself, and why. */
export function ReviewedCard({ choice, children }: { choice: Judged; children: ReactNode }) {
  return (
    <div className={`grid gap-2 rounded-card border p-4 break-inside-avoid ${ground(choice)}`}>
      <Marks choice={choice} />
      {children}
      <Html html={choice.rationale} className="text-ink-soft" />
    </div>
  );
}

function Marks({ choice: { chosen, correct, harmful } }: { choice: Judged }) {
  if (!chosen && !correct && !harmful) return null;
  return (
    <p className="flex flex-wrap gap-2">
      {chosen && (
        <StatusBadge tone="none" sign="yours" isOnTint>
          Your choice
        </StatusBadge>
      )}
      {correct && (
        <StatusBadge tone="good" isOnTint={chosen}>
          Right
        </StatusBadge>
      )}
      {harmful && (
        <StatusBadge tone={chosen ? "bad" : "none"} sign="harmful" isOnTint={chosen}>
          Harmful
        </StatusBadge>
      )}
      {chosen && !correct && !harmful && (
        <StatusBadge tone="bad" isOnTint>
          Not right
        </StatusBadge>
      )}
    </p>
  );
}

function ground({ chosen, correct }: Judged): string {
  if (correct) return chosen ? "border-good-fill bg-good-soft" : "border-good-fill bg-raised";
  return chosen ? "border-bad-fill bg-bad-soft" : "border-line bg-raised";
}
