import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { demoEmail, eventually, signIn, visitor } from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";

const test = testWithOwnClinic();

const QUIZ = {
  $schema: "./quiz.schema.json",
  title: "Hand hygiene",
  summary: "When and how hands are cleaned.",
  owner: "Clinical education lead",
  reviewBy: "2027-06-30",
  passingScore: 80,
  sources: { S1: { title: "A leaflet" } },
  sections: [
    {
      id: "moments",
      title: "The moments",
      items: [
        {
          id: "before-gloves",
          type: "single",
          stem: "You are about to put on gloves. What comes first?",
          choices: [
            { id: "rub", text: "Rub hands with alcohol", correct: true, rationale: "It does." },
            { id: "nothing", text: "Nothing, gloves are enough", rationale: "They are not." },
          ],
          rationale: "Gloves do not replace clean hands.",
          evidence: ["S1"],
          reviewBy: "2027-06-30",
        },
      ],
    },
  ],
};

const text = (quiz: object) => `${JSON.stringify(quiz, null, 2)}\n`;

test("a file is in use as soon as it is saved, and what is wrong with it is shown", async ({
  browser,
  baseURL,
  clinic,
}) => {
  const file = path.join(clinic.quizFolder, "hand-hygiene.json");
  const [author, trainee] = [
    await visitor(browser, baseURL, "author"),
    await visitor(browser, baseURL, "liam.doherty"),
  ];
  const card = author.getByRole("region").filter({ hasText: "hand-hygiene.json" });
  const cover = trainee.getByRole("heading", { level: 1 });

  await trainee.goto("/quizzes/hand-hygiene");
  await expect(cover).toHaveText("There is nothing at this address");

  await writeFile(file, text(QUIZ));
  const link = trainee.getByRole("link", { name: "Hand hygiene" });
  await eventually(async () => {
    await trainee.goto("/training");
    await expect(link).toBeVisible({ timeout: 500 });
  });
  await link.click();
  await trainee.getByRole("button", { name: "Start the quiz" }).click();
  await trainee.waitForURL("**/pages/1");
  await expect(trainee.getByText("You are about to put on gloves.")).toBeVisible();
  const attempt = trainee.url();
  await author.goto("/author");
  await expect(card).toContainText("Published");
  await expect(card).toContainText("1 item");

  // A misspelt field: the line, the column, a caret under it, and the name that was meant.
  await writeFile(file, text(QUIZ).replace("passingScore", "passingScroe"));
  await eventually(async () => {
    await author.goto("/author");
    await expect(card).toContainText("the version before is in use", { timeout: 500 });
  });
  await expect(card).toContainText("passingScore");
  await expect(card).toContainText("hand-hygiene.json:7:3");
  const [line = "", caret = ""] = ((await card.locator("pre").textContent()) ?? "").split("\n");
  expect(line).toContain("passingScroe");
  expect(line.slice(caret.indexOf("^"))).toMatch(/^"passingScroe"/);
  await trainee.goto("/quizzes/hand-hygiene");
  await expect(cover).toHaveText("Hand hygiene");
  await expect(trainee.getByRole("link", { name: "Continue" })).toBeVisible();

  // Broken off in the middle, as a copy that failed leaves it.
  await writeFile(file, text(QUIZ).slice(0, 400));
  await eventually(async () => {
    await author.goto("/author");
    await expect(card).not.toContainText("passingScroe", { timeout: 500 });
    await expect(card).toContainText("the version before is in use", { timeout: 500 });
  });
  await expect(card).toContainText(/hand-hygiene\.json:\d+:\d+/);

  // Mended, and improved: new attempts read the new texts, those under way go on with theirs.
  const improved = text(QUIZ).replace("Hand hygiene", "Clean hands").replace("gloves.", "them.");
  await writeFile(file, improved);
  await eventually(async () => {
    await author.goto("/author");
    await expect(card).toContainText("Clean hands", { timeout: 500 });
  });
  await expect(card).toContainText("Published");
  await expect(card.locator("pre")).toHaveCount(0);
  await trainee.goto("/quizzes/hand-hygiene");
  await expect(cover).toHaveText("Clean hands");
  await trainee.goto(attempt);
  await expect(trainee.getByText("You are about to put on gloves.")).toBeVisible();

  // Gone: nobody can start it any more, and what was begun can be finished.
  await rm(file);
  await eventually(async () => {
    await author.goto("/author");
    await expect(card).toContainText("Retired", { timeout: 500 });
  });
  const other = await visitor(browser, baseURL, "noor.van.dijk");
  await other.goto("/training");
  await expect(other.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(other.getByText("Clean hands")).toHaveCount(0);
  await other.goto("/quizzes/hand-hygiene");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(
    "There is nothing at this address",
  );
  await trainee.goto(attempt);
  await trainee.getByRole("radio", { name: "Rub hands" }).check();
  await trainee.getByRole("button", { name: "Check your responses" }).click();
  await trainee.getByRole("button", { name: "Submit" }).click();
  await expect(cover).toHaveText("You passed.");
});

test("a new file with faults is not in use, and takes nothing else down", async ({
  page,
  clinic,
}) => {
  const file = path.join(clinic.quizFolder, "wound-care.json");
  await signIn(page, demoEmail("author"));
  await writeFile(file, text({ ...QUIZ, title: "Wound care", sections: [] }));
  const card = page.getByRole("region").filter({ hasText: "wound-care.json" });
  await eventually(async () => {
    await page.goto("/author");
    await expect(card).toContainText("1 fault; not in use", { timeout: 500 });
  });
  await expect(card).toContainText("needs at least one section");
  for (const name of ["mechanisms.json", "side-effects.json", "contraindications.json"]) {
    const ours = page.getByRole("region").filter({ hasText: name });
    await expect(ours).toContainText("Published");
  }
  await rm(file);
  await eventually(async () => {
    await page.goto("/author");
    await expect(card).toHaveCount(0, { timeout: 500 });
  });
});

test("an author looks at a quiz as a trainee sees it, and with what is right", async ({ page }) => {
  await signIn(page, demoEmail("author"));
  await page.goto("/author");
  await page.getByRole("link", { name: "Contraindications and cautions" }).click();
  await expect(page.getByText("Nothing you choose here is saved")).toBeVisible();
  await expect(page.getByText("Right", { exact: true })).toHaveCount(0);
  await page.getByRole("link", { name: "Show what is right, and why" }).click();
  await expect(page.getByText("Right", { exact: true }).first()).toBeVisible();
});
