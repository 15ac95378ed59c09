import type { ReactNode } from "react";
import { Sign, type SignName } from "./sign.tsx";
import { TEXT_OF_TONE, TINT_OF_TONE, type Tone } from "./tone.ts";

type StatusBadgeProps = {
  tone: Tone;
  /** Another sign than the tone's own. */
  sign?: SignName;
  /** True where the ground behind it is already tinted. */
  isOnTint?: boolean;
  children: ReactNode;
};

/** A status in one or two words: sign, word and colour all say it. */
export function StatusBadge({ tone, sign = tone, isOnTint = false, children }: StatusBadgeProps) {
  return (
    <span
      className={`inline-flex items-start gap-1.5 rounded-[0.9em] py-0.5 pr-2.5 pl-1.5 text-left text-small font-semibold ${isOnTint ? "bg-raised" : TINT_OF_TONE[tone]} ${TEXT_OF_TONE[tone]}`}
    >
      <span className="mt-[0.15em]">
        <Sign name={sign} />
      </span>
      <span className="min-w-0 text-balance wrap-break-word">{children}</span>
    </span>
  );
}
