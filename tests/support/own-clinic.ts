import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test as base, type Page } from "@playwright/test";
import Database from "better-sqlite3";
import { holdSqlite } from "./held-database.ts";
import { startOwnServer } from "./own-server.ts";
import { freePort } from "./postgres.mjs";

/*
 * Browser tests that change what others would notice (quiz files, passwords, the set-up) have an
 * installation to themselves.
 */

export type OwnClinic = {
  url: string;
  /** A copy of the quiz files, to be changed at will. */
  quizFolder: string;
  /** The one-time code that the console shows while the clinic is not set up. */
  setupCode: () => string;
  /** Changes rows behind the server's back, for what takes too long to happen by itself. */
  change: (statement: string, ...values: unknown[]) => void;
  /** Holds the database as another program would. Gives what lets go of it. */
  hold: () => () => void;
  /** Ends the server as a power cut does. */
  crash: () => Promise<void>;
  /** Starts it again at the same address, with the same data. */
  restart: () => Promise<void>;
};

type OwnClinicOptions = {
  settings?: Record<string, string>;
  /** More quiz files beside those of the program, by name. */
  quizFiles?: Record<string, string>;
  /** Without the quiz files of the program. */
  isWithoutQuizzes?: boolean;
};

/** `test`, with a clinic of its worker's own in the place of the shared server. */
export function testWithOwnClinic({
  settings = {},
  quizFiles = {},
  isWithoutQuizzes = false,
}: OwnClinicOptions = {}) {
  return base.extend<object, { clinic: OwnClinic }>({
    clinic: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from the pattern.
      async ({}, use) => {
        const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-clinic-"));
        const quizFolder = path.join(folder, "quizzes");
        if (isWithoutQuizzes) mkdirSync(quizFolder);
        else cpSync("quizzes", quizFolder, { recursive: true });
        for (const [name, text] of Object.entries(quizFiles)) {
          writeFileSync(path.join(quizFolder, name), text);
        }
        const port = `${await freePort()}`;
        const start = () =>
          startOwnServer({
            DEMO: "on",
            LOG_LEVEL: "warn",
            ...settings,
            PORT: port,
            DATA_DIR: folder,
            QUIZ_DIR: quizFolder,
          });
        let server = await start();
        try {
          await use({
            url: server.url,
            quizFolder,
            setupCode: () => codeIn(server.printed()),
            change: (statement, ...values) => changeRows(folder, statement, values),
            hold: () => holdSqlite(path.join(folder, "needlepoint.sqlite")),
            async crash() {
              const ended = once(server.process, "exit");
              server.process.kill("SIGKILL");
              await ended;
            },
            async restart() {
              server = await start();
            },
          });
        } finally {
          await server.stop();
          rmSync(folder, { recursive: true, force: true });
        }
      },
      { scope: "worker", timeout: 120_000 },
    ],
    baseURL: ({ clinic }, use) => use(clinic.url),
  });
}

function codeIn(printed: string): string {
  const code = printed.match(/one-time code: (\S+)/)?.[1];
  if (!code) throw new Error(`No code was printed:\n${printed}`);
  return code;
}

/** Changes rows of the database in a data folder. */
export function changeRows(folder: string, statement: string, values: unknown[]): void {
  const database = new Database(path.join(folder, "needlepoint.sqlite"), { timeout: 5_000 });
  try {
    const { changes } = database.prepare(statement).run(...values);
    if (changes === 0) throw new Error(`Nothing was changed by: ${statement}`);
  } finally {
    database.close();
  }
}

/** The first column of what a statement finds in the database of a data folder. */
export function readColumn(folder: string, statement: string, ...values: unknown[]): unknown[] {
  const database = new Database(path.join(folder, "needlepoint.sqlite"), { readonly: true });
  try {
    return database
      .prepare(statement)
      .pluck()
      .all(...values);
  } finally {
    database.close();
  }
}

/** Fills in the page that sets a clinic up, and sends it. */
export async function setUpClinic(
  page: Page,
  { code, password = "three plain words" }: { code: string; password?: string },
): Promise<void> {
  await page.getByLabel("One-time code").fill(code);
  await page.getByLabel("Name", { exact: true }).fill("Clínica Ágata");
  await page.getByLabel("First site").fill("Lisboa");
  await page.getByLabel("Full name").fill("Ana Sofia Magalhães de Albuquerque");
  await page.getByLabel("E-mail address").fill("ana@agata.example");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("The same once more").fill(password);
  await page.getByRole("button", { name: "Set up" }).click();
}
