import { expect, type Page } from "@playwright/test";
import { choose, demoEmail, signIn } from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";
import { aQuizOf, aSingle, choiceId } from "#tests/support/quiz-files.ts";

/* Nothing is lost, without JavaScript. */

const QUIZ = aQuizOf([{ items: ["one", "two"].map((id) => aSingle({ id })) }], {
  title: "On one page",
  itemsPerPage: "all",
});
const test = testWithOwnClinic({
  quizFiles: { "whole.json": JSON.stringify(QUIZ) },
  settings: { DATABASE_BUSY_MS: "100" },
});

async function start(page: Page, person: string): Promise<string> {
  await signIn(page, demoEmail(person));
  await page.goto("/quizzes/whole");
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await page.waitForURL("**/pages/1");
  return page.url();
}

function chosen(page: Page, itemId: string) {
  return page.locator(`input[name="${itemId}"]:checked`);
}

const goOn = (page: Page) => page.getByRole("button", { name: "Check your responses" }).click();

test("a stale tab changes only what was touched on it; what it replaces is told first", async ({
  page,
  context,
}) => {
  const address = await start(page, "noor.van.dijk");
  const stale = await context.newPage();
  const staler = await context.newPage();
  await stale.goto(address);
  await staler.goto(address);
  await choose(page, "one", choiceId("A"));
  await goOn(page);
  await page.waitForURL("**/check");

  await choose(stale, "two", choiceId("B"));
  await goOn(stale);
  await stale.waitForURL("**/check");

  await choose(staler, "one", choiceId("C"));
  await goOn(staler);
  await expect(staler.getByText(/has replaced another one, given at \d\d:\d\d/)).toBeVisible();
  await expect(chosen(staler, "one")).toHaveValue(choiceId("C"));
  await expect(chosen(staler, "two")).toHaveValue(choiceId("B"));
  await goOn(staler);
  await staler.waitForURL("**/check");
});

test("while the database is held the form comes back as it was, with a reference", async ({
  page,
  clinic,
}) => {
  const address = await start(page, "kwame.boateng");
  await choose(page, "one", choiceId("B"));
  const letGo = clinic.hold();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    goOn(page),
  ]);
  expect(answer.status()).toBe(503);
  await expect(page.getByRole("alert")).toContainText("Not saved yet");
  await expect(page.getByRole("alert")).toContainText(/reference: [2-9A-Z]{8}/);
  await expect(chosen(page, "one")).toHaveValue(choiceId("B"));
  letGo();
  await goOn(page);
  await page.waitForURL("**/check");
  await page.goto(address);
  await expect(chosen(page, "one")).toHaveValue(choiceId("B"));
});
