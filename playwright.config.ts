import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";

const url = `http://127.0.0.1:${process.env.E2E_PORT || 4173}`;
const executablePath = process.env.CHROMIUM_PATH || undefined;
/** For a Chromium that is not Playwright's own. */
const args =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(
    " ",
  );

// Every worker reads this file too: the first to do so is the one that starts the server.
if (!process.env.E2E_DATA_DIR) {
  const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-e2e-"));
  process.env.E2E_DATA_DIR = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}

export default defineConfig({
  testDir: "tests/e2e",
  workers: 2,
  // A test that hangs must end; one on a busy machine must not.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  retries: 0,
  forbidOnly: true,
  reporter: "list",
  use: {
    baseURL: url,
    locale: "en-GB",
    timezoneId: "Europe/Dublin",
    // Recording costs about as much as the test. Of one that fails: `--trace on`.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: executablePath ? { executablePath, args } : {},
  },
  projects: [
    { name: "js", testIgnore: "**/*.nojs.spec.ts" },
    { name: "no-js", testIgnore: "**/*.js.spec.ts", use: { javaScriptEnabled: false } },
  ],
  webServer: {
    command: "node build/server/index.js",
    url: `${url}/health`,
    env: {
      NODE_ENV: "production",
      PORT: new URL(url).port,
      DATA_DIR: process.env.E2E_DATA_DIR,
      DATABASE_URL: "",
      DEMO: "on",
      LOG_LEVEL: "warn",
    },
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});
