import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { prepare } from "#app/commands/prepare.mjs";
import { haveBrowser } from "./support/browser.mjs";
import { answerRightly, demoEmail, quizOf, signIn } from "./support/journey.ts";
import { startOwnServer } from "./support/own-server.ts";

/*
 * `npm run screenshots`: takes the pictures of the README from a demo of its own. The demo's people
 * and attempts are always the same, so that only what has changed looks different.
 */

const FOLDER = "docs/screenshots";
/** README pictures are loaded by everybody who looks at the project. */
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
const DESK: BrowserContextOptions = {
  viewport: { width: 1280, height: 960 },
  deviceScaleFactor: 1.5,
};

const pictures: Picture[] = [
  {
    name: "item",
    screen: PHONE,
    isWhole: true,
    as: "trainee",
    async go(page) {
      await page.goto("/training");
      await page.getByRole("link", { name: "Continue", exact: true }).click();
      await page.getByRole("button", { name: /^Item 10,/ }).click();
      await page.waitForURL("**/pages/10");
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
  {
    name: "board",
    screen: DESK,
    as: "manager",
    go: (page) => page.goto("/board"),
  },
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

await prepare({ build: true, stepsAfter: 0 });
const executablePath = (await haveBrowser()) || undefined;
const data = mkdtempSync(path.join(tmpdir(), "needlepoint-screenshots-"));
const server = await startOwnServer({ DATA_DIR: data, DEMO: "on", LOG_LEVEL: "warn" });
const browser = await chromium.launch({
  ...(executablePath && { executablePath, args: ["--no-sandbox", "--disable-gpu"] }),
});
try {
  mkdirSync(FOLDER, { recursive: true });
  for (const picture of pictures) await take(browser, server.url, picture);
} finally {
  await browser.close();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
