import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { asc } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { canonicalJson } from "#app/core/canonical-json.ts";
import { db, engine, sqliteFile, tables, transaction } from "#db/client.server.ts";
import { DEMO_LOG_INS } from "#db/demo.ts";
import { findAccount } from "#db/queries/accounts.ts";
import { saveResponses, startAttempt, submitAttempt } from "#db/queries/attempts.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { checkAuditLog } from "#db/queries/audit-check.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { rebuildDerivedTables } from "#db/queries/derived-tables.ts";
import { rebuildStatistics } from "#db/queries/statistics.ts";
import { fillDatabase } from "#db/seeding/fill.ts";
import type { SeedOptions } from "#db/seeding/options.ts";
import { resetDatabase, useCleanDatabase } from "#tests/support/database.ts";
import { aCertification, anAttempt, aQuiz, aTrainee } from "#tests/support/factories.ts";
import { aMultiple, aSingle, aTrueFalse } from "#tests/support/quiz-files.ts";

useCleanDatabase();
// PostgreSQL inside the process is slow, and slower on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
beforeEach(publish);

const NOW = new Date("2026-11-22T12:00:00Z");
const SMALL: SeedOptions = {
  staff: 6,
  attempts: 140,
  sites: 7,
  seed: 1,
  today: "2026-11-22",
};

/** Quizzes in which every rule bites: a draw, a limit with a wait, a time limit, critical items. */
async function publish(): Promise<void> {
  const pool = ["a", "b", "c", "d", "e", "f"].map((id) => aSingle({ id, key: "B" }));
  const drawn = await aQuiz({
    id: "drawn",
    attempts: { limit: 3, waitHours: 0 },
    shuffle: ["items", "choices"],
    sections: [{ draw: 3, items: pool }],
    passingScore: 60,
  });
  const limited = await aQuiz({
    id: "limited",
    attempts: { limit: 2, waitHours: 48 },
    timeLimitMinutes: 60,
    sections: [
      {
        items: [
          aMultiple({ id: "m", harmful: "E" }),
          aTrueFalse({ id: "t", critical: true }),
          aSingle({ id: "s" }),
        ],
      },
    ],
    passingScore: 60,
  });
  await aQuiz({ id: "practice", items: 2, attempts: { limit: 3, waitHours: 0 } });
  await aCertification({ id: "operator", title: "Operator", quizzes: [drawn, limited] });
  await aCertification({
    id: "limited-only",
    title: "Limited",
    quizzes: [limited],
    validity: { mode: "completion", months: 6, renewalWindowDays: 30, graceDays: 0 },
  });
  const steps = [{ id: "seen", text: "Five treatments were done safely." }];
  await aCertification({
    id: "advanced",
    title: "Advanced",
    quizzes: [limited],
    parts: {
      certifications: ["limited-only"],
      practical: [{ id: "supervised", title: "Supervised treatments", steps, validMonths: 12 }],
      outside: [{ id: "licence", title: "Licence", documentNumber: "required" }],
    },
  });
}

async function fill(options: Partial<SeedOptions> = {}) {
  const filled = await fillDatabase(
    { ...SMALL, ...options },
    { now: NOW, passwordHash: "none" },
    () => {},
  );
  if ("problem" in filled) throw new Error(filled.problem);
  return filled;
}

/**
 * Everything that the history consists of. Attempts and certificates are numbered from 1 in their
 * order, and quiz versions are left out: their ids depend on what was there before.
 */
async function history() {
  const q = await db();
  const attempts = await q.select().from(tables.attempts).orderBy(asc(tables.attempts.id));
  const certificates = await q
    .select()
    .from(tables.certificates)
    .orderBy(asc(tables.certificates.id));
  const attemptNumbers = numbersOf(attempts);
  const certificateNumbers = numbersOf(certificates);
  const attemptNumber = (id: number) => attemptNumbers.get(id) ?? Number.NaN;
  const certificateNumber = (id: number) => certificateNumbers.get(id) ?? Number.NaN;
  const { itemResponses, attemptGrants, quizStandings, certifications, auditLog } = tables;

  const audit = await q.select().from(auditLog).orderBy(asc(auditLog.subjectId), asc(auditLog.id));
  return {
    attempts: attempts.map(({ versionId: _, ...each }) => ({
      ...each,
      id: attemptNumber(each.id),
    })),
    responses: (
      await q
        .select()
        .from(itemResponses)
        .orderBy(asc(itemResponses.attemptId), asc(itemResponses.position))
    ).map((each) => ({ ...each, attemptId: attemptNumber(each.attemptId) })),
    grants: (await q.select().from(attemptGrants).orderBy(asc(attemptGrants.id))).map(
      ({ id: _, ...each }) => each,
    ),
    certificates: certificates.map((each) => ({
      ...each,
      id: certificateNumber(each.id),
      attemptId: each.attemptId && attemptNumber(each.attemptId),
      renewsId: each.renewsId && certificateNumber(each.renewsId),
      document: {
        ...each.document,
        quizzes: each.document.quizzes.map((quiz) => ({
          ...quiz,
          attemptId: attemptNumber(quiz.attemptId),
        })),
      },
    })),
    held: (
      await q
        .select()
        .from(certifications)
        .orderBy(asc(certifications.personId), asc(certifications.certificationId))
    ).map((each) => ({ ...each, certificateId: certificateNumber(each.certificateId) })),
    standings: (
      await q
        .select()
        .from(quizStandings)
        .orderBy(asc(quizStandings.personId), asc(quizStandings.quizId))
    ).map((each) => ({
      ...each,
      lastAttemptId: attemptNumber(each.lastAttemptId),
      passAttemptId: each.passAttemptId && attemptNumber(each.passAttemptId),
    })),
    audit: audit
      .filter(({ subjectId }) => subjectId !== null)
      // Where an entry stands in the log depends on what was there before, and so does its hash.
      .map(({ id: _, hash: __, detail: { attemptId, certificateId, ...detail }, ...each }) => ({
        ...each,
        detail,
        ...(typeof attemptId === "number" && { attempt: attemptNumber(attemptId) }),
        ...(typeof certificateId === "number" && {
          certificate: certificateNumber(certificateId),
        }),
      })),
  };
}

function numbersOf(rows: readonly { id: number }[]): Map<number, number> {
  return new Map(rows.map(({ id }, index) => [id, index + 1]));
}

async function staffRows() {
  const q = await db();
  const { people, sites, memberships, personRoles, managedSites } = tables;
  return {
    people: await q.select().from(people).orderBy(asc(people.id)),
    sites: await q.select().from(sites).orderBy(asc(sites.id)),
    memberships: await q
      .select()
      .from(memberships)
      .orderBy(asc(memberships.personId), asc(memberships.siteId)),
    roles: await q
      .select()
      .from(personRoles)
      .orderBy(asc(personRoles.personId), asc(personRoles.role)),
    managed: await q
      .select()
      .from(managedSites)
      .orderBy(asc(managedSites.personId), asc(managedSites.siteId)),
  };
}

async function clearanceRows() {
  const { clearances } = tables;
  const q = await db();
  return q
    .select()
    .from(clearances)
    .orderBy(asc(clearances.personId), asc(clearances.certificationId));
}

/** A short name for everything that was filled in. */
async function digest(): Promise<string> {
  const rows = canonicalJson({ ...(await history()), ...(await staffRows()) });
  return createHash("sha256").update(rows).digest("hex");
}

async function refill(options: Partial<SeedOptions>): Promise<void> {
  await resetDatabase();
  await publish();
  await fill(options);
}

test("the same seed gives the same rows, another seed gives others", async () => {
  await fill();
  const first = await digest();
  await refill({});
  expect(await digest()).toBe(first);
  await refill({ seed: 2 });
  expect(await digest()).not.toBe(first);
});

test("the rules, played through the queries, give the same history to the last row", async () => {
  await fill();
  const seeded = await history();
  expect(seeded.grants.length).toBeGreaterThan(0);
  expect(seeded.certificates.some(({ renewsId }) => renewsId !== null)).toBe(true);
  expect(seeded.attempts.some(({ passed }) => passed === false)).toBe(true);
  expect(seeded.certificates.some(({ document }) => document.practical)).toBe(true);

  await refill({ attempts: 0 });
  const grants = [...seeded.grants];
  for (const { id: number, personId, quizId, seed, startedAt, submittedAt } of seeded.attempts) {
    while (grants[0] && grants[0].personId === personId && grants[0].grantedAt < startedAt) {
      await grantAgain(grants.shift());
    }
    const started = await startAttempt(personId, quizId, seed, startedAt);
    if (!started || "refused" in started || !submittedAt) {
      throw new Error(`Attempt ${number} should not have been possible`);
    }
    for (const { attemptId, position, response, savedAt } of seeded.responses) {
      if (attemptId !== number) continue;
      await saveResponses(started.attemptId, personId, [{ position, response }], savedAt);
    }
    await submitAttempt(started.attemptId, personId, submittedAt);
  }

  const played = await history();
  const withoutCodes = ({ certificates, ...rest }: typeof played) => ({
    ...rest,
    certificates: certificates.map(({ code: _, document, ...certificate }) => ({
      ...certificate,
      document: {
        ...document,
        certifications: document.certifications?.map(({ code: _, ...each }) => each),
      },
    })),
  });
  expect(withoutCodes(played)).toEqual(withoutCodes(seeded));
});

/** A grant of the history, with its entry in the audit log. */
async function grantAgain(
  grant: Omit<typeof tables.attemptGrants.$inferSelect, "id"> | undefined,
): Promise<void> {
  if (!grant) throw new Error("There is no such grant");
  const { personId, quizId, grantedById, reason, grantedAt } = grant;
  await transaction(async (q) => {
    await q.insert(tables.attemptGrants).values(grant);
    await recordAudit(q, {
      at: grantedAt,
      actorId: grantedById,
      action: "attempt.granted",
      subjectId: personId,
      detail: { quizId, reason },
    });
  });
}

test("rebuilding the derived tables of a filled database changes nothing", async () => {
  await fill({ staff: 40, attempts: 500 });
  const { standings, held } = await history();
  const cleared = await clearanceRows();
  expect(standings.length).toBeGreaterThan(60);
  expect(cleared.some(({ partsUntil }) => partsUntil)).toBe(true);
  await rebuildDerivedTables();
  expect(await history()).toMatchObject({ standings, held });
  expect(await clearanceRows()).toEqual(cleared);
});

test.each([undefined, 30])(
  "counting the attempts of a filled database again changes nothing, with %s responses kept",
  async (responses) => {
    await fill({ staff: 20, attempts: 200, responses });
    const counted = async () => {
      const q = await db();
      const { versionId, place, total } = tables.statisticsCounts;
      const rows = q.select().from(tables.statisticsCounts);
      return rows.orderBy(asc(versionId), asc(place), asc(total));
    };
    const before = await counted();
    expect(before.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(200);
    await rebuildStatistics();
    expect(await counted()).toEqual(before);
  },
);

test.runIf(engine === "sqlite")("every row refers to one that is there", async () => {
  await fill();
  const own = new Database(sqliteFile(), { readonly: true });
  expect(own.pragma("foreign_key_check")).toEqual([]);
  own.close();
});

test("there are as many people and attempts as were asked for, and none lies ahead", async () => {
  const filled = await fill({ staff: 30, attempts: 333 });
  const { attempts, responses } = await history();
  const { people } = await staffRows();
  expect(filled).toMatchObject({ people: 30, attempts: 333 });
  expect(attempts).toHaveLength(333);
  expect(people).toHaveLength(30 + DEMO_LOG_INS.length);
  expect(new Set(responses.map(({ attemptId }) => attemptId)).size).toBe(333);
  expect(attempts.every(({ submittedAt }) => submittedAt !== null && submittedAt < NOW)).toBe(true);
});

test("item responses can be kept of the newest attempts only", async () => {
  await fill({ responses: 10 });
  const { responses } = await history();
  const numbers = new Set(responses.map(({ attemptId }) => attemptId));
  expect(Math.min(...numbers)).toBe(131);
  expect(numbers.size).toBe(10);
});

test("a database with people in it is left alone", async () => {
  await aTrainee();
  const before = await staffRows();
  const filled = await fillDatabase(SMALL, { now: NOW, passwordHash: "none" }, () => {});
  expect(filled).toEqual({ problem: expect.stringContaining("There are people") });
  expect(await staffRows()).toEqual(before);
});

test("without quizzes nobody can have attempted one", async () => {
  await resetDatabase();
  const filled = await fillDatabase(SMALL, { now: NOW, passwordHash: "none" }, () => {});
  expect(filled).toEqual({ problem: expect.stringContaining("No quiz is published") });
  await fill({ attempts: 0 });
});

test("every site has a manager, and the log-ins of the demo are there", async () => {
  await fill();
  const { sites, managed, roles } = await staffRows();
  const managers = new Set(
    roles.filter(({ role }) => role === "manager").map(({ personId }) => personId),
  );
  for (const { id } of sites) {
    expect(managed.some(({ siteId, personId }) => siteId === id && managers.has(personId))).toBe(
      true,
    );
  }
  for (const { email, role } of DEMO_LOG_INS) {
    const { personId } = (await findAccount(email)) ?? {};
    expect(roles).toContainEqual({ personId, role });
  }
});

test("the audit log of a filled database is one chain with what was there and what comes", async () => {
  await fill();
  const { entries, ...state } = await checkAuditLog();
  expect(state).toEqual({ olderThanChain: 0, head: { id: entries, hash: expect.any(String) } });
  expect(entries).toBeGreaterThan(280);
  await anAttempt(await aTrainee(), await aQuiz());
  expect(await checkAuditLog()).toMatchObject({ entries: entries + 2, olderThanChain: 0 });
  expect((await checkAuditLog()).broken).toBeUndefined();
});

test("the program goes on after the last row of the seed", async () => {
  await fill();
  const trainee = await aTrainee();
  const quiz = await aQuiz({ items: 1 });
  await aCertification({ quizzes: [quiz] });
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  expect(await listCertificates(trainee.id)).toHaveLength(1);
});

test.runIf(engine === "sqlite")("the command fills a new database, once", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-seed-"));
  const seed = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "db/seed.ts", ...args],
      {
        // Empty ones are not taken from somebody's own .env either.
        env: {
          NODE_ENV: "test",
          DATA_DIR: folder,
          LOG_LEVEL: "silent",
          DATABASE_URL: "",
          QUIZ_DIR: "",
        },
        encoding: "utf8",
      },
    );
    return { status, stdout, stderr };
  };
  try {
    const bad = seed("--staff", "many");
    expect(bad).toMatchObject({ status: 1, stdout: "" });
    expect(bad.stderr).toContain('--staff is "many"; it must be a whole number');
    const filled = seed("--staff", "5", "--attempts", "20", "--sites", "2");
    expect(filled).toMatchObject({ status: 0, stderr: "" });
    expect(filled.stdout).toMatch(/100 %, 20 of 20 attempts.*\nWrote .* rows/);
    const again = seed("--staff", "5", "--attempts", "20");
    expect(again.status).toBe(1);
    expect(again.stderr).toContain("There are people in this database already.");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
