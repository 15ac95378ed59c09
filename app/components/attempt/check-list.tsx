import type { Ref } from "react";
import { Html } from "#app/components/html.tsx";
import { Notice } from "#app/components/notice.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";

type CheckListProps = {
  items: readonly {
    /** Counted from 1. */
    number: number;
    href: string;
    /** HTML, see {@link Html}. */
    stem: string;
    isCritical: boolean;
    isAnswered: boolean;
  }[];
  openCount: number;
  headingRef?: Ref<HTMLHeadingElement>;
};

/** Every item with whether it is answered, and a way to it. */
export function CheckList({ items, openCount, headingRef }: CheckListProps) {
  return (
    <div className="grid gap-6">
      <h2
        ref={headingRef}
        tabIndex={-1}
        className="text-title font-semibold tracking-tight outline-none"
      >
        Check your responses
      </h2>
      {openCount === 0 ? (
        <Notice tone="good" title={`All ${items.length} items are answered`}>
          You can still change every one of them.
        </Notice>
      ) : (
        <Notice
          tone="soon"
          title={`${openCount} of ${items.length} items ${openCount === 1 ? "is" : "are"} still open`}
        >
          An open item scores nothing. An open safety item alone means that the attempt is not
          passed.
        </Notice>
      )}
      <ol className="divide-y divide-line border-y border-line">
        {items.map(({ number, href, stem, isCritical, isAnswered }) => (
          <li
            key={number}
            className="grid grid-cols-[auto_1fr] items-start gap-x-4 py-1.5 sm:grid-cols-[auto_1fr_auto]"
          >
            <a
              href={href}
              className="link inline-flex min-h-11 min-w-16 items-center font-semibold tabular-nums"
            >
              Item {number}
            </a>
            <div className="hidden py-2.5 sm:block">
              <Html html={stem} className="line-clamp-2" />
            </div>
            <span className="flex min-h-11 flex-wrap items-center justify-end gap-2 py-1.5">
              {isCritical && (
                <StatusBadge tone="info" sign="harmful">
                  Safety
                </StatusBadge>
              )}
              <StatusBadge tone={isAnswered ? "good" : "soon"} sign={isAnswered ? "good" : "none"}>
                {isAnswered ? "Answered" : "Open"}
              </StatusBadge>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
