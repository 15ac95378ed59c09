import { Temporal } from "temporal-polyfill";

/**
 * A calendar date, "2027-02-11": a day as people in one place count it, without a time.
 * Two of them compare as text.
 */
export type CalendarDay = string;

/** True for a date that exists, written as year, month and day: "2027-06-30". */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = text.split("-").map(Number) as [number, number, number];
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth
  );
}

/** True for a time zone that the IANA data base knows, for example "Europe/Dublin". */
export function isTimeZone(name: string): boolean {
  // Newer engines also take an offset, "+01:00"; as a site's zone it would be wrong for half a year.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Between these the engine's own calendar says what Temporal says, ten times as quickly. */
const [FIRST_QUICK, END_OF_QUICK] = [Date.UTC(1973, 0, 1), Date.UTC(9999, 11, 31)];
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Writes the date at an instant as "11/28/2026", which American English does everywhere. */
function dayFormatIn(timeZone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(timeZone);
  if (known) return known;
  const [year, month, day] = ["numeric", "2-digit", "2-digit"] as const;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, year, month, day });
  dayFormats.set(timeZone, format);
  return format;
}

/** The calendar date that people in `timeZone` have at `instant`. */
export function dayAt(instant: Date, timeZone: string): CalendarDay {
  const at = instant.getTime();
  if (at >= FIRST_QUICK && at < END_OF_QUICK) {
    const written = dayFormatIn(timeZone).format(at);
    return `${written.slice(6)}-${written.slice(0, 2)}-${written.slice(3, 5)}`;
  }
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** The first instant of a calendar date in `timeZone` (not always midnight: clocks change). */
export function startOfDay(day: CalendarDay, timeZone: string): Date {
  return new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).startOfDay().epochMilliseconds,
  );
}

/** `day` moved by whole days; negative goes back. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  const at = midnightOf(day);
  const moved = at === undefined ? "" : writtenDay(at + days * DAY_MS);
  if (moved.length === DAY_LENGTH) return moved;
  // What is no date, or leads to a year that is not written with four digits.
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

const DAY_MS = 86_400_000;
const DAY_LENGTH = "2027-02-11".length;
/** Date.UTC takes lower years for others. */
const FIRST_PLAIN_YEAR = 100;

/** The instant at which a date begins in UTC; undefined where it is none, or not written as one. */
function midnightOf(day: CalendarDay): number | undefined {
  const at = Date.parse(`${day}T00:00:00Z`);
  return day !== "" && writtenDay(at) === day ? at : undefined;
}

/** The date of an instant in UTC, longer where the year has more than four digits; or nothing. */
function writtenDay(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, -"T00:00:00.000Z".length);
}

/** `day` moved by whole months; where that day number does not exist, the month's last day. */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const at = midnightOf(day);
  const from = new Date(at ?? Number.NaN);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  // NaN, and what is no whole number, is for Temporal to judge.
  if (Number.isInteger(month) && year + month / 12 >= FIRST_PLAIN_YEAR) {
    const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    const to = writtenDay(Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay)));
    if (to.length === DAY_LENGTH) return to;
  }
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  const [start, end] = [midnightOf(from), midnightOf(to)];
  if (start !== undefined && end !== undefined) return (end - start) / DAY_MS;
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** The day of the week: 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: CalendarDay): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** "11 Feb 2027". */
export function formatDay(day: CalendarDay): string {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split("-").map(Number);
  const name = MONTHS[month - 1];
  if (name === undefined) throw new RangeError(`"${day}" is no date`);
  return `${dayOfMonth} ${name} ${year}`;
}

/** The time of day in `timeZone`, on a 24-hour clock: "10:42". */
export function formatTime(instant: Date, timeZone: string): string {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(
    instant.getTime(),
  ).toZonedDateTimeISO(timeZone);
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** "11 Feb 2027, 10:42" in `timeZone`. */
export function formatInstant(instant: Date, timeZone: string): string {
  return `${formatDay(dayAt(instant, timeZone))}, ${formatTime(instant, timeZone)}`;
}

/** "10:42" on the day that `now` falls on in `timeZone`, "12 Feb 2027, 10:42" on any other. */
export function formatMoment(instant: Date, timeZone: string, now: Date): string {
  const isToday = dayAt(instant, timeZone) === dayAt(now, timeZone);
  return isToday ? formatTime(instant, timeZone) : formatInstant(instant, timeZone);
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
