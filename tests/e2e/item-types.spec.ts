import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { parseQuizFile } from "#app/core/quiz-file.ts";
import {
  answerRightly,
  expectPlace,
  joinAsTrainee,
  match,
  place,
  startQuiz,
  submitAttempt,
} from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";
import { QUIZ_OF_EVERY_TYPE } from "#tests/support/quiz-of-every-type.ts";

/* Items that are matched, ordered and typed, with JavaScript and without. */

const QUIZ_ID = "every-type";
const test = testWithOwnClinic({ quizFiles: { [`${QUIZ_ID}.json`]: QUIZ_OF_EVERY_TYPE } });
/** The narrowest phone there is. */
test.use({ viewport: { width: 320, height: 640 } });

function quiz() {
  const read = parseQuizFile(QUIZ_OF_EVERY_TYPE);
  if ("faults" in read) throw new Error(read.faults.map(({ message }) => message).join("\n"));
  return read.quiz;
}

/** Without a script on the page there is none that could look at it. */
async function expectFitAndAccessible(page: Page, hasScript: boolean): Promise<void> {
  const width = await page.locator("html").evaluate(({ scrollWidth }) => scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
  if (!hasScript) return;
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

function goOn(page: Page) {
  return page.getByRole("button", { name: /^(Next|Check your responses)$/ }).click();
}

test("each type is answered, checked and reviewed", async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  await joinAsTrainee(page, browser, "Θεοδώρα Παπακωνσταντίνου");
  await startQuiz(page, QUIZ_ID);
  for (let number = 1; number <= 5; number += 1) {
    await expectPlace(page, `Item ${number} of 5`);
    await expectFitAndAccessible(page, javaScriptEnabled);
    await answerRightly(page, quiz());
    await expectFitAndAccessible(page, javaScriptEnabled);
    await goOn(page);
  }
  await expect(page.getByText("All 5 items are answered")).toBeVisible();
  await submitAttempt(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("passed");
  await expect(page.getByText("Harmful the other way round")).toBeVisible();
  await expect(page.getByText("Of 6 pairs of steps you had 6 in the right order")).toBeVisible();
  await expect(page.getByText("25 seconds (from 20 to 30 seconds), or 15 seconds")).toBeVisible();
  await expectFitAndAccessible(page, javaScriptEnabled);
});

test("what is partly answered is saved, said, and there again after a reload", async ({
  page,
  browser,
}) => {
  await joinAsTrainee(page, browser, "Liam Doherty");
  await startQuiz(page, QUIZ_ID);
  await match(page, "layers", "dermis", "Collagen");
  await goOn(page);
  await expectPlace(page, "Item 2 of 5");
  await goOn(page);
  await place(page, "gloves", "Put on new gloves", 1);
  await place(page, "gloves", "Take the gloves off", 2);
  await goOn(page);
  await expectPlace(page, "Item 4 of 5");
  await expect(page.getByRole("button", { name: "Item 1, partly answered" })).toBeVisible();
  await page.getByRole("button", { name: "Item 3, partly answered" }).click();
  await expectPlace(page, "Item 3 of 5");
  await page.reload();
  const places = page.locator("select");
  await expect(places).toHaveCount(4);
  const values = await places.evaluateAll((selects) =>
    selects.map((select) => [
      select.closest("div")?.querySelector("label")?.textContent,
      select instanceof HTMLSelectElement ? select.value : "",
    ]),
  );
  expect(Object.fromEntries(values)).toMatchObject({
    "Put on new gloves": "1",
    "Take the gloves off": "2",
    "Clean your hands with an alcohol rub until they are dry": "",
  });
});

test("a number that cannot be read stays as it was typed, with the reason", async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  await joinAsTrainee(page, browser, "Aoife Byrne");
  await startQuiz(page, QUIZ_ID);
  await page.getByRole("button", { name: "Item 4, open" }).click();
  await expectPlace(page, "Item 4 of 5");
  const field = page.getByRole("textbox", { name: "Your number, in seconds" });
  await field.fill("about 25");
  await goOn(page);
  await expect(page.getByRole("link", { name: "Enter a number, for example 1.5." })).toBeVisible();
  await expect(field).toHaveValue("about 25");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expectFitAndAccessible(page, javaScriptEnabled);
  await field.fill("1,500");
  await goOn(page);
  await expect(page.getByRole("link", { name: "Write 1500 or 1.5" })).toBeVisible();
  await field.fill(" 22,5 seconds ");
  await goOn(page);
  await expectPlace(page, "Item 5 of 5");
  await expect(page.getByRole("button", { name: "Item 4, answered" })).toBeVisible();
});
