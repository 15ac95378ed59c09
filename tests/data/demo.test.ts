import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { itemsOnSheet } from "#app/core/attempt.ts";
import { dayAt } from "#app/core/calendar.ts";
import { type CertificationStatus, certificationStatus } from "#app/core/certification.ts";
import { isPasswordOf } from "#app/password.server.ts";
import { publishQuizFiles } from "#app/quiz-files.server.ts";
import { db, tables } from "#db/client.server.ts";
import { DEMO_LOG_INS, isDemoInstallation, seedDemo } from "#db/demo.ts";
import { findAccount } from "#db/queries/accounts.ts";
import { findAttempt, listAttempts } from "#db/queries/attempts.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { rebuildDerivedTables } from "#db/queries/derived-tables.ts";
import { DEMO_COLLEAGUES } from "#db/seeding/demo-colleagues.ts";
import type { Story } from "#db/seeding/demo-stories.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { aTrainee } from "#tests/support/factories.ts";

useCleanDatabase();
// PostgreSQL inside the process is slow, and slower on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const NOW = new Date("2026-11-22T12:00:00Z");
const OPTIONS = { now: NOW, timeZone: "Europe/Dublin" };

async function personIdOf(role: (typeof DEMO_LOG_INS)[number]["role"]): Promise<number> {
  const logIn = DEMO_LOG_INS.find((each) => each.role === role);
  const account = await findAccount(logIn?.email ?? "");
  if (!account) throw new Error(`The demo has no ${role}`);
  return account.personId;
}

test("the demo has a log-in for each role, and each works", async () => {
  expect(await isDemoInstallation()).toBe(false);
  expect(await seedDemo(OPTIONS)).toBe(true);
  expect(await isDemoInstallation()).toBe(true);
  expect(DEMO_LOG_INS.map(({ role }) => role)).toEqual(["trainee", "manager", "author", "admin"]);
  for (const { email, password } of DEMO_LOG_INS) {
    const account = await findAccount(email);
    expect(await isPasswordOf(account?.passwordHash, password)).toBe(true);
  }
});

test("the demo is seeded once, and never beside people who are there", async () => {
  const q = await db();
  expect(await Promise.all([seedDemo(OPTIONS), seedDemo(OPTIONS)])).toContain(true);
  const people = await q.select().from(tables.people);
  expect(await seedDemo(OPTIONS)).toBe(false);
  expect(await q.select().from(tables.people)).toEqual(people);
});

test("a database with somebody in it is left as it is", async () => {
  await aTrainee();
  expect(await seedDemo(OPTIONS)).toBe(false);
  expect(await (await db()).select().from(tables.people)).toHaveLength(1);
});

/** What a story of the demo leads to: the status today, and how many certificates there are. */
const ENDS: Record<Story, [CertificationStatus, certificates: number]> = {
  "is certified": ["valid", 1],
  "is certified twice": ["valid", 2],
  "had it withdrawn": ["none", 1],
  "has renewed early": ["valid", 2],
  "is due soon": ["due-soon", 1],
  "has lapsed": ["expired", 1],
  "has left": ["valid", 1],
  "is half-way": ["none", 0],
  "lacks one quiz": ["none", 0],
  "has failed": ["none", 0],
  "has failed and passed": ["valid", 1],
  "missed a safety item": ["none", 0],
  "has done nothing": ["none", 0],
  "was invited": ["none", 0],
  "takes no quizzes": ["none", 0],
};

test.each(["2026-11-22T12:00:00Z", "2028-02-29T23:30:00Z", "2027-03-28T00:30:00Z"])(
  "whenever the demo starts (%s), every story ends as it is told",
  async (iso) => {
    const now = new Date(iso);
    await publishQuizFiles("quizzes", now);
    await seedDemo({ now, timeZone: "Europe/Dublin" });
    const q = await db();
    const held = await q.select().from(tables.certifications);
    const today = dayAt(now, "Europe/Dublin");
    for (const { email, story } of DEMO_COLLEAGUES) {
      const [person] = await q.select().from(tables.people).where(eq(tables.people.email, email));
      const own = held.find(({ personId }) => personId === person?.id);
      const certificates = await listCertificates(person?.id ?? 0);
      const status = certificationStatus(own, today, { graceDays: 0 });
      expect([email, status, certificates.length]).toEqual([email, ...ENDS[story]]);
      expect((person?.deactivatedAt ?? null) !== null).toBe(story === "has left");
      expect(person?.passwordHash === null).toBe(story === "was invited");
    }
    const attempts = await q.select().from(tables.attempts);
    expect(attempts.every(({ startedAt }) => startedAt < now)).toBe(true);
  },
);

test("what the demo derives from its history is what a rebuild derives", async () => {
  await publishQuizFiles("quizzes", NOW);
  await seedDemo(OPTIONS);
  const q = await db();
  const standings = () =>
    q
      .select()
      .from(tables.quizStandings)
      .orderBy(tables.quizStandings.personId, tables.quizStandings.quizId);
  const before = await standings();
  expect(before.length).toBeGreaterThan(50);
  await rebuildDerivedTables();
  expect(await standings()).toEqual(before);
});

test("the demo shows every state of a part, and what it derives is what a rebuild derives", async () => {
  await publishQuizFiles("quizzes", NOW);
  await seedDemo(OPTIONS);
  const q = await db();
  const rows = async () => [
    await q
      .select()
      .from(tables.clearances)
      .orderBy(tables.clearances.personId, tables.clearances.certificationId),
    await q
      .select()
      .from(tables.certifications)
      .orderBy(tables.certifications.personId, tables.certifications.certificationId),
  ];
  const before = await rows();
  expect(before[0]?.length).toBeGreaterThan(0);
  await rebuildDerivedTables();
  expect(await rows()).toEqual(before);
  expect(await q.select().from(tables.practicalSignOffs)).toHaveLength(2);
  expect(await q.select().from(tables.outsideRecords)).toHaveLength(5);
  const confirmations = await q.select().from(tables.stepConfirmations);
  expect(confirmations.filter(({ signOffId }) => signOffId === null)).toHaveLength(4);
  const issued = await q.select().from(tables.certificates);
  const assistants = issued.filter((each) => each.certificationId === "micro-needling-assistant");
  expect(assistants).toMatchObject([{ attemptId: null, completedOn: "2026-11-14" }]);
  expect(assistants[0]?.document).toMatchObject({
    practical: [{ title: "Room, tray and clean-up" }],
    outside: [{ title: "Basic life support" }],
  });
  expect(await q.select().from(tables.certificateWithdrawals)).toMatchObject([
    { liftedAt: null, regradeId: null },
  ]);
});

test("the demo shows who is asked for what: overdue, due soon, extended, waived and suspended", async () => {
  await publishQuizFiles("quizzes", NOW);
  await seedDemo(OPTIONS);
  const q = await db();
  const factsOf = async (name: string) => {
    const account = await findAccount(`${name}@demo.example`);
    const rows = await q
      .select()
      .from(tables.clearances)
      .where(eq(tables.clearances.personId, account?.personId ?? 0));
    return rows.find(({ certificationId }) => certificationId === "micro-needling-operator");
  };
  const today = dayAt(NOW, "Europe/Dublin");
  expect((await factsOf("liam.doherty"))?.dueOn).toBe("2026-11-07");
  expect((await factsOf("trainee"))?.dueOn).toBe("2026-12-04");
  expect((await factsOf("domhnall.macleoid"))?.dueOn).toBe("2026-12-12");
  expect((await factsOf("chiamaka.eze"))?.dueOn).toBe("2026-12-06");
  expect(((await factsOf("fatima.al.rashidi"))?.waivedUntil ?? "") > today).toBe(true);
  expect(((await factsOf("oluwaseun.adeyemi"))?.suspendedUntil ?? "") > today).toBe(true);
  const rebuilt = await rebuildDerivedTables();
  expect(rebuilt.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
});

test("the demo's trainee has passed one quiz, is half-way in one, and has one to start", async () => {
  await publishQuizFiles("quizzes", NOW);
  await seedDemo(OPTIONS);
  const trainee = await personIdOf("trainee");
  const [open, passed, ...more] = await listAttempts(trainee);
  expect(more).toEqual([]);
  expect(passed).toMatchObject({ quizId: "mechanisms", outcome: { passed: true } });
  expect(open).toMatchObject({ quizId: "side-effects" });
  expect(open?.outcome).toBeUndefined();
  const attempt = await findAttempt(open?.id ?? 0, trainee);
  if (!attempt) throw new Error("The open attempt is not there");
  const items = itemsOnSheet(attempt.quiz, attempt.sheet).length;
  expect(attempt.responses.size).toBe(Math.ceil(items / 2));
  expect(await listCertificates(trainee)).toEqual([]);
});

test("the demo's manager has two of the three sites, somebody else the third", async () => {
  await seedDemo(OPTIONS);
  const q = await db();
  const manager = await personIdOf("manager");
  const managed = await q.select().from(tables.managedSites);
  expect(managed.filter(({ personId }) => personId === manager)).toHaveLength(2);
  expect(new Set(managed.map(({ siteId }) => siteId)).size).toBe(3);
  expect(await q.select().from(tables.sites)).toHaveLength(3);
});
