import { and, asc, between, eq, exists, gte, inArray, isNotNull, lte, max, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { itemsOnSheet, sheetFromDrawn } from "#app/core/attempt.ts";
import type { ExportedAttempt, ExportedItem } from "#app/core/attempt-export.ts";
import type { ExportFilter } from "#app/core/export-filter.ts";
import { reasonsToText } from "#app/core/failure-reasons.ts";
import { maySeeKeys } from "#app/core/roles.ts";
import { db, prepared, type Queryable, tables, transaction } from "#db/client.server.ts";
import type { AuditDetail } from "#db/schema.ts";
import { recordAudit } from "./audit.ts";
import { unitsByAttempt } from "./graded-attempts.ts";
import { type Asker, seenBy } from "./people.ts";
import { findQuizVersion } from "./quizzes.ts";

const { attempts, itemResponses, memberships, people, quizVersions, regradedAttempts, sites } =
  tables;

/** Whose attempts are asked for, beside which. */
export type AttemptsWanted = ExportFilter & { personId?: number };

/** Ids that are gone through with one statement, however few of them are wanted. */
const IDS_AT_ONCE = 2_000;
/** Attempts that are read with all of their responses: some hundred rows. */
const ATTEMPTS_AT_ONCE = 20;

/**
 * Every submitted attempt that the asker may see and that is wanted, oldest first, a part at a
 * time; others get their turn in between. What is submitted meanwhile is left out.
 */
export async function* readAttempts(
  asker: Asker,
  wanted: AttemptsWanted,
): AsyncGenerator<ExportedAttempt[], void> {
  const q = await db();
  for await (const ids of idsOf(q, asker, wanted)) {
    for (let first = 0; first < ids.length; first += ATTEMPTS_AT_ONCE) {
      yield await listWhole(q, asker, ids.slice(first, first + ATTEMPTS_AT_ONCE));
      await new Promise(setImmediate);
    }
  }
}

/** The ids of the attempts that are wanted. One person's are found by an index, at once. */
async function* idsOf(q: Queryable, asker: Asker, wanted: AttemptsWanted) {
  const where = whereWanted(q, asker, wanted);
  const found = (range?: readonly [number, number]) =>
    q
      .select({ id: attempts.id })
      .from(attempts)
      .innerJoin(people, eq(people.id, attempts.personId))
      .where(and(range && between(attempts.id, ...range), where))
      .orderBy(asc(attempts.id));
  if (wanted.personId !== undefined) {
    yield (await found()).map(({ id }) => id);
    return;
  }
  const [newest] = await q.select({ id: max(attempts.id) }).from(attempts);
  for (let after = 0; after < (newest?.id ?? 0); after += IDS_AT_ONCE) {
    const last = Math.min(after + IDS_AT_ONCE, newest?.id ?? 0);
    yield (await found([after + 1, last])).map(({ id }) => id);
    await new Promise(setImmediate);
  }
}

function whereWanted(q: Queryable, asker: Asker, wanted: AttemptsWanted) {
  const { from, to, quizId, siteId, personId } = wanted;
  const worksThere = (at: number) =>
    exists(
      q
        .select({ one: sql`1` })
        .from(memberships)
        .where(and(eq(memberships.personId, people.id), eq(memberships.siteId, at))),
    );
  return and(
    isNotNull(attempts.submittedAt),
    seenBy(q, asker),
    siteId === undefined ? undefined : worksThere(siteId),
    personId === undefined ? undefined : eq(attempts.personId, personId),
    quizId === undefined ? undefined : eq(attempts.quizId, quizId),
    from === undefined ? undefined : gte(attempts.submittedOn, from),
    to === undefined ? undefined : lte(attempts.submittedOn, to),
  );
}

/*
 * Prepared, for lists of a fixed length: a statement that is made anew for each part stays in
 * memory until the next big garbage collection, and an export has thousands of parts.
 */
const PLACES = Array.from({ length: ATTEMPTS_AT_ONCE }, (_, place) => `id${place}`);
const isListed = (column: AnyPgColumn) =>
  inArray(
    column,
    PLACES.map((place) => sql.placeholder(place)),
  );
/** Ids for the places of a list; the ids of rows begin with 1. */
const listed = (ids: readonly number[]) =>
  Object.fromEntries(PLACES.map((place, index) => [place, ids[index] ?? 0]));

const attemptRows = prepared((q) =>
  q
    .select({
      attempt: attempts,
      personName: people.name,
      email: people.email,
      versionHash: quizVersions.hash,
    })
    .from(attempts)
    .innerJoin(people, eq(people.id, attempts.personId))
    .innerJoin(quizVersions, eq(quizVersions.id, attempts.versionId))
    .where(isListed(attempts.id))
    .orderBy(asc(attempts.id))
    .prepare("exported_attempts"),
);

const responseRows = prepared((q) =>
  q
    .select()
    .from(itemResponses)
    .where(isListed(itemResponses.attemptId))
    .prepare("exported_responses"),
);

const regradedRows = prepared((q) =>
  q
    .select({ attemptId: regradedAttempts.attemptId, after: regradedAttempts.after })
    .from(regradedAttempts)
    .where(isListed(regradedAttempts.attemptId))
    .orderBy(asc(regradedAttempts.regradeId))
    .prepare("exported_regrades"),
);

const workplaceRows = prepared((q) =>
  q
    .select({ personId: memberships.personId, siteId: sites.id, siteName: sites.name })
    .from(memberships)
    .innerJoin(sites, eq(sites.id, memberships.siteId))
    .where(isListed(memberships.personId))
    .orderBy(asc(sites.name))
    .prepare("exported_workplaces"),
);

async function listWhole(
  q: Queryable,
  asker: Asker,
  ids: readonly number[],
): Promise<ExportedAttempt[]> {
  const rows = await attemptRows(q).execute(listed(ids));
  const responses = byAttempt(await responseRows(q).execute(listed(ids)));
  const regraded = unitsByAttempt(await regradedRows(q).execute(listed(ids)));
  const personIds = [...new Set(rows.map(({ attempt }) => attempt.personId))];
  const workplaces = (await workplaceRows(q).execute(listed(personIds))).filter(
    ({ siteId }) => asker.roles.includes("admin") || asker.managedSiteIds.includes(siteId),
  );
  return Promise.all(
    rows.map(async ({ attempt, personName, email, versionHash }) => {
      const { id, personId, versionId, submittedAt, submittedOn } = attempt;
      const quiz = await findQuizVersion(versionId);
      if (!quiz || !submittedAt || !submittedOn) throw new Error(`Attempt ${id} is not whole`);
      const sheet = sheetFromDrawn(quiz, attempt.seed, attempt.drawn);
      const saved = new Map(
        responses.get(id)?.map((response) => [sheet.itemIds[response.position] ?? "", response]),
      );
      const credited = regraded.get(id);
      // Nobody learns from an export which of their own responses were right: reviews decide that.
      const hidesPoints = personId === asker.id && !maySeeKeys(asker.roles);
      const items: ExportedItem[] = [];
      for (const { id: itemId, type } of itemsOnSheet(quiz, sheet)) {
        const own = saved.get(itemId);
        // As `unitsOnSheet` has it. Objects copied with "..." would stay until the next big garbage
        // collection (measured), and of these there are millions.
        const units = (own ? own.units : credited?.get(itemId)) ?? 0;
        items.push({
          itemId,
          type,
          response: own?.response,
          certainty: own?.certainty ?? undefined,
          savedAt: own?.savedAt,
          units: hidesPoints ? undefined : units,
        });
      }
      const { quizId, startedAt, units, maxUnits, percent, passed, reasons } = attempt;
      return {
        id,
        personName,
        email,
        siteNames: workplaces.flatMap((each) => (each.personId === personId ? each.siteName : [])),
        quizId,
        quizTitle: quiz.title,
        versionId,
        versionHash,
        startedAt,
        submittedAt,
        submittedOn,
        units: units ?? 0,
        maxUnits: maxUnits ?? 0,
        percent: percent ?? 0,
        passed: passed === true,
        reasons: reasonsToText(reasons ?? []),
        items,
      };
    }),
  );
}

function byAttempt<Row extends { attemptId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const lists = new Map<number, Row[]>();
  for (const row of rows) {
    const list = lists.get(row.attemptId);
    if (list) list.push(row);
    else lists.set(row.attemptId, [row]);
  }
  return lists;
}

/** Keeps that somebody takes data away, before the first byte leaves: what, and nobody's name. */
export async function recordDownload(
  { id: actorId }: Pick<Asker, "id">,
  action: "attempts.exported" | "evidence.exported",
  { personId: subjectId, ...filter }: AttemptsWanted,
  at: Date,
): Promise<void> {
  const detail = Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined),
  ) as AuditDetail;
  await transaction((q) => recordAudit(q, { at, actorId, action, subjectId, detail }));
}
