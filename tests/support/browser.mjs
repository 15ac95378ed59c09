import { existsSync } from "node:fs";
import path from "node:path";
import { commandOf, ROOT } from "#app/commands/prepare.mjs";
import { run, StepFailed } from "#app/commands/steps.mjs";

const DOWNLOAD_SECONDS = 180;
const PACKAGE_SECONDS = 300;

const ON_PATH = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const USUAL_PLACES = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

/**
 * The Chromium or Chrome that somebody has installed on this machine.
 * @param {{ platform?: string, searchPath?: string, exists?: (file: string) => boolean }} [machine]
 * @returns {string | undefined} the path of its program
 */
export function installedBrowser({
  platform = process.platform,
  searchPath = process.env.PATH ?? "",
  exists = existsSync,
} = {}) {
  const places =
    USUAL_PLACES[platform] ??
    ON_PATH.flatMap((name) =>
      searchPath
        .split(":")
        .filter((folder) => folder !== "")
        .map((folder) => path.posix.join(folder, name)),
    );
  return places.find((file) => exists(file));
}

/** Playwright's own browser, which it finds again by itself: there is no path to hand on. */
async function downloadedBrowser() {
  const playwright = commandOf("@playwright/test", "playwright");
  const { code } = await run(process.execPath, [playwright, "install", "chromium"], {
    cwd: ROOT,
    timeoutSeconds: DOWNLOAD_SECONDS,
  });
  if (code !== 0) return false;
  // A download that lacks the libraries of its system is there, and does not start.
  const { chromium } = await import("@playwright/test");
  return chromium.launch().then(
    (browser) => browser.close().then(() => true),
    () => false,
  );
}

/** Debian's chromium, where this user may install packages without being asked anything. */
async function debianBrowser() {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (...args) => {
    const [command, ...rest] = [
      ...asRoot,
      "env",
      "DEBIAN_FRONTEND=noninteractive",
      "apt-get",
      ...args,
    ];
    return run(command, rest, { timeoutSeconds: PACKAGE_SECONDS });
  };
  if (!existsSync("/usr/bin/apt-get")) return undefined;
  await apt("update");
  await apt("install", "-y", "--no-install-recommends", "chromium", "fonts-liberation");
  return installedBrowser();
}

/**
 * Finds a browser for the tests, or gets one: CHROMIUM_PATH, one that is installed, Playwright's
 * download, Debian's package. Throws StepFailed when none can be had.
 * @returns {Promise<string>} what CHROMIUM_PATH should be: empty for Playwright's own
 */
export async function haveBrowser({ chromiumPath = process.env.CHROMIUM_PATH } = {}) {
  if (chromiumPath) {
    if (existsSync(chromiumPath)) return chromiumPath;
    throw new StepFailed(`CHROMIUM_PATH is ${chromiumPath}, and no file is there.`);
  }
  const installed = installedBrowser();
  if (installed) return installed;
  if (await downloadedBrowser()) return "";
  const fromDebian = await debianBrowser();
  if (fromDebian) return fromDebian;
  throw new StepFailed(
    "The browser tests need Chromium, and none could be found, downloaded or installed: " +
      "please install Chromium or Chrome, or name its program in CHROMIUM_PATH.",
  );
}
