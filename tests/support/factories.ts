import { createHash } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { itemsOnSheet } from "#app/core/attempt.ts";
import { canonicalJson } from "#app/core/canonical-json.ts";
import type { CertificationDefinition, ValidityRule } from "#app/core/certification-file.ts";
import type { ItemResponse } from "#app/core/item-types.ts";
import { sortNameOf } from "#app/core/person-name.ts";
import { itemsOf, type Quiz } from "#app/core/quiz.ts";
import { seededRandom } from "#app/core/random.ts";
import type { Role } from "#app/core/roles.ts";
import { tables, transaction } from "#db/client.server.ts";
import {
  type Attempt,
  findAttempt,
  saveResponses,
  startAttempt,
  submitAttempt,
} from "#db/queries/attempts.ts";
import { publishCertification } from "#db/queries/certification-definitions.ts";
import type { StoredImage } from "#db/queries/images.ts";
import { listOutsideRecords, saveOutsideRecord } from "#db/queries/outside-records.ts";
import { listOwnReports, saveProblemReport } from "#db/queries/problem-reports.ts";
import { findQuiz, type PublishedQuiz, publishQuiz } from "#db/queries/quizzes.ts";
import { previewRegrade, saveRegrade } from "#db/queries/regrades.ts";
import { saveRequirement } from "#db/queries/requirements.ts";
import { findAskedSignOff, listSignOffs, saveSignOff } from "#db/queries/sign-offs.ts";
import { syncStaffPeriods } from "#db/queries/staff-periods.ts";
import { rightResponse, wrongResponse } from "#db/seeding/responses.ts";
import { aQuizOf, aSingle } from "./quiz-files.ts";

/*
 * Rows that a test needs, each with sensible values for everything the test does not care about.
 * Quizzes and attempts come to be through the program's own rules.
 */

/** Cheap to make; a real hash takes 19 MiB. What is in it says how it is verified. */
const CHEAP_HASH = { memoryCost: 64, timeCost: 1 };

let count = 0;
function next(): number {
  count += 1;
  return count;
}

export type TestSite = { id: number; name: string; timeZone: string };

/** A site in Dublin, of the organisation "Linden Skin Clinics". */
export async function aSite({
  name = `Site ${next()}`,
  timeZone = "Europe/Dublin",
}: {
  name?: string;
  timeZone?: string;
} = {}): Promise<TestSite> {
  const createdAt = new Date();
  return transaction(async (q) => {
    await q
      .insert(tables.organisation)
      .values({ id: 1, name: "Linden Skin Clinics", createdAt })
      .onConflictDoNothing();
    const rows = await q
      .insert(tables.sites)
      .values({ name, timeZone, createdAt })
      .returning({ id: tables.sites.id });
    return { ...theOnly(rows), name, timeZone };
  });
}

export type TestJobRole = { id: number; name: string };

export async function aJobRole(name = `Job role ${next()}`): Promise<TestJobRole> {
  return transaction(async (q) => {
    const rows = await q
      .insert(tables.jobRoles)
      .values({ name })
      .returning({ id: tables.jobRoles.id });
    return { ...theOnly(rows), name };
  });
}

export type TestPerson = {
  id: number;
  name: string;
  email: string;
  roles: readonly Role[];
  site: TestSite;
};

type PersonFields = {
  name?: string;
  email?: string;
  roles?: readonly Role[];
  /** The home site; a new one unless given. */
  site?: TestSite;
  /** Further sites where this person works. */
  alsoAt?: readonly TestSite[];
  jobRole?: TestJobRole;
  /** Sites whose staff this person sees as a manager. */
  manages?: readonly TestSite[];
  /** Without one, the invitation was not accepted yet, and nobody can sign in. */
  password?: string;
  deactivatedAt?: Date;
  /** Since when they are staff; from now on unless given. */
  joinedAt?: Date;
};

export async function aPerson(fields: PersonFields = {}): Promise<TestPerson> {
  const number = next();
  const { name = `Person ${number}`, email = `person-${number}@clinic.test` } = fields;
  const { roles = ["trainee"], manages = [], alsoAt = [], jobRole, deactivatedAt } = fields;
  const { joinedAt = new Date() } = fields;
  const site = fields.site ?? (await aSite());
  const passwordHash = fields.password && (await hash(fields.password, CHEAP_HASH));
  const id = await transaction(async (q) => {
    const rows = await q
      .insert(tables.people)
      .values({
        name,
        sortName: sortNameOf(name),
        email,
        passwordHash,
        homeSiteId: site.id,
        createdAt: joinedAt,
        deactivatedAt,
      })
      .returning({ id: tables.people.id });
    const { id: personId } = theOnly(rows);
    const memberships = [site, ...alsoAt].map(({ id: siteId }) => ({
      personId,
      siteId,
      jobRoleId: jobRole?.id,
    }));
    await q.insert(tables.memberships).values(memberships);
    if (roles.length > 0) {
      await q.insert(tables.personRoles).values(roles.map((role) => ({ personId, role })));
    }
    if (manages.length > 0) {
      const managed = manages.map(({ id: siteId }) => ({ personId, siteId }));
      await q.insert(tables.managedSites).values(managed);
    }
    await syncStaffPeriods(q, personId, joinedAt);
    return personId;
  });
  return { id, name, email, roles, site };
}

type OtherFields = Omit<PersonFields, "roles">;

export function aTrainee(fields: OtherFields = {}): Promise<TestPerson> {
  return aPerson({ ...fields, roles: ["trainee"] });
}

/** Somebody who manages `sites`; works at the first of them. */
export function aManager({
  sites = [],
  ...fields
}: Omit<OtherFields, "manages"> & { sites?: readonly TestSite[] } = {}): Promise<TestPerson> {
  const home = fields.site ?? sites[0];
  return aPerson({ ...fields, ...(home && { site: home }), manages: sites, roles: ["manager"] });
}

export function anAuthor(fields: OtherFields = {}): Promise<TestPerson> {
  return aPerson({ ...fields, roles: ["author"] });
}

export function anAdmin(fields: OtherFields = {}): Promise<TestPerson> {
  return aPerson({ ...fields, roles: ["admin"] });
}

type QuizFields = Partial<Omit<Quiz, "sections">> & {
  /** The quiz id; publishing under an id that exists makes a new version of that quiz. */
  id?: string;
  /** How many single items there are, "item-1" and so on; the right choice is always A. */
  items?: number;
  sections?: Parameters<typeof aQuizOf>[0];
  publishedAt?: Date;
  /** The files of the pictures that its items show. */
  pictures?: readonly StoredImage[];
};

/** A published quiz of five single items in one section; passing score 80, no limits. */
export async function aQuiz({
  id = `quiz-${next()}`,
  items = 5,
  sections = [{ items: numberedItems(items) }],
  publishedAt = new Date(),
  pictures = [],
  ...fields
}: QuizFields = {}): Promise<PublishedQuiz> {
  const quiz = aQuizOf(sections, { title: `Quiz ${id}`, ...fields });
  const content = canonicalJson(quiz);
  const contentHash = createHash("sha256").update(content).digest("hex");
  await publishQuiz({ quizId: id, quiz, hash: contentHash, content, pictures }, publishedAt);
  const published = await findQuiz(id);
  if (!published) throw new Error(`The quiz "${id}" was not published`);
  return published;
}

function numberedItems(items: number) {
  return Array.from({ length: items }, (_, index) => aSingle({ id: `item-${index + 1}` }));
}

type CertificationFields = {
  id?: string;
  title?: string;
  quizzes: readonly Pick<PublishedQuiz, "quizId">[];
  /** What else it takes. */
  parts?: Omit<CertificationDefinition["requires"], "quizzes">;
  validity?: ValidityRule;
};

/** Twelve months, a window of 60 days, no grace; renewing early loses nothing. */
export const TWELVE_MONTHS: ValidityRule = {
  mode: "anniversary",
  months: 12,
  renewalWindowDays: 60,
  graceDays: 0,
};

/** A certification that takes these quizzes. */
export async function aCertification({
  id = `certification-${next()}`,
  title = `Certification ${id}`,
  quizzes,
  parts = {},
  validity = TWELVE_MONTHS,
}: CertificationFields) {
  const definition: CertificationDefinition = {
    title,
    requires: { quizzes: quizzes.map(({ quizId }) => quizId), ...parts },
    validity,
  };
  const contentHash = createHash("sha256").update(canonicalJson(definition)).digest("hex");
  await publishCertification({ id, definition, hash: contentHash }, new Date());
  return { id, title, definition };
}

/** A practical sign-off of two steps, "tray" and "sharps". */
export const TRAY = {
  id: "tray",
  title: "Room and tray",
  validMonths: 24,
  steps: [
    { id: "tray", text: "Laid out the tray." },
    { id: "sharps", text: "Put the cartridge into the sharps container." },
  ],
};

/** A licence whose number is recorded. */
export const LICENCE = {
  id: "licence",
  title: "Professional licence",
  documentNumber: "required",
} as const;

/** A sign-off of {@link TRAY}, both steps seen by the same observer; its id. */
export async function aSignOff(
  person: TestPerson,
  certificationId: string,
  observer: TestPerson,
  { at = new Date() }: { at?: Date } = {},
): Promise<number> {
  const asked = await findAskedSignOff(certificationId, TRAY.id);
  if (!asked) throw new Error(`"${certificationId}" asks for no "${TRAY.id}"`);
  const member = { ...person, timeZone: person.site.timeZone };
  const [newest] = await listSignOffs(member, asked);
  const step = asked.practical.steps.map(({ id }) => id);
  const form = { step, shown: [], seen: newest?.id ?? 0, go: "sign" as const, attest: true };
  const outcome = await saveSignOff(member, asked, observer, form, at);
  if (outcome.state !== "signed") throw new Error(`The sign-off ended as ${outcome.state}`);
  return outcome.signOffId;
}

/** A record of {@link LICENCE}. */
export async function aLicence(
  person: TestPerson,
  recorder: TestPerson,
  { validUntil, at = new Date() }: { validUntil: string; at?: Date },
): Promise<void> {
  const member = { ...person, timeZone: person.site.timeZone };
  const [newest] = await listOutsideRecords(member, LICENCE.id);
  const seen = newest?.id ?? 0;
  const record = { outside: LICENCE, validUntil, documentNumber: "A 12", seen };
  const outcome = await saveOutsideRecord(member, { ...record, recordedById: recorder.id }, at);
  if (outcome !== "saved") throw new Error(`The record ended as ${outcome}`);
}

/** Everyone at a site must hold a certification within 30 days of joining; its id. */
export async function aRequirement(
  asker: { id: number; roles: readonly Role[] },
  { certificationId, site }: { certificationId: string; site: TestSite },
  at = new Date(),
): Promise<number> {
  const outcome = await saveRequirement(
    { id: asker.id, roles: [...asker.roles], managedSiteIds: [site.id] },
    { certificationId, siteId: site.id, rule: { withinDays: 30 } },
    at,
  );
  if (outcome.refused) throw new Error(`The requirement was refused: ${outcome.refused}`);
  return outcome.requirementId;
}

/** Fifteen minutes more for every quiz, given by `giver`; its id. */
export async function anExtraTime(
  person: { id: number },
  giver: { id: number },
): Promise<{ id: number }> {
  return transaction(async (q) => {
    const rows = await q
      .insert(tables.extraTimes)
      .values({
        personId: person.id,
        minutes: 15,
        reason: "Dyslexia.",
        givenById: giver.id,
        givenAt: new Date(),
      })
      .returning({ id: tables.extraTimes.id });
    return theOnly(rows);
  });
}

type AttemptFields = {
  /** What is saved; nothing when left out. A record gives responses by item id. */
  answered?: "all correctly" | "all wrong" | Readonly<Record<string, ItemResponse>>;
  submitted?: boolean;
  /** When it is started, answered and submitted. */
  at?: Date;
};

/** An attempt of this person, as the rules make it; open unless `submitted`. */
export async function anAttempt(
  person: { id: number },
  quiz: { quizId: string },
  { answered, submitted = false, at = new Date() }: AttemptFields = {},
): Promise<Attempt> {
  const started = await startAttempt(person.id, quiz.quizId, next(), at);
  if (!started) throw new Error(`There is no quiz "${quiz.quizId}" to start`);
  if ("refused" in started) {
    throw new Error(`The attempt was refused: ${JSON.stringify(started.refused)}`);
  }
  const { attemptId } = started;
  if (answered) await respond(await attemptOf(attemptId, person.id), answered, at);
  if (submitted) await submitAttempt(attemptId, person.id, at);
  return attemptOf(attemptId, person.id);
}

async function respond(
  attempt: Attempt,
  answered: NonNullable<AttemptFields["answered"]>,
  at: Date,
): Promise<void> {
  const random = seededRandom(attempt.sheet.seed);
  const changes = itemsOnSheet(attempt.quiz, attempt.sheet).flatMap((item, position) => {
    if (answered === "all correctly") return [{ position, response: rightResponse(item) }];
    if (answered === "all wrong") return [{ position, response: wrongResponse(item, random) }];
    const response = answered[item.id];
    return response === undefined ? [] : [{ position, response }];
  });
  const saved = await saveResponses(attempt.id, attempt.personId, changes, at);
  if (!saved) throw new Error(`Attempt ${attempt.id} is locked: nothing was saved`);
}

/** A report of the person whose attempt it is. Returns its id. */
export async function aProblemReport(
  { id: attemptId, personId, quizId, versionId, outcome }: Attempt,
  itemId: string,
  { text = "Two choices seem right.", at = new Date() }: { text?: string; at?: Date } = {},
): Promise<number> {
  const context = outcome ? "review" : "item";
  const report = { personId, attemptId, quizId, versionId, itemId, context, text } as const;
  await saveProblemReport(report, at);
  const [newest] = await listOwnReports(personId, attemptId);
  if (!newest) throw new Error("The report was not saved");
  return newest.id;
}

async function attemptOf(attemptId: number, personId: number): Promise<Attempt> {
  const attempt = await findAttempt(attemptId, personId);
  if (!attempt) throw new Error(`There is no attempt ${attemptId}`);
  return attempt;
}

/** A regrade of the first item of a quiz that leaves every result as it is. */
export async function aRegrade({ quizId, quiz }: PublishedQuiz, author: { id: number }) {
  const itemIds = itemsOf(quiz)
    .slice(0, 1)
    .map(({ id }) => id);
  const request = { quizId, mode: "leave" as const, itemIds };
  const { fingerprint } = await previewRegrade(request);
  const confirmation = { authorId: author.id, reason: "It was right.", fingerprint };
  const outcome = await saveRegrade(request, confirmation, new Date());
  if ("isStale" in outcome) throw new Error("Something changed meanwhile");
  return outcome;
}

/** Withdraws a certificate. */
export async function aWithdrawal(
  certificate: { id: number },
  { reason = "The key was wrong.", at = new Date() }: { reason?: string; at?: Date } = {},
): Promise<void> {
  const withdrawal = { certificateId: certificate.id, reason, withdrawnAt: at };
  await transaction((q) => q.insert(tables.certificateWithdrawals).values(withdrawal));
}

function theOnly<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error("Nothing was inserted");
  return row;
}
