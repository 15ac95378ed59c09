import type { Attempt } from "#db/queries/attempts.ts";
import { extraMinutesIn } from "./core/attempt.ts";
import type { AttemptClock } from "./core/attempt-clock.ts";
import { formatMoment, formatTime } from "./core/calendar.ts";

/** What an attempt's pages tell of its time; undefined without a time limit. */
export function presentClock(
  { id, quiz, startedAt, deadlineAt }: Attempt,
  timeZone: string,
  now: Date,
): AttemptClock | undefined {
  if (!deadlineAt) return undefined;
  return {
    attemptId: id,
    endsAt: formatMoment(deadlineAt, timeZone, now),
    deadline: deadlineAt.getTime(),
    servedAt: now.getTime(),
    servedAtInWords: formatTime(now, timeZone),
    extraMinutes: extraMinutesIn(quiz, { startedAt, deadlineAt }),
  };
}
