import { type CalendarDay, formatDay, isCalendarDay } from "./calendar.ts";

/**
 * The past day that an address asks for. Today, or nothing, is no past day; what is no day, or is
 * still to come, is said and leaves it at today.
 */
export function readPastDay(
  given: string | null,
  today: CalendarDay,
): { on?: CalendarDay; problem?: string } {
  const day = given?.trim() ?? "";
  if (day === "" || day === today) return {};
  if (!isCalendarDay(day)) {
    return { problem: "That is no day as it should be written (2027-02-11). This is today." };
  }
  if (day > today) {
    return { problem: `${formatDay(day)} is still to come: nobody knows it yet. This is today.` };
  }
  return { on: day };
}
