import { useEffect, useRef, useState } from "react";
import {
  type AttemptClock,
  betterReading,
  type DeviceTime,
  hasJumped,
  minutesLeftInWords,
  serverTime,
  type TimeAnswer,
  type TimeReading,
  timeLeftInWords,
  warningDue,
} from "#app/core/attempt-clock.ts";
import { keepWarned, warnedBefore } from "./clock-memory.ts";

const TICK_MS = 500;
/** So long before the deadline the page is sent once more: time enough for a slow connection. */
const LAST_SAVE_MS = 3_000;
const ASK_AGAIN_AFTER_MS = 3_000;

type Ending = {
  /** Asks the server for the time; rejects when it cannot be reached. */
  ask: () => Promise<TimeAnswer>;
  /** A moment before the deadline: what is on the page should be sent now. */
  onEnding?: () => void;
  /** The attempt is submitted: there is nothing to do here any more. */
  onOver: () => void;
};

type View = {
  /** "12 minutes left"; undefined until the page's script runs. */
  left?: string;
  isShort: boolean;
  /** What was warned of on this page: "5 minutes left". */
  warning?: string;
  /** The deadline has passed, and the server has not been heard of since. */
  isWaiting: boolean;
  deadline?: number;
};

/** Pages come and go while the script stays, and with it what it knows of the server's time. */
let reading: TimeReading | undefined;

/**
 * Counts down to the server's deadline, by the server's time.
 * @param told what the page was given last
 * @param isLoadedWithPage true when that came with the document itself
 */
export function useCountdown(
  told: AttemptClock,
  isLoadedWithPage: boolean,
  ending: Ending,
): View & { clock: AttemptClock } {
  const [heard, setHeard] = useState(told);
  const [view, setView] = useState<View>({ isShort: false, isWaiting: false });
  const clock = heard.servedAt > told.servedAt ? heard : told;
  const { deadline, servedAt } = clock;
  const newest = useRef(ending);
  newest.current = ending;
  const isFirst = useRef(isLoadedWithPage);

  useEffect(() => {
    const at = isFirst.current ? whenPageCame() : deviceTime();
    isFirst.current = false;
    reading = betterReading(reading, { server: servedAt, ...at });
  }, [servedAt]);

  useEffect(() => {
    let last = deviceTime();
    let hasSent = false;
    let isAsking = false;
    let askedAt = Number.NEGATIVE_INFINITY;
    let isGone = false;

    async function ask(): Promise<void> {
      if (isAsking) return;
      isAsking = true;
      askedAt = performance.now();
      try {
        const { isOver, clock } = await newest.current.ask();
        if (isGone) return;
        if (isOver) newest.current.onOver();
        else if (clock) setHeard(clock);
      } catch {
        // No connection. The server keeps the time without this page, and is asked again at the end.
      } finally {
        isAsking = false;
      }
    }

    function tick(): void {
      if (!reading) return;
      const device = deviceTime();
      const left = deadline - serverTime(reading, device);
      const warning = warningDue(left, warnedBefore(deadline));
      if (warning) keepWarned(deadline, warning);
      setView((before) => {
        const standing = before.deadline === deadline ? before.warning : undefined;
        const after: View = {
          left: timeLeftInWords(left),
          isShort: left <= 0 || warningDue(left, undefined) !== undefined,
          warning: warning ? minutesLeftInWords(left) : standing,
          isWaiting: left <= 0,
          deadline,
        };
        return isSame(before, after) ? before : after;
      });
      if (left > 0 && left <= LAST_SAVE_MS && !hasSent) {
        hasSent = true;
        newest.current.onEnding?.();
      }
      const isOverdue = left < 0 && device.steady - askedAt >= ASK_AGAIN_AFTER_MS;
      // When a warning is due, extra time may have been given since the page was loaded.
      if (isOverdue || warning || hasJumped(last, device)) void ask();
      last = device;
    }

    function wake(): void {
      if (document.visibilityState === "visible") void ask();
    }

    tick();
    const timer = setInterval(tick, TICK_MS);
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
    return () => {
      isGone = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("online", wake);
    };
  }, [deadline]);

  return { clock, ...view };
}

function deviceTime(): DeviceTime {
  return { wall: Date.now(), steady: performance.now() };
}

/** When the document came: long before its script runs, where the connection is slow. */
function whenPageCame(): DeviceTime {
  const now = deviceTime();
  const [load] = performance.getEntriesByType("navigation");
  if (!(load instanceof PerformanceNavigationTiming)) return now;
  return { wall: now.wall - (now.steady - load.responseStart), steady: load.responseStart };
}

function isSame(one: View, other: View): boolean {
  return (
    one.left === other.left &&
    one.isShort === other.isShort &&
    one.warning === other.warning &&
    one.isWaiting === other.isWaiting &&
    one.deadline === other.deadline
  );
}
