import { type CalendarDay, isCalendarDay } from "./calendar.ts";
import { type FormProblem, readId } from "./form.ts";

/** What of the attempts is exported; left out means all. */
export type ExportFilter = {
  /** First and last day of the submission, at the person's home site. */
  from?: CalendarDay;
  to?: CalendarDay;
  quizId?: string;
  siteId?: number;
};

export type ExportRequest = {
  filter: ExportFilter;
  /** Whether the file begins with a byte-order mark, by which spreadsheets know UTF-8. */
  bom: boolean;
};

/** What there is to choose from. */
type Choices = { siteIds: readonly number[]; quizIds: readonly string[] };

/**
 * Reads what an address asks to export. What cannot be read is a problem and never left out: an
 * export of everything instead of one site would be a mistake that nobody sees.
 */
export function readExportRequest(
  search: URLSearchParams,
  { siteIds, quizIds }: Choices,
): ExportRequest | { problems: FormProblem[] } {
  const text = (name: string) => search.get(name)?.trim() || undefined;
  const [from, to, quizId, site] = [text("from"), text("to"), text("quiz"), text("site")];
  const siteId = readId(site);
  const problems: FormProblem[] = [];
  const refuse = (field: string, message: string) => problems.push({ field, message });
  if (from && !isCalendarDay(from)) refuse("from", "Write the day like 2026-02-12.");
  if (to && !isCalendarDay(to)) refuse("to", "Write the day like 2026-02-12.");
  else if (from && to && to < from) refuse("to", "The last day lies before the first.");
  if (quizId && !quizIds.includes(quizId)) refuse("quiz", "There is no such quiz.");
  if (site && (siteId === undefined || !siteIds.includes(siteId))) {
    refuse("site", "This is none of your sites.");
  }
  if (problems.length > 0) return { problems };
  return { filter: { from, to, quizId, siteId }, bom: search.get("bom") === "1" };
}
