import { and, asc, desc, isNull } from "drizzle-orm";
import type { Words } from "#app/core/notification.ts";
import { attemptIdOf, resultNotification } from "#app/core/notification-words.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { isOneOf } from "./ids.ts";
import { findQuizVersion } from "./quizzes.ts";

const { attempts, certificates, regradedAttempts } = tables;

/** A row as it is kept: with its words, or with a key from which they follow. */
type Kept = { key: string } & { [Part in keyof Words]: string | null };

/**
 * Rows in the words that their people were told. The words of a result are made of what its attempt
 * keeps for ever: its version, the score it was submitted with and the certificates it issued. So
 * they stay as they were, whatever a regrade decides later. Whoever calls has checked that they may
 * be seen.
 */
export async function inWords<Row extends Kept>(
  q: Queryable,
  rows: readonly Row[],
): Promise<(Omit<Row, keyof Words> & Words)[]> {
  const wordless = rows.flatMap(({ title, key }) => (title === null ? [attemptIdOf(key)] : []));
  const results = await listResults(
    q,
    wordless.filter((id) => id !== undefined),
  );
  return rows.map((row) => {
    const { title, body, path } = row;
    if (title !== null && body !== null && path !== null) return { ...row, title, body, path };
    const words = results.get(attemptIdOf(row.key) ?? 0);
    if (!words) throw new Error(`Nothing says what "${row.key}" means`);
    return { ...row, title: words.title, body: words.body, path: words.path };
  });
}

/** What people were told when these attempts were submitted, by attempt. */
async function listResults(q: Queryable, attemptIds: readonly number[]) {
  const results = new Map<number, Words>();
  if (attemptIds.length === 0) return results;
  const rows = await q
    .select({
      id: attempts.id,
      versionId: attempts.versionId,
      units: attempts.units,
      maxUnits: attempts.maxUnits,
      percent: attempts.percent,
      passed: attempts.passed,
      reasons: attempts.reasons,
    })
    .from(attempts)
    .where(isOneOf(attempts.id, attemptIds));
  const first = await listFirstScores(q, attemptIds);
  const issued = await listIssued(q, attemptIds);
  for (const { id, versionId, ...now } of rows) {
    const quiz = await findQuizVersion(versionId);
    const { units, maxUnits, percent, passed, reasons } = first.get(id) ?? now;
    if (!quiz || units === null || maxUnits === null || percent === null || passed === null) {
      throw new Error(`Attempt ${id} has no score to tell`);
    }
    const attempt = { attemptId: id, units, maxUnits, percent, passed, reasons: reasons ?? [] };
    results.set(id, resultNotification(quiz, attempt, issued.get(id) ?? []));
  }
  return results;
}

/** The scores that these attempts were submitted with, of those that were regraded since. */
async function listFirstScores(q: Queryable, attemptIds: readonly number[]) {
  const rows = await q
    .select({ attemptId: regradedAttempts.attemptId, before: regradedAttempts.before })
    .from(regradedAttempts)
    .where(isOneOf(regradedAttempts.attemptId, attemptIds))
    // The first regrade comes last, and knows the score that it found.
    .orderBy(desc(regradedAttempts.regradeId));
  return new Map(rows.map(({ attemptId, before }) => [attemptId, before]));
}

/** The certificates that submitting these attempts issued, in the order of issue, by attempt. */
async function listIssued(q: Queryable, attemptIds: readonly number[]) {
  const rows = await q
    .select({
      attemptId: certificates.attemptId,
      document: certificates.document,
      lastValidOn: certificates.lastValidOn,
    })
    .from(certificates)
    .where(and(isOneOf(certificates.attemptId, attemptIds), isNull(certificates.regradeId)))
    .orderBy(asc(certificates.id));
  const issued = new Map<number, { title: string; lastValidOn: string }[]>();
  for (const { attemptId, document, lastValidOn } of rows) {
    if (attemptId === null) continue;
    const own = issued.get(attemptId) ?? [];
    own.push({ title: document.certificationTitle, lastValidOn });
    issued.set(attemptId, own);
  }
  return issued;
}
