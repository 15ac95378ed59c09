import type { Ref } from "react";
import { Html } from "#app/components/html.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { SignName } from "#app/components/sign.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { Tone } from "#app/components/tone.ts";

/** "partly": something of it is answered, and something is not. */
type ItemState = "answered" | "partly" | "open";

const STATE_BADGES: Record<ItemState, { tone: Tone; sign: SignName; words: string }> = {
  answered: { tone: "good", sign: "good", words: "Answered" },
  partly: { tone: "soon", sign: "soon", words: "Partly answered" },
  open: { tone: "soon", sign: "none", words: "Open" },
};

type CheckListProps = {
  items: readonly {
    /** Counted from 1. */
    number: number;
    href: string;
    /** HTML, see {@link Html}. */
    stem: string;
    isCritical: boolean;
    state: ItemState;
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
        <Notice tone="soon" title={titleOf(items, openCount)}>
          What is open scores nothing. A safety item that is open, or only partly answered, alone
          means that the attempt is not passed.
        </Notice>
      )}
      <ol className="divide-y divide-line border-y border-line">
        {items.map(({ number, href, stem, isCritical, state }) => (
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
              <StatusBadge tone={STATE_BADGES[state].tone} sign={STATE_BADGES[state].sign}>
                {STATE_BADGES[state].words}
              </StatusBadge>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function titleOf(items: CheckListProps["items"], openCount: number): string {
  const count = `${openCount} of ${items.length} items ${openCount === 1 ? "is" : "are"}`;
  const isAnyPartly = items.some(({ state }) => state === "partly");
  return isAnyPartly ? `${count} not answered in full` : `${count} still open`;
}
