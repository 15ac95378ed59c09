import { readdirSync, readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import { demoEmail, signIn } from "#tests/support/journey.ts";
import { type OwnClinic, setUpClinic, testWithOwnClinic } from "#tests/support/own-clinic.ts";
import { aDrawing } from "#tests/support/pictures.ts";
import { aHotspot, aMultiple, aQuizOf, aSingle, aTrueFalse } from "#tests/support/quiz-files.ts";
import { QUIZ_OF_EVERY_TYPE } from "#tests/support/quiz-of-every-type.ts";

/*
 * Every page in each state that looks different, once. A page is visited as a person gets there,
 * then looked at in both themes on a narrow phone and on a desk.
 */

const LONG_WORD =
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/** One item of each type, in the order of the file. */
const EVERY_TYPE = aQuizOf(
  [
    {
      minimum: 50,
      items: [
        aSingle({ stem: `A client asks for **${LONG_WORD}**.\n\n- one\n- two` }),
        aSingle({ id: "a-safety-item", critical: true, harmful: "C" }),
        aMultiple({ harmful: "E" }),
        aTrueFalse(),
      ],
    },
  ],
  { title: `Every type of item, and ${LONG_WORD}`, timeLimitMinutes: 30 },
);
/** Nothing of a failed attempt is shown, and the next one is a day away. */
const ALL_ON_ONE_PAGE = aQuizOf([{ items: [aSingle({ id: "one" }), aTrueFalse({ id: "two" })] }], {
  title: "Two items on one page",
  itemsPerPage: "all",
  review: "never",
  attempts: { limit: 3, waitHours: 24 },
});

/** Items that are matched, put in order and typed. */
const OF_PARTS = JSON.stringify({
  ...JSON.parse(QUIZ_OF_EVERY_TYPE),
  title: "Items of parts",
  itemsPerPage: "all",
});

/** As its author writes it: the picture by its file. */
const ON_A_PICTURE = JSON.stringify(
  aQuizOf([{ items: [aHotspot(), aHotspot({ id: "several", select: "several", harmful: "C" })] }], {
    title: "Items on a picture",
  }),
  (name, value: unknown) =>
    name === "image" ? { src: "a-picture.svg", alt: "What it shows" } : value,
);

const test = testWithOwnClinic({
  quizFiles: {
    "on-a-picture.json": ON_A_PICTURE,
    "a-picture.svg": aDrawing({ width: 800, height: 600, colour: "silver" }),
    "every-type.json": JSON.stringify(EVERY_TYPE),
    "one-page.json": JSON.stringify(ALL_ON_ONE_PAGE),
    "of-parts.json": OF_PARTS,
    "with-faults.json": `{\n  "title": "A file with faults",\n  "${LONG_WORD}": ${" ".repeat(80)}80\n}\n`,
  },
});

type Visit = {
  /** The file in app/routes, without its ending. */
  route: string;
  /** What is special about the page as it is visited: names the test. */
  state: string;
  /** Who visits it: a name of the demo, "liam.doherty"; left out for somebody not signed in. */
  as?: string;
  go: (page: Page, clinic: OwnClinic) => Promise<unknown>;
  title: string | RegExp;
  /** The page's one first heading. */
  heading: string | RegExp;
};

const TRAINEE = "trainee";
const MANAGER = "manager";
const AUTHOR = "author";
const ADMIN = "admin";

/** Crediting everybody for the first item: of the demo's results some change. */
async function previewEverybody(page: Page): Promise<void> {
  await page.goto("/author/contraindications/regrade");
  await page.getByLabel("Which version is right?").selectOption("none");
  await page.getByRole("checkbox").first().check();
  await page.getByRole("radio", { name: "Credit everybody", exact: true }).check();
  await page.getByRole("button", { name: "Show what would change" }).click();
  await expect(page.getByRole("heading", { name: "What would change" })).toBeVisible();
}

/** Sends a staff list, to be looked at. */
async function uploadList(page: Page, content: string): Promise<void> {
  const file = { name: "staff.csv", mimeType: "text/csv", buffer: Buffer.from(content) };
  await page.getByLabel("Staff list").setInputFiles(file);
  await page.getByRole("button", { name: "Show what it would do" }).click();
}

/** What is asked of one person of the demo, opened from their page. */
async function openRequirement(page: Page, name: string): Promise<void> {
  await page.goto(`/people?${new URLSearchParams({ q: name })}`);
  await page.getByRole("link", { name, exact: true }).first().click();
  await page.getByRole("link", { name: "Change what is asked: Micro-needling operator" }).click();
  await page.waitForURL(/\/requirement\?certification=/);
}

const visits: Visit[] = [
  // Signing in and out
  {
    route: "sign-in",
    state: "with the demo log-ins open",
    async go(page) {
      await page.goto("/sign-in");
      await page.getByText("Demo log-ins").click();
    },
    title: "Sign in · Needlepoint",
    heading: "Sign in",
  },
  {
    route: "sign-in",
    state: "on the way to another page",
    go: (page) => page.goto("/account"),
    title: "Sign in · Needlepoint",
    heading: "Sign in",
  },
  {
    route: "sign-in",
    state: "with a problem",
    async go(page) {
      await page.goto("/sign-in");
      await page.getByLabel("E-mail address").fill("nobody@demo.example");
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByRole("alert")).toContainText("do not belong together");
    },
    title: "Sign in · Needlepoint",
    heading: "Sign in",
  },
  {
    route: "sign-out",
    state: "asking",
    as: TRAINEE,
    go: (page) => page.goto("/sign-out"),
    title: "Sign out · Needlepoint",
    heading: "Sign out?",
  },

  // The trainee
  {
    route: "_app.training",
    state: "half-way through a quiz",
    as: TRAINEE,
    go: (page) => page.goto("/training"),
    title: "My training · Needlepoint",
    heading: "Continue with “Side effects and complications”",
  },
  {
    route: "_app.training",
    state: "with the menu open",
    as: TRAINEE,
    async go(page) {
      await page.setViewportSize(PHONE);
      await page.goto("/training");
      await page.getByText("Menu", { exact: true }).click();
    },
    title: "My training · Needlepoint",
    heading: "Continue with “Side effects and complications”",
  },
  {
    route: "_app.training",
    state: "with nothing due",
    as: "siobhan.ni.dhomhnaill",
    go: (page) => page.goto("/training"),
    title: "My training · Needlepoint",
    heading: "Nothing is due",
  },
  {
    route: "_app.training",
    state: "with a renewal that is due",
    as: "grace.whitfield",
    go: (page) => page.goto("/training"),
    title: "My training · Needlepoint",
    heading: /^Renew with/,
  },
  {
    route: "_app.training",
    state: "after the certification has lapsed",
    as: "maximiliana.featherstonehaugh.villanueva",
    go: (page) => page.goto("/training"),
    title: "My training · Needlepoint",
    heading: "Take “Mechanisms and devices” again",
  },
  {
    route: "_app.training",
    state: "after a missed safety item",
    as: "zoe.van.den.heuvel",
    go: (page) => page.goto("/training"),
    title: "My training · Needlepoint",
    heading: "Take “Mechanisms and devices” next",
  },
  {
    route: "_app.quizzes.$quizId",
    state: "before the first attempt",
    as: "liam.doherty",
    go: (page) => page.goto("/quizzes/contraindications"),
    title: "Contraindications and cautions · Needlepoint",
    heading: "Contraindications and cautions",
  },
  {
    route: "_app.quizzes.$quizId",
    state: "with an attempt under way",
    as: TRAINEE,
    go: (page) => page.goto("/quizzes/side-effects"),
    title: "Side effects and complications · Needlepoint",
    heading: "Side effects and complications",
  },
  {
    route: "_app.quizzes.$quizId",
    state: "while the next attempt is not open yet",
    as: "kwame.boateng",
    async go(page) {
      await failOnOnePage(page);
      await page.goto("/quizzes/one-page");
      await expect(page.getByText("It cannot be started now")).toBeVisible();
    },
    title: "Two items on one page · Needlepoint",
    heading: "Two items on one page",
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "a single item, with a time limit and a very long word",
    as: "noor.van.dijk",
    go: (page) => openItem(page, 1),
    title: /^Item 1 of 4 · Every type of item/,
    heading: /^Every type of item/,
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "a safety item that is answered and saved",
    as: "liam.doherty",
    async go(page) {
      await openItem(page, 2);
      await page.getByRole("radio").first().check();
      await expect(page.getByRole("status")).toHaveText(/^Saved \d/);
    },
    title: /^Item 2 of 4 · Every type of item/,
    heading: /^Every type of item/,
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "a multiple item",
    as: "noor.van.dijk",
    go: (page) => openItem(page, 3),
    title: /^Item 3 of 4 · Every type of item/,
    heading: /^Every type of item/,
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "a true-false item",
    as: "noor.van.dijk",
    go: (page) => openItem(page, 4),
    title: /^Item 4 of 4 · Every type of item/,
    heading: /^Every type of item/,
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "a hotspot with a region chosen",
    as: "noor.van.dijk",
    async go(page) {
      await startOrGoOn(page, "on-a-picture");
      await page.getByRole("radio").first().check();
    },
    title: /^Item 1 of 2 · Items on a picture/,
    heading: "Items on a picture",
  },
  {
    route: "_app.author.$quizId._index",
    state: "with hotspots and their keys",
    as: AUTHOR,
    go: (page) => page.goto("/author/on-a-picture?keys=show"),
    title: "Items on a picture · Needlepoint",
    heading: "Items on a picture",
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "with a response that could not be saved",
    as: "domhnall.macleoid",
    async go(page) {
      await openItem(page, 1);
      await page.context().setOffline(true);
      await page.getByRole("radio").first().check();
      await expect(page.getByRole("status")).toContainText("Not saved yet");
    },
    title: /^Item 1 of 4 · Every type of item/,
    heading: /^Every type of item/,
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "after replacing what another window has saved",
    as: "christos.antoniou",
    async go(page) {
      await startOrGoOn(page, "every-type");
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.getByRole("radio").nth(1).check();
      await expect(other.getByRole("status")).toHaveText(/^Saved \d/);
      await other.close();
      await page.getByRole("radio").nth(2).check();
      await expect(page.getByText("has replaced another one")).toBeVisible();
    },
    title: /^Item 1 of 4 · Every type of item/,
    heading: /^Every type of item/,
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "of which the next one cannot be loaded",
    as: "christos.antoniou",
    async go(page) {
      await openItem(page, 3);
      await page.route(/pages\/4\?/, (route) => route.abort());
      await page.getByRole("button", { name: "Next", exact: true }).click();
    },
    title: "Needlepoint",
    heading: "This page cannot be loaded now",
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "with a sign-in that has expired",
    as: "christos.antoniou",
    async go(page) {
      await openItem(page, 2);
      await page.context().clearCookies();
      await page.getByRole("radio").first().check();
      await expect(page.getByRole("alert")).toContainText("Your sign-in has expired");
    },
    title: /^Item 2 of 4 · Every type of item/,
    heading: /^Every type of item/,
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "with a response that could not be read",
    as: "domhnall.macleoid",
    async go(page) {
      await openItem(page, 4);
      const choice = page.getByRole("radio").first();
      await choice.evaluate((input) => input.setAttribute("value", "neither"));
      await choice.check();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: /^Item 4 of 4 · Every type of item/,
    heading: /^Every type of item/,
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "several items on one page",
    as: "liam.doherty",
    go: (page) => startOrGoOn(page, "one-page"),
    title: /^Items 1 to 2 of 2 · Two items/,
    heading: "Two items on one page",
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "items to match, to order and to write, one of them not readable",
    as: "liam.doherty",
    async go(page) {
      await startOrGoOn(page, "of-parts");
      await page.getByRole("button", { name: "Put on new gloves" }).click();
      await page.getByLabel("Your number, in seconds").fill("many");
      await page.getByRole("button", { name: "Check your responses" }).click();
      await expect(page.getByText("Enter a number, for example 1.5.").first()).toBeVisible();
    },
    title: /^Items 1 to 5 of 5 · Items of parts/,
    heading: "Items of parts",
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "many items, half of them answered",
    as: TRAINEE,
    go: (page) => startOrGoOn(page, "side-effects"),
    title: /^Item \d+ of 20 · Side effects/,
    heading: "Side effects and complications",
  },
  {
    route: "attempts.$attemptId.check",
    state: "with open items",
    as: TRAINEE,
    async go(page) {
      await startOrGoOn(page, "side-effects");
      await page.goto(page.url().replace(/pages.*/, "check"));
    },
    title: "Check your responses · Side effects and complications",
    heading: "Side effects and complications",
  },
  {
    route: "attempts.$attemptId.check",
    state: "not submitted, because open items were not confirmed",
    as: TRAINEE,
    async go(page) {
      await startOrGoOn(page, "side-effects");
      await page.goto(page.url().replace(/pages.*/, "check"));
      await page.getByRole("button", { name: "Submit" }).click();
      await expect(page.getByText("still open. Tick the box")).toBeVisible();
    },
    title: "Check your responses · Side effects and complications",
    heading: "Side effects and complications",
  },
  {
    route: "attempts.$attemptId.check",
    state: "with everything answered",
    as: "christos.antoniou",
    async go(page) {
      await startOrGoOn(page, "one-page");
      await page.locator('input[name="one"]').first().check();
      await page.locator('input[name="two"]').first().check();
      await page.getByRole("button", { name: "Check your responses" }).click();
      await expect(page.getByText("All 2 items are answered")).toBeVisible();
    },
    title: "Check your responses · Two items on one page",
    heading: "Two items on one page",
  },
  {
    route: "_app.attempts.$attemptId.result",
    state: "not passed, of items that are matched, put in order and typed",
    as: "christos.antoniou",
    async go(page) {
      await startOrGoOn(page, "of-parts");
      await page.getByRole("button", { name: "Put on new gloves" }).click();
      await page.getByRole("button", { name: "Clean your hands" }).click();
      await page.getByLabel("Your number, in seconds").fill("12,5");
      await page.getByLabel("Your words").fill("Post-inflammatory hypopigmentation");
      await page.getByRole("button", { name: "Check your responses" }).click();
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: "Submit" }).click();
      await page.waitForURL("**/result");
    },
    title: "Not passed · Items of parts",
    heading: "You have not passed this time.",
  },
  {
    route: "_app.attempts.$attemptId.result",
    state: "passed",
    as: "ingrid.saether",
    go: (page) => openLastAttempt(page, "Mechanisms and devices"),
    title: "Passed · Mechanisms and devices",
    heading: "You passed.",
  },
  {
    route: "_app.attempts.$attemptId.result",
    state: "passed, with the certificate",
    as: "ingrid.saether",
    async go(page) {
      await openLastAttempt(page, "Contraindications and cautions");
      await expect(page.getByRole("link", { name: "See your certificate" })).toBeVisible();
    },
    title: "Passed · Contraindications and cautions",
    heading: "You passed.",
  },
  {
    route: "_app.attempts.$attemptId.result",
    state: "not passed, because of a safety item",
    as: "zoe.van.den.heuvel",
    go: (page) => openLastAttempt(page, "Contraindications and cautions"),
    title: "Not passed · Contraindications and cautions",
    heading: "You have not passed this time.",
  },
  {
    route: "_app.attempts.$attemptId.result",
    state: "not passed, of a quiz that keeps its items to itself",
    as: "fatima.al.rashidi",
    go: failOnOnePage,
    title: "Not passed · Two items on one page",
    heading: "You have not passed this time.",
  },
  {
    route: "_app.attempts.$attemptId.result",
    state: "sure, but wrong on safety, after reporting a problem with an item",
    as: "mehmet.yildirim",
    async go(page) {
      await openLastAttempt(page, "Contraindications and cautions");
      await page.getByRole("link", { name: "Report a problem with this item" }).first().click();
      await page.getByLabel("What is wrong with it?").fill(`Two choices of **${LONG_WORD}**`);
      await page.getByRole("button", { name: "Send the report" }).click();
      await page.waitForURL(/result\?reported/);
      await expect(page.getByText("Sure, but wrong on safety")).toBeVisible();
    },
    title: "Not passed · Contraindications and cautions",
    heading: "You have not passed this time.",
  },
  {
    route: "attempts.$attemptId.pages.$page",
    state: "asking how sure one is",
    as: "noor.van.dijk",
    async go(page) {
      await startOrGoOn(page, "contraindications");
      await page.getByRole("radio", { name: "Fairly sure" }).check();
    },
    title: /^Item \d+ of 20 · Contraindications/,
    heading: "Contraindications and cautions",
  },
  {
    route: "attempts.$attemptId.items.$itemId.problem",
    state: "with nothing written",
    as: "noor.van.dijk",
    async go(page) {
      await startOrGoOn(page, "contraindications");
      await page.getByRole("button", { name: "Report a problem with this item" }).click();
      await page.getByRole("button", { name: "Send the report" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Report a problem · Contraindications and cautions",
    heading: "Contraindications and cautions",
  },
  {
    route: "_app.training_.reports",
    state: "with an answer",
    as: "ingrid.saether",
    go: (page) => page.goto("/training/reports"),
    title: "Your problem reports · Needlepoint",
    heading: "Your problem reports",
  },
  {
    route: "_app.training_.reports",
    state: "nothing reported",
    as: "fatima.al.rashidi",
    go: (page) => page.goto("/training/reports"),
    title: "Your problem reports · Needlepoint",
    heading: "Your problem reports",
  },
  {
    route: "_app.problem-reports._index",
    state: "something waits",
    as: AUTHOR,
    go: (page) => page.goto("/problem-reports"),
    title: "Problem reports · Needlepoint",
    heading: "Problem reports",
  },
  {
    route: "_app.problem-reports._index",
    state: "answered",
    as: ADMIN,
    go: (page) => page.goto("/problem-reports?show=answered"),
    title: "Problem reports · Needlepoint",
    heading: "Problem reports",
  },
  {
    route: "_app.problem-reports.$reportId",
    state: "with a problem in the answer",
    as: AUTHOR,
    async go(page) {
      await page.goto("/problem-reports");
      await page.getByRole("link", { name: /^I was taught otherwise/ }).click();
      await page.getByRole("button", { name: "Send the answer" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Problem report · Contraindications and cautions",
    heading: "Problem report",
  },
  {
    route: "_app.people.$personId._index",
    state: "somebody who was sure, but wrong on safety",
    as: MANAGER,
    async go(page) {
      await openPerson(page, "Zoë van den Heuvel");
      await expect(page.getByText("Sure, but wrong on safety")).toBeVisible();
    },
    title: "Zoë van den Heuvel · Needlepoint",
    heading: "Zoë van den Heuvel",
  },
  {
    route: "_app.certificates.$code",
    state: "of a long name",
    as: "maximiliana.featherstonehaugh.villanueva",
    go: openOwnCertificate,
    title: /^Certificate \d+, Maximiliana Featherstonehaugh-Villanueva/,
    heading: /Maximiliana Featherstonehaugh-Villanueva/,
  },

  // Anybody with a certificate in their hand
  {
    route: "verify._index",
    state: "asking for a code",
    go: (page) => page.goto("/verify"),
    title: "Confirm a certificate · Needlepoint",
    heading: "Confirm a certificate",
  },
  {
    route: "verify.$code",
    state: "valid",
    as: "siobhan.ni.dhomhnaill",
    go: confirmOwnCertificate,
    title: "Certificate · Needlepoint",
    heading: "This certificate is genuine",
  },
  {
    route: "verify.$code",
    state: "expired",
    as: "patrick.byrne",
    go: confirmOwnCertificate,
    title: "Certificate · Needlepoint",
    heading: "This certificate is genuine",
  },
  {
    route: "verify.$code",
    state: "unknown",
    go: (page) => page.goto("/verify/AAAA-BBBB-CCCC-DDDD"),
    title: "Certificate · Needlepoint",
    heading: "No certificate has this code",
  },

  // The manager
  {
    route: "_app.exports",
    state: "as it is opened",
    as: MANAGER,
    go: (page) => page.goto("/exports"),
    title: "Exports · Needlepoint",
    heading: "Exports",
  },
  {
    route: "_app.exports",
    state: "with a filter that cannot be read",
    as: MANAGER,
    async go(page) {
      await page.goto("/exports/attempts.csv?from=2026-02-02&to=2026-02-01");
      await expect(page.getByText("lies before the first").first()).toBeVisible();
    },
    title: "Exports · Needlepoint",
    heading: "Exports",
  },
  {
    route: "_app.board",
    state: "everybody",
    as: MANAGER,
    go: (page) => page.goto("/board"),
    title: "Board · Needlepoint",
    heading: "Board",
  },
  {
    route: "_app.board",
    state: "filtered and sorted, with all filters open on a phone",
    as: MANAGER,
    async go(page) {
      await page.goto("/board");
      await page.setViewportSize(PHONE);
      await page.getByText("More filters and order").click();
      await page.getByLabel("Site").selectOption("Linden Old Town");
      await page.getByLabel("Sort by").selectOption("Name");
      await page.getByRole("button", { name: "Show" }).click();
      await page.getByRole("link", { name: /Certified$/ }).click();
      await expect(page).toHaveURL(/status=valid/);
    },
    title: "Board · Needlepoint",
    heading: "Board",
  },
  {
    route: "_app.requirements._index",
    state: "with a problem in the form",
    as: MANAGER,
    async go(page) {
      await page.goto("/requirements");
      await page.getByRole("radio", { name: "By a day" }).check();
      await page.getByRole("button", { name: "See whom it concerns" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Requirements · Needlepoint",
    heading: "Requirements",
  },
  {
    route: "_app.requirements._index",
    state: "previewing whom a requirement concerns",
    as: MANAGER,
    async go(page) {
      await page.goto("/requirements");
      await page.getByRole("button", { name: "See whom it concerns" }).click();
      await expect(page.getByRole("button", { name: "Add the requirement" })).toBeVisible();
    },
    title: "Requirements · Needlepoint",
    heading: /^It concerns \d+ people$/,
  },
  {
    route: "_app.requirements.$requirementId",
    state: "asking",
    as: MANAGER,
    async go(page) {
      await page.goto("/requirements");
      await page.getByRole("link", { name: /^End/ }).first().click();
      await page.waitForURL(/\/requirements\/\d+$/);
    },
    title: "End a requirement · Needlepoint",
    heading: "End this requirement?",
  },
  {
    route: "_app.people.$personId.requirement",
    state: "somebody who is suspended",
    as: MANAGER,
    go: (page) => openRequirement(page, "Oluwaseun Adeyemi"),
    title: "Requirement · Needlepoint",
    heading: "Oluwaseun Adeyemi: Micro-needling operator",
  },
  {
    route: "_app.people.$personId.requirement",
    state: "waiving, with problems",
    as: MANAGER,
    async go(page) {
      await openRequirement(page, "Liam Doherty");
      await page.getByRole("link", { name: "Waive", exact: true }).click();
      await page.getByRole("button", { name: "Waive", exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Requirement · Needlepoint",
    heading: "Waive: Micro-needling operator",
  },
  {
    route: "_app.people.$personId.requirement",
    state: "ending a suspension",
    as: MANAGER,
    async go(page) {
      await openRequirement(page, "Oluwaseun Adeyemi");
      await page.getByRole("link", { name: /^End Suspended/ }).click();
      await page.waitForURL(/end=\d+/);
    },
    title: "Requirement · Needlepoint",
    heading: "End the suspension?",
  },
  {
    route: "_app.board",
    state: "nobody matches",
    as: MANAGER,
    go: (page) => page.goto("/board?q=Nobody%20at%20all"),
    title: "Board · Needlepoint",
    heading: "Board",
  },
  {
    route: "_app.board",
    state: "as of a past day, grouped by site",
    as: MANAGER,
    go: (page) => page.goto("/board?on=2026-06-30&group=site"),
    title: "Board · Needlepoint",
    heading: "Board",
  },
  {
    route: "_app.board",
    state: "a day to come, with a cell that is open",
    as: MANAGER,
    async go(page) {
      await page.goto("/board?on=2999-01-01");
      await page.setViewportSize({ width: 1440, height: 900 });
      const cells = page.getByRole("table").locator("summary");
      await cells.first().click();
    },
    title: "Board · Needlepoint",
    heading: "Board",
  },
  {
    route: "_app.board_.print",
    state: "every site",
    as: MANAGER,
    go: (page) => page.goto("/board/print"),
    title: "Sheet for the front desk · Needlepoint",
    heading: "Sheet for the front desk",
  },
  {
    route: "_app.needs",
    state: "with people in need",
    as: MANAGER,
    go: (page) => page.goto("/needs"),
    title: "What needs me · Needlepoint",
    heading: "What needs me",
  },
  {
    route: "_app.coverage",
    state: "with a table that is open",
    as: MANAGER,
    async go(page) {
      await page.goto("/coverage");
      await page.getByText("The figures as a table").first().click();
    },
    title: "Coverage · Needlepoint",
    heading: "Coverage",
  },
  {
    route: "_app.people.$personId._index",
    state: "somebody who has failed before, with a time line",
    as: MANAGER,
    go: (page) => openPerson(page, "Ingrid Sæther"),
    title: "Ingrid Sæther · Needlepoint",
    heading: "Ingrid Sæther",
  },
  {
    route: "_app.people.$personId._index",
    state: "a long name, lapsed",
    as: MANAGER,
    go: (page) => openPerson(page, "Maximiliana Featherstonehaugh-Villanueva"),
    title: /^Maximiliana/,
    heading: "Maximiliana Featherstonehaugh-Villanueva",
  },
  {
    route: "_app.people.$personId._index",
    state: "somebody who has not joined",
    as: MANAGER,
    go: (page) => openPerson(page, "Hyun-woo Park"),
    title: "Hyun-woo Park · Needlepoint",
    heading: "Hyun-woo Park",
  },
  {
    route: "_app.people.$personId.attempts.$attemptId",
    state: "submitted and not passed",
    as: MANAGER,
    async go(page) {
      await openPerson(page, "Chiamaka Eze");
      await page.getByRole("link", { name: "Contraindications and cautions" }).first().click();
    },
    title: "Contraindications and cautions, Chiamaka Eze · Needlepoint",
    heading: "Contraindications and cautions",
  },
  {
    route: "_app.people.$personId.attempts.$attemptId",
    state: "in progress",
    as: MANAGER,
    async go(page) {
      await openPerson(page, "Aoife Brennan");
      await page.getByRole("link", { name: "Side effects and complications" }).first().click();
      await expect(page.getByText("In progress")).toBeVisible();
    },
    title: "Side effects and complications, Aoife Brennan · Needlepoint",
    heading: "Side effects and complications",
  },
  {
    route: "_app.people.$personId.grant",
    state: "before",
    as: MANAGER,
    go: (page) => openGrant(page, "Chiamaka Eze"),
    title: "Grant another attempt · Needlepoint",
    heading: "Grant another attempt",
  },
  {
    route: "_app.people.$personId.grant",
    state: "with a problem",
    as: MANAGER,
    async go(page) {
      await openGrant(page, "Chiamaka Eze");
      await page.getByLabel("Why").fill(" ");
      await page.getByRole("button", { name: "Grant one attempt" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Grant another attempt · Needlepoint",
    heading: "Grant another attempt",
  },
  {
    route: "_app.people.$personId._index",
    state: "an attempt was granted just now",
    as: MANAGER,
    async go(page) {
      await openGrant(page, "Zoë van den Heuvel");
      await page.getByLabel("Why").fill("Was called away to a client.");
      await page.getByRole("button", { name: "Grant one attempt" }).click();
      await expect(page.getByRole("status")).toContainText("is granted");
    },
    title: "Zoë van den Heuvel · Needlepoint",
    heading: "Zoë van den Heuvel",
  },
  {
    route: "_app.people.$personId.extra-time._index",
    state: "before",
    as: MANAGER,
    go: (page) => openExtraTime(page, "Chiamaka Eze"),
    title: "Give extra time · Needlepoint",
    heading: "Give extra time",
  },
  {
    route: "_app.people.$personId.extra-time._index",
    state: "with problems",
    as: MANAGER,
    async go(page) {
      await openExtraTime(page, "Chiamaka Eze");
      await page.getByLabel("How much more").fill("1000");
      await page.getByRole("button", { name: "Give extra time" }).click();
      await expect(page.getByRole("alert")).toContainText("Enter from 1 to 480 minutes.");
    },
    title: "Give extra time · Needlepoint",
    heading: "Give extra time",
  },
  {
    route: "_app.people.$personId._index",
    state: "extra time was given just now",
    as: MANAGER,
    go: (page) => giveExtraTime(page, "Aoife Brennan"),
    title: "Aoife Brennan · Needlepoint",
    heading: "Aoife Brennan",
  },
  {
    route: "_app.people.$personId.extra-time.$extraTimeId",
    state: "asking",
    as: MANAGER,
    async go(page) {
      await giveExtraTime(page, "Liam Doherty");
      await page.getByRole("link", { name: /^End 25 % more time/ }).click();
    },
    title: "End extra time · Needlepoint",
    heading: "End extra time?",
  },
  {
    route: "_app.people.$personId.sign-offs.$certificationId.$practicalId._index",
    state: "some steps seen, and a sign-off that lacks the others",
    as: MANAGER,
    async go(page) {
      await openPart(page, "Oluwaseun Adeyemi", "Sign off Room, tray and clean-up");
      await page.getByRole("button", { name: "Sign off", exact: true }).click();
      await expect(page.getByRole("alert")).toContainText("3 steps are not confirmed yet.");
    },
    title: "Room, tray and clean-up, Oluwaseun Adeyemi · Needlepoint",
    heading: "Room, tray and clean-up",
  },
  {
    route: "_app.people.$personId.sign-offs.$signOffId",
    state: "made, with the way to withdraw it open",
    as: MANAGER,
    async go(page) {
      await openPart(
        page,
        "María Fernanda Gutiérrez de la Vega",
        "See or renew Room, tray and clean-up",
      );
      await page.getByRole("link", { name: /, by Marguerite/ }).click();
      await page.getByText("Withdraw this sign-off").click();
      await expect(page.getByRole("button", { name: "Withdraw the sign-off" })).toBeVisible();
    },
    title: "Room, tray and clean-up, María Fernanda Gutiérrez de la Vega · Needlepoint",
    heading: "Room, tray and clean-up",
  },
  {
    route: "_app.people.$personId.outside.$outsideId._index",
    state: "one that has lapsed, and a day in the past",
    as: MANAGER,
    async go(page) {
      await openPart(page, "Patrick Byrne", "Record Basic life support");
      await page.getByLabel("Valid until").fill("2020-02-29");
      await page.getByRole("button", { name: "Record it" }).click();
      await expect(page.getByRole("alert")).toContainText("29 Feb 2020 is past.");
    },
    title: "Basic life support, Patrick Byrne · Needlepoint",
    heading: "Basic life support",
  },
  {
    route: "_app.people.$personId.outside.$outsideId.$recordId",
    state: "asking",
    as: MANAGER,
    async go(page) {
      await openPart(page, "Ελένη Παπαδοπούλου", "See or renew Professional licence");
      await page.getByRole("link", { name: /^Valid until/ }).click();
    },
    title: "Professional licence, Ελένη Παπαδοπούλου · Needlepoint",
    heading: "Professional licence",
  },
  {
    route: "_app.people.$personId.certificates.$certificateId.withdraw",
    state: "asking, with a problem",
    as: MANAGER,
    async go(page) {
      await openPerson(page, "Ciara Walsh");
      await page.getByRole("link", { name: /^Withdraw/ }).click();
      await page.getByLabel("Why").fill(" ");
      await page.getByRole("button", { name: "Withdraw it" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Certificate of Ciara Walsh · Needlepoint",
    heading: "Withdraw this certificate?",
  },
  {
    route: "_app.people.$personId.certificates.$certificateId.withdraw",
    state: "withdrawn",
    as: "rajiv.venkataraman",
    async go(page) {
      await openPerson(page, "Łukasz Zieliński");
      await page.getByRole("link", { name: /^Let it count again/ }).click();
    },
    title: "Certificate of Łukasz Zieliński · Needlepoint",
    heading: "Let this certificate count again?",
  },
  {
    route: "_app.training",
    state: "with sign-offs and documents",
    as: "eleni.papadopoulou",
    go: (page) => page.goto("/training"),
    title: "My training · Needlepoint",
    heading: "Nothing is due",
  },
  {
    route: "_app.people.$personId.link",
    state: "before, for somebody who has joined",
    as: MANAGER,
    go: (page) => openLinkPage(page, "Liam Doherty"),
    title: "A link to sign in · Needlepoint",
    heading: "A new password for Liam Doherty",
  },
  {
    route: "_app.people.$personId.link",
    state: "with a new invitation",
    as: MANAGER,
    async go(page) {
      await openLinkPage(page, "Hyun-woo Park");
      await page.getByRole("button", { name: "Make a link" }).click();
      await expect(page.getByLabel("Link to join")).toBeVisible();
    },
    title: "A link to sign in · Needlepoint",
    heading: "Invite Hyun-woo Park again",
  },
  {
    route: "_app.people._index",
    state: "everybody",
    as: ADMIN,
    go: (page) => page.goto("/people"),
    title: "People · Needlepoint",
    heading: "People",
  },
  {
    route: "_app.people._index",
    state: "nobody matches",
    as: MANAGER,
    go: (page) => page.goto("/people?q=Nobody%20at%20all"),
    title: "People · Needlepoint",
    heading: "People",
  },
  {
    route: "_app.staff-list._index",
    state: "with a file that is no staff list",
    as: MANAGER,
    async go(page) {
      await page.goto("/staff-list");
      await uploadList(page, "Name,Emial,Pay\nAna,ana@clinic.example,1");
      await expect(page.getByRole("alert")).toContainText("Did you mean");
    },
    title: "Staff list · Needlepoint",
    heading: "Staff list",
  },
  {
    route: "_app.staff-list.$importId",
    state: "before it is confirmed, with everything that a line can do",
    as: MANAGER,
    async go(page) {
      await page.goto("/staff-list");
      await uploadList(
        page,
        [
          "Name,E-mail,Sites,Active",
          "Ben Byrne,ben.byrne@clinic.example,Linden Harbour,yes",
          "Liam Doherty,liam.doherty@demo.example,Linden Harbour,yes",
          "Maximiliana Featherstonehaugh,maximiliana.featherstonehaugh.villanueva@demo.example,Linden Harbour,no",
          "Eve,nobody,Linden Harbor,perhaps",
        ].join("\n"),
      );
      await page.getByText("1 line that changes nothing").click();
    },
    title: "Uploaded staff list · Needlepoint",
    heading: "What this list would do",
  },
  {
    route: "_app.bulk._index",
    state: "with what would happen to everybody",
    as: MANAGER,
    async go(page) {
      await page.goto("/board");
      await page.getByRole("radio", { name: /^Everybody the filter shows/ }).check();
      await page.getByRole("button", { name: "Give more time" }).click();
      await page.getByLabel("New due date").fill("2031-05-03");
      await page.getByLabel("Why").fill("Moved.");
      await page.getByRole("button", { name: "Show what would happen" }).click();
      await expect(page.getByRole("heading", { name: "What would happen" })).toBeVisible();
    },
    title: "Several people at once · Needlepoint",
    heading: "Give more time",
  },
  {
    route: "_app.bulk._index",
    state: "what was done before",
    as: MANAGER,
    go: (page) => page.goto("/bulk?nobody"),
    title: "Several people at once · Needlepoint",
    heading: "Several people at once",
  },
  {
    route: "_app.bulk.$jobId",
    state: "finished",
    as: MANAGER,
    async go(page) {
      await page.goto("/board?q=grace");
      await page.getByLabel("Choose Grace Whitfield").locator("visible=true").check();
      await page.getByRole("button", { name: "Remind" }).click();
      await page.getByRole("button", { name: "Show what would happen" }).click();
      await page.getByRole("button", { name: "Remind 1 person" }).click();
      await page.waitForURL(/\/bulk\/\d+$/);
    },
    title: "Several people at once · Needlepoint",
    heading: /^Remind of/,
  },
  {
    route: "_app.people.invite",
    state: "of a manager, with problems",
    as: MANAGER,
    async go(page) {
      await page.goto("/people/invite");
      await page.getByLabel("Full name").fill("42");
      await page.getByLabel("E-mail address").fill("somebody@nowhere");
      await page.getByRole("button", { name: "Invite" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Invite somebody · Needlepoint",
    heading: "Invite somebody",
  },
  {
    route: "_app.people.invite",
    state: "of an admin, who gives any role",
    as: ADMIN,
    go: (page) => page.goto("/people/invite"),
    title: "Invite somebody · Needlepoint",
    heading: "Invite somebody",
  },
  {
    route: "_app.people.invite",
    state: "with the invitation",
    as: MANAGER,
    go: (page) => invite(page, "Wilhelmina van Oranje-Nassau-Dietz"),
    title: "Invite somebody · Needlepoint",
    heading: "Invitation",
  },

  // Links to join and to choose a new password
  {
    route: "join.$token",
    state: "with problems",
    as: MANAGER,
    async go(page) {
      await page.goto(await invite(page, "Ζωή Κωνσταντινίδου"));
      await page.getByLabel("Your password").fill("all the same");
      await page.getByLabel("The same once more").fill("not the same");
      await page.getByRole("button", { name: "Join" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Join · Needlepoint",
    heading: "Welcome, Ζωή Κωνσταντινίδου",
  },
  {
    route: "join.$token",
    state: "used up",
    as: MANAGER,
    async go(page) {
      const url = await invite(page, "Used Up");
      await page.context().clearCookies();
      await page.goto(url);
      await page.getByLabel("Your password").fill("three plain words");
      await page.getByLabel("The same once more").fill("three plain words");
      await page.getByRole("button", { name: "Join" }).click();
      await page.waitForURL("**/training");
      await page.goto(url);
    },
    title: "Join · Needlepoint",
    heading: "This invitation no longer works",
  },
  {
    route: "join.$token",
    state: "unknown",
    go: (page) => page.goto("/join/never-made"),
    title: "Join · Needlepoint",
    heading: "This invitation no longer works",
  },
  {
    route: "reset.$token",
    state: "open",
    as: MANAGER,
    async go(page) {
      await openLinkPage(page, "Jonas Bergström");
      await page.getByRole("button", { name: "Make a link" }).click();
      await page.goto(await page.getByLabel("Link to choose a new password").inputValue());
    },
    title: "Choose a new password · Needlepoint",
    heading: "Choose a new password",
  },
  {
    route: "reset.$token",
    state: "unknown",
    go: (page) => page.goto("/reset/never-made"),
    title: "Choose a new password · Needlepoint",
    heading: "This link no longer works",
  },

  // The account and the admin
  {
    route: "_app.account",
    state: "signed in on two devices",
    as: "hannah.fitzgerald",
    async go(page) {
      await signInElsewhere(page, "hannah.fitzgerald");
      await page.goto("/account");
      await expect(page.getByRole("button", { name: "Sign out everywhere else" })).toBeVisible();
    },
    title: "Account · Needlepoint",
    heading: "Account",
  },
  {
    route: "_app.account",
    state: "with a problem",
    as: AUTHOR,
    async go(page) {
      await page.goto("/account");
      await page.getByLabel("Present password").fill("not the password");
      await page.getByLabel("New password").fill("four very plain words");
      await page.getByLabel("The same once more").fill("four very plain words");
      await page.getByRole("button", { name: "Change password" }).click();
      await expect(page.getByRole("alert")).toContainText("not your present password");
    },
    title: "Account · Needlepoint",
    heading: "Account",
  },
  {
    route: "_app.admin._index",
    state: "as it is",
    as: ADMIN,
    go: (page) => page.goto("/admin?saved"),
    title: "Admin · Needlepoint",
    heading: "Admin",
  },
  {
    route: "_app.admin._index",
    state: "with a problem",
    as: ADMIN,
    async go(page) {
      await page.goto("/admin");
      const organisation = page.locator("form").filter({ hasText: "Name" }).first();
      await organisation.getByRole("textbox").fill(" ");
      await organisation.getByRole("button").click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Admin · Needlepoint",
    heading: "Admin",
  },
  {
    route: "_app.account",
    state: "with the address of a calendar that was just made",
    as: MANAGER,
    async go(page) {
      await page.goto("/account");
      await page.getByRole("button", { name: "Make the address: Dates of your staff" }).click();
      await expect(page.getByLabel("Address of the calendar")).toBeVisible();
    },
    title: "Account · Needlepoint",
    heading: "Account",
  },
  {
    route: "_app.notifications",
    state: "with the digest of a Monday",
    as: MANAGER,
    async go(page, clinic) {
      const body = `At your sites:\n\nOverdue (1)\n\n- ${LONG_WORD}: overdue → /people/1\n- and 3 more → /board`;
      clinic.change(
        `insert into notifications (person_id, kind, key, title, body, path, created_at, mail)
         select id, 'digest', ?, 'Your staff this week', ?, '/board', 0, 'off'
         from people where email = 'manager@demo.example'`,
        ...[crypto.randomUUID(), body],
      );
      await page.goto("/notifications");
      await expect(page.getByRole("button", { name: "Mark all as read" })).toBeVisible();
    },
    title: "Notifications · Needlepoint",
    heading: "Notifications",
  },
  {
    route: "_app.notifications",
    state: "with nothing on it",
    as: AUTHOR,
    go: (page) => page.goto("/notifications"),
    title: "Notifications · Needlepoint",
    heading: "Notifications",
  },
  {
    route: "_app.admin.mail",
    state: "with mails in every state",
    as: ADMIN,
    async go(page, clinic) {
      clinic.change(
        `update notifications set mail_tries = 6, mail_problem = ?, mail = case id % 4
         when 0 then 'failed' when 1 then 'sent' when 2 then 'unsure' else 'off' end`,
        `mail.clinic.example: 550 No mailbox for ${LONG_WORD}`,
      );
      await page.goto("/admin/mail");
      await expect(page.getByRole("region", { name: "Mail log" })).toBeVisible();
    },
    title: "Mail log · Needlepoint",
    heading: "Mail log",
  },
  {
    route: "_app.admin.mail",
    state: "with nothing in this state",
    as: ADMIN,
    go: (page) => page.goto("/admin/mail?state=sending"),
    title: "Mail log · Needlepoint",
    heading: "Mail log",
  },
  {
    route: "_app.admin.audit",
    state: "all of it",
    as: ADMIN,
    go: (page) => page.goto("/admin/audit"),
    title: "Audit log · Needlepoint",
    heading: "Audit log",
  },
  {
    route: "_app.admin.audit",
    state: "checked, with a hash that nobody noted down",
    as: ADMIN,
    async go(page) {
      await page.goto(`/admin/audit?check=whole&head=${"0".repeat(64)}`);
      await expect(page.getByText("The log is not as it was written")).toBeVisible();
    },
    title: "Audit log · Needlepoint",
    heading: "Audit log",
  },
  {
    route: "_app.admin.people.$personId",
    state: "somebody active",
    as: ADMIN,
    go: (page) => openPosition(page, "Rajiv Venkataraman"),
    title: "Account · Needlepoint",
    heading: "Rajiv Venkataraman",
  },
  {
    route: "_app.admin.people.$personId",
    state: "with a problem",
    as: ADMIN,
    async go(page) {
      await openPosition(page, "Oluwaseun Adeyemi");
      await page.getByRole("checkbox", { name: /^Manager/ }).check();
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Account · Needlepoint",
    heading: "Oluwaseun Adeyemi",
  },
  {
    route: "_app.admin.people.$personId",
    state: "somebody who has left",
    as: ADMIN,
    go: (page) => openPosition(page, "Emily Carter"),
    title: "Account · Needlepoint",
    heading: "Emily Carter",
  },

  // The author
  {
    route: "_app.author._index",
    state: "with a faulty file",
    as: AUTHOR,
    async go(page) {
      await page.goto("/author");
      await expect(page.getByText("not in use")).toBeVisible();
    },
    title: "Quiz files · Needlepoint",
    heading: "Quiz files",
  },
  {
    route: "_app.author.$quizId._index",
    state: "as a trainee sees it",
    as: AUTHOR,
    go: (page) => page.goto("/author/every-type"),
    title: /^Every type of item/,
    heading: /^Every type of item/,
  },
  {
    route: "_app.author.$quizId._index",
    state: "with what is right, and why",
    as: AUTHOR,
    go: (page) => page.goto("/author/contraindications?keys=show"),
    title: "Contraindications and cautions · Needlepoint",
    heading: "Contraindications and cautions",
  },
  {
    route: "_app.author.$quizId.history",
    state: "of one version",
    as: AUTHOR,
    go: (page) => page.goto("/author/every-type/history"),
    title: /^History of Every type of item/,
    heading: /^History of Every type of item/,
  },
  {
    route: "_app.author.$quizId.regrade",
    state: "with nothing chosen",
    as: AUTHOR,
    go: (page) => page.goto("/author/contraindications/regrade?_preview=yes"),
    title: "Regrade Contraindications and cautions · Needlepoint",
    heading: "Regrade Contraindications and cautions",
  },
  {
    route: "_app.author.$quizId.regrade",
    state: "with results that would change",
    as: AUTHOR,
    go: previewEverybody,
    title: "Regrade Contraindications and cautions · Needlepoint",
    heading: "Regrade Contraindications and cautions",
  },
  {
    route: "_app.author.$quizId.regrades.$regradeId",
    state: "that left the results",
    as: AUTHOR,
    async go(page) {
      await previewEverybody(page);
      await page.getByRole("radio", { name: "Leave the results", exact: true }).check();
      await page.getByRole("button", { name: "Show what would change" }).click();
      await page.getByLabel("Why").fill("Nobody was hurt by it.");
      await page.getByRole("button", { name: "Record the decision" }).click();
      await expect(page.getByText("Old and new scores both stay on record")).toBeVisible();
    },
    title: /^Regrade \d+ of Contraindications and cautions · Needlepoint$/,
    heading: /^Regrade \d+ of Contraindications and cautions$/,
  },

  {
    route: "_app.statistics._index",
    state: "of quizzes that somebody has taken, and others",
    as: AUTHOR,
    go: (page) => page.goto("/statistics"),
    title: "Statistics · Needlepoint",
    heading: "Statistics",
  },
  {
    route: "_app.statistics.$quizId",
    state: "with everything open",
    as: AUTHOR,
    async go(page) {
      await page.goto("/statistics/contraindications?sample=all");
      await page.evaluate(() => {
        for (const each of document.querySelectorAll<HTMLDetailsElement>("main details")) {
          each.open = true;
        }
      });
    },
    title: "Statistics of Contraindications and cautions · Needlepoint",
    heading: "Statistics of Contraindications and cautions",
  },
  {
    route: "_app.statistics.$quizId",
    state: "that nobody has taken",
    as: AUTHOR,
    go: (page) => page.goto("/statistics/on-a-picture?sample=newest"),
    title: "Statistics of Items on a picture · Needlepoint",
    heading: "Statistics of Items on a picture",
  },

  // What is not there, or not for everybody
  {
    route: "$",
    state: "nothing at this address",
    go: (page) => page.goto("/no/such/page"),
    title: "There is nothing at this address · Needlepoint",
    heading: "There is nothing at this address",
  },
  {
    route: "_app.people.$personId._index",
    state: "somebody of another site",
    as: TRAINEE,
    go: (page) => page.goto("/people/1"),
    title: "There is nothing at this address · Needlepoint",
    heading: "There is nothing at this address",
  },
  {
    route: "_app.board",
    state: "not for this role",
    as: TRAINEE,
    go: (page) => page.goto("/board"),
    title: "This is not part of your role · Needlepoint",
    heading: "This is not part of your role",
  },
];

/** An installation on its first day, in this order. */
const visitsToNothing = (setupCode: string): Visit[] => [
  {
    route: "setup.($code)",
    state: "at the first visit",
    go: (page) => page.goto("/"),
    title: "Set up · Needlepoint",
    heading: "Set up Needlepoint",
  },
  {
    route: "setup.($code)",
    state: "with problems",
    async go(page) {
      await page.goto("/setup");
      await setUpClinic(page, { code: "AAAA-BBBB-CCCC-DDDD" });
      await expect(page.getByRole("alert")).toBeVisible();
    },
    title: "Set up · Needlepoint",
    heading: "Set up Needlepoint",
  },
  {
    route: "_app.board",
    state: "before there is a certification",
    async go(page) {
      await page.goto("/setup");
      await setUpClinic(page, { code: setupCode });
      await page.waitForURL("**/board");
    },
    title: "Board · Needlepoint",
    heading: "Board",
  },
  {
    route: "_app.training",
    state: "before there is a quiz",
    go: (page) => page.goto("/training"),
    title: "My training · Needlepoint",
    heading: "There is no training yet",
  },
  {
    route: "_app.author._index",
    state: "before there is a file",
    go: (page) => page.goto("/author"),
    title: "Quiz files · Needlepoint",
    heading: "Quiz files",
  },
  {
    route: "_app.people.$personId._index",
    state: "before anything has happened",
    go: (page) => openPerson(page, "Ana"),
    title: /^Ana/,
    heading: /^Ana/,
  },
  {
    route: "_app.admin._index",
    state: "before there is a job role",
    go: (page) => page.goto("/admin"),
    title: "Admin · Needlepoint",
    heading: "Admin",
  },
];

async function startOrGoOn(page: Page, quizId: string): Promise<void> {
  await page.goto(`/quizzes/${quizId}`);
  const start = page.getByRole("button", { name: "Start the quiz" });
  await start.or(page.getByRole("link", { name: "Continue" })).click();
  await page.waitForURL("**/attempts/*/pages/*");
}

/** The item at this place of the quiz with every type. */
async function openItem(page: Page, number: number): Promise<void> {
  await startOrGoOn(page, "every-type");
  await page.goto(page.url().replace(/\d+$/, String(number)));
}

async function failOnOnePage(page: Page): Promise<void> {
  await startOrGoOn(page, "one-page");
  await page.getByRole("button", { name: "Check your responses" }).click();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Submit" }).click();
  await page.waitForURL("**/result");
}

async function openLastAttempt(page: Page, quizTitle: string): Promise<void> {
  await page.goto("/training");
  await page
    .getByRole("link", { name: `See your last attempt at ${quizTitle}` })
    .first()
    .click();
}

async function openOwnCertificate(page: Page): Promise<void> {
  await page.goto("/training");
  await page.getByRole("link", { name: "See the certificate" }).click();
  await page.waitForURL("**/certificates/*");
}

async function confirmOwnCertificate(page: Page): Promise<void> {
  await openOwnCertificate(page);
  await page.context().clearCookies();
  await page.goto(page.url().replace("/certificates/", "/verify/"));
}

async function openPerson(page: Page, name: string): Promise<void> {
  await page.goto(`/board?${new URLSearchParams({ q: name })}`);
  const links = page.getByRole("main").locator('a[href^="/people/"]');
  await links.filter({ hasText: name, visible: true }).first().click();
  await page.waitForURL("**/people/*");
}

/** A part of a certification, from the person's page. */
async function openPart(page: Page, name: string, part: string): Promise<void> {
  await openPerson(page, name);
  await page
    .getByRole("link", { name: new RegExp(`^${part}`) })
    .first()
    .click();
  await page.waitForURL(/\/(sign-offs|outside)\//);
}

async function openGrant(page: Page, name: string): Promise<void> {
  await openPerson(page, name);
  const link = /^Grant another attempt at Contraindications/;
  await page.getByRole("link", { name: link }).click();
}

async function openExtraTime(page: Page, name: string): Promise<void> {
  await openPerson(page, name);
  await page.getByRole("link", { name: "Give extra time" }).click();
}

async function giveExtraTime(page: Page, name: string): Promise<void> {
  await openExtraTime(page, name);
  await page.getByLabel("How much more").fill("25");
  await page.getByLabel("Percent of the time limit").check();
  await page.getByLabel("Why").fill(`Reads slowly: ${LONG_WORD}.`);
  await page.getByRole("button", { name: "Give extra time" }).click();
  await expect(page.getByRole("status")).toContainText("Extra time is given.");
}

async function openLinkPage(page: Page, name: string): Promise<void> {
  await openPerson(page, name);
  await page.getByRole("link", { name: /^(Invite again|New password link)$/ }).click();
}

async function openPosition(page: Page, name: string): Promise<void> {
  await page.goto(`/people?${new URLSearchParams({ q: name })}`);
  await page.getByRole("main").getByRole("link", { name }).first().click();
  await page.getByRole("link", { name: "Roles and sites" }).click();
}

let invitations = 0;

/** Invites somebody, and gives the link that they would follow. */
async function invite(page: Page, name: string): Promise<string> {
  invitations += 1;
  await page.goto("/people/invite");
  await page.getByLabel("Full name").fill(name);
  await page.getByLabel("E-mail address").fill(`invited-${invitations}@clinic.example`);
  await page.getByRole("button", { name: "Invite" }).click();
  return page.getByLabel("Link to join").inputValue();
}

async function signInElsewhere(page: Page, name: string): Promise<void> {
  const browser = page.context().browser() as Browser;
  const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
  await signIn(await context.newPage(), demoEmail(name));
  await context.close();
}

const PHONE = { width: 320, height: 640 };
const DESK = { width: 1440, height: 900 };
const LOOKS = [
  { viewport: DESK, colorScheme: "light" },
  { viewport: PHONE, colorScheme: "dark" },
] as const;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What the browser has complained about: scripts that fail, policies that are broken. */
function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    // A status of 4xx, or no connection, is what some of these pages are about.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      complaints.push(message.text());
    }
  });
  return complaints;
}

async function expectToBeAccessible(page: Page): Promise<void> {
  for (const { viewport, colorScheme } of LOOKS) {
    const look = `${colorScheme}, ${viewport.width} px wide`;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(viewport);
    const beyond = await page.evaluate(() => {
      const { scrollWidth = 0, clientWidth = 0 } = document.scrollingElement ?? {};
      return scrollWidth - clientWidth;
    });
    expect(beyond, `px that scroll sideways, ${look}`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly: RULES, resultTypes: ["violations"] })
      .setLegacyMode()
      .analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      elements: nodes.map(({ html }) => html),
    }));
    expect(found, `what axe finds, ${look}`).toEqual([]);
  }
}

/** Gets there as the person who visits, and looks at the page in every way. */
async function look(
  page: Page,
  clinic: OwnClinic,
  { route, go, title, heading }: Omit<Visit, "state" | "as">,
) {
  const complaints = listenForComplaints(page);
  await go(page, clinic);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
  await expect(page).toHaveTitle(title);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(async () => {
    const modules = await page.evaluate(() =>
      Object.keys((window as { __remixRouteModules?: object }).__remixRouteModules ?? {}),
    );
    expect(modules).toContain(`routes/${route}`);
  }, "the page's script has run").toPass({ timeout: 30_000 });
  await expectToBeAccessible(page);
  expect(complaints).toEqual([]);
}

test.describe.configure({ mode: "parallel" });

/** Cookies by person: each signs in once. */
const signedIn = new Map<string, Awaited<ReturnType<typeof cookiesOf>>>();

async function cookiesOf(page: Page, name: string) {
  await signIn(page, demoEmail(name));
  return page.context().cookies();
}

for (const { state, as, ...visit } of visits) {
  test(`${visit.route}, ${state}`, async ({ page, clinic }) => {
    if (as) {
      const cookies = signedIn.get(as) ?? (await cookiesOf(page, as));
      signedIn.set(as, cookies);
      await page.context().addCookies(cookies);
    }
    await look(page, clinic, visit);
  });
}

const testNewClinic = testWithOwnClinic({ settings: { DEMO: "off" }, isWithoutQuizzes: true });

testNewClinic(
  "a new installation, from the set-up to the pages with nothing on them",
  async ({ page, clinic }) => {
    testNewClinic.slow();
    for (const visit of visitsToNothing(clinic.setupCode())) {
      await testNewClinic.step(`${visit.route}, ${visit.state}`, () => look(page, clinic, visit));
    }
  },
);

test("every page of the program is visited here", () => {
  const folder = new URL("../../app/routes/", import.meta.url);
  const pages = readdirSync(folder, { withFileTypes: true })
    .map((entry) => ({
      route: entry.name.replace(/\.tsx$/, ""),
      file: entry.isDirectory() ? `${entry.name}/route.tsx` : entry.name,
    }))
    .filter(({ file }) => /^export default /m.test(readFileSync(new URL(file, folder), "utf8")))
    .map(({ route }) => route);
  const isLayout = (route: string) => pages.some((page) => page.startsWith(`${route}.`));
  const visited = [...visits, ...visitsToNothing("")].map(({ route }) => route);
  const missing = pages.filter((route) => !isLayout(route) && !visited.includes(route));
  expect(missing).toEqual([]);
});
