import { expect, type Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { addDays, formatDay } from "#app/core/calendar.ts";
import { demoEmail, signIn, visitor } from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";

/*
 * 08:45, with JavaScript and without, for whoever answers for one site, for two, and for all: who
 * may treat, who may not and why, what is done about it, and that nobody else's staff is in sight.
 */

const test = testWithOwnClinic();
test.setTimeout(120_000);

const MANAGER_OF_ONE = "rajiv.venkataraman";
const MANAGER_OF_TWO = "manager";
const HARBOUR = "Linden Harbour";
const OLD_TOWN = "Linden Old Town";
const RIVERSIDE = "Linden Riverside";
/** Works at the first site alone, at the second, at the third; and at the last two. */
const [AT_HARBOUR, AT_OLD_TOWN, AT_RIVERSIDE] = [
  "Grace Whitfield",
  "Patrick Byrne",
  "Noor van Dijk",
];
const AT_BOTH = "Hannah Fitzgerald";

/** The rows of the board, for whichever width is shown. */
function board(page: Page) {
  return page.getByRole("region", { name: "People and their certifications" });
}

/** Each line of a file that a link or a button gives, by the names of its columns. */
async function linesOf(page: Page, name: string | RegExp): Promise<Record<string, string>[]> {
  const download = page.waitForEvent("download");
  await page
    .getByRole("main")
    .getByRole("link", { name })
    .or(page.getByRole("button", { name }))
    .click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  return parse(Buffer.concat(chunks), { bom: true, columns: true });
}

async function expectNowhere(page: Page, paths: readonly string[], names: readonly string[]) {
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const name of names) {
      await expect(page.getByText(name), `${name} at ${path}`).toHaveCount(0);
    }
  }
}

test("the manager of one site sees why somebody may not treat, and reminds them", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, demoEmail(MANAGER_OF_ONE));
  await expect(page.getByRole("heading", { level: 1, name: "Board" })).toBeVisible();
  // With one site there is nothing to choose and nothing to group.
  await expect(page.getByLabel("Site", { exact: true })).toHaveCount(0);
  await expect(page.getByLabel("Group", { exact: true })).toHaveCount(0);
  const row = board(page).getByRole("row").filter({ hasText: AT_RIVERSIDE });
  await expect(row.getByText(/^due by /)).toBeVisible();

  await page.getByLabel(`Choose ${AT_RIVERSIDE}`).locator("visible=true").check();
  await page.getByRole("button", { name: "Remind" }).click();
  await page.getByRole("button", { name: "Show what would happen" }).click();
  await page.getByRole("button", { name: "Remind 1 person" }).click();
  await expect(page.getByText("reminded", { exact: true })).toBeVisible();
  const noor = await visitor(browser, baseURL, "noor.van.dijk");
  await noor.goto("/notifications");
  await expect(noor.getByRole("main")).toContainText("Micro-needling operator");
  await noor.context().close();

  const everywhere = ["/board", "/board?group=site", "/board/print", "/needs", "/coverage"];
  const elsewhere = ["/people", "/requirements", "/staff-list", "/exports", "/bulk", "/statistics"];
  const theirs = [HARBOUR, OLD_TOWN, AT_HARBOUR, AT_OLD_TOWN];
  // Where somebody works besides stands on nobody's page here either.
  await expectNowhere(page, [...everywhere, ...elsewhere], theirs);
  await expectNowhere(page, [`/board?q=Grace`, `/people?q=grace`], [AT_HARBOUR]);
  await page.goto("/board");
  const exported = await linesOf(page, "Export as CSV");
  const names = exported.map(({ Name }) => Name);
  expect(names).toContain(AT_BOTH);
  expect(names).toContain(AT_RIVERSIDE);
  expect(names).not.toContain(AT_HARBOUR);
  expect(names).not.toContain(AT_OLD_TOWN);
});

test("the manager of two sites sees both, one below the other, and gives somebody more time", async ({
  page,
}) => {
  await signIn(page, demoEmail(MANAGER_OF_TWO));
  await page.getByLabel("Group", { exact: true }).selectOption("By site");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.waitForURL(/group=site/);
  const groups = board(page).getByRole("rowheader").or(board(page).getByRole("columnheader"));
  await expect(groups.filter({ hasText: /^Linden / })).toHaveText([HARBOUR, OLD_TOWN]);
  await expect(board(page).getByText(AT_RIVERSIDE)).toHaveCount(0);
  // Of whom the other manager sees too, only the share of these sites is told.
  await expect(board(page).getByRole("row").filter({ hasText: AT_BOTH })).toHaveCount(1);
  await expect(board(page)).not.toContainText(RIVERSIDE);

  const row = board(page).getByRole("row").filter({ hasText: "Χρήστος Αντωνίου" });
  await row.locator("summary").first().click();
  await row
    .getByRole("link", { name: /^Assign, extend, waive or suspend/ })
    .first()
    .click();
  await page.getByRole("link", { name: "Extend the due date" }).click();
  const later = addDays(new Date().toISOString().slice(0, 10), 70);
  await page.locator("input[name=untilOn]").fill(later);
  await page.getByLabel("Why", { exact: true }).fill("Waits for a place on the course.");
  await page.getByRole("button", { name: /^Extend/ }).click();
  await expect(page.getByRole("status")).toContainText("It is decided");
  await page.goto("/board?q=Αντωνίου");
  await expect(board(page)).toContainText(`due by ${formatDay(later)}`);

  await page.goto("/needs");
  await expect(page.getByRole("main")).toContainText(AT_OLD_TOWN);
  await expectNowhere(
    page,
    ["/board?q=Noor", "/people?q=noor", "/needs", "/coverage", "/requirements", "/exports"],
    [AT_RIVERSIDE, RIVERSIDE],
  );
  await page.goto("/staff-list");
  const list = await linesOf(page, /Download/);
  const sites = new Set(list.flatMap((line) => (line.Site ?? line.Sites ?? "").split("; ")));
  expect([...sites].sort()).toEqual([HARBOUR, OLD_TOWN]);
});

test("an admin has everybody, and a board of every site once they manage them", async ({
  page,
}) => {
  await signIn(page, demoEmail("admin"));
  expect((await page.goto("/board"))?.status()).toBe(403);
  for (const name of [AT_HARBOUR, AT_OLD_TOWN, AT_RIVERSIDE]) {
    await page.goto(`/people?${new URLSearchParams({ q: name })}`);
    await page.getByRole("main").getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
  await page.goto("/requirements");
  for (const site of [HARBOUR, OLD_TOWN, RIVERSIDE]) {
    await expect(page.getByText(new RegExp(`, ${site}$`)).first()).toBeVisible();
  }
  await page.goto("/exports");
  const attempts = await linesOf(page, "Download attempts (CSV)");
  const taken = new Set(attempts.map(({ Name }) => Name));
  expect([AT_HARBOUR, AT_OLD_TOWN, AT_BOTH].every((name) => taken.has(name))).toBe(true);

  await page.goto("/people?q=Niamh");
  await page.getByRole("link", { name: /^Roles and sites of Niamh/ }).click();
  await page.getByRole("checkbox", { name: "Manager" }).check();
  for (const site of [HARBOUR, OLD_TOWN, RIVERSIDE]) {
    await page
      .getByRole("group", { name: "Sites they manage" })
      .getByRole("checkbox", { name: site })
      .check();
  }
  await page
    .locator("form", { has: page.getByRole("group", { name: "Sites they manage" }) })
    .getByRole("button", { name: "Save" })
    .click();
  await page.goto("/board?group=site");
  const groups = board(page).getByRole("rowheader").or(board(page).getByRole("columnheader"));
  await expect(groups.filter({ hasText: /^Linden / })).toHaveText([HARBOUR, OLD_TOWN, RIVERSIDE]);
  for (const name of [AT_HARBOUR, AT_OLD_TOWN, AT_RIVERSIDE, AT_BOTH]) {
    await expect(board(page).getByRole("row").filter({ hasText: name })).toHaveCount(1);
  }
});
