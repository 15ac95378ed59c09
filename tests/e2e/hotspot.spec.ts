import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import {
  demoEmail,
  expectPlace,
  signIn,
  startQuiz,
  submitAttempt,
} from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";
import { aDrawing } from "#tests/support/pictures.ts";

const ENDING = {
  rationale: "What to take from it.",
  evidence: ["S1"],
  reviewBy: "2027-06-30",
};

const TRAY = { src: "the-clean-one-is-left.svg", alt: "A tray with four things on it" };

function regionAt(id: string, label: string, x: number, y: number, more: object = {}) {
  return { id, label, x, y, width: 12, height: 16, rationale: `Why ${label}.`, ...more };
}

const QUIZ = {
  title: "Tray",
  summary: "What lies where.",
  owner: "Education",
  reviewBy: "2027-06-30",
  passingScore: 80,
  sources: { S1: { title: "A source" } },
  sections: [
    {
      id: "tray",
      title: "The tray",
      items: [
        {
          id: "clean-one",
          type: "hotspot",
          stem: "Which of these is clean?",
          image: TRAY,
          regions: [
            regionAt("lower", "Lower left, with a name so long that it takes two lines", 0, 84),
            regionAt("upper", "Upper left", 0, 0, { correct: true }),
            regionAt("right", "Upper right", 88, 0, { critical: true, shape: "rectangle" }),
          ],
          ...ENDING,
        },
        {
          id: "used-ones",
          type: "hotspot",
          select: "several",
          stem: "Which of these were used?",
          image: TRAY,
          regions: [
            regionAt("first", "The first", 10, 10, { correct: true }),
            regionAt("second", "The second", 40, 10, { correct: true }),
            regionAt("third", "The third", 70, 10, { shape: "rectangle" }),
          ],
          ...ENDING,
        },
        {
          id: "which-hand",
          type: "single",
          stem: "Which hand is it?",
          image: TRAY,
          choices: [
            { id: "left", text: "Left", correct: true, rationale: "Yes.", image: TRAY },
            { id: "right", text: "Right", rationale: "No.", image: TRAY },
          ],
          ...ENDING,
        },
      ],
    },
  ],
};

const test = testWithOwnClinic({
  isWithoutQuizzes: true,
  settings: { DEMO: "on" },
  quizFiles: {
    "tray.json": JSON.stringify(QUIZ),
    [TRAY.src]: aDrawing({ width: 800, height: 600, colour: "silver" }),
  },
});

/** A place on the picture: the second label of the input that stands in the list. */
function place(page: Page, item: string, region: string) {
  return page.locator(`label[for="${item}.${region}"]`);
}

async function begin(page: Page): Promise<void> {
  await signIn(page, demoEmail("trainee"));
  await startQuiz(page, "tray");
  await expectPlace(page, "Item 1 of 3");
}

async function next(page: Page, place: string): Promise<void> {
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expectPlace(page, place);
}

/** Lets other tests of this clinic begin anew. */
async function finish(page: Page): Promise<void> {
  await page.goto(`${page.url().replace(/\/pages\/.*/, "")}/check`);
  const agreement = page.getByRole("checkbox");
  if (await agreement.isVisible()) await agreement.check();
  await submitAttempt(page);
}

test("places are picked on the picture, kept, and judged in picture and list", async ({ page }) => {
  await begin(page);
  await expect(page.getByRole("img", { name: TRAY.alt })).toBeVisible();
  const radios = page.getByRole("radio");
  await expect(radios).toHaveCount(3);
  // Letters go by the place on the picture, and each input has one name.
  await expect(page.getByRole("radio", { name: "A Upper left", exact: true })).toHaveCount(1);
  await expect(page.getByRole("radio", { name: "B Upper right", exact: true })).toHaveCount(1);

  await place(page, "clean-one", "lower").click();
  await expect(page.getByRole("radio", { name: /^C Lower left/ })).toBeChecked();
  await place(page, "clean-one", "right").click();
  await expect(radios.nth(1)).toBeChecked();
  await expect(radios.nth(2)).not.toBeChecked();

  await next(page, "Item 2 of 3");
  for (const region of ["first", "second"]) await place(page, "used-ones", region).click();
  await next(page, "Item 3 of 3");
  await expect(page.getByRole("img")).toHaveCount(3);
  await page.getByRole("button", { name: "Back" }).click();
  await expectPlace(page, "Item 2 of 3");
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);

  await finish(page);
  const first = page.locator("#item-clean-one");
  await expect(first.getByText("Your choice")).toHaveCount(1);
  await expect(first.getByText("Harmful", { exact: true })).toHaveCount(1);
  await expect(first.getByText("Right", { exact: true })).toHaveCount(1);
  await expect(first.getByRole("img", { name: TRAY.alt })).toHaveCount(1);
  await expect(first.locator("svg text")).toHaveText(["A", "B", "C"]);
});

test("the list alone is enough for a keyboard", async ({ page }) => {
  await begin(page);
  await page.getByRole("radio", { name: "A Upper left" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "B Upper right" })).toBeChecked();
  await next(page, "Item 2 of 3");
  await page.getByRole("checkbox", { name: "A The first" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: "A The first" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "C The third" })).toBeChecked();
  await finish(page);
});

test.describe("on the narrowest screen", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing scrolls sideways, and every place is large enough for a finger", async ({
    page,
  }) => {
    await begin(page);
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    const picture = await page.getByRole("img").boundingBox();
    expect(picture?.width).toBeGreaterThanOrEqual(288);
    for (const region of ["upper", "lower", "right"]) {
      const box = await place(page, "clean-one", region).boundingBox();
      expect(box?.width).toBeGreaterThanOrEqual(24);
      expect(box?.height).toBeGreaterThanOrEqual(24);
    }
    // Each lies where the file says: the first one in the upper left corner of the picture.
    const upper = await place(page, "clean-one", "upper").boundingBox();
    expect(Math.abs((upper?.x ?? 0) - (picture?.x ?? 0))).toBeLessThanOrEqual(1);
    expect(Math.abs((upper?.y ?? 0) - (picture?.y ?? 0))).toBeLessThanOrEqual(1);
    await finish(page);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});

test("a picture has an address that says nothing, and headers that let it do nothing", async ({
  page,
  clinic,
  playwright,
}) => {
  await begin(page);
  expect(await page.content()).not.toContain("the-clean-one");
  const address = (await page.getByRole("img").getAttribute("src")) ?? "";
  expect(address).toMatch(/^\/images\/[0-9a-f]{64}$/);
  const response = await page.request.get(address);
  expect(response.headers()).toMatchObject({
    "content-type": "image/svg+xml",
    "cache-control": "private, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  });
  const policy = response.headers()["content-security-policy"];
  for (const directive of ["default-src 'none'", "style-src 'unsafe-inline'", "sandbox"]) {
    expect(policy).toContain(directive);
  }
  const nobody = await playwright.request.newContext({ baseURL: clinic.url });
  expect((await nobody.get(address)).status()).toBe(404);
  await nobody.dispose();
  await finish(page);
});

test("axe finds nothing on the picture, in the list or in the review", async ({
  page,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, "axe is a script");
  await begin(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
  await place(page, "clean-one", "right").click();
  await next(page, "Item 2 of 3");
  await finish(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
});
