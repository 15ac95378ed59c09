import { randomInt } from "node:crypto";
import { and, desc, eq, inArray } from "drizzle-orm";
import {
  certificateDue,
  cycleStart,
  type QuizPass,
  type ValidityPeriod,
} from "#app/core/certification.ts";
import {
  type CertificationDefinition,
  inOrderOfNeed,
  requiresOf,
} from "#app/core/certification-file.ts";
import { db, type Queryable, tables } from "#db/client.server.ts";
import type { CertificateDocument } from "#db/schema.ts";
import { recordAudit } from "./audit.ts";
import { listCertificationDefinitions } from "./certification-definitions.ts";
import { describeParts } from "./certified-parts.ts";
import { saveHeld } from "./held-certifications.ts";
import { listPartRecords, recordsFor } from "./part-records.ts";
import { listStandings } from "./standings.ts";
import { isNotWithdrawn } from "./withdrawals.ts";

const {
  attempts,
  certificates,
  certifications,
  jobRoles,
  memberships,
  organisation,
  people,
  quizVersions,
  sites,
} = tables;

/** No letters or digits that look alike. */
const CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const CODE_LENGTH = 16;

/** A certificate as it was issued. */
export type Certificate = typeof certificates.$inferSelect;

/** What may complete a certification: one part of it, of one person. */
export type Completion = {
  personId: number;
  part: CompletingPart;
  at: Date;
  /** The day of it at the person's home site. */
  today: string;
  /** Who did what completes it. */
  actorId: number;
};

/** The part itself: a pass, a practical sign-off, or proof from outside. */
export type CompletingPart =
  | { attemptId: number; quizId: string }
  | { signOffId: number; certificationId: string }
  | { outsideRecordId: number; outsideId: string };

/**
 * Issues a certificate for each certification that this part completes, and for each that a
 * certificate issued here completes in turn. Runs in the transaction that brings the part, with the
 * person locked; the database keeps it to one a part.
 * @returns what was issued, for whoever calls to tell the person
 */
export async function issueDueCertificates(
  q: Queryable,
  completion: Completion,
): Promise<Certificate[]> {
  const { personId, part, at, today, actorId } = completion;
  const certifications = inOrderOfNeed(await listCertificationDefinitions());
  const issued: Certificate[] = [];
  for (const { id: certificationId, definition } of certifications) {
    const justIssued = new Set(issued.map((each) => each.certificationId));
    if (!concerns(part, certificationId, definition, justIssued)) continue;
    const passes = passesOf(await listStandings(q, personId));
    const records = (await listPartRecords(q, [personId])).get(personId);
    const achieved = { passes, records: recordsFor(records, certificationId) };
    const held = await findHeld(q, personId, certificationId);
    const period = certificateDue(definition, achieved, held, today);
    if (!period) continue;
    const certificate = await issueCertificate(q, certificationId, definition, {
      ...{ personId, part, issuedAt: at, completedOn: today, actorId },
      ...period,
      renewsId: held?.certificateId,
    });
    if (certificate) issued.push(certificate);
  }
  return issued;
}

function passesOf(standings: Awaited<ReturnType<typeof listStandings>>): QuizPass[] {
  return standings.flatMap(({ quizId, passedOn }) =>
    passedOn === null ? [] : [{ quizId, passedOn }],
  );
}

/** Whether a part, or a certificate that it has brought about, is asked for by a certification. */
function concerns(
  part: CompletingPart,
  certificationId: string,
  definition: CertificationDefinition,
  issued: ReadonlySet<string>,
): boolean {
  const { quizzes, certifications, outside } = requiresOf(definition);
  if (certifications.some((id) => issued.has(id))) return true;
  if ("quizId" in part) return quizzes.includes(part.quizId);
  if ("outsideId" in part) return outside.some(({ id }) => id === part.outsideId);
  return part.certificationId === certificationId;
}

/** A certificate to be issued: to whom, what completed it, and its days. */
export type CertificateToIssue = ValidityPeriod & {
  personId: number;
  part: CompletingPart;
  issuedAt: Date;
  completedOn: string;
  renewsId?: number;
  /** Who did what issued it. */
  actorId: number;
  /** The regrade that made the pass, if one did. */
  regradeId?: number;
  /** The passes that it rests on; the newest of each quiz when left out. */
  passIds?: readonly number[];
};

/**
 * Issues a certificate, unless its part has issued one before; with the person locked.
 * @returns undefined when there is one already
 */
export async function issueCertificate(
  q: Queryable,
  certificationId: string,
  definition: CertificationDefinition,
  { actorId, passIds, part, ...issue }: CertificateToIssue,
): Promise<Certificate | undefined> {
  const { personId, issuedAt, lastValidOn } = issue;
  const [certificate] = await q
    .insert(certificates)
    .values({
      ...issue,
      ...causeOf(part),
      code: newCode(),
      certificationId,
      document: await writeDocument(
        q,
        { personId, certificationId, issuedAt },
        definition,
        passIds,
      ),
    })
    // Without a target: on SQLite, Drizzle cannot name a partial index. The part is the one row that
    // can be there before; codes are random.
    .onConflictDoNothing()
    .returning();
  if (!certificate) return undefined;
  await saveHeld(q, certificate);
  await recordAudit(q, {
    at: issuedAt,
    actorId,
    action: "certificate.issued",
    subjectId: personId,
    detail: { certificateId: certificate.id, certificationId, lastValidOn },
  });
  return certificate;
}

/** The column that names the part; an index for each keeps it to one certificate. */
function causeOf(part: CompletingPart) {
  if ("attemptId" in part) return { attemptId: part.attemptId };
  if ("signOffId" in part) return { signOffId: part.signOffId };
  return { outsideRecordId: part.outsideRecordId };
}

type About = { personId: number; certificationId: string; issuedAt: Date };

/** Everything a certificate says, as it is true at this moment. */
async function writeDocument(
  q: Queryable,
  { personId, certificationId, issuedAt }: About,
  definition: CertificationDefinition,
  passIds?: readonly number[],
): Promise<CertificateDocument> {
  const [person] = await q
    .select({
      personName: people.name,
      siteName: sites.name,
      timeZone: sites.timeZone,
      jobRole: jobRoles.name,
    })
    .from(people)
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .leftJoin(
      memberships,
      and(eq(memberships.personId, people.id), eq(memberships.siteId, people.homeSiteId)),
    )
    .leftJoin(jobRoles, eq(jobRoles.id, memberships.jobRoleId))
    .where(eq(people.id, personId));
  if (!person) throw new Error(`There is no person ${personId}`);
  const [clinic] = await q.select({ name: organisation.name }).from(organisation);
  const quizzes: CertificateDocument["quizzes"] = [];
  for (const quizId of definition.requires.quizzes) {
    const [pass] = await q
      .select({
        attemptId: attempts.id,
        passedOn: attempts.submittedOn,
        percent: attempts.percent,
        versionHash: quizVersions.hash,
        content: quizVersions.content,
      })
      .from(attempts)
      .innerJoin(quizVersions, eq(quizVersions.id, attempts.versionId))
      .where(
        and(
          eq(attempts.personId, personId),
          eq(attempts.quizId, quizId),
          eq(attempts.passed, true),
          passIds && inArray(attempts.id, [...passIds]),
        ),
      )
      .orderBy(desc(attempts.submittedAt), desc(attempts.id))
      .limit(1);
    if (!pass || pass.passedOn === null || pass.percent === null) {
      throw new Error(`Person ${personId} has no pass of "${quizId}"`);
    }
    const { title, passingScore } = JSON.parse(pass.content) as {
      title: string;
      passingScore: number;
    };
    quizzes.push({
      quizId,
      title,
      passingScore,
      versionHash: pass.versionHash,
      attemptId: pass.attemptId,
      passedOn: pass.passedOn,
      percent: pass.percent,
    });
  }
  return {
    personName: person.personName,
    jobRole: person.jobRole ?? undefined,
    organisationName: clinic?.name ?? "",
    siteName: person.siteName,
    timeZone: person.timeZone,
    certificationTitle: definition.title,
    rule: definition.validity,
    quizzes,
    ...(await describeParts(q, { personId, certificationId, issuedAt }, definition)),
  };
}

/** What a person holds of one certification: the days, and the certificate behind them. */
export type Held = ValidityPeriod & { certificateId: number; issuedAt: Date };

/** The certification as this person holds it, in force or lapsed; undefined if they never did. */
async function findHeld(
  q: Queryable,
  personId: number,
  certificationId: string,
): Promise<Held | undefined> {
  const [row] = await q
    .select({
      certificateId: certifications.certificateId,
      startsOn: certifications.startsOn,
      lastValidOn: certifications.lastValidOn,
      windowOpensOn: certifications.windowOpensOn,
      issuedAt: certificates.issuedAt,
    })
    .from(certifications)
    .innerJoin(certificates, eq(certificates.id, certifications.certificateId))
    .where(
      and(
        eq(certifications.personId, personId),
        eq(certifications.certificationId, certificationId),
      ),
    );
  return row;
}

/**
 * When the present cycle of attempts at a quiz began: the latest beginning among the
 * certifications that require it; undefined (from the beginning) when none is held.
 */
export async function findCycleStart(
  personId: number,
  quizId: string,
  now: Date,
): Promise<Date | undefined> {
  const q = await db();
  const [home] = await q
    .select({ timeZone: sites.timeZone })
    .from(people)
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .where(eq(people.id, personId));
  if (!home) return undefined;
  let latest: Date | undefined;
  for (const { id, definition } of await listCertificationDefinitions()) {
    if (!definition.requires.quizzes.includes(quizId)) continue;
    const began = cycleStart(await findHeld(q, personId, id), now, home.timeZone);
    if (began && (latest === undefined || began > latest)) latest = began;
  }
  return latest;
}

/** Every certificate of a person, newest first. Whoever calls has checked that they may see it. */
export async function listCertificates(personId: number) {
  const q = await db();
  return q
    .select()
    .from(certificates)
    .where(eq(certificates.personId, personId))
    .orderBy(desc(certificates.id));
}

/** A certificate by its verification code, for anybody who has the code. */
export async function findCertificateByCode(code: string) {
  const q = await db();
  const [certificate] = await q
    .select()
    .from(certificates)
    .where(eq(certificates.code, normaliseCode(code)));
  return certificate;
}

/** The certificate that the person holds now in place of an older one, if it was renewed. */
export async function findRenewalOf(certificateId: number) {
  const q = await db();
  const [renewal] = await q
    .select({ id: certificates.id, code: certificates.code, lastValidOn: certificates.lastValidOn })
    .from(certificates)
    .where(and(eq(certificates.renewsId, certificateId), isNotWithdrawn(q)));
  return renewal;
}

/** Codes are typed off paper: case, spaces and dashes do not count. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
}

/**
 * A new verification code.
 * @param below gives a whole number from 0 up to, never reaching, its argument; unguessable for
 *   certificates that somebody relies on
 */
export function newCode(below: (limit: number) => number = randomInt): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[below(CODE_ALPHABET.length)]).join(
    "",
  );
}
