import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { demoEmail, signIn } from "#tests/support/journey.ts";
import { type OwnClinic, testWithOwnClinic } from "#tests/support/own-clinic.ts";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";

const QUIZ = aQuizOf([{ items: [aSingle({ id: "one" }), aSingle({ id: "two" })] }], {
  title: "Two items",
});

const test = testWithOwnClinic({ quizFiles: { "two-items.json": JSON.stringify(QUIZ) } });

const NEW_PASSWORD = "three plain words";

/** Somebody else's browser, or the same person's other one. */
function anotherBrowser(browser: Browser, baseURL: string | undefined): Promise<BrowserContext> {
  return browser.newContext({ baseURL });
}

async function choosePassword(page: Page, label: string, button: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel("The same once more").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: button }).click();
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** Whoever is here is asked to sign in. */
async function expectSignedOut(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page).toHaveURL(/\/sign-in/);
}

test("a manager invites somebody, who joins with the link; nobody can use it again", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, demoEmail("manager"));
  await page.goto("/people/invite");
  await page.getByLabel("Full name").fill("Ζωή Κωνσταντινίδου");
  await page.getByLabel("E-mail address").fill(" Zoe@Clinic.example ");
  await page.getByLabel("Site").selectOption("Linden Old Town");
  await page.getByRole("button", { name: "Invite" }).click();
  const link = await page.getByLabel("Link to join").inputValue();
  expect(new URL(link).origin).toBe(baseURL);

  const invited = await (await anotherBrowser(browser, baseURL)).newPage();
  await invited.goto(link);
  await expect(heading(invited)).toHaveText("Welcome, Ζωή Κωνσταντινίδου");
  await choosePassword(invited, "Your password", "Join");
  await invited.waitForURL("**/training");
  await expect(invited.getByText("Hello, Ζωή Κωνσταντινίδου")).toBeVisible();
  await page.goto(`/board?${new URLSearchParams({ q: "ζωη" })}`);
  await expect(page.getByRole("link", { name: "Ζωή Κωνσταντινίδου" })).toBeVisible();

  const stranger = await (await anotherBrowser(browser, baseURL)).newPage();
  await stranger.goto(link);
  await expect(heading(stranger)).toHaveText("This invitation no longer works");
  await expect(stranger.getByText("It has been used already")).toBeVisible();
  await expect(stranger.getByText("Ζωή Κωνσταντινίδου")).toHaveCount(0);
  await signIn(stranger, "zoe@clinic.example", NEW_PASSWORD);
  await expect(stranger).toHaveURL(/\/training$/);
});

test("a link for a new password works once, and ends every other sign-in", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = demoEmail("ciara.walsh");
  const tablet = await (await anotherBrowser(browser, baseURL)).newPage();
  await signIn(tablet, email);

  await signIn(page, demoEmail("manager"));
  await page.goto("/board?q=Ciara");
  await page.getByRole("link", { name: "Ciara Walsh" }).click();
  await page.getByRole("link", { name: "New password link" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("Link to choose a new password").inputValue();

  await tablet.goto("/training");
  await expect(tablet, "looking at a link changes nothing").toHaveURL(/\/training$/);

  const phone = await (await anotherBrowser(browser, baseURL)).newPage();
  await phone.goto(link);
  await choosePassword(phone, "New password", "Save and sign in");
  await phone.waitForURL("**/training");
  await expectSignedOut(tablet, "/training");

  await tablet.getByLabel("E-mail address").fill(email);
  await tablet.getByLabel("Password").fill("calm-steady-hands");
  await tablet.getByRole("button", { name: "Sign in" }).click();
  await expect(tablet.getByRole("alert")).toContainText("do not belong together");
  await signIn(tablet, email, NEW_PASSWORD);
  await expect(tablet).toHaveURL(/\/training$/);

  await tablet.goto(link);
  await expect(heading(tablet)).toHaveText("This link no longer works");
});

test("signing out leaves nothing for the next person at a shared tablet", async ({ page }) => {
  await signIn(page, demoEmail("jonas.bergstrom"));
  await page.goto("/account");
  await expect(page.getByText(demoEmail("jonas.bergstrom")).first()).toBeVisible();
  await page.goto("/sign-out");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  expect(await page.context().cookies()).toEqual([]);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText("Jonas")).toHaveCount(0);
  await expectSignedOut(page, "/account");
});

test("a person ends a sign-in that is not theirs any more", async ({ page, browser, baseURL }) => {
  const lost = await (await anotherBrowser(browser, baseURL)).newPage();
  await signIn(lost, demoEmail("bao.nguyen"));
  await signIn(page, demoEmail("bao.nguyen"));
  await page.goto("/account");
  const here = page.getByRole("listitem").filter({ hasText: "This device" });
  await expect(here).toHaveCount(1);
  await page.getByRole("button", { name: /^Sign out .+, since/ }).click();
  await expect(page.getByRole("status")).toContainText("That device is signed out");
  await expectSignedOut(lost, "/training");
  await page.goto("/training");
  await expect(page).toHaveURL(/\/training$/);
});

async function startTwoItems(page: Page, name: string): Promise<void> {
  await signIn(page, demoEmail(name));
  await page.goto("/quizzes/two-items");
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await page.waitForURL("**/pages/1");
}

/** Chooses, and sends the page; with JavaScript choosing alone sends it, and the page stays. */
async function chooseAfterExpiry(page: Page, javaScriptEnabled: boolean): Promise<void> {
  await page.getByRole("radio", { name: "Choice B" }).check();
  if (javaScriptEnabled) {
    await expect(page.getByRole("alert")).toContainText("Your sign-in has expired");
    await page.getByRole("link", { name: "Sign in to go on" }).click();
  } else {
    await page.getByRole("button", { name: "Next" }).click();
  }
  await page.waitForURL("**/sign-in?*");
}

function expireSignIns(clinic: OwnClinic, name: string): void {
  const ofPerson = "where person_id = (select id from people where email = ?)";
  const aMinuteAgo = Date.now() - 60_000;
  clinic.change(`update sessions set expires_at = ? ${ofPerson}`, aMinuteAgo, demoEmail(name));
}

test("what was chosen after the sign-in has expired is saved by signing in again", async ({
  page,
  clinic,
  javaScriptEnabled,
}) => {
  await startTwoItems(page, "noor.van.dijk");
  expireSignIns(clinic, "noor.van.dijk");
  await chooseAfterExpiry(page, javaScriptEnabled);
  await expect(page.getByText("you go on where you were. Nothing is lost.")).toBeVisible();
  await signIn(page, demoEmail("noor.van.dijk"));
  await expect(page).toHaveURL(javaScriptEnabled ? /\/pages\/1$/ : /\/pages\/2$/);
  await page.getByRole("button", { name: "Item 1, answered" }).click();
  await expect(page).toHaveURL(/\/pages\/1$/);
  await expect(page.getByRole("radio", { name: "Choice B" })).toBeChecked();
  await expect(page.getByRole("status")).toHaveText(/^Saved \d/);
});

test("another person who signs in at that tablet sees nothing of it", async ({
  page,
  clinic,
  browser,
  baseURL,
  javaScriptEnabled,
}) => {
  await startTwoItems(page, "kwame.boateng");
  const attempt = page.url();
  expireSignIns(clinic, "kwame.boateng");
  await chooseAfterExpiry(page, javaScriptEnabled);
  await signIn(page, demoEmail("liam.doherty"));
  await expect(page).toHaveURL(/\/training$/);
  await expect(page.getByText("Hello, Liam Doherty")).toBeVisible();
  await page.goto(attempt);
  await expect(heading(page)).toHaveText("There is nothing at this address");

  // It was not saved for anybody: whoever chose it has not come back.
  const own = await (await anotherBrowser(browser, baseURL)).newPage();
  await signIn(own, demoEmail("kwame.boateng"));
  await own.goto(attempt);
  await expect(own.getByRole("button", { name: "Item 1, open" })).toBeVisible();
});
