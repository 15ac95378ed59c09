import { expect, test } from "@playwright/test";
import { startOwnServer } from "#tests/support/own-server.ts";
import { freePort } from "#tests/support/postgres.mjs";

test("pages come to life on the development server too", async ({ page }) => {
  const settings = { PORT: `${await freePort()}`, DEMO: "on" };
  const server = await startOwnServer(settings, [], ["app/commands/start.mjs", "--dev"]);
  try {
    await page.goto(`${server.url}/sign-in`);
    // The first time it collects the browser's libraries, and then loads the page again.
    await expect(async () => {
      const modules = await page.evaluate(() =>
        Object.keys((window as { __remixRouteModules?: object }).__remixRouteModules ?? {}),
      );
      expect(modules).toContain("routes/sign-in");
    }).toPass({ timeout: 60_000 });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    expect(server.printed()).not.toMatch(/\berror\b/i);
  } finally {
    await server.stop();
    server.remove();
  }
});
