import { and, asc, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { addDays, addMonths, dayAt } from "#app/core/calendar.ts";
import { canonicalJson } from "#app/core/canonical-json.ts";
import type { CertificationDefinition } from "#app/core/certification-file.ts";
import { db, type Queryable, tables, transaction } from "#db/client.server.ts";
import { issueDueCertificates } from "#db/queries/certificates.ts";
import {
  publishCertification,
  retireCertification,
} from "#db/queries/certification-definitions.ts";
import { type ClearanceRow, deriveClearances, refreshClearances } from "#db/queries/clearances.ts";
import { rebuildDerivedTables } from "#db/queries/derived-tables.ts";
import { endException, listExceptions, saveException } from "#db/queries/exceptions.ts";
import { refreshHeld } from "#db/queries/held-certifications.ts";
import { changeSite } from "#db/queries/organisation.ts";
import { type Asker, lockAccount } from "#db/queries/people.ts";
import { assignToPerson } from "#db/queries/person-decisions.ts";
import { deactivatePerson, reactivatePerson, savePosition } from "#db/queries/positions.ts";
import { previewRegrade, saveRegrade } from "#db/queries/regrades.ts";
import { endRequirement, listRequirements, saveRequirement } from "#db/queries/requirements.ts";
import { findStaffMember } from "#db/queries/staff.ts";
import { resetDatabase, useCleanDatabase } from "#tests/support/database.ts";
import {
  aJobRole,
  anAdmin,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestJobRole,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";

/*
 * Whatever happens, in whatever order: the derived tables are what they derive from, and what was
 * true at any past instant can still be told.
 */

useCleanDatabase();
// PostgreSQL inside the process is slow, and slower on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const { certificates, certifications, certificateWithdrawals, clearances, quizStandings } = tables;
const { outsideRecords, practicalSignOffs } = tables;
const HOUR_IN_MS = 3_600_000;
const SIX_MONTHS = { months: 6, renewalWindowDays: 40, graceDays: 10 };

/** Two versions of each file: what they ask for changes. */
const FILES: Record<string, readonly [CertificationDefinition, CertificationDefinition]> = {
  assistant: [
    {
      title: "Assistant",
      requires: { quizzes: ["one"] },
      validity: { mode: "completion", ...SIX_MONTHS },
    },
    {
      title: "Assistant",
      requires: { quizzes: ["one"], outside: [outside("licence")] },
      validity: { mode: "completion", ...SIX_MONTHS },
    },
  ],
  operator: [
    {
      title: "Operator",
      requires: {
        quizzes: ["two"],
        certifications: ["assistant"],
        practical: [practical("face", 6)],
        outside: [outside("licence"), outside("life-support")],
      },
      validity: { mode: "anniversary", ...SIX_MONTHS },
    },
    {
      title: "Operator",
      requires: { quizzes: ["one", "two"], practical: [practical("face", 6), practical("body")] },
      validity: { mode: "anniversary", ...SIX_MONTHS },
    },
  ],
};
const IDS = Object.keys(FILES);

function practical(id: string, validMonths?: number) {
  return { id, title: id, steps: [{ id: "done", text: "Done." }], validMonths };
}

function outside(id: string) {
  return { id, title: id, documentNumber: "optional" as const };
}

const KINDS = [
  "passes",
  "passes",
  "fails",
  "regrades",
  "signs off",
  "withdraws a sign-off",
  "records",
  "records",
  "withdraws a record",
  "withdraws a certificate",
  "lifts a withdrawal",
  "publishes",
  "retires",
  "moves",
  "moves",
  "leaves",
  "comes back",
  "requires",
  "requires",
  "assigns",
  "ends a requirement",
  "extends",
  "waives",
  "suspends",
  "suspends from everything",
  "ends an exception",
  "moves a site",
] as const;

const anyEvent = fc.record({
  does: fc.constantFrom(...KINDS),
  person: fc.nat({ max: 3 }),
  /** Decides everything else: which site, which certification, how many days. */
  pick: fc.nat({ max: 1_000_000 }),
  hoursLater: fc.integer({ min: 1, max: 1_500 }),
});
type Event = { does: (typeof KINDS)[number]; person: number; pick: number };

type Scene = {
  admin: Asker;
  author: { id: number };
  sites: TestSite[];
  jobRoles: TestJobRole[];
  people: TestPerson[];
};

async function setTheScene(begin: Date): Promise<Scene> {
  const sites = [
    await aSite({ timeZone: "Pacific/Auckland" }),
    await aSite({ timeZone: "America/Los_Angeles" }),
  ];
  const jobRoles = [await aJobRole(), await aJobRole()];
  const admin = await anAdmin({ site: sites[0], joinedAt: begin });
  for (const id of ["one", "two"]) await aQuiz({ id, items: 2, publishedAt: begin });
  for (const id of IDS) await publish(id, 0, begin);
  const people: TestPerson[] = [];
  for (const index of [0, 1, 2, 3]) {
    const [site, jobRole] = [sites[index % 2], jobRoles[index % 2]];
    people.push(await aTrainee({ site, jobRole, joinedAt: begin }));
  }
  return {
    admin: { ...admin, roles: ["admin"], managedSiteIds: [] },
    author: admin,
    sites,
    jobRoles,
    people,
  };
}

async function publish(id: string, version: number, at: Date): Promise<void> {
  const definition = FILES[id]?.[version === 0 ? 0 : 1];
  if (!definition) throw new Error(`There is no certification "${id}"`);
  await publishCertification({ id, definition, hash: canonicalJson(definition) }, at);
}

function pickFrom<Thing>(things: readonly Thing[], pick: number): Thing {
  if (things.length === 0) throw new Error("There is nothing to pick from");
  return things[pick % things.length] as Thing;
}

/** Makes one thing happen, by the program's own rules; what it refuses does not happen. */
async function happen(scene: Scene, { does, person, pick }: Event, at: Date): Promise<void> {
  const { admin, sites, jobRoles } = scene;
  const who = pickFrom(scene.people, person);
  const site = pickFrom(sites, pick);
  const jobRole = pickFrom([undefined, ...jobRoles], pick >> 3);
  const certificationId = pickFrom(IDS, pick >> 5);
  const until = addDays(dayAt(at, who.site.timeZone), pick % 200);
  const decision = { certificationId, untilOn: until, reason: "Because." };
  const member = await findStaffMember(admin, who.id);
  if (!member) throw new Error("An admin finds everybody");
  switch (does) {
    case "passes":
    case "fails": {
      const answered = does === "passes" ? "all correctly" : "all wrong";
      const quizId = pickFrom(["one", "two"], pick);
      await anAttempt(who, { quizId }, { answered, submitted: true, at });
      return;
    }
    case "regrades": {
      const mode = pickFrom(["credit-all", "recompute"] as const, pick);
      const request = { quizId: pickFrom(["one", "two"], pick >> 1), mode, itemIds: ["item-1"] };
      const { fingerprint } = await previewRegrade(request);
      await saveRegrade(
        request,
        { authorId: scene.author.id, reason: "The key was wrong.", fingerprint },
        at,
      );
      return;
    }
    case "signs off":
      return signOff(who, admin.id, certificationId, pick, at);
    case "records":
      return record(who, admin.id, pick, at);
    case "withdraws a sign-off":
      return withdrawNewest(who, practicalSignOffs, admin.id, at);
    case "withdraws a record":
      return withdrawNewest(who, outsideRecords, admin.id, at);
    case "withdraws a certificate":
      return withdrawCertificate(who, admin.id, at);
    case "lifts a withdrawal":
      return liftWithdrawal(who, admin.id, at);
    case "publishes":
      return publish(certificationId, pick % 2, at);
    case "retires":
      await retireCertification(certificationId, at);
      return;
    case "moves": {
      const works = [{ siteId: site.id, jobRoleId: jobRole?.id }];
      const elsewhere = pickFrom(sites, pick + 1).id;
      const memberships =
        pick % 3 === 0 ? [...works, { siteId: elsewhere, jobRoleId: undefined }] : works;
      const position = { managedSiteIds: [], homeSiteId: site.id, memberships };
      const roles = pick % 11 === 0 ? (["author"] as const) : (["trainee"] as const);
      await savePosition(admin, who.id, { ...position, roles }, at);
      return;
    }
    case "leaves":
      await deactivatePerson(admin, who.id, at);
      return;
    case "comes back":
      await reactivatePerson(admin, who.id, at);
      return;
    case "requires": {
      const rule = pick % 2 === 0 ? { withinDays: pick % 60 } : { dueOn: until };
      const siteId = pick % 7 === 0 ? undefined : site.id;
      await saveRequirement(admin, { certificationId, siteId, jobRoleId: jobRole?.id, rule }, at);
      return;
    }
    case "assigns":
      await assignToPerson(admin, member, { certificationId, dueOn: until }, at);
      return;
    case "ends a requirement": {
      const standing = await listRequirements(admin);
      if (standing.length > 0) await endRequirement(admin, pickFrom(standing, pick).id, {}, at);
      return;
    }
    case "extends":
      await saveException(admin, member, { ...decision, kind: "extension" }, at);
      return;
    case "waives":
      await saveException(admin, member, { ...decision, kind: "waiver" }, at);
      return;
    case "suspends":
      await saveException(admin, member, { ...decision, kind: "suspension" }, at);
      return;
    case "suspends from everything":
      await saveException(
        admin,
        member,
        { ...decision, kind: "suspension", certificationId: undefined },
        at,
      );
      return;
    case "ends an exception": {
      const standing = await listExceptions(member);
      if (standing.length > 0) {
        await endException(admin, member, pickFrom(standing, pick).id, "It is over.", at);
      }
      return;
    }
    case "moves a site": {
      const timeZone = pickFrom(["Pacific/Kiritimati", "Europe/Dublin", "America/Adak"], pick >> 2);
      await changeSite(admin, site.id, { site: site.name, timeZone }, at);
      return;
    }
  }
}

/** As the page of a sign-off does: the row, the facts, and the certificate it completes. */
async function signOff(
  { id: personId, site }: TestPerson,
  observerId: number,
  certificationId: string,
  pick: number,
  at: Date,
): Promise<void> {
  const today = dayAt(at, site.timeZone);
  await transaction(async (q) => {
    await lockAccount(q, personId);
    const [row] = await q
      .insert(practicalSignOffs)
      .values({
        ...{ personId, certificationId, observerId, signedAt: at, signedOn: today },
        practicalId: pickFrom(["face", "body"], pick),
        document: { title: "", attestation: "", observerName: "", steps: [] },
        validUntil: pick % 4 === 0 ? null : addMonths(today, 6),
      })
      .returning({ id: practicalSignOffs.id });
    await refreshClearances(q, [personId]);
    const part = { signOffId: row?.id ?? 0, certificationId };
    await issueDueCertificates(q, { personId, part, at, today, actorId: observerId });
  });
}

async function record(
  { id: personId, site }: TestPerson,
  recordedById: number,
  pick: number,
  at: Date,
): Promise<void> {
  const today = dayAt(at, site.timeZone);
  const outsideId = pickFrom(["licence", "life-support"], pick);
  await transaction(async (q) => {
    await lockAccount(q, personId);
    const validUntil = addDays(today, pick % 300);
    const [row] = await q
      .insert(outsideRecords)
      .values({ personId, outsideId, validUntil, recordedById, recordedAt: at })
      .returning({ id: outsideRecords.id });
    await refreshClearances(q, [personId]);
    const part = { outsideRecordId: row?.id ?? 0, outsideId };
    await issueDueCertificates(q, { personId, part, at, today, actorId: recordedById });
  });
}

async function withdrawNewest(
  { id: personId }: TestPerson,
  table: typeof practicalSignOffs | typeof outsideRecords,
  withdrawnById: number,
  at: Date,
): Promise<void> {
  await transaction(async (q) => {
    const rows = await q
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.personId, personId), isNull(table.withdrawnAt)));
    const newest = rows.at(-1);
    if (!newest) return;
    const withdrawal = { withdrawnById, withdrawnAt: at, withdrawnReason: "It was wrong." };
    await q.update(table).set(withdrawal).where(eq(table.id, newest.id));
    await refreshClearances(q, [personId]);
  });
}

async function withdrawCertificate(
  { id: personId }: TestPerson,
  withdrawnById: number,
  at: Date,
): Promise<void> {
  await transaction(async (q) => {
    const [held] = await q
      .select()
      .from(certifications)
      .where(eq(certifications.personId, personId));
    if (!held) return;
    const { certificateId, certificationId } = held;
    const reason = "It was wrong.";
    await q
      .insert(certificateWithdrawals)
      .values({ certificateId, reason, withdrawnById, withdrawnAt: at });
    await refreshHeld(q, personId, certificationId);
  });
}

async function liftWithdrawal(
  { id: personId }: TestPerson,
  liftedById: number,
  at: Date,
): Promise<void> {
  await transaction(async (q) => {
    const [withdrawal] = await q
      .select({ id: certificateWithdrawals.id, certificationId: certificates.certificationId })
      .from(certificateWithdrawals)
      .innerJoin(certificates, eq(certificates.id, certificateWithdrawals.certificateId))
      .where(and(eq(certificates.personId, personId), isNull(certificateWithdrawals.liftedAt)));
    if (!withdrawal) return;
    const { id, certificationId } = withdrawal;
    await q
      .update(certificateWithdrawals)
      .set({ liftedById, liftedAt: at })
      .where(eq(certificateWithdrawals.id, id));
    await refreshHeld(q, personId, certificationId);
  });
}

async function listClearances(q: Queryable): Promise<ClearanceRow[]> {
  return q
    .select()
    .from(clearances)
    .orderBy(asc(clearances.personId), asc(clearances.certificationId));
}

/** Everything that can be made again. */
async function derivedRows() {
  const q = await db();
  return {
    standings: await q
      .select()
      .from(quizStandings)
      .orderBy(asc(quizStandings.personId), asc(quizStandings.quizId)),
    held: await q
      .select()
      .from(certifications)
      .orderBy(asc(certifications.personId), asc(certifications.certificationId)),
    cleared: await listClearances(q),
  };
}

function inOrder(rows: readonly ClearanceRow[]): ClearanceRow[] {
  return rows.toSorted(
    (one, other) =>
      one.personId - other.personId || (one.certificationId < other.certificationId ? -1 : 1),
  );
}

test("after any history the derived tables are as rebuilt, and the past is as it was", async () => {
  const kinds = new Set<string>();
  let rows = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 20, maxLength: 45 }), async (events) => {
      await resetDatabase();
      let now = new Date("2023-08-31T11:30:00Z");
      const scene = await setTheScene(now);
      const everybody = scene.people.map(({ id }) => id);
      const q = await db();
      let past: { at: Date; rows: ClearanceRow[] }[] = [];
      for (const { hoursLater, ...event } of events) {
        now = new Date(now.getTime() + hoursLater * HOUR_IN_MS + 1);
        await happen(scene, event, now);
        kinds.add(event.does);
        // What is counted from a site's day is counted anew when the site moves: by design.
        if (event.does === "moves a site") past = [];
        past.push({ at: now, rows: await listClearances(q) });
      }
      const before = await derivedRows();
      rows += before.cleared.length;
      const rebuilt = await rebuildDerivedTables();
      expect(await derivedRows()).toEqual(before);
      expect(rebuilt.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
      for (const { at, rows } of past) {
        expect(inOrder(await deriveClearances(q, everybody, at))).toEqual(rows);
        const justBeforeNext = new Date(at.getTime() + HOUR_IN_MS / 2);
        expect(inOrder(await deriveClearances(q, everybody, justBeforeNext))).toEqual(rows);
      }
    }),
    { numRuns: 15, seed: 11 },
  );
  // The histories are worth something: everything happened, and there was something to derive.
  expect([...kinds].sort()).toEqual([...new Set<string>(KINDS)].sort());
  expect(rows).toBeGreaterThan(30);
});

test("a rebuild says how many rows were wrong, and puts them right", async () => {
  const now = new Date("2024-01-10T10:00:00Z");
  const scene = await setTheScene(now);
  await happen(scene, { does: "passes", person: 0, pick: 0 }, now);
  await happen(scene, { does: "records", person: 1, pick: 0 }, now);
  await saveRequirement(scene.admin, { certificationId: "operator", rule: { withinDays: 9 } }, now);
  const right = await derivedRows();
  expect(right.cleared).toHaveLength(4);
  const [first, second, third] = right.cleared;
  if (!first || !second || !third) throw new Error("Everybody is asked");
  await transaction(async (q) => {
    const of = ({ personId }: ClearanceRow) => eq(clearances.personId, personId);
    await q.update(clearances).set({ dueOn: "2030-01-01" }).where(of(first));
    await q.delete(clearances).where(of(second));
    await q.insert(clearances).values({ ...third, certificationId: "unheard-of" });
    await q.update(quizStandings).set({ attempts: 99 });
  });
  const rebuilt = await rebuildDerivedTables();
  expect(rebuilt).toEqual([
    { name: "quiz standings", rows: 1, wrong: 1 },
    { name: "certifications held", rows: right.held.length, wrong: 0 },
    { name: "clearances", rows: 4, wrong: 3 },
  ]);
  expect(await derivedRows()).toEqual(right);
});
