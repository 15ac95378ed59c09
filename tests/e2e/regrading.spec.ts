import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { eventually, visitor } from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";

/** One item and its certification: the key is A, or what an author corrects it to. */
const quiz = (key: string) =>
  JSON.stringify(
    aQuizOf([{ items: [aSingle({ id: "first-step", key, stem: "What comes first?" })] }], {
      title: "First steps",
    }),
  );

const test = testWithOwnClinic({ quizFiles: { "first-steps.json": quiz("A") } });

const CERTIFICATION = JSON.stringify({
  title: "First steps certified",
  requires: { quizzes: ["first-steps"] },
  validity: { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 0 },
});
const REASON = "B comes first: the file had it the wrong way round.";

test("a wrong key is corrected, its results are regraded, and that is undone", async ({
  browser,
  baseURL,
  clinic,
}) => {
  const file = path.join(clinic.quizFolder, "first-steps.json");
  await writeFile(
    path.join(clinic.quizFolder, "certifications", "first-steps.json"),
    CERTIFICATION,
  );
  const trainee = await visitor(browser, baseURL, "liam.doherty");
  const author = await visitor(browser, baseURL, "author");
  const manager = await visitor(browser, baseURL, "manager");

  // Liam passes by the wrong key, and is certified.
  await eventually(async () => {
    await trainee.goto("/training");
    await expect(trainee.getByRole("heading", { name: "First steps certified" })).toBeVisible({
      timeout: 500,
    });
  });
  await trainee.goto("/quizzes/first-steps");
  await trainee.getByRole("button", { name: "Start the quiz" }).click();
  await trainee.getByRole("radio", { name: "Choice A" }).check();
  await trainee.getByRole("button", { name: "Check your responses" }).click();
  await trainee.getByRole("button", { name: "Submit" }).click();
  await expect(trainee.getByRole("heading", { level: 1 })).toHaveText("You passed.");
  const result = trainee.url();
  await trainee.getByRole("link", { name: "See your certificate" }).click();
  const code = new URL(trainee.url()).pathname.split("/").at(-1);

  // The author corrects the file: that alone changes nothing but what the review says of today.
  await writeFile(file, quiz("B"));
  await author.goto("/author/first-steps/history");
  await eventually(async () => {
    await author.reload();
    await expect(author.getByText("Re-keyed")).toBeVisible({ timeout: 500 });
  });
  await trainee.goto(result);
  await expect(trainee.getByRole("heading", { level: 1 })).toHaveText("You passed.");
  await expect(trainee.getByText("Item 1 was corrected since")).toBeVisible();
  await trainee.getByText("See how item 1 reads today").click();

  // From the re-keyed item one click leads to the regrade.
  await author.getByRole("link", { name: "Regrade results of first-step" }).click();
  await expect(author.getByRole("checkbox", { name: /What comes first/ })).toBeChecked();
  await author.getByRole("button", { name: "Show what would change" }).click();
  await expect(author.getByRole("alert")).toContainText("Choose what to do.");
  await author.getByRole("radio", { name: "Recompute", exact: true }).check();
  await author.getByRole("button", { name: "Show what would change" }).click();
  await expect(author.getByText("1 of 1 result changes: 1 pass becomes a fail.")).toBeVisible();
  await expect(author.getByText("1 certificate withdrawn")).toBeVisible();
  await expect(author.locator("main")).not.toContainText("Liam");
  await author.getByLabel("Why").fill(REASON);
  await author.getByRole("button", { name: "Change these results" }).click();
  await expect(author.getByText("Old and new scores both stay on record")).toBeVisible();
  const record = new URL(author.url()).pathname;

  // The manager sees the withdrawal with its reason, the trainee the correction, anybody the date.
  await manager.goto("/board?q=Liam+Doherty");
  await expect(manager.getByText(/withdrawn \d+ \w+ \d{4}/).first()).toBeAttached();
  await manager.getByRole("link", { name: "Liam Doherty" }).first().click();
  await expect(manager.getByText(REASON).first()).toBeVisible();
  await trainee.goto(result);
  await expect(trainee.getByRole("heading", { level: 1 })).toHaveText(
    "You have not passed this time.",
  );
  await expect(trainee.getByText(/corrected on .* from 1 to 0 of 1 points/)).toBeVisible();
  await trainee.goto("/training");
  await expect(trainee.getByText("Your certificate no longer counts")).toBeVisible();
  const anybody = await (await browser.newContext({ baseURL })).newPage();
  await anybody.goto(`/verify/${code}`);
  await expect(anybody.getByText(/Withdrawn on \d/)).toBeVisible();
  await expect(anybody.locator("main")).not.toContainText(REASON);

  // Undone the same way: everything is as it was.
  await author.goto(record);
  await expect(author.getByText("1 certificate in force again")).toBeVisible();
  await author.getByLabel("Why").fill("It was right after all.");
  await author.getByRole("button", { name: "Undo this regrade" }).click();
  await expect(author.getByText("Old and new scores both stay on record")).toBeVisible();
  await anybody.reload();
  await expect(anybody.getByText(/Valid today/)).toBeVisible();
  await trainee.goto(result);
  await expect(trainee.getByRole("heading", { level: 1 })).toHaveText("You passed.");
  await author.goto(record);
  await expect(author.getByText("It has been undone.")).toBeVisible();
});
