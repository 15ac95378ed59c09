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

type IssuedCertificate = CoverageRecords["certificates"][number];

/** Certificates by certification, and of each by person. */
export type IssuedTo = ReadonlyMap<string, ReadonlyMap<number, readonly IssuedCertificate[]>>;

export function issuedTo(certificates: CoverageRecords["certificates"]): IssuedTo {
  const issued = new Map<string, Map<number, IssuedCertificate[]>>();
  for (const certificate of certificates) {
    const { certificationId, personId } = certificate;
    const people = issued.get(certificationId) ?? new Map<number, IssuedCertificate[]>();
    const own = people.get(personId);
    if (own) own.push(certificate);
    else people.set(personId, [certificate]);
    issued.set(certificationId, people);
  }
  return issued;
}

/** An instant, and its calendar date at the site that is asked about. */
type Moment = { at: Date; day: CalendarDay };

/**
 * The coverage at one site by one certification at each of some moments. All moments of somebody
 * are looked at together: there are many people, and what is known of each is found only once.
 */
export function coverageAt(
  {
    periods,
    requirements,
    issued,
  }: Pick<CoverageRecords, "periods" | "requirements"> & { issued: IssuedTo },
  { siteId, certificationId }: { siteId: number; certificationId: string },
  moments: readonly Moment[],
): Coverage[] {
  const asked = requirements.filter((each) => each.certificationId === certificationId);
  const points = moments.map((moment) => ({
    moment,
    asked: asked.filter((each) => stoodAt(each, moment.at)),
    coverage: { staff: 0, hold: 0, must: 0, mustAndHold: 0 },
  }));
  const certificatesOf = issued.get(certificationId);
  for (const period of periods) {
    if (period.siteId !== siteId) continue;
    const person = { id: period.personId };
    const certificates = certificatesOf?.get(person.id) ?? [];
    for (const { moment, asked, coverage } of points) {
      if (!stoodAt(period, moment.at)) continue;
      const holds = certificates.some((each) => countedAt(each, moment)) ? 1 : 0;
      const must = asked.some((each) => isAbout(each, person, period)) ? 1 : 0;
      coverage.staff += 1;
      coverage.hold += holds;
      coverage.must += must;
      coverage.mustAndHold += must * holds;
    }
  }
  return points.map(({ coverage }) => coverage);
}

function countedAt(
  { issuedAt, lastValidOn, withdrawals }: IssuedCertificate,
  { at, day }: Moment,
): boolean {
  if (lastValidOn < day || issuedAt.getTime() > at.getTime()) return false;
  return !withdrawals.some((withdrawal) => stoodAt(withdrawal, at));
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
