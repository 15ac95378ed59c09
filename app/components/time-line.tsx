import type { ReactNode } from "react";
import { Sign } from "./sign.tsx";
import { TEXT_OF_TONE, type Tone } from "./tone.ts";

export type TimeLineEntry = {
  /** Tells entries apart that happened at the same time. */
  id?: string | number;
  /** Ready to read: "11 Feb 2027, 10:42". */
  when: string;
  title: ReactNode;
  tone?: Tone;
  children?: ReactNode;
};

/** What happened, one thing below the other. */
export function TimeLine({ entries }: { entries: readonly TimeLineEntry[] }) {
  return (
    <ol className="grid">
      {entries.map(({ id, when, title, tone = "none", children }) => (
        <li
          key={id ?? `${when} ${title}`}
          className="group grid grid-cols-[1.25rem_1fr] gap-x-4 break-inside-avoid"
        >
          <div className="flex flex-col items-center">
            <span className={`pt-[0.2em] ${TEXT_OF_TONE[tone]}`}>
              <Sign name={tone} />
            </span>
            <span className="my-1.5 grow border-l-2 border-line group-last:hidden" />
          </div>
          <div className="min-w-0 pb-7 wrap-anywhere group-last:pb-0">
            <p className="font-semibold">{title}</p>
            <p className="text-small text-ink-soft">{when}</p>
            {children && <div className="mt-2">{children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
