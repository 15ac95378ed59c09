import { addMonths, type CalendarDay } from "./calendar.ts";
import {
  type Achieved,
  certificateDue,
  type QuizPass,
  type ValidityPeriod,
} from "./certification.ts";
import type { CertificationDefinition } from "./certification-file.ts";
import { NO_RECORDS, type PartRecords } from "./certification-parts.ts";

/** A certificate that was issued to a person for one certification, withdrawn or not. */
export type IssuedCertificate = ValidityPeriod & {
  id: number;
  /** The attempt whose pass completed it; another part may have. */
  attemptId?: number;
  completedOn: CalendarDay;
  /** The period of its rule, in months. */
  months: number;
  /** The certificate that it renewed. */
  renewsId?: number;
  /** The passes that it rests on. */
  passes: readonly { quizId: string; attemptId: number }[];
  /** True while it is withdrawn. */
  isWithdrawn: boolean;
  /** True while it is withdrawn because a regrade took a pass away: that can be taken back. */
  canBeLifted: boolean;
};

/** A passed attempt, in the order in which they were submitted. */
export type PassedAttempt = QuizPass & { attemptId: number };

/** What changed passes mean for the certificates of one person in one certification. */
export type Recertification = {
  /** Ids of certificates that fall away. */
  withdraw: number[];
  /** Ids of certificates that count again. */
  lift: number[];
  issue: (ValidityPeriod & {
    attemptId: number;
    completedOn: CalendarDay;
    renewsId?: number;
    /** The attempt of the certificate that it renews, where that one is to be issued too, before it. */
    renewsIssueOf?: number;
    /** The pass of each required quiz that it rests on. */
    passes: PassedAttempt[];
  })[];
};

export type PassesChange = {
  /** As the file defines it now; undefined once retired: then nothing new is issued. */
  definition?: CertificationDefinition;
  /** Every certificate of this certification that the person was ever given, oldest first. */
  certificates: readonly IssuedCertificate[];
  /** The person's passes of all quizzes in the order of submission, without and with the change. */
  before: readonly PassedAttempt[];
  after: readonly PassedAttempt[];
  /** What is on record for the parts beside quizzes, with the change; nothing when left out. */
  records?: PartRecords;
  /** The same without the change, where certificates that it brings or takes are among them. */
  recordsBefore?: PartRecords;
  /** What undoing a regrade takes back; `lift` as far as the passes under it are there. */
  undone?: { withdraw: readonly number[]; lift: readonly number[] };
};

/**
 * What happens to certificates when passes are taken away or given after the fact.
 *
 * A certificate falls when a pass that it rests on is gone and no other pass of that quiz counted
 * on the day of its completion. It is issued, as of the day of the pass that completes it, where
 * the change makes it due and no certificate of that day or later covers the person already; one
 * that a regrade had withdrawn comes back instead of a second one for the same attempt. A later
 * certificate rests on its own passes, so it stays when the one that it renewed falls, with its
 * days as they are.
 */
export function recertify(change: PassesChange): Recertification {
  const { definition, certificates, before, after, undone } = change;
  const lifted = new Set(undone?.lift);
  const withdrawn = new Set(undone?.withdraw);
  const had = new Set(before.map(({ attemptId }) => attemptId));
  const has = new Set(after.map(({ attemptId }) => attemptId));
  const standsNow = ({ id, isWithdrawn }: IssuedCertificate) =>
    lifted.has(id) || (!isWithdrawn && !withdrawn.has(id));

  for (const certificate of certificates) {
    // What comes back must rest on passes that are there, whenever and why ever they went.
    const isComingBack = lifted.has(certificate.id);
    const lost = certificate.passes.filter(
      ({ attemptId }) => (isComingBack || had.has(attemptId)) && !has.has(attemptId),
    );
    if (lost.length === 0 || !standsNow(certificate)) continue;
    const from = countedFrom(certificate, certificates.filter(standsNow));
    const isCovered = lost.every(({ quizId }) =>
      after.some(
        (pass) =>
          pass.quizId === quizId &&
          pass.passedOn >= from &&
          pass.passedOn <= certificate.completedOn,
      ),
    );
    if (isCovered) continue;
    if (isComingBack) lifted.delete(certificate.id);
    else withdrawn.add(certificate.id);
  }

  const issue: Recertification["issue"] = [];
  const standing: Standing[] = certificates.filter(standsNow);
  for (const due of definition ? dueAfter(definition, change, standing) : []) {
    const again = certificates.find(({ attemptId }) => attemptId === due.attemptId);
    if (again && (!again.canBeLifted || withdrawn.has(again.id))) continue;
    standing.push(again ?? due);
    if (again) lifted.add(again.id);
    else issue.push(due);
  }
  const byId = (one: number, other: number) => one - other;
  return { withdraw: [...withdrawn].sort(byId), lift: [...lifted].sort(byId), issue };
}

/** A certificate that counts; one that is yet to be issued has no id. */
type Standing = ValidityPeriod & { id?: number; attemptId?: number; completedOn: CalendarDay };

/**
 * The certificates that became due with the change, in the order of their days. What was due
 * without it, because the rule has changed since, is none of its business. A part beside quizzes
 * may have come after the pass, so the days of those are looked at as well; the attempt is then
 * the newest pass before.
 * @param standing what counts so far; whoever takes a certificate adds it
 */
function* dueAfter(
  definition: CertificationDefinition,
  { certificates, before, after, records = NO_RECORDS, recordsBefore = records }: PassesChange,
  standing: readonly Standing[],
): Generator<Recertification["issue"][number]> {
  const stoodBefore = certificates.filter(({ isWithdrawn }) => !isWithdrawn);
  const { quizzes } = definition.requires;
  for (const { day, passes, pass } of occasions(after, records)) {
    if (pass && !quizzes.includes(pass.quizId)) continue;
    const { attemptId } = pass ?? passes.findLast(({ quizId }) => quizzes.includes(quizId)) ?? {};
    if (attemptId === undefined) continue;
    const period = periodDue(definition, { passes, records }, standing, day);
    const known = before.filter((pass) => pass.passedOn <= day);
    if (
      !period ||
      periodDue(definition, { passes: known, records: recordsBefore }, stoodBefore, day)
    )
      continue;
    const renewed = newestBefore(standing, day);
    yield {
      ...period,
      attemptId,
      completedOn: day,
      renewsId: renewed?.id,
      renewsIssueOf: renewed && renewed.id === undefined ? renewed.attemptId : undefined,
      passes: quizzes.flatMap((id) => passes.findLast((pass) => pass.quizId === id) ?? []),
    };
  }
}

type Occasion = {
  day: CalendarDay;
  passes: readonly PassedAttempt[];
  /** The pass itself, where it is one. */
  pass?: PassedAttempt;
};

/** Every pass, and every day on which another part came, with the passes there were by then. */
function occasions(
  after: readonly PassedAttempt[],
  { signOffs, outside, certificates }: PartRecords,
): Occasion[] {
  const ofPasses = after.map((pass, index): Occasion => {
    return { day: pass.passedOn, passes: after.slice(0, index + 1), pass };
  });
  const days = new Set([
    ...signOffs.map(({ signedOn }) => signedOn),
    ...outside.map(({ recordedOn }) => recordedOn),
    ...certificates.map(({ completedOn }) => completedOn),
  ]);
  const ofParts = [...days].map((day): Occasion => {
    return { day, passes: after.filter(({ passedOn }) => passedOn <= day) };
  });
  return [...ofPasses, ...ofParts].sort((one, other) => compareDays(one.day, other.day));
}

function compareDays(one: CalendarDay, other: CalendarDay): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The period that is due on a day, unless a certificate of that day or later covers it. */
function periodDue(
  definition: CertificationDefinition,
  achieved: Achieved,
  standing: readonly Standing[],
  day: CalendarDay,
): ValidityPeriod | undefined {
  if (standing.some(({ completedOn }) => completedOn >= day)) return undefined;
  return certificateDue(definition, achieved, newestBefore(standing, day), day);
}

function newestBefore(standing: readonly Standing[], day: CalendarDay): Standing | undefined {
  return standing
    .filter(({ completedOn }) => completedOn < day)
    .reduce<Standing | undefined>(
      (newest, each) => (newest && newest.completedOn >= each.completedOn ? newest : each),
      undefined,
    );
}

/** From which day on a pass counted towards a certificate, by the rule that it was issued under. */
function countedFrom(
  { completedOn, months, renewsId }: IssuedCertificate,
  standing: readonly IssuedCertificate[],
): CalendarDay {
  const renewed = standing.find(({ id }) => id === renewsId);
  const isRenewal = renewed !== undefined && completedOn <= renewed.lastValidOn;
  return isRenewal ? renewed.windowOpensOn : addMonths(completedOn, -months);
}
