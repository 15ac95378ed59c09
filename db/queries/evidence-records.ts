import { and, asc, eq, exists, gte, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable, tables } from "#db/client.server.ts";
import { type EvidenceScope, inParts, isInScope } from "./evidence.ts";
import type { Asker } from "./people.ts";

const { exceptions, jobRoles, outsideRecords, people, practicalSignOffs } = tables;
const { requirements, sites, staffPeriods } = tables;

/*
 * What stands in an evidence pack beside certificates and attempts: sign-offs, proof from outside,
 * requirements and exceptions. Of a period there is what counted or stood on a day of it; what was
 * withdrawn or ended says when.
 */

/** Their practical sign-offs, withdrawn ones too. */
export async function* readEvidenceSignOffs(asker: Asker, scope: EvidenceScope) {
  const q = await db();
  const { from, to } = scope;
  const withdrawer = alias(people, "withdrawer");
  const { id, certificationId, document, signedAt, signedOn } = practicalSignOffs;
  const { validUntil, withdrawnAt, withdrawnReason } = practicalSignOffs;
  yield* inParts(
    q,
    { table: practicalSignOffs, owner: practicalSignOffs.personId },
    scope,
    (isInPart) =>
      q
        .select({
          ...{ id, certificationId, document, signedAt, signedOn, validUntil },
          ...{ withdrawnAt, withdrawnReason },
          personName: people.name,
          withdrawerName: withdrawer.name,
        })
        .from(practicalSignOffs)
        .innerJoin(people, eq(people.id, practicalSignOffs.personId))
        .leftJoin(withdrawer, eq(withdrawer.id, practicalSignOffs.withdrawnById))
        .where(
          and(
            isInPart,
            isInScope(q, asker, scope),
            from === undefined ? undefined : or(isNull(validUntil), gte(validUntil, from)),
            to === undefined ? undefined : lte(signedOn, to),
          ),
        )
        .orderBy(asc(id)),
  );
}

/** What was recorded of them from outside, withdrawn records too. */
export async function* readEvidenceOutsideRecords(asker: Asker, scope: EvidenceScope) {
  const q = await db();
  const [recorder, withdrawer] = [alias(people, "recorder"), alias(people, "withdrawer")];
  const { id, outsideId, validUntil, documentNumber, recordedAt } = outsideRecords;
  const { withdrawnAt, withdrawnReason } = outsideRecords;
  yield* inParts(q, { table: outsideRecords, owner: outsideRecords.personId }, scope, (isInPart) =>
    q
      .select({
        ...{ id, outsideId, validUntil, documentNumber, recordedAt },
        ...{ withdrawnAt, withdrawnReason },
        personName: people.name,
        recorderName: recorder.name,
        withdrawerName: withdrawer.name,
      })
      .from(outsideRecords)
      .innerJoin(people, eq(people.id, outsideRecords.personId))
      .innerJoin(recorder, eq(recorder.id, outsideRecords.recordedById))
      .leftJoin(withdrawer, eq(withdrawer.id, outsideRecords.withdrawnById))
      .where(
        and(
          isInPart,
          isInScope(q, asker, scope),
          scope.from === undefined ? undefined : gte(validUntil, scope.from),
          scope.before && lt(recordedAt, scope.before),
        ),
      )
      .orderBy(asc(id)),
  );
}

/**
 * The requirements that concerned them: of single people among them, and of groups. Of groups a
 * manager gets those of their sites and of every site; a person's pack has those of where they worked.
 */
export async function* readEvidenceRequirements(asker: Asker, scope: EvidenceScope) {
  const q = await db();
  const [creator, ender] = [alias(people, "creator"), alias(people, "ender")];
  const { id, certificationId, dueOn, withinDays, createdAt, endedAt } = requirements;
  yield* inParts(q, { table: requirements }, scope, (isInPart) =>
    q
      .select({
        ...{ id, certificationId, dueOn, withinDays, createdAt, endedAt },
        personName: people.name,
        siteName: sites.name,
        jobRole: jobRoles.name,
        creatorName: creator.name,
        enderName: ender.name,
      })
      .from(requirements)
      .leftJoin(people, eq(people.id, requirements.personId))
      .leftJoin(sites, eq(sites.id, requirements.siteId))
      .leftJoin(jobRoles, eq(jobRoles.id, requirements.jobRoleId))
      .innerJoin(creator, eq(creator.id, requirements.createdById))
      .leftJoin(ender, eq(ender.id, requirements.endedById))
      .where(
        and(
          isInPart,
          or(
            and(eq(people.id, requirements.personId), isInScope(q, asker, scope)),
            and(isNull(requirements.personId), isOfGroupInScope(q, asker, scope)),
          ),
          scope.before && lt(createdAt, scope.before),
          scope.since && or(isNull(endedAt), gte(endedAt, scope.since)),
        ),
      )
      .orderBy(asc(id)),
  );
}

/** A condition on requirements of groups: those that a pack is about. */
function isOfGroupInScope(q: Queryable, asker: Asker, { personId, siteId }: EvidenceScope) {
  const worked = (whose: number) =>
    exists(
      q
        .select({ one: sql`1` })
        .from(staffPeriods)
        .where(
          and(
            eq(staffPeriods.personId, whose),
            or(isNull(requirements.siteId), eq(requirements.siteId, staffPeriods.siteId)),
            or(isNull(requirements.jobRoleId), eq(requirements.jobRoleId, staffPeriods.jobRoleId)),
          ),
        ),
    );
  const isAtAnyOf = (siteIds: readonly number[]) =>
    or(isNull(requirements.siteId), inArray(requirements.siteId, [...siteIds]));
  return and(
    asker.roles.includes("admin") ? undefined : isAtAnyOf(asker.managedSiteIds),
    siteId === undefined ? undefined : isAtAnyOf([siteId]),
    personId === undefined ? undefined : worked(personId),
  );
}

/** Decisions about them: later due dates, waivers and suspensions, with why. */
export async function* readEvidenceExceptions(asker: Asker, scope: EvidenceScope) {
  const q = await db();
  const [giver, ender] = [alias(people, "giver"), alias(people, "ender")];
  const { id, kind, certificationId, untilOn, reason, givenAt, endedAt, endReason } = exceptions;
  yield* inParts(q, { table: exceptions, owner: exceptions.personId }, scope, (isInPart) =>
    q
      .select({
        ...{ id, kind, certificationId, untilOn, reason, givenAt, endedAt, endReason },
        personName: people.name,
        giverName: giver.name,
        enderName: ender.name,
      })
      .from(exceptions)
      .innerJoin(people, eq(people.id, exceptions.personId))
      .innerJoin(giver, eq(giver.id, exceptions.givenById))
      .leftJoin(ender, eq(ender.id, exceptions.endedById))
      .where(
        and(
          isInPart,
          isInScope(q, asker, scope),
          // Until when something is due has no end of its own.
          scope.from === undefined
            ? undefined
            : or(eq(kind, "extension"), gte(untilOn, scope.from)),
          scope.before && lt(givenAt, scope.before),
          scope.since && or(isNull(endedAt), gte(endedAt, scope.since)),
        ),
      )
      .orderBy(asc(id)),
  );
}
