import { readFileSync } from "node:fs";
import { type Browser, expect, type Page } from "@playwright/test";
import type { Item } from "#app/core/item-types.ts";
import { itemsOf, type Quiz } from "#app/core/quiz.ts";
import { parseQuizFile, picturePathsIn } from "#app/core/quiz-file.ts";
import { rightResponse } from "#db/seeding/responses.ts";

/*
 * What journeys in a browser have in common. On the shared demo each test invites a person of its
 * own, so that tests can run beside each other.
 */

const DEMO_PASSWORD = "calm-steady-hands";
const PASSWORD = "seven grey herons at dusk";

/** A quiz as its file in `quizzes/` says it; which pictures it shows makes no difference to a journey. */
export function quizOf(quizId: string): Quiz {
  const text = readFileSync(`quizzes/${quizId}.json`, "utf8");
  const anyPicture = { hash: "0".repeat(64), width: 800, height: 600 };
  const read = parseQuizFile(text, new Map(picturePathsIn(text).map((path) => [path, anyPicture])));
  if ("faults" in read) throw new Error(`The quiz "${quizId}" has faults`);
  return read.quiz;
}

/** The address of somebody of the demo, "liam.doherty@demo.example". */
export function demoEmail(name: string): string {
  return `${name}@demo.example`;
}

/** Signs in at the page that asks for it, which is opened unless the person was led there. */
export async function signIn(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  if (!/\/sign-in(\?|$)/.test(page.url())) await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Somebody of the demo, in a browser of their own. */
export async function visitor(
  browser: Browser,
  baseURL: string | undefined,
  name: string,
): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await signIn(page, demoEmail(name));
  return page;
}

/** Loads the page again until it is as it should be; a change is noticed within a second. */
export function eventually(seen: () => Promise<void>): Promise<void> {
  return expect(seen).toPass({ timeout: 20_000, intervals: [100] });
}

/** Somebody new, invited by the demo's manager; `page` is signed in as them, at their training. */
export async function joinAsTrainee(page: Page, browser: Browser, name: string): Promise<void> {
  const email = `${crypto.randomUUID()}@clinic.example`;
  const office = await browser.newContext();
  const desk = await office.newPage();
  await signIn(desk, "manager@demo.example");
  await desk.goto("/people/invite");
  await desk.getByLabel("Full name").fill(name);
  await desk.getByLabel("E-mail address").fill(email);
  await desk.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await desk.getByLabel("Link to join").inputValue();
  await office.close();

  await page.goto(new URL(link).pathname);
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByLabel("The same once more").fill(PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await page.waitForURL("**/training");
}

/** The item that is on the page. */
export async function itemOn(page: Page, quiz: Quiz): Promise<Item> {
  const fieldset = page.locator("fieldset[id^=item-]");
  const id = (await fieldset.getAttribute("id"))?.replace("item-", "");
  const item = itemsOf(quiz).find((each) => each.id === id);
  if (!item) throw new Error(`The quiz has no item "${id}"`);
  return item;
}

/** Gives the right response to the item on the page, without moving on. */
export async function answerRightly(page: Page, quiz: Quiz): Promise<void> {
  const item = await itemOn(page, quiz);
  switch (item.type) {
    case "matching":
      for (const { id, target } of item.prompts) {
        const label = item.targets.find((each) => each.id === target)?.text ?? "";
        await match(page, item.id, id, label);
      }
      return;
    case "ordering":
      for (const [index, { text }] of item.steps.entries()) {
        await place(page, item.id, text, index + 1);
      }
      return;
    case "numeric":
    case "text":
      await page.locator(`input[name="${item.id}"]`).fill(String(rightResponse(item)));
      return;
    default:
      for (const choice of [rightResponse(item)].flat()) {
        await choose(page, item.id, String(choice));
      }
  }
}

/** Chooses a target for a prompt from its list. */
export async function match(page: Page, itemId: string, promptId: string, target: string) {
  const select = page.locator(`select[name="${itemId}.${promptId}"]`);
  const labels = await select.locator("option").allTextContents();
  const label = labels.find((each) => each === target || each.replace(/^[A-Z]: /, "") === target);
  if (label === undefined) throw new Error(`No list of "${itemId}" offers "${target}"`);
  await select.selectOption({ label });
}

/** Gives a step its place: in the list that a script makes, or from the native one without it. */
export async function place(page: Page, itemId: string, text: string, number: number) {
  const words = text.replaceAll(/[*_`]/g, "");
  const item = page.locator(`#item-${itemId}`);
  // Where a script moves on, the page before is there until the next one has come.
  await item.waitFor();
  // The native lists are there until the script is.
  await page.waitForLoadState("networkidle");
  if (await item.getByText("Your order").isVisible()) {
    await item.locator("ul").getByRole("button", { name: words, exact: true }).click();
  } else {
    await item.getByLabel(words, { exact: true }).selectOption(String(number));
  }
}

/** Taps a choice where a person would: anywhere on its row. */
export async function choose(page: Page, itemId: string, choiceId: string): Promise<void> {
  await page.locator(`label:has(input[name="${itemId}"][value="${choiceId}"])`).click();
}

/** Where the page says one is: "Item 7 of 20". */
export async function expectPlace(page: Page, place: string): Promise<void> {
  await expect(page.getByRole("heading", { name: new RegExp(`^${place},`) })).toBeVisible();
}

/** Starts a quiz from its cover. */
export async function startQuiz(page: Page, quizId: string): Promise<void> {
  await page.goto(`/quizzes/${quizId}`);
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await page.waitForURL(/\/attempts\/\d+\/pages\/1$/);
}

/** Submits from the check page. */
export async function submitAttempt(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.waitForURL(/\/result$/);
  // With a script the address changes a moment before the page does.
  await expect(page.getByRole("button", { name: "Submit", exact: true })).toHaveCount(0);
}
