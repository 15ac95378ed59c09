import { addDays, addMonths, type CalendarDay } from "./calendar.ts";
import { isAbout } from "./requirement.ts";

/*
 * How much of the staff holds a certification, as it was at the end of months: from records that
 * are never overwritten.
 */

/** From an instant until another one; without an end, still. */
type Stood = { from: Date; until?: Date };

export type CoverageRecords = {
  periods: readonly (Stood & { personId: number; siteId: number; jobRoleId?: number })[];
  certificates: readonly {
    personId: number;
    certificationId: string;
    issuedAt: Date;
    lastValidOn: CalendarDay;
    withdrawals: readonly Stood[];
  }[];
  requirements: readonly (Stood & {
    certificationId: string;
    personId?: number;
    siteId?: number;
    jobRoleId?: number;
  })[];
};

/** How many are staff, how many of them hold it; how many must, and how many of those do. */
export type Coverage = { staff: number; hold: number; must: number; mustAndHold: number };

/** The last days of the months before `today`, oldest first, and today itself. */
export function monthEnds(today: CalendarDay, months: number): CalendarDay[] {
  const thisMonth = `${today.slice(0, 8)}01`;
  const ends = Array.from({ length: months }, (_, back) =>
    addDays(addMonths(thisMonth, -back), -1),
  );
  return [...ends.reverse(), today];
}

/** Who held a certification at an instant; `day` is its calendar date at the site. */
export function holdersAt(
  certificates: CoverageRecords["certificates"],
  certificationId: string,
  at: Date,
  day: CalendarDay,
): Set<number> {
  const holders = new Set<number>();
  // Numbers compare several times as quickly as dates, and of these there are many.
  const instant = at.getTime();
  for (const each of certificates) {
    if (each.certificationId !== certificationId || each.lastValidOn < day) continue;
    if (each.issuedAt.getTime() > instant) continue;
    if (each.withdrawals.some((withdrawal) => stoodAt(withdrawal, at))) continue;
    holders.add(each.personId);
  }
  return holders;
}

/** The coverage at one site by one certification at an instant, of those who held it then. */
export function coverageAt(
  { periods, requirements }: Pick<CoverageRecords, "periods" | "requirements">,
  { siteId, certificationId }: { siteId: number; certificationId: string },
  holders: ReadonlySet<number>,
  at: Date,
): Coverage {
  const asked = requirements.filter(
    (each) => each.certificationId === certificationId && stoodAt(each, at),
  );
  const coverage = { staff: 0, hold: 0, must: 0, mustAndHold: 0 };
  for (const period of periods) {
    if (period.siteId !== siteId || !stoodAt(period, at)) continue;
    const holds = holders.has(period.personId) ? 1 : 0;
    const must = asked.some((each) => isAbout(each, { id: period.personId }, period)) ? 1 : 0;
    coverage.staff += 1;
    coverage.hold += holds;
    coverage.must += must;
    coverage.mustAndHold += must * holds;
  }
  return coverage;
}

function stoodAt({ from, until }: Stood, at: Date): boolean {
  const instant = at.getTime();
  return from.getTime() <= instant && (until === undefined || until.getTime() > instant);
}

/** How many certificates end in each of the coming weeks, by certification. */
export function lapsesByWeek(
  held: readonly { certificationId: string; lastValidOn: CalendarDay }[],
  today: CalendarDay,
  weeks: number,
): { from: CalendarDay; to: CalendarDay; counts: Record<string, number> }[] {
  return Array.from({ length: weeks }, (_, week) => {
    const [from, to] = [addDays(today, week * 7), addDays(today, week * 7 + 6)];
    const counts: Record<string, number> = {};
    for (const { certificationId, lastValidOn } of held) {
      if (lastValidOn < from || lastValidOn > to) continue;
      counts[certificationId] = (counts[certificationId] ?? 0) + 1;
    }
    return { from, to, counts };
  });
}

/** "75 %", and a dash of nobody. */
export function shareInWords(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`;
}
