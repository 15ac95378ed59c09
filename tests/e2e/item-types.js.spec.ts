import { expect } from "@playwright/test";
import { expectPlace, joinAsTrainee, startQuiz } from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";
import { QUIZ_OF_EVERY_TYPE } from "#tests/support/quiz-of-every-type.ts";

/* What a script adds to items that are ordered and typed. */

const QUIZ_ID = "every-type";
const test = testWithOwnClinic({ quizFiles: { [`${QUIZ_ID}.json`]: QUIZ_OF_EVERY_TYPE } });

test("steps are put in order by keyboard alone, each move is told, and the focus stays", async ({
  page,
  browser,
}) => {
  await joinAsTrainee(page, browser, "Niamh Kelly");
  await startQuiz(page, QUIZ_ID);
  await page.getByRole("button", { name: "Item 3, open" }).click();
  await expectPlace(page, "Item 3 of 5");
  const item = page.locator("#item-gloves");
  const status = item.getByRole("status");

  await item.getByRole("button", { name: "Take the gloves off", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(status).toHaveText("Place 1 of 4: Take the gloves off");
  // The focus has gone on to a step that is still to be placed.
  await expect(item.locator("ul button:focus")).toHaveCount(1);
  await item.getByRole("button", { name: "Put on new gloves", exact: true }).focus();
  await page.keyboard.press("Space");
  await expect(item.locator("ol > li")).toHaveText([
    /^1Take the gloves off/,
    /^2Put on new gloves/,
  ]);

  const up = item.getByRole("button", { name: "Move up Put on new gloves" });
  await up.focus();
  await page.keyboard.press("Enter");
  await expect(status).toHaveText("Place 1 of 4: Put on new gloves");
  await expect(item.locator("ol > li")).toHaveText([
    /^1Put on new gloves/,
    /^2Take the gloves off/,
  ]);
  await expect(up).toBeFocused();
  await expect(up).toHaveAttribute("aria-disabled", "true");
  const down = item.getByRole("button", { name: "Move down Put on new gloves" });
  await down.focus();
  await page.keyboard.press("Enter");
  await expect(down).toBeFocused();
  await item.getByRole("button", { name: "Take out Take the gloves off" }).press("Enter");
  await expect(status).toHaveText("Taken out: Take the gloves off");
  await expect(
    item.getByRole("button", { name: "Take the gloves off", exact: true }),
  ).toBeFocused();

  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await page.reload();
  await expect(item.locator("ol > li")).toHaveText([/^1Put on new gloves/]);
});

test("what was chosen before the script came is in its list", async ({ page, browser }) => {
  await joinAsTrainee(page, browser, "Conor Walsh");
  await startQuiz(page, QUIZ_ID);
  const path = page.url().replace(/1$/, "3");
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/assets/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  await page.getByLabel("Put on new gloves", { exact: true }).selectOption("1");
  release();
  await expect(page.locator("#item-gloves ol > li")).toHaveText([/^1Put on new gloves/]);
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
});

test("typing is saved after a pause and when the field is left, without a word while it goes on", async ({
  page,
  browser,
}) => {
  await joinAsTrainee(page, browser, "Saoirse Nolan");
  await startQuiz(page, QUIZ_ID);
  await page.getByRole("button", { name: "Item 4, open" }).click();
  await expectPlace(page, "Item 4 of 5");
  const posts: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  const field = page.getByRole("textbox", { name: "Your number, in seconds" });
  await field.pressSequentially("-22,5", { delay: 20 });
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  expect(posts).toHaveLength(1);
  await expect(field).toHaveValue("-22,5");
  await expect(field).toBeFocused();
  await field.fill("25");
  await field.blur();
  await expect.poll(() => posts.length).toBe(2);
  await page.reload();
  await expect(field).toHaveValue("25");
});
