import type { GivenExtraTime } from "#db/queries/extra-times.ts";
import type { StaffMember } from "#db/queries/staff.ts";
import { dayAt, formatDay } from "./core/calendar.ts";
import { extraTimeInWords } from "./core/extra-time.ts";
import type { TitleOf } from "./core/history.ts";

/** An extra time of a member of staff, ready to read. */
export function describeExtraTime(
  { timeZone }: StaffMember,
  { id, quizId, extra, reason, givenAt, giverName }: GivenExtraTime,
  titleOf: TitleOf,
) {
  return {
    id,
    amount: extraTimeInWords(extra),
    quiz: quizId === undefined ? "every quiz with a time limit" : titleOf(quizId),
    given: `${formatDay(dayAt(givenAt, timeZone))}, by ${giverName}`,
    reason,
  };
}
