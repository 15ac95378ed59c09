import { setImmediate } from "node:timers/promises";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { dayAt } from "#app/core/calendar.ts";
import { restoredNotification, withdrawnNotification } from "#app/core/notification-words.ts";
import {
  type IssuedCertificate,
  type PassedAttempt,
  type Recertification,
  recertify,
} from "#app/core/recertification.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { type Certificate, issueCertificate } from "./certificates.ts";
import {
  listEveryCertification,
  type PublishedCertification,
} from "./certification-definitions.ts";
import { refreshHeld } from "./held-certifications.ts";
import { saveNotifications } from "./notifications.ts";
import { listPartRecords, type PersonRecords, recordsFor } from "./part-records.ts";
import { saveCertifiedNotifications } from "./result-notifications.ts";

const { attempts, certificates, certificateWithdrawals } = tables;

/** An attempt that passes or fails otherwise than before. */
export type VerdictChange = { attemptId: number; personId: number; passed: boolean };

/** What happens to the certificates of one person in one certification. */
export type PlannedRecertification = Recertification & {
  personId: number;
  certificationId: string;
  title: string;
};

/** How many people are looked at at a time. */
const CHUNK = 500;

/**
 * What changed verdicts mean for certificates; nothing is written.
 * @param undoes the regrade that is taken back, if one is
 */
export async function planRecertifications(
  q: Queryable,
  changes: readonly VerdictChange[],
  undoes?: number,
): Promise<PlannedRecertification[]> {
  const definitions = await listEveryCertification();
  const planned: PlannedRecertification[] = [];
  const changesOf = new Map<number, VerdictChange[]>();
  for (const change of changes) {
    changesOf.set(change.personId, [...(changesOf.get(change.personId) ?? []), change]);
  }
  const personIds = [...changesOf.keys()].sort((a, b) => a - b);
  for (let first = 0; first < personIds.length; first += CHUNK) {
    const people = personIds.slice(first, first + CHUNK);
    const [passes, issued] = [await listPasses(q, people), await listIssued(q, people, undoes)];
    const records = await listPartRecords(q, people);
    for (const personId of people) {
      const own = changesOf.get(personId) ?? [];
      planned.push(
        ...planOne(definitions, personId, own, {
          scored: passes.get(personId),
          issued: issued.get(personId),
          records: records.get(personId),
        }),
      );
    }
    // As for the attempts: others are let in between.
    await setImmediate();
  }
  return planned;
}

/** What is on record of one person. */
type Known = {
  scored?: readonly ScoredAttempt[];
  issued?: readonly StoredCertificate[];
  records?: PersonRecords;
};

function planOne(
  definitions: Awaited<ReturnType<typeof listEveryCertification>>,
  personId: number,
  changes: readonly VerdictChange[],
  { scored = [], issued = [], records }: Known,
): PlannedRecertification[] {
  const verdicts = new Map(changes.map(({ attemptId, passed }) => [attemptId, passed]));
  const passes = (isPass: (attempt: ScoredAttempt) => boolean): PassedAttempt[] =>
    scored.filter(isPass).map(({ attemptId, quizId, passedOn }) => ({
      attemptId,
      quizId,
      passedOn,
    }));
  const before = passes(({ passed }) => passed);
  const after = passes(({ attemptId, passed }) => verdicts.get(attemptId) ?? passed);
  // Those that others rest on come first: what changes of them counts for the others.
  let certificates = records?.certificates ?? [];
  return definitions.flatMap(({ id: certificationId, title, definition, retiredAt }) => {
    const own = issued.filter((each) => each.certificationId === certificationId);
    const recordsBefore = recordsFor(records, certificationId);
    const recertification = recertify({
      definition: retiredAt ? undefined : definition,
      certificates: own,
      recordsBefore,
      records: { ...recordsBefore, certificates },
      before,
      after,
      undone: {
        withdraw: own.filter(({ isIssuedByUndone }) => isIssuedByUndone).map(({ id }) => id),
        lift: own.filter(({ isWithdrawnByUndone }) => isWithdrawnByUndone).map(({ id }) => id),
      },
    });
    const { withdraw, lift, issue } = recertification;
    const isNothing = withdraw.length + lift.length + issue.length === 0;
    if (!isNothing) {
      const standing = own.filter(({ id, isWithdrawn }) =>
        isWithdrawn ? lift.includes(id) : !withdraw.includes(id),
      );
      certificates = [
        ...certificates.filter((each) => each.certificationId !== certificationId),
        ...[...standing, ...issue].map(({ completedOn, lastValidOn }) => {
          return { certificationId, completedOn, lastValidOn };
        }),
      ];
    }
    return isNothing ? [] : [{ personId, certificationId, title, ...recertification }];
  });
}

type ScoredAttempt = PassedAttempt & { passed: boolean };

/** Every submitted attempt of these people, in the order of submission. */
async function listPasses(q: Queryable, personIds: readonly number[]) {
  const rows = await q
    .select({
      personId: attempts.personId,
      attemptId: attempts.id,
      quizId: attempts.quizId,
      passedOn: attempts.submittedOn,
      passed: attempts.passed,
    })
    .from(attempts)
    .where(inArray(attempts.personId, [...personIds]))
    .orderBy(asc(attempts.submittedAt), asc(attempts.id));
  const byPerson = new Map<number, ScoredAttempt[]>();
  for (const { personId, attemptId, quizId, passedOn, passed } of rows) {
    if (passedOn === null || passed === null) continue;
    const own = byPerson.get(personId) ?? [];
    own.push({ attemptId, quizId, passedOn, passed });
    byPerson.set(personId, own);
  }
  return byPerson;
}

type StoredCertificate = IssuedCertificate & {
  certificationId: string;
  /** It counts only because of the regrade that is undone. */
  isIssuedByUndone: boolean;
  /** It does not count only because of the regrade that is undone. */
  isWithdrawnByUndone: boolean;
};

/** Every certificate of these people, oldest first. */
async function listIssued(q: Queryable, personIds: readonly number[], undoes?: number) {
  const rows = await q
    .select()
    .from(certificates)
    .where(inArray(certificates.personId, [...personIds]))
    .orderBy(asc(certificates.id));
  const withdrawals = await q
    .select({
      certificateId: certificateWithdrawals.certificateId,
      regradeId: certificateWithdrawals.regradeId,
      liftedAt: certificateWithdrawals.liftedAt,
      liftedByRegradeId: certificateWithdrawals.liftedByRegradeId,
    })
    .from(certificateWithdrawals)
    .innerJoin(certificates, eq(certificates.id, certificateWithdrawals.certificateId))
    .where(inArray(certificates.personId, [...personIds]));
  const byPerson = new Map<number, StoredCertificate[]>();
  for (const { personId, document, renewsId, attemptId, ...row } of rows) {
    const ofThis = withdrawals.filter(({ certificateId }) => certificateId === row.id);
    const inForce = ofThis.find(({ liftedAt }) => liftedAt === null);
    const isUndone = (regradeId: number | null) => undoes !== undefined && regradeId === undoes;
    const own = byPerson.get(personId) ?? [];
    own.push({
      ...row,
      months: document.rule.months,
      renewsId: renewsId ?? undefined,
      attemptId: attemptId ?? undefined,
      passes: document.quizzes,
      isWithdrawn: inForce !== undefined,
      canBeLifted: inForce !== undefined && inForce.regradeId !== null,
      isIssuedByUndone:
        !inForce &&
        (isUndone(row.regradeId) ||
          ofThis.some(({ liftedByRegradeId }) => isUndone(liftedByRegradeId))),
      isWithdrawnByUndone: inForce !== undefined && isUndone(inForce.regradeId),
    });
    byPerson.set(personId, own);
  }
  return byPerson;
}

/** Who changes certificates, with which regrade, why and when. */
type Cause = { regradeId: number; actorId: number; reason: string; at: Date };

/**
 * Writes what was planned, in the transaction of the regrade and with the people locked. A
 * certificate itself never changes: that it is withdrawn, and that this was taken back, stands
 * beside it.
 */
export async function saveRecertification(
  q: Queryable,
  { personId, certificationId, title, withdraw, lift, issue }: PlannedRecertification,
  definitions: readonly PublishedCertification[],
  { regradeId, actorId, reason, at }: Cause,
): Promise<void> {
  const audited = { at, actorId, subjectId: personId };
  for (const certificateId of withdraw) {
    const withdrawal = {
      certificateId,
      reason,
      withdrawnById: actorId,
      withdrawnAt: at,
      regradeId,
    };
    await q.insert(certificateWithdrawals).values(withdrawal);
    const detail = { certificateId, certificationId, reason };
    await recordAudit(q, { ...audited, action: "certificate.withdrawn", detail });
    const told = withdrawnNotification({ certificateId, title, reason }, { regradeId });
    await saveNotifications(q, [{ ...told, personId }], at);
  }
  for (const certificateId of lift) {
    await q
      .update(certificateWithdrawals)
      .set({ liftedById: actorId, liftedAt: at, liftedByRegradeId: regradeId })
      .where(
        and(
          eq(certificateWithdrawals.certificateId, certificateId),
          isNull(certificateWithdrawals.liftedAt),
        ),
      );
    const detail = { certificateId, certificationId, reason };
    await recordAudit(q, { ...audited, action: "certificate.restored", detail });
    const told = restoredNotification({ certificateId, title, reason }, { regradeId });
    await saveNotifications(q, [{ ...told, personId }], at);
  }
  const definition = definitions.find(({ id }) => id === certificationId)?.definition;
  const issuedByAttempt = new Map<number, Certificate>();
  for (const { passes, renewsIssueOf, attemptId, ...due } of issue) {
    if (!definition) break;
    const [{ quizId } = { quizId: "" }] = passes.filter((each) => each.attemptId === attemptId);
    const certificate = await issueCertificate(q, certificationId, definition, {
      ...due,
      part: { attemptId, quizId },
      renewsId: due.renewsId ?? issuedByAttempt.get(renewsIssueOf ?? 0)?.id,
      ...{ personId, issuedAt: at, actorId, regradeId },
      passIds: passes.map(({ attemptId }) => attemptId),
    });
    if (certificate) issuedByAttempt.set(attemptId, certificate);
  }
  // Last: what was issued may be older than what came back.
  const heldId = await refreshHeld(q, personId, certificationId);
  // Of what a regrade makes up for years back, only what is held today is news.
  const news = [...issuedByAttempt.values()].filter(
    ({ id, lastValidOn, document }) => id === heldId && lastValidOn >= dayAt(at, document.timeZone),
  );
  await saveCertifiedNotifications(q, news, { kind: "regrade" }, at);
}
