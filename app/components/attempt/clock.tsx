import { useSyncExternalStore } from "react";
import { Notice } from "#app/components/notice.tsx";
import { Sign } from "#app/components/sign.tsx";
import { type AttemptClock, type TimeAnswer, timeLeftInWords } from "#app/core/attempt-clock.ts";
import { isClockHidden, keepClockHidden, onClockHidden } from "./clock-memory.ts";
import { useCountdown } from "./use-countdown.ts";

type ClockProps = {
  clock: AttemptClock;
  /** True on a page that was loaded as a whole, false where a script has moved on to it. */
  isLoadedWithPage: boolean;
  /** A moment before the deadline, while what is on the page can still be saved. */
  onEnding?: () => void;
};

/**
 * How much time an attempt has left, for those who want to know. Without JavaScript it says when the
 * attempt ends and what was left when the page was loaded. Warnings are shown and read out even
 * while the clock is hidden; when time is up, the page leads to the result.
 */
export function Clock({ clock: told, isLoadedWithPage, onEnding }: ClockProps) {
  const { clock, left, isShort, warning, isWaiting } = useCountdown(told, isLoadedWithPage, {
    ask: () => askForTime(told.attemptId),
    onEnding,
    onOver: () => goToResult(told.attemptId),
  });
  const isHidden = useSyncExternalStore(onClockHidden, isClockHidden, () => false);
  const { endsAt, extraMinutes } = clock;
  const leftAtLoading = timeLeftInWords(told.deadline - told.servedAt);
  return (
    <div className="print-hidden grid gap-2 pb-4">
      <div className="flex min-h-11 items-center justify-between gap-x-4 text-small text-ink-soft">
        {!isHidden && (
          <div role="timer" className="flex min-w-0 flex-wrap items-center gap-x-4">
            <span
              className={`flex min-w-36 items-center gap-2 font-semibold tabular-nums ${isShort ? "text-soon" : "text-ink"}`}
            >
              <Sign name="soon" />
              {left ?? `${leftAtLoading} at ${told.servedAtInWords}`}
            </span>
            <span className="tabular-nums">
              Ends at {endsAt}
              {extraMinutes > 0 && `, ${extraInWords(extraMinutes)}`}
            </span>
          </div>
        )}
        {left !== undefined && (
          <button
            type="button"
            className="link ms-auto inline-flex min-h-11 shrink-0 items-center font-semibold"
            onClick={() => keepClockHidden(!isHidden)}
          >
            {isHidden ? "Show the clock" : "Hide"}
            {!isHidden && <span className="sr-only"> the clock</span>}
          </button>
        )}
      </div>
      {/* Not role=status: by that a page tells what it has saved. */}
      <div aria-live="polite" className="not-empty:pb-2">
        {isWaiting ? (
          <Notice tone="soon" title="Time is up">
            What was saved by {endsAt} is submitted. Your result follows as soon as this page
            reaches the server.
          </Notice>
        ) : (
          warning && (
            <Notice tone="soon" title={warning}>
              At {endsAt} what is saved is submitted by itself.
            </Notice>
          )
        )}
      </div>
    </div>
  );
}

function extraInWords(minutes: number): string {
  return minutes === 1 ? "1 extra minute" : `${minutes} extra minutes`;
}

async function askForTime(attemptId: number): Promise<TimeAnswer> {
  const answer = await fetch(`/attempts/${attemptId}/clock`, {
    headers: { Accept: "application/json" },
  });
  if (answer.status >= 500) throw new Error(`The server answered with ${answer.status}`);
  // Anything else but the time is a way to the sign-in: the result's address leads there too.
  if (!answer.ok || answer.redirected) return { isOver: true };
  return answer.json();
}

function goToResult(attemptId: number): void {
  // Nothing of this page can be saved any more, so nobody is asked whether to leave it.
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
  window.location.assign(`/attempts/${attemptId}/result`);
}
