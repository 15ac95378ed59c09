import { type Browser, expect, type Page, test } from "@playwright/test";
import type { Item } from "#app/core/item-types.ts";
import {
  answerRightly,
  choose,
  expectPlace,
  itemOn,
  joinAsTrainee,
  quizOf,
  signIn,
  startQuiz,
  submitAttempt,
} from "#tests/support/journey.ts";

/* Problems with items, and how sure one is, with JavaScript and without. */

const QUIZ = quizOf("contraindications");

function reportButton(page: Page) {
  return page.getByRole("button", { name: "Report a problem with this item" });
}

async function say(page: Page, certainty: "Sure" | "Fairly sure" | "A guess") {
  await page.getByText(certainty, { exact: true }).click();
}

/** From anywhere in an attempt: submits it with the items that are still open. */
async function submitAsItIs(page: Page): Promise<void> {
  await page.goto(page.url().replace(/(pages|items)\/.*$/, "check"));
  await page.getByLabel(/^Submit with/).check();
  await submitAttempt(page);
}

/** Somebody of the demo at a desk of their own, until `work` is done. */
async function atOwnDesk(browser: Browser, email: string, work: (desk: Page) => Promise<void>) {
  const context = await browser.newContext();
  const desk = await context.newPage();
  await signIn(desk, email);
  await work(desk);
  await context.close();
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
}

test("a problem is reported from an item, nothing is lost, and the answer comes back", async ({
  page,
  browser,
}) => {
  const text = `Two choices seem right (${crypto.randomUUID()}).`;
  await joinAsTrainee(page, browser, "Eirini Papadopoulou");
  await startQuiz(page, "contraindications");
  await expectPlace(page, "Item 1 of 20");
  await answerRightly(page, QUIZ);
  await say(page, "Sure");
  await expectNoSidewaysScroll(page);
  await reportButton(page).click();
  await page.waitForURL(/\/problem$/);
  await expectNoSidewaysScroll(page);

  await page.getByRole("button", { name: "Send the report" }).click();
  await expect(page.getByRole("alert")).toContainText("Say in a few words what is wrong.");
  await page.getByLabel("What is wrong with it?").fill(text);
  await page.getByRole("button", { name: "Send the report" }).click();
  await page.waitForURL(/\/pages\/1\?reported=1$/);
  await expect(page.getByText("Your report is sent")).toBeVisible();
  const item = await itemOn(page, QUIZ);
  await expect(page.locator(`input[name="${item.id}"]:checked`)).not.toHaveCount(0);
  await expect(page.getByRole("radio", { name: "Sure", exact: true })).toBeChecked();

  await atOwnDesk(browser, "author@demo.example", async (desk) => {
    await desk.goto("/author");
    await expect(
      desk.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Author \d+/ }),
    ).toBeVisible();
    await desk
      .getByRole("navigation", { name: "Author" })
      .getByRole("link", { name: /^Problem reports \d+/ })
      .click();
    await desk.getByRole("link", { name: text }).click();
    await expect(desk.getByText("They are still in the attempt")).toBeVisible();
    await expect(desk.getByText("Eirini")).toHaveCount(0);
    await desk.getByLabel("Your answer").fill("Only one is: the other comes too late.");
    await desk.getByRole("button", { name: "Send the answer" }).click();
    await expect(desk.getByText("Your answer is sent.")).toBeVisible();
    await expect(desk.getByRole("link", { name: text })).toHaveCount(0);
  });

  await reportButton(page).click();
  await expect(page.getByText("once you have submitted your attempt")).toBeVisible();
  await submitAsItIs(page);
  await page.goto("/training");
  await page.getByRole("link", { name: "Read the answer" }).click();
  await expect(page.getByText("Only one is: the other comes too late.")).toBeVisible();
  await page.getByRole("link", { name: /^See the item/ }).click();
  await page.waitForURL(/\/result#item-/);
  await expect(page.getByText("Only one is: the other comes too late.")).toBeVisible();
  await expect(page.getByText("The one item you were sure of was right.")).toBeVisible();
  await page.goto("/training");
  await expect(page.getByRole("link", { name: "Your problem reports" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Read the answer" })).toHaveCount(0);
});

test("a problem is reported from the review, which one comes back to", async ({
  page,
  browser,
}) => {
  await joinAsTrainee(page, browser, "Ahmed Benali");
  await startQuiz(page, "mechanisms");
  await submitAsItIs(page);
  const result = page.url();
  await page.getByRole("link", { name: "Report a problem with this item" }).first().click();
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.waitForURL(`${result}#item-*`);
  await page.getByRole("link", { name: "Report a problem with this item" }).first().click();
  await page.getByLabel("What is wrong with it?").fill("The picture is missing.");
  await page.getByRole("button", { name: "Send the report" }).click();
  await expect(page.getByText("Your report is sent")).toBeVisible();
  await expect(page.getByText("The picture is missing.")).toBeVisible();
  await expect(page.getByText("No answer yet")).toBeVisible();
});

/** The id of a choice that is not right, or a harmful one where there is any. */
function unsafeChoice(item: Item): string {
  if (!("choices" in item)) throw new Error(`The item "${item.id}" has no choices`);
  const wrong = item.choices.filter(({ correct }) => !correct);
  const choice = wrong.find(({ critical }) => critical) ?? wrong[0];
  return choice?.id ?? "";
}

test("sure but wrong on a safety item is stated plainly, to the person and to the manager", async ({
  page,
  browser,
}) => {
  const name = `Theodora ${crypto.randomUUID().slice(0, 8)}`;
  await joinAsTrainee(page, browser, name);
  await startQuiz(page, "contraindications");
  let item = await itemOn(page, QUIZ);
  for (let number = 1; !item.critical || item.type !== "single"; number += 1) {
    await expectPlace(page, `Item ${number} of 20`);
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await expectPlace(page, `Item ${number + 1} of 20`);
    item = await itemOn(page, QUIZ);
  }
  await choose(page, item.id, unsafeChoice(item));
  await say(page, "Sure");
  await page.getByRole("button", { name: /^(Next|Check your responses)$/ }).click();
  await expect(page.locator(`#item-${item.id}`)).toHaveCount(0);
  await submitAsItIs(page);
  await expect(page.getByText("Sure, but wrong on safety")).toBeVisible();
  const parts = await page.getByRole("heading", { level: 2 }).allInnerTexts();
  expect(parts.slice(0, 3)).toEqual([
    "Why it was not passed",
    "What happens next",
    "How sure, and how right",
  ]);
  await expect(page.getByText(/^You were sure, and/).first()).toBeVisible();
  await expect(page.getByText("0 of 1 right")).toBeVisible();

  await atOwnDesk(browser, "manager@demo.example", async (desk) => {
    await desk.goto(`/board?q=${encodeURIComponent(name)}`);
    await desk.getByRole("link", { name }).first().click();
    await desk.waitForURL(/\/people\/\d+$/);
    await expect(desk.getByText("Sure, but wrong on safety")).toBeVisible();
    await desk.getByRole("link", { name: "Contraindications and cautions" }).first().click();
    await expect(desk.getByText(/^They were sure, and/).first()).toBeVisible();
  });
});
