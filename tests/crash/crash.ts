import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { build, buildIsStale } from "#app/commands/prepare.mjs";
import { endOnStopSignal } from "#app/commands/steps.mjs";
import { seededRandom } from "#app/core/random.ts";
import { runTool } from "#tests/bench/tool.ts";
import { type OwnServer, startOwnServer } from "#tests/support/own-server.ts";
import { freePort } from "#tests/support/postgres.mjs";
import { takeEveryQuiz } from "./client.ts";
import { lostIn, newLedger } from "./ledger.ts";

/*
 * `npm run test:crash [-- --kills=50 --seed=7]`: people take quizzes on the built server, which is
 * killed (SIGKILL) at random moments and started again on the same data. After every start, and at
 * the end, the database is held against what those people were told.
 */

const { values } = parseArgs({
  options: { kills: { type: "string" }, seed: { type: "string" }, clients: { type: "string" } },
});
const KILLS = Number(values.kills ?? 50);
const SEED = Number(values.seed ?? Date.now() % 1_000_000);
const CLIENTS = Number(values.clients ?? 6);
/** A life of the server ends after so many responses, or in the middle of a submission. */
const LONGEST_LIFE = 40;
const ENDS_AT_SUBMIT = 0.4;
/** How far into what is under way then the kill falls. */
const WITHIN_MS = 12;
const LOOK_EVERY_MS = 3;

const random = seededRandom(SEED);
const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-crash-"));
const ledger = newLedger();
const since = performance.now();
const found = {
  missing: new Set<string>(),
  changed: new Set<number>(),
  miscounted: new Set<number>(),
  unsubmitted: new Set<number>(),
  damage: new Set<string>(),
};
let doubled = { submissions: 0, certificates: 0 };
let server: OwnServer | undefined;
let starts = 0;
let kills = 0;
let isOver = false;
let up = { isIt: false, again: Promise.resolve(), tell: () => {} };

function goDown(): void {
  let tell = () => {};
  const again = new Promise<void>((resolve) => {
    tell = resolve;
  });
  up = { isIt: false, again, tell };
}

class Over extends Error {}

/** What a crash has broken is tried again once the server is back; anything else is a failure. */
async function persist<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    await up.again;
    if (isOver) throw new Over();
    const life = starts;
    try {
      return await work();
    } catch (reason) {
      if (up.isIt && life === starts) throw reason;
    }
  }
}

async function client(nextTrainee: () => number, own: () => number): Promise<void> {
  while (!isOver) {
    await takeEveryQuiz(`http://localhost:${port}`, nextTrainee(), ledger, own, persist);
  }
}

/**
 * Holds what is stored against what was acknowledged up to now. The server has come up and nobody
 * has asked it for anything yet.
 * @param isFinal looks once more at the attempts that were submitted and looked at before
 */
async function compare(isFinal: boolean): Promise<void> {
  const { readAttempt, countDoubled, quickCheck } = await import(
    "#tests/support/database-check.ts"
  );
  const { closeDatabase } = await import("#db/client.server.ts");
  for (const notes of [...ledger.attempts.values()]) {
    if (!isFinal && settled.has(notes.attemptId)) continue;
    const stored = await readAttempt(notes.attemptId);
    for (const itemId of lostIn(notes, stored?.saved)) {
      found.missing.add(`${notes.attemptId} ${itemId}`);
    }
    if (notes.isSubmitAcknowledged && !stored?.outcome) found.unsubmitted.add(notes.attemptId);
    if (stored && !stored.isScoreRight) found.miscounted.add(notes.attemptId);
    const outcome = JSON.stringify(stored?.outcome ?? null);
    const before = outcomes.get(notes.attemptId) ?? outcome;
    if (before !== "null" && before !== outcome) found.changed.add(notes.attemptId);
    outcomes.set(notes.attemptId, outcome);
    if (notes.isSubmitAcknowledged) settled.add(notes.attemptId);
  }
  doubled = await countDoubled();
  const damage = await quickCheck();
  if (damage !== "ok") found.damage.add(damage);
  await closeDatabase();
}

async function start(): Promise<void> {
  server = await startOwnServer({
    DATA_DIR: folder,
    PORT: `${port}`,
    LOG_LEVEL: "warn",
    DEMO: "off",
  });
  starts += 1;
  await compare(false);
  up.isIt = true;
  up.tell();
}

/** Waits for work to be done, not for time to pass: the load is the same on a busy machine. */
async function randomMoment(): Promise<void> {
  const responses = ledger.acknowledged + 1 + Math.floor(random() * LONGEST_LIFE);
  const submits = random() < ENDS_AT_SUBMIT ? ledger.submits + 1 : Number.POSITIVE_INFINITY;
  const within = random() * WITHIN_MS;
  while (!isOver && ledger.acknowledged < responses && ledger.submits < submits) {
    await sleep(LOOK_EVERY_MS);
  }
  await sleep(within);
}

async function kill(): Promise<void> {
  if (!server) return;
  const ended = once(server.process, "exit");
  up.isIt = false;
  goDown();
  server.process.kill("SIGKILL");
  await ended;
  server = undefined;
}

async function cleanUp(): Promise<void> {
  server?.process.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
endOnStopSignal(cleanUp);

const outcomes = new Map<number, string>();
/** Submitted, and found as promised after a later start. */
const settled = new Set<number>();
console.log(`${KILLS} kills, ${CLIENTS} clients, seed ${SEED}`);
if (buildIsStale()) await build();
// The database is opened in this process too, to be looked at beside the server.
process.env.DATA_DIR = folder;
process.env.DATABASE_URL = "";
process.env.LOG_LEVEL = "silent";
const port = await freePort();
try {
  const people = CLIENTS * 2 + KILLS * 3;
  await runTool("tests/bench/seed-people.ts", [`${people}`], { DATA_DIR: folder, DEMO: "off" });
  goDown();
  await start();
  let trainee = 0;
  const clients = Array.from({ length: CLIENTS }, (_, number) =>
    client(() => (trainee += 1), seededRandom(SEED + number + 1)).catch((reason: unknown) => {
      if (!(reason instanceof Over)) throw reason;
    }),
  );
  const work = Promise.all(clients);
  work.catch(() => {
    isOver = true;
  });
  while (kills < KILLS && !isOver) {
    await randomMoment();
    await kill();
    kills += 1;
    await start();
  }
  isOver = true;
  await work;
  await compare(true);
} finally {
  await cleanUp();
}

const { attempts, acknowledged, submits } = ledger;
const submitted = [...attempts.values()].filter((notes) => notes.isSubmitAcknowledged).length;
console.log(
  `${kills} kills in ${Math.round((performance.now() - since) / 1000)} s: ${attempts.size} attempts, ` +
    `${acknowledged} responses acknowledged, ${found.missing.size} lost; ${submits} submits, ` +
    `${submitted} attempts submitted, ${doubled.submissions} scored twice, ` +
    `${doubled.certificates} certificates doubled, ${found.miscounted.size} scores wrong`,
);
const promises: [string, boolean][] = [
  ["the server was killed as often as asked, under load", kills === KILLS && acknowledged > KILLS],
  ["every acknowledged response is there", found.missing.size === 0],
  ["every acknowledged submission is there", found.unsubmitted.size === 0],
  [
    "no attempt is scored twice, and no score has changed",
    doubled.submissions + found.changed.size === 0,
  ],
  ["no certificate is doubled", doubled.certificates === 0],
  ["every score equals a recount", found.miscounted.size === 0],
  ["the database is undamaged", found.damage.size === 0],
];
for (const [promise, isKept] of promises)
  console.log(`  ${isKept ? "✓" : "✗ NOT KEPT:"} ${promise}`);
const failed = promises.filter(([, isKept]) => !isKept).length;
console.log(`${promises.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
