import type { ReactNode } from "react";
import { Sign } from "./sign.tsx";
import { TEXT_OF_TONE, TINT_OF_TONE, type Tone } from "./tone.ts";

type NoticeProps = {
  tone: Exclude<Tone, "none">;
  title?: ReactNode;
  children?: ReactNode;
  /** True for what has just happened: it is read out when it appears. */
  live?: boolean;
};

/** A few words that stand apart from the text around them: a sign, and what it means. */
export function Notice({ tone, title, children, live = false }: NoticeProps) {
  return (
    <div
      role={live ? "status" : undefined}
      className={`grid grid-cols-[auto_1fr] gap-x-3 rounded-card p-4 ${TINT_OF_TONE[tone]}`}
    >
      <span className={`mt-[0.2em] ${TEXT_OF_TONE[tone]}`}>
        <Sign name={tone} />
      </span>
      <div className="grid min-w-0 max-w-reading gap-1 wrap-anywhere">
        {title && <p className={`font-semibold ${TEXT_OF_TONE[tone]}`}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  );
}
