import { dayAt, formatDay } from "#app/core/calendar.ts";
import {
  type Coverage,
  coverageAt,
  issuedTo,
  lapsesByWeek,
  monthEnds,
} from "#app/core/coverage.ts";
import { endOfDay } from "#db/queries/board-at.ts";
import { listCertificationDefinitions } from "#db/queries/certification-definitions.ts";
import { listCoverageRecords, listEnds, listPassRates } from "#db/queries/coverage.ts";
import { listSites } from "#db/queries/organisation.ts";
import { listEveryQuiz } from "#db/queries/quizzes.ts";
import type { SignedInPerson } from "#db/queries/sessions.ts";

const MONTHS = 12;
const WEEKS = 26;

/** How the manager's sites were covered, what lapses, and how quizzes go: ready to be drawn. */
export async function findCoverage(
  manager: Pick<SignedInPerson, "managedSiteIds" | "homeSite">,
  now: Date,
) {
  const today = dayAt(now, manager.homeSite.timeZone);
  const days = monthEnds(today, MONTHS);
  const day = days[0] ?? today;
  const since = endOfDay(day, "Etc/GMT-14");
  const [certifications, everySite, quizzes, records, ends, rates] = await Promise.all([
    listCertificationDefinitions(),
    listSites(),
    listEveryQuiz(),
    listCoverageRecords(manager, { day, since }),
    listEnds(manager, today),
    listPassRates(manager),
  ]);
  const titles = new Map(quizzes.map(({ quizId, title }) => [quizId, title]));
  const sites = everySite.filter(({ id }) => manager.managedSiteIds.includes(id));
  const periodsAt = new Map(
    sites.map(({ id }): [number, (typeof records.periods)[number][]] => [id, []]),
  );
  for (const period of records.periods) periodsAt.get(period.siteId)?.push(period);
  const issued = issuedTo(records.certificates);
  const momentsIn = new Map(
    [...new Set(sites.map(({ timeZone }) => timeZone))].map((timeZone) => [
      timeZone,
      days.map((day) => {
        const at = day === today ? now : endOfDay(day, timeZone);
        return { at, day: dayAt(at, timeZone) };
      }),
    ]),
  );
  return {
    days: days.map((day) => ({ day, text: formatDay(day) })),
    certifications: certifications.map(({ id, title }) => ({ id, title })),
    coverage: certifications.map(({ id: certificationId, title }) => {
      const bySite = sites.map(({ id: siteId, name, timeZone }) => ({
        site: name,
        points: coverageAt(
          { ...records, issued, periods: periodsAt.get(siteId) ?? [] },
          { siteId, certificationId },
          momentsIn.get(timeZone) ?? [],
        ),
      }));
      const all = days.map((_, index) =>
        sumOf(bySite.flatMap(({ points }) => points[index] ?? [])),
      );
      return { title, all, sites: bySite };
    }),
    lapses: lapsesByWeek(ends, today, WEEKS).map(({ from, to, counts }) => ({
      label: `${formatDay(from)} to ${formatDay(to)}`,
      from: formatDay(from),
      counts: certifications.map(({ id }) => counts[id] ?? 0),
    })),
    rates: rates
      .map(({ quizId, ...rate }) => ({ ...rate, quizId, title: titles.get(quizId) ?? quizId }))
      .sort((one, other) => Number(one.title > other.title) - Number(one.title < other.title)),
  };
}

/** Somebody at two sites counts at both. */
function sumOf(coverages: readonly Coverage[]): Coverage {
  return coverages.reduce(
    (sum, each) => ({
      staff: sum.staff + each.staff,
      hold: sum.hold + each.hold,
      must: sum.must + each.must,
      mustAndHold: sum.mustAndHold + each.mustAndHold,
    }),
    { staff: 0, hold: 0, must: 0, mustAndHold: 0 },
  );
}
