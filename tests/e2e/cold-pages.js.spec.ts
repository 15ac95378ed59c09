import { expect, type Page, test } from "@playwright/test";
import { loadPage, type Sent } from "#tests/bench/cold-browser.ts";
import { joinAsTrainee, startQuiz } from "#tests/support/journey.ts";

/* What a browser that has never been here has to load, over the clinic's slow connection. */

/** Loads a page of the same person in a browser without a cache. */
async function loadCold(page: Page, url: string): Promise<Sent[]> {
  const cold = await page.context().browser()?.newContext();
  if (!cold) throw new Error("There is no browser");
  await cold.addCookies(await page.context().cookies());
  const sent = await loadPage(await cold.newPage(), url);
  await cold.close();
  return sent;
}

function kilobytes(sent: readonly Sent[]): number {
  return sent.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
}

test("an item page loads with at most 8 requests and 110 kB", async ({ page, browser }) => {
  await joinAsTrainee(page, browser, "Noor Haddad");
  await startQuiz(page, "contraindications");
  const sent = await loadCold(page, page.url());
  expect(sent.length).toBeLessThanOrEqual(8);
  expect(kilobytes(sent)).toBeLessThanOrEqual(110);
});

test("other pages load with at most 10 requests and 130 kB", async ({ page, browser }) => {
  await joinAsTrainee(page, browser, "Noor Haddad");
  const sent = await loadCold(page, page.url());
  expect(sent.length).toBeLessThanOrEqual(10);
  expect(kilobytes(sent)).toBeLessThanOrEqual(130);
});

test("no browser is sent what reads quiz files, scores items or renders Markdown", async ({
  page,
  browser,
}) => {
  const scripts: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.text());
  });
  await joinAsTrainee(page, browser, "Noor Haddad");
  await startQuiz(page, "contraindications");
  await page.reload();
  const sent = (await Promise.all(scripts)).join("\n");
  expect(sent.includes("hydrateRoot")).toBe(true);
  // Names of properties and texts of Zod, of markdown-it and of the rules: a minifier keeps them.
  const words = ["ZodError", "discriminator", "commonmark", "answerKey", "isHarmful"];
  expect(words.filter((word) => sent.includes(word))).toEqual([]);
});
