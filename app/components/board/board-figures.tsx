import { Sign } from "#app/components/sign.tsx";
import { StackedBar } from "#app/components/stacked-bar.tsx";
import { TEXT_OF_TONE, type Tone } from "#app/components/tone.ts";
import { type BoardFilter, boardAddress } from "#app/core/board-filter.ts";
import {
  BOARD_STATES,
  type BoardState,
  type BoardStatus,
  STATE_LABELS,
  sumsOf,
} from "#app/core/board-state.ts";
import { TONE_OF_STATE } from "./status-tone.ts";

type BoardFiguresProps = {
  filter: BoardFilter;
  counts: Record<BoardState, number>;
  /** Whether the figures are about today; about a past day otherwise. */
  isToday: boolean;
};

/** These stand there even when nobody is in them. */
const ALWAYS: readonly BoardState[] = ["valid", "due-soon", "expired", "overdue", "none"];

/** How many may treat and how many may not, and why: each number leads to the people behind it. */
export function BoardFigures({ filter, counts, isToday }: BoardFiguresProps) {
  const { mayTreat, lapsingSoon, mayNot } = sumsOf(counts);
  const hrefOf = (status: BoardStatus) =>
    boardAddress({ ...filter, page: 1, status: filter.status === status ? undefined : status });
  return (
    <div className="grid gap-4">
      <ul className="flex flex-wrap gap-2 sm:gap-x-3">
        <Sum tone="good" href={hrefOf("may-treat")} isOn={filter.status === "may-treat"}>
          <strong>{mayTreat.toLocaleString("en-GB")}</strong> may treat{isToday && " today"}
        </Sum>
        <Sum tone="soon" href={hrefOf("due-soon")} isOn={filter.status === "due-soon"}>
          <strong>{lapsingSoon.toLocaleString("en-GB")}</strong> of them not for long
        </Sum>
        <Sum tone="bad" href={hrefOf("may-not-treat")} isOn={filter.status === "may-not-treat"}>
          <strong>{mayNot.toLocaleString("en-GB")}</strong> may not treat
        </Sum>
      </ul>
      <StackedBar
        parts={BOARD_STATES.filter(
          (state) => counts[state] > 0 || filter.status === state || ALWAYS.includes(state),
        ).map((state) => ({
          label: STATE_LABELS[state],
          count: counts[state],
          tone: TONE_OF_STATE[state],
          href: hrefOf(state),
          isOn: filter.status === state,
        }))}
      />
    </div>
  );
}

type SumProps = { tone: Tone; href: string; isOn: boolean; children: React.ReactNode };

function Sum({ tone, href, isOn, children }: SumProps) {
  return (
    <li>
      <a
        href={href}
        aria-current={isOn ? "true" : undefined}
        className="inline-flex min-h-11 items-center gap-2 rounded-full border border-line bg-raised px-3 py-1.5 sm:px-4 tabular-nums hover:bg-accent-soft aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft"
      >
        <span className={TEXT_OF_TONE[tone]}>
          <Sign name={tone} />
        </span>
        <span>{children}</span>
      </a>
    </li>
  );
}
