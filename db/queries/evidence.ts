import {
  and,
  asc,
  between,
  eq,
  exists,
  gte,
  inArray,
  lt,
  lte,
  max,
  type SQL,
  sql,
} from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import type { CalendarDay } from "#app/core/calendar.ts";
import { db, type Queryable, tables } from "#db/client.server.ts";
import { type Asker, seenBy } from "./people.ts";
import { listWithdrawals, type Withdrawal } from "./withdrawals.ts";
import { listWorkplaces, type Workplace } from "./workplaces.ts";

const { auditLog, certificates, memberships, people, quizVersions } = tables;

/**
 * What an evidence pack is about: one person, or everybody whom the asker may see; of all time, or
 * of a period. `since` and `before` are the instants at which its first day begins and its last
 * one has ended, where the asker is.
 */
export type EvidenceScope = {
  personId?: number;
  siteId?: number;
  from?: CalendarDay;
  to?: CalendarDay;
  since?: Date;
  before?: Date;
};

type EvidenceTable =
  | "auditLog"
  | "certificates"
  | "exceptions"
  | "outsideRecords"
  | "people"
  | "practicalSignOffs"
  | "requirements";

/** Ids that are gone through with one statement. */
const IDS_AT_ONCE = 500;

/** A condition on `people`: whom a pack is about. Whoever is not the asker's to see never is. */
export function isInScope(q: Queryable, asker: Asker, { personId, siteId }: EvidenceScope) {
  const worksThere = (at: number) =>
    exists(
      q
        .select({ one: sql`1` })
        .from(memberships)
        .where(and(eq(memberships.personId, people.id), eq(memberships.siteId, at))),
    );
  return and(
    seenBy(q, asker),
    personId === undefined ? undefined : eq(people.id, personId),
    siteId === undefined ? undefined : worksThere(siteId),
  );
}

/**
 * Goes through a table by its ids, however few rows are wanted of it: a part at a time, so that
 * others have their turn in between. What is added meanwhile is left out. One person's rows are
 * found by an index, at once.
 * @param owner whose each row is; left out where a row may be about several people
 */
export async function* inParts<Row>(
  q: Queryable,
  { table, owner }: { table: (typeof tables)[EvidenceTable]; owner?: AnyPgColumn },
  { personId }: EvidenceScope,
  read: (isInPart: SQL) => PromiseLike<Row[]>,
): AsyncGenerator<Row[], void> {
  if (personId !== undefined && owner) {
    yield await read(eq(owner, personId));
    return;
  }
  const [newest] = await q.select({ id: max(table.id) }).from(table);
  for (let after = 0; after < (newest?.id ?? 0); after += IDS_AT_ONCE) {
    const last = Math.min(after + IDS_AT_ONCE, newest?.id ?? 0);
    const rows = await read(between(table.id, after + 1, last));
    if (rows.length > 0) yield rows;
    await new Promise(setImmediate);
  }
}

export type EvidencePerson = {
  id: number;
  name: string;
  email: string;
  createdAt: Date;
  deactivatedAt: Date | null;
  /** Of the sites that the asker may see. */
  workplaces: Workplace[];
};

/** Everybody whom the pack is about, those who have left too. */
export async function* readEvidencePeople(
  asker: Asker,
  scope: EvidenceScope,
): AsyncGenerator<EvidencePerson[], void> {
  const q = await db();
  const { id, name, email, createdAt, deactivatedAt } = people;
  const parts = inParts(q, { table: people, owner: people.id }, scope, (isInPart) =>
    q
      .select({ id, name, email, createdAt, deactivatedAt })
      .from(people)
      .where(and(isInPart, isInScope(q, asker, scope)))
      .orderBy(asc(id)),
  );
  const siteIds = asker.roles.includes("admin") ? undefined : asker.managedSiteIds;
  for await (const rows of parts) {
    const workplaces = await listWorkplaces(
      rows.map((row) => row.id),
      siteIds,
    );
    yield rows.map((row) => ({ ...row, workplaces: workplaces.get(row.id) ?? [] }));
  }
}

export type EvidenceCertificate = typeof certificates.$inferSelect & { withdrawal?: Withdrawal };

/** Their certificates that were valid on a day of the period, or were issued for later within it. */
export async function* readEvidenceCertificates(
  asker: Asker,
  scope: EvidenceScope,
): AsyncGenerator<EvidenceCertificate[], void> {
  const q = await db();
  const { from, to } = scope;
  const parts = inParts(
    q,
    { table: certificates, owner: certificates.personId },
    scope,
    async (isInPart) => {
      const rows = await q
        .select({ certificate: certificates })
        .from(certificates)
        .innerJoin(people, eq(people.id, certificates.personId))
        .where(
          and(
            isInPart,
            isInScope(q, asker, scope),
            from === undefined ? undefined : gte(certificates.lastValidOn, from),
            to === undefined ? undefined : lte(certificates.completedOn, to),
          ),
        )
        .orderBy(asc(certificates.id));
      return rows.map(({ certificate }) => certificate);
    },
  );
  for await (const rows of parts) {
    const withdrawals = await listWithdrawals(rows.map(({ id }) => id));
    yield rows.map((row) => ({ ...row, withdrawal: withdrawals.get(row.id) }));
  }
}

/**
 * Entries of the audit log in the period: that concern these people, or, for a whole period of an
 * admin, all of them.
 */
export async function* readEvidenceEntries(asker: Asker, scope: EvidenceScope) {
  const q = await db();
  const actor = alias(people, "actor");
  const concerns = (scoped: SQL | undefined) =>
    inArray(auditLog.subjectId, q.select({ id: people.id }).from(people).where(scoped));
  const isOfAll =
    asker.roles.includes("admin") && scope.personId === undefined && scope.siteId === undefined;
  const subject = alias(people, "subject");
  yield* inParts(q, { table: auditLog, owner: auditLog.subjectId }, scope, (isInPart) =>
    q
      .select({
        id: auditLog.id,
        at: auditLog.at,
        action: auditLog.action,
        detail: auditLog.detail,
        hash: auditLog.hash,
        actorName: actor.name,
        subjectName: subject.name,
      })
      .from(auditLog)
      .leftJoin(actor, eq(actor.id, auditLog.actorId))
      .leftJoin(subject, eq(subject.id, auditLog.subjectId))
      .where(
        and(
          isInPart,
          isOfAll ? undefined : concerns(isInScope(q, asker, scope)),
          scope.since && gte(auditLog.at, scope.since),
          scope.before && lt(auditLog.at, scope.before),
        ),
      )
      .orderBy(asc(auditLog.id)),
  );
}

/** The content of a quiz version as it was published: its SHA-256 is the version's hash. */
export async function findVersionContent(versionId: number) {
  const q = await db();
  const [row] = await q
    .select({
      quizId: quizVersions.quizId,
      hash: quizVersions.hash,
      content: quizVersions.content,
    })
    .from(quizVersions)
    .where(eq(quizVersions.id, versionId));
  return row;
}
