import { expect, type Locator, type Page } from "@playwright/test";
import { demoEmail, signIn } from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";
import { aMultiple, aQuizOf, aSingle, aTrueFalse } from "#tests/support/quiz-files.ts";

const QUIZ = aQuizOf([{ items: [aSingle(), aMultiple({ key: "AC" }), aTrueFalse()] }], {
  title: "By keyboard",
});

const test = testWithOwnClinic({ quizFiles: { "by-keyboard.json": JSON.stringify(QUIZ) } });

/** No page has more stops than this. */
const MOST_STOPS = 80;

/** Goes on with the Tab key until this element has the focus; every stop on the way is visible. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const stops: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    stops.push(await expectVisibleFocus(page));
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`The Tab key does not get there; it stops at:\n${stops.join("\n")}`);
}

/** A ring of 3 px or more round what has the focus, or round the row that it stands for, in sight. */
async function expectVisibleFocus(page: Page): Promise<string> {
  const focus = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const drawnOn = [element, element.closest("label")].filter((each) => each !== null);
    const widths = drawnOn.map((each) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth);
    });
    const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
    return {
      name: `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent}`,
      ring: Math.max(...widths),
      isInSight:
        Math.min(width, height) > 0 &&
        bottom > 0 &&
        right > 0 &&
        top < window.innerHeight &&
        left < window.innerWidth,
    };
  });
  // From the last stop the focus goes round to the browser's own bar.
  if (!focus) return "(the browser)";
  expect(focus.ring, `px of the focus ring of ${focus.name}`).toBeGreaterThanOrEqual(3);
  expect(focus.isInSight, `${focus.name} is in sight when it has the focus`).toBe(true);
  return focus.name;
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test("a trainee gets from signing in to the result with the keyboard alone", async ({ page }) => {
  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("E-mail address"));
  await page.keyboard.type(demoEmail("liam.doherty"));
  await tabTo(page, page.getByLabel("Password"));
  await page.keyboard.type("calm-steady-hands");
  await press(page, "Enter");
  await page.waitForURL("**/training");

  await tabTo(page, page.getByRole("link", { name: "By keyboard" }));
  await press(page, "Enter");
  await page.waitForURL("**/quizzes/by-keyboard");
  await tabTo(page, page.getByRole("button", { name: "Start the quiz" }));
  await press(page, "Enter");

  // A group of radio buttons is one stop; the arrow keys choose in it.
  await page.waitForURL("**/pages/1");
  const [first, second] = [page.getByRole("radio").nth(0), page.getByRole("radio").nth(1)];
  await tabTo(page, first);
  await press(page, "ArrowDown");
  await expect(second).toBeChecked();
  await expectVisibleFocus(page);
  await press(page, "ArrowUp");
  await expect(first).toBeChecked();
  await expect(page.getByRole("status")).toHaveText(/^Saved \d/);
  await tabTo(page, page.getByRole("button", { name: "Next" }));
  await press(page, "Enter");

  await page.waitForURL("**/pages/2");
  await expect(page.getByRole("heading", { name: /^Item 2 of 3/ })).toBeFocused();
  for (const choice of ["Choice A", "Choice C"]) {
    await tabTo(page, page.getByRole("checkbox", { name: choice }));
    await press(page, "Space");
    await expect(page.getByRole("checkbox", { name: choice })).toBeChecked();
  }
  await tabTo(page, page.getByRole("button", { name: "Next" }));
  await press(page, "Enter");

  await page.waitForURL("**/pages/3");
  await expect(page.getByRole("heading", { name: /^Item 3 of 3/ })).toBeFocused();
  await tabTo(page, page.getByRole("radio", { name: "True" }));
  await press(page, "Space");
  await expect(page.getByRole("status")).toHaveText(/^Saved \d/);
  // Enter in a choice saves, and leads neither to another page nor to another place on it.
  const posted = page.waitForResponse((response) => response.request().method() === "POST");
  const shownAgain = page.waitForResponse((response) => response.request().method() === "GET");
  await press(page, "Enter");
  await Promise.all([posted, shownAgain]);
  await expect(page).toHaveURL(/\/pages\/3$/);
  await expect(page.getByRole("radio", { name: "True" })).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Check your responses" }));
  await press(page, "Enter");

  await page.waitForURL("**/check");
  await expect(page.getByRole("heading", { name: "Check your responses" })).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Submit" }));
  await press(page, "Enter");
  await page.waitForURL("**/result");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You passed.");
  await tabTo(page, page.getByRole("link", { name: "My training" }).last());
});

test("the first stop of a page leads past its header", async ({ page }) => {
  await signIn(page, demoEmail("manager"));
  for (const path of ["/board", "/people", "/account", "/sign-out"]) {
    await page.goto(path);
    await press(page, "Tab");
    await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
    await expectVisibleFocus(page);
    await press(page, "Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await press(page, "Tab");
    const isInside = await page.evaluate(
      () => document.activeElement?.closest("main") !== null && document.activeElement !== null,
    );
    expect(isInside, `${path}: the next stop is in the content`).toBe(true);
  }
});

test("a manager finds somebody on the board with the keyboard alone", async ({ page }) => {
  await signIn(page, demoEmail("manager"));
  await page.goto("/board");
  await tabTo(page, page.getByLabel("Site"));
  await page.keyboard.type("Linden Old");
  await tabTo(page, page.getByRole("button", { name: "Show" }));
  await press(page, "Enter");
  await page.waitForURL(/site=\d+/);
  await expect(page.getByRole("link", { name: "Patrick Byrne" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Liam Doherty" })).toHaveCount(0);

  await tabTo(page, page.getByRole("link", { name: /Expired$/ }));
  await press(page, "Enter");
  await page.waitForURL(/status=expired/);
  await tabTo(page, page.getByLabel("Name"));
  await page.keyboard.type("byrne");
  await press(page, "Enter");
  await page.waitForURL(/q=byrne/);
  await tabTo(page, page.getByRole("link", { name: "Patrick Byrne" }));
  await press(page, "Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Patrick Byrne");
});

test("on a phone the menu opens and leads on by keyboard", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, demoEmail("manager"));
  await page.goto("/board");
  await tabTo(page, page.locator("summary").filter({ hasText: "Menu" }));
  await press(page, "Enter");
  const menu = page.getByRole("navigation", { name: "Main" });
  await tabTo(page, menu.getByRole("link", { name: "People", exact: true }));
  await press(page, "Enter");
  await page.waitForURL("**/people");
  // The page has a tab of that name, so the menu is the one that is looked at.
  await expect(menu.getByRole("link", { name: "People", exact: true })).toBeHidden();
});
