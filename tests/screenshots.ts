import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { prepare } from "#app/commands/prepare.mjs";
import { haveBrowser } from "./support/browser.mjs";
import { answerRightly, demoEmail, quizOf, signIn } from "./support/journey.ts";
import { startOwnServer } from "./support/own-server.ts";

/*
 * `npm run screenshots`: takes the pictures of README.md and docs/tour.md from a demo of its own. The
 * demo's people and attempts are always the same, so that only what has changed looks different.
 * `npm run screenshots -- board item` takes only these.
 */

const FOLDER = "docs/screenshots";
/** These pictures are loaded by everybody who looks at the project. */
const MOST_BYTES = 250_000;

type Picture = {
  name: string;
  screen: BrowserContextOptions;
  /** The page to its end, and not only what the screen shows. */
  isWhole?: boolean;
  /** Somebody of the demo. */
  as: string;
  go: (page: Page) => Promise<unknown>;
};

const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 800 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};
/** What a manager reads with one turn of the thumb. */
const LONG_PHONE: BrowserContextOptions = { ...PHONE, viewport: { width: 360, height: 1120 } };
const DESK: BrowserContextOptions = {
  viewport: { width: 1280, height: 960 },
  deviceScaleFactor: 1.25,
};

/** A page that a manager needs at the desk and between two rooms: a picture of each. */
function onBoth(name: string, go: Picture["go"]): Picture[] {
  return [
    { name, screen: DESK, as: "manager", go },
    { name: `${name}-phone`, screen: LONG_PHONE, as: "manager", go },
  ];
}

async function openPerson(page: Page, name: string): Promise<void> {
  await page.goto(`/board?${new URLSearchParams({ q: name })}`);
  await page.getByRole("main").getByRole("link", { name }).first().click();
  await page.waitForURL(/\/people\/\d+$/);
}

const pictures: Picture[] = [
  {
    name: "item",
    screen: PHONE,
    isWhole: true,
    as: "trainee",
    async go(page) {
      await page.goto("/training");
      await page.getByRole("link", { name: "Continue", exact: true }).click();
      await page.waitForURL(/\/pages\/\d+$/);
      await answerRightly(page, quizOf("side-effects"));
      await page.getByText(/^Saved \d/).waitFor();
    },
  },
  {
    name: "result",
    screen: PHONE,
    as: "siobhan.ni.dhomhnaill",
    async go(page) {
      await page.goto("/training");
      const last = /^See your last attempt at Contraindications/;
      await page.getByRole("link", { name: last }).first().click();
      await page.waitForURL("**/result");
    },
  },
  ...onBoth("board", (page) => page.goto("/board")),
  ...onBoth("person", (page) => openPerson(page, "Oluwaseun Adeyemi")),
  ...onBoth("requirements", (page) => page.goto("/requirements")),
  ...onBoth("sign-off", async (page) => {
    await openPerson(page, "Oluwaseun Adeyemi");
    await page.getByRole("link", { name: /^Sign off Room, tray and clean-up/ }).click();
    await page.waitForURL(/\/sign-offs\//);
  }),
  ...onBoth("statistics", (page) => page.goto("/statistics/contraindications")),
];

async function take(browser: Browser, baseURL: string, picture: Picture): Promise<void> {
  const { name, screen, isWhole, as, go } = picture;
  const context = await browser.newContext({ baseURL, locale: "en-GB", ...screen });
  const page = await context.newPage();
  await signIn(page, demoEmail(as));
  await go(page);
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file, fullPage: isWhole, animations: "disabled" });
  await context.close();
  const { size } = statSync(file);
  if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes, and ${MOST_BYTES} is enough`);
  console.log(`${file}  ${Math.round(size / 1000)} kB`);
}

const wanted = process.argv.slice(2);
await prepare({ build: true, stepsAfter: 0 });
const executablePath = (await haveBrowser()) || undefined;
const data = mkdtempSync(path.join(tmpdir(), "needlepoint-screenshots-"));
const server = await startOwnServer({ DATA_DIR: data, DEMO: "on", LOG_LEVEL: "warn" });
const browser = await chromium.launch({
  ...(executablePath && { executablePath, args: ["--no-sandbox", "--disable-gpu"] }),
});
try {
  mkdirSync(FOLDER, { recursive: true });
  for (const picture of pictures) {
    if (wanted.length === 0 || wanted.includes(picture.name)) {
      await take(browser, server.url, picture);
    }
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
