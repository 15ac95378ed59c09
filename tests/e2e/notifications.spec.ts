import { expect, test } from "@playwright/test";
import { joinAsTrainee, startQuiz, submitAttempt } from "#tests/support/journey.ts";

/* The bell and the calendar, with JavaScript and without. */

test("a result rings the bell until it was looked at", async ({ page, browser }) => {
  await joinAsTrainee(page, browser, "Bella Ringer");
  const bell = page.getByRole("link", { name: /^Notifications/ }).filter({ visible: true });
  await expect(bell).toHaveAccessibleName("Notifications");

  await startQuiz(page, "mechanisms");
  await expect(bell).toHaveCount(0);
  await page.goto(page.url().replace(/pages\/1$/, "check"));
  await page.getByRole("checkbox").check();
  await submitAttempt(page);

  await page.goto("/training");
  await expect(bell).toHaveAccessibleName("Notifications, 1 new");
  await bell.click();
  await page.getByRole("link", { name: /^Not passed this time/ }).click();
  await page.waitForURL("**/result");
  await expect(bell).toHaveAccessibleName("Notifications");
});

test("the address of a calendar is shown once, and can be ended", async ({ page, browser }) => {
  await joinAsTrainee(page, browser, "Carl Ender");
  await page.goto("/account");
  await page.getByRole("button", { name: "Make the address: Your own dates" }).click();
  const address = await page.getByLabel("Address of the calendar").inputValue();
  const calendar = await page.request.get(new URL(address).pathname);
  expect(calendar.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
  expect(await calendar.text()).toContain("BEGIN:VCALENDAR");

  await page.goto("/account");
  await expect(page.getByLabel("Address of the calendar")).toHaveCount(0);
  await page.getByRole("button", { name: "End the address: Your own dates" }).click();
  await expect(page.getByText("That calendar has no address any more.")).toBeVisible();
  expect((await page.request.get(new URL(address).pathname)).status()).toBe(404);
});
