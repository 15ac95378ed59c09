import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build, buildIsStale } from "#app/commands/prepare.mjs";
import { endOnStopSignal, StepFailed } from "#app/commands/steps.mjs";
import { measureSqlite } from "#tests/support/sqlite-size.ts";
import { measureColdBrowser } from "./cold-browser.ts";
import { figuresOfSize } from "./database-size.ts";
import { type Figure, LARGE_PARTS, type Part, tableOf } from "./figures.ts";
import type { Form } from "./form.ts";
import {
  makeQuizFolder,
  ONE_PAGE_QUIZ_ID,
  openPages,
  openSignIn,
  QUIZ_IDS,
  signIn,
} from "./journey.ts";
import { measureLarge } from "./large.ts";
import { figuresOfLoad, mostTraineesFor, takeQuizzes } from "./load.ts";
import { BadOption, type BenchOptions, readOptions, USAGE } from "./options.ts";
import { asksFor, compareWithBareReact, measureRequests, WARM_UP } from "./pages.ts";
import { BENCH_PASSWORD, MANAGER_EMAIL, traineeEmail } from "./people.ts";
import { readProfile, sharesOf } from "./profile.ts";
import { cleanUp, doing, leftovers, withServer } from "./running.ts";
import type { MeasuredServer } from "./server-process.ts";
import { runTool } from "./tool.ts";
import { newVisitor, type Visitor } from "./visitor.ts";

/*
 * `npm run bench`: measures the built server as it runs in production, over HTTP on this machine,
 * with data of its own. docs/performance.md says what came out and how to read it.
 */

const IDLE_MS = 10_000;

function databaseIn(dataFolder: string): string {
  return path.join(dataFolder, "needlepoint.sqlite");
}

async function measureTrainees(folder: string, options: BenchOptions): Promise<Figure[]> {
  const { parts, clients, attempts, seconds } = options;
  const loads = ["attempts", "database", "memory"] as const;
  const figures: Figure[] = [];
  const onOnePage = [ONE_PAGE_QUIZ_ID] as const;
  const onePageAttempts = Math.ceil(attempts / QUIZ_IDS.length);
  // The first trainee is for the pages; those after them are for the load and its warm-up.
  const trainees =
    1 +
    mostTraineesFor(clients, clients) +
    mostTraineesFor(attempts, clients) +
    mostTraineesFor(onePageAttempts, clients, onOnePage);
  const quizzes = { QUIZ_DIR: path.join(folder, "quizzes") };
  makeQuizFolder(quizzes.QUIZ_DIR);
  await doing(`Making ${trainees} trainees`, () =>
    runTool("tests/bench/seed-people.ts", [`${trainees}`], { DATA_DIR: folder, ...quizzes }),
  );
  const sizeBefore = measureSqlite(databaseIn(folder));

  await withServer(
    folder,
    async (server) => {
      if (loads.some((part) => parts.has(part))) {
        const memory = [memoryOf(server, "before load")];
        const warmUp = await doing(`${clients} attempts to warm up`, () =>
          takeQuizzes(server.url, { clients, attempts: clients, seconds, firstTrainee: 2 }),
        );
        const load = await doing(`${attempts} attempts by ${clients} clients`, () =>
          takeQuizzes(server.url, { clients, attempts, seconds, firstTrainee: warmUp.nextTrainee }),
        );
        memory.push(memoryOf(server, "after load"));
        await doing(`Idle for ${IDLE_MS / 1000} s`, () => sleep(IDLE_MS));
        memory.push(memoryOf(server, `${IDLE_MS / 1000} s later`));
        const sizeAfter = measureSqlite(databaseIn(folder));
        const onePageLoad = await doing(`${onePageAttempts} attempts on one page`, () =>
          takeQuizzes(server.url, {
            clients,
            attempts: onePageAttempts,
            seconds,
            firstTrainee: load.nextTrainee,
            quizIds: onOnePage,
          }),
        );
        figures.push(
          ...figuresOfLoad(load),
          ...figuresOfLoad(onePageLoad, ", all on one page"),
          ...figuresOfSize(sizeBefore, sizeAfter, warmUp.attempts + load.attempts),
          ...memory.flat(),
        );
      }
      if (["cpu", "limit", "browser"].some((part) => parts.has(part as Part))) {
        figures.push(...(await measurePages(server, options)));
      }
    },
    { settings: quizzes },
  );
  return figures;
}

function memoryOf(server: MeasuredServer, name: string): Figure[] {
  const bytes = server.residentBytes();
  if (bytes === undefined) return [];
  return [{ part: "memory", name, unit: "MB", numbers: { value: bytes / 1e6 } }];
}

/** The pages of a trainee half-way through a quiz, and what a manager and a stranger see. */
async function measurePages(
  server: MeasuredServer,
  { parts, requests }: BenchOptions,
): Promise<Figure[]> {
  const [trainee, manager, stranger] = [0, 1, 2].map(() => newVisitor(server.url)) as [
    Visitor,
    Visitor,
    Visitor,
  ];
  const figures: Figure[] = [];
  const unrecorded = () => {};
  try {
    const { itemPage, onePage } = await openPages(trainee, 1);
    const cost = (
      name: string,
      request: () => Promise<{ ms: number }>,
      times = requests,
      warmUp?: number,
    ) =>
      doing(`${name}, ${times} times`, () =>
        measureRequests(server, "cpu", name, times, request, warmUp),
      );
    const item = await cost("item page", asksFor(trainee, itemPage));
    const all = await cost("item page, all on one page", asksFor(trainee, onePage));
    figures.push(item, all);
    if (parts.has("cpu")) {
      await signIn(manager, MANAGER_EMAIL, unrecorded);
      const signInForm = await openSignIn(stranger, unrecorded);
      figures.push(
        await cost("training page", asksFor(trainee, "/training")),
        await cost("board of a small clinic", asksFor(manager, "/board")),
        await cost("sign-in page", asksFor(stranger, "/sign-in")),
        await cost("health check", asksFor(stranger, "/health")),
        await cost("signing in (post)", () => postSignIn(server.url, signInForm), 90, 10),
      );
    }
    if (parts.has("limit")) {
      for (const [page, { name, numbers }] of [
        [itemPage, item],
        [onePage, all],
      ] as const) {
        const html = await (await trainee.get(page)).text();
        figures.push(...compareWithBareReact(name, html, numbers.CPU));
      }
    }
    if (parts.has("browser")) {
      const url = new URL(itemPage, server.url).href;
      const measured = await measureColdBrowser(url, trainee.cookies(), "item page");
      if (measured.length === 0)
        process.stderr.write("There is no browser here to measure with.\n");
      figures.push(...measured);
    }
  } finally {
    for (const visitor of [trainee, manager, stranger]) visitor.leave();
  }
  return figures;
}

/** Checks a password, with everything that is written on the way, for a new device each time. */
async function postSignIn(origin: string, form: Form): Promise<{ ms: number }> {
  const visitor = newVisitor(origin);
  try {
    return await visitor.post(form, { email: traineeEmail(1), password: BENCH_PASSWORD });
  } finally {
    visitor.leave();
  }
}

/** Item pages alone, on a server that is watched by V8's profiler and slower for it. */
async function measureProfile(folder: string, { requests }: BenchOptions): Promise<Figure[]> {
  const dataFolder = path.join(folder, "profile");
  const quizzes = { QUIZ_DIR: path.join(dataFolder, "quizzes") };
  makeQuizFolder(quizzes.QUIZ_DIR);
  await runTool("tests/bench/seed-people.ts", ["2"], { DATA_DIR: dataFolder, ...quizzes });
  const figures: Figure[] = [];
  for (const [index, name] of (["itemPage", "onePage"] as const).entries()) {
    const profiles = path.join(folder, `profile-${name}`);
    let since = 0;
    const work = async (server: MeasuredServer) => {
      const trainee = newVisitor(server.url);
      try {
        const ask = asksFor(trainee, (await openPages(trainee, index + 1))[name]);
        for (let done = 0; done < WARM_UP; done += 1) await ask();
        since = Number(process.hrtime.bigint() / 1000n);
        for (let done = 0; done < requests; done += 1) await ask();
      } finally {
        trainee.leave();
      }
    };
    const watch = ["--cpu-prof", `--cpu-prof-dir=${profiles}`];
    await withServer(
      dataFolder,
      (server) => doing(`${requests} pages under the profiler`, () => work(server)),
      { settings: quizzes, nodeOptions: watch },
    );
    const page = name === "itemPage" ? "one item" : "all on one page";
    figures.push(...sharesOf(readProfile(profiles), { page, since, pages: requests }));
  }
  return figures;
}

function report(options: BenchOptions, loadBefore: number[], figures: readonly Figure[]): void {
  const wanted = figures.filter(({ part }) => options.parts.has(part));
  // An address may have a password in it.
  const { parts, databaseUrl, ...settings } = options;
  const engine = databaseUrl === undefined ? "sqlite" : "postgres";
  const json = JSON.stringify(
    {
      takenAt: new Date().toISOString(),
      machine: {
        cpus: cpus().length,
        model: cpus()[0]?.model,
        node: process.version,
        platform: `${process.platform} ${process.arch}`,
        loadAverage: { before: loadBefore, after: loadavg() },
      },
      options: { only: [...parts], engine, ...settings },
      figures: wanted,
    },
    undefined,
    2,
  );
  const table = `${tableOf(wanted)}\n`;
  if (options.json === "-") {
    process.stderr.write(table);
    process.stdout.write(`${json}\n`);
    return;
  }
  mkdirSync(path.dirname(options.json), { recursive: true });
  writeFileSync(options.json, `${json}\n`);
  process.stdout.write(`${table}\nAlso in ${options.json}\n`);
}

async function bench(options: BenchOptions): Promise<void> {
  const { parts } = options;
  const loadBefore = loadavg();
  if (buildIsStale()) await doing("Building", build);
  const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-bench-"));
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }));
  const figures: Figure[] = [];
  const ofTrainees: Part[] = ["attempts", "database", "memory", "cpu", "limit", "browser"];
  if (ofTrainees.some((part) => parts.has(part))) {
    figures.push(...(await measureTrainees(path.join(folder, "trainees"), options)));
  }
  if (LARGE_PARTS.some((part) => parts.has(part)))
    figures.push(...(await measureLarge(path.join(folder, "large"), options)));
  if (parts.has("profile")) figures.push(...(await measureProfile(folder, options)));
  report(options, loadBefore, figures);
}

endOnStopSignal(cleanUp);
try {
  await bench(readOptions(process.argv.slice(2)));
} catch (reason) {
  if (reason instanceof BadOption) process.stderr.write(`${reason.message}\n\n${USAGE}\n`);
  else if (reason instanceof StepFailed) process.stderr.write(`${reason.message}\n`);
  else throw reason;
  process.exitCode = 1;
} finally {
  await cleanUp();
}
