import { expect, type Page, test } from "@playwright/test";
import { itemsOf, type Quiz } from "#app/core/quiz.ts";
import {
  answerRightly,
  choose,
  expectPlace,
  itemOn,
  joinAsTrainee,
  quizOf,
  startQuiz,
  submitAttempt,
} from "#tests/support/journey.ts";

/* The trainee's way in a real browser, with JavaScript and without. */

const QUIZ_IDS = ["mechanisms", "side-effects", "contraindications"];

/** The longest way has 60 items, on a machine that may be busy with other things. */
test.setTimeout(300_000);

/** Answers every item rightly, from the first page to the check page. */
async function answerAll(page: Page, quiz: Quiz): Promise<void> {
  const count = itemsOf(quiz).length;
  for (let number = 1; number <= count; number += 1) {
    await expectPlace(page, `Item ${number} of ${count}`);
    await answerRightly(page, quiz);
    await page
      .getByRole("button", { name: number < count ? "Next" : "Check your responses", exact: true })
      .click();
  }
  await page.waitForURL(/\/check$/);
}

/** Words that stand in a quiz's rationales and nowhere in what a trainee may read before. */
function telltales(quiz: Quiz): string[] {
  const readable = JSON.stringify(
    itemsOf(quiz).map((item) => [
      item.stem,
      "choices" in item ? item.choices.map(({ text }) => text) : [],
    ]),
  );
  const rationales = itemsOf(quiz).flatMap((item) => [
    item.rationale,
    ...("choices" in item ? item.choices.map(({ rationale }) => rationale) : []),
  ]);
  return rationales.flatMap((text) => {
    const longest = text
      .split(/[^A-Za-z ,-]+/)
      .reduce((best, run) => (run.length > best.length ? run : best), "")
      .trim();
    return longest.length >= 16 && !readable.includes(longest) ? [longest] : [];
  });
}

test("a trainee earns a certificate, and anybody can confirm it", async ({ page, browser }) => {
  await joinAsTrainee(page, browser, "Θεοδώρα Παπακωνσταντίνου-Christodoulopoulou");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("next");
  for (const quizId of QUIZ_IDS) {
    const quiz = quizOf(quizId);
    await startQuiz(page, quizId);
    await answerAll(page, quiz);
    await expect(page.getByText(`All ${itemsOf(quiz).length} items are answered`)).toBeVisible();
    await submitAttempt(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You passed.");
  }
  await page.getByRole("link", { name: "See your certificate" }).click();
  await page.waitForURL("**/certificates/*");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Θεοδώρα Παπακωνσταντίνου-Christodoulopoulou",
  );
  const code = await page.locator("strong.font-mono").innerText();

  const outside = await browser.newContext();
  const anybody = await outside.newPage();
  await anybody.goto("/verify");
  await anybody.getByLabel("Code").fill(code.toLowerCase());
  await anybody.getByRole("button", { name: "Look it up" }).click();
  await expect(anybody.getByRole("heading", { level: 1 })).toHaveText(
    "This certificate is genuine",
  );
  await expect(anybody.getByText(/^Valid today, until /)).toBeVisible();
  await outside.close();

  await page.goto("/training");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is due");
});

test("nothing that is sent before submission gives an answer away; the review then does", async ({
  page,
  browser,
}) => {
  const quiz = quizOf("contraindications");
  const secrets = telltales(quiz);
  expect(secrets.length).toBeGreaterThan(itemsOf(quiz).length);
  await joinAsTrainee(page, browser, "Noor Haddad");

  const sent: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.status() < 300) sent.push(response.text().catch(() => ""));
  });
  await startQuiz(page, "contraindications");
  await answerAll(page, quiz);
  const everything = (await Promise.all(sent)).join("\n");
  expect(everything).toContain("Check your responses");
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
  expect(everything).not.toMatch(/&quot;correct&quot;|\\?"correct\\?":/);

  await submitAttempt(page);
  const review = await page.locator("main").innerText();
  const words = review.replaceAll(/\s+/g, " ");
  expect(secrets.filter((secret) => !words.includes(secret)).length).toBeLessThan(
    secrets.length / 10,
  );
});

test("what is answered is there again after a reload, and on the way back", async ({
  page,
  browser,
}) => {
  const quiz = quizOf("mechanisms");
  await joinAsTrainee(page, browser, "Ingrid Sæther");
  await startQuiz(page, "mechanisms");
  const first = await itemOn(page, quiz);
  await answerRightly(page, quiz);
  const chosen = page.locator(`input[name="${first.id}"]:checked`);
  const count = await chosen.count();
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expectPlace(page, "Item 2 of 20");
  await page.getByRole("button", { name: "Item 1, answered" }).click();
  await expectPlace(page, "Item 1 of 20");
  await expect(chosen).toHaveCount(count);
  await expect(page.getByRole("status").getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await page.reload();
  await expect(chosen).toHaveCount(count);

  await page.goto("/training");
  await expect(page.getByText("In progress, item 2 of 20")).toBeVisible();
  await page.getByRole("link", { name: "Continue" }).click();
  await expectPlace(page, "Item 2 of 20");
});

test("leaving in the middle of an item keeps what was just chosen on it", async ({
  page,
  browser,
}) => {
  const quiz = quizOf("mechanisms");
  await joinAsTrainee(page, browser, "Eirini Papadopoulou");
  await startQuiz(page, "mechanisms");
  await answerRightly(page, quiz);
  await page.getByRole("button", { name: "Leave for now" }).click();
  await page.waitForURL("**/training");
  await expect(page.getByText("In progress, item 2 of 20")).toBeVisible();
});

test("an attempt with open items is submitted only with the tick, and then says why it failed", async ({
  page,
  browser,
}) => {
  const quiz = quizOf("contraindications");
  await joinAsTrainee(page, browser, "Ahmed Benali");
  await startQuiz(page, "contraindications");
  const item = await itemOn(page, quiz);
  if ("choices" in item) await choose(page, item.id, item.choices[0]?.id ?? "");
  else await choose(page, item.id, "true");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expectPlace(page, "Item 2 of 20");
  await page.goto(page.url().replace(/pages\/\d+$/, "check"));
  await expect(page.getByText("19 of 20 items are still open")).toBeVisible();

  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(page.getByText(/19 items are still open\. Tick the box/)).toBeVisible();
  await page.getByLabel("Submit with 19 items open").check();
  await submitAttempt(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "You have not passed this time.",
  );
  await expect(page.getByText(/The next try opens on .*2 attempts are left/)).toBeVisible();
  await page.goto("/quizzes/contraindications");
  await expect(page.getByText("It cannot be started now")).toBeVisible();
});
