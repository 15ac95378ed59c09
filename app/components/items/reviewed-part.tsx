import type { ReactNode } from "react";
import { Html } from "#app/components/html.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";

type ReviewedPartProps = {
  /** How this part was answered; "none" where the key alone is shown. */
  state: "right" | "not-right" | "open" | "none";
  /** What the part is about, as HTML. */
  text?: string;
  /** Why, as HTML. */
  rationale?: string;
  /** What was given and what is right. */
  children?: ReactNode;
};

const GROUND: Record<ReviewedPartProps["state"], string> = {
  right: "border-good-fill bg-good-soft",
  "not-right": "border-bad-fill bg-bad-soft",
  open: "border-bad-fill bg-raised",
  none: "border-line bg-raised",
};

/** A part of a locked item: what was given, what is right, and why. */
export function ReviewedPart({ state, text, rationale, children }: ReviewedPartProps) {
  return (
    <div className={`grid gap-2 rounded-card border p-4 break-inside-avoid ${GROUND[state]}`}>
      {state !== "none" && (
        <p>
          {state === "right" && (
            <StatusBadge tone="good" isOnTint>
              Right
            </StatusBadge>
          )}
          {state === "not-right" && (
            <StatusBadge tone="bad" isOnTint>
              Not right
            </StatusBadge>
          )}
          {state === "open" && <StatusBadge tone="bad">Left open</StatusBadge>}
        </p>
      )}
      {text && <Html html={text} className="font-semibold" />}
      {children}
      {rationale && <Html html={rationale} className="text-ink-soft" />}
    </div>
  );
}

/** How an item of one part was answered. */
export function stateOf({ isBlank, isRight }: { isBlank: boolean; isRight: boolean }) {
  if (isBlank) return "none";
  return isRight ? "right" : "not-right";
}

/** Lines that say "Yours: ..." and "Right: ...". */
export function GivenAndRight({ given, right }: { given?: ReactNode; right?: ReactNode }) {
  return (
    <dl className="grid gap-x-3 gap-y-1 sm:grid-cols-[auto_1fr]">
      {given && <Line term="Yours">{given}</Line>}
      {right && <Line term="Right">{right}</Line>}
    </dl>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-small font-semibold text-ink-soft sm:pt-[0.1em]">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}
