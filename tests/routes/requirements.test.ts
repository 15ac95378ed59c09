import { beforeEach, expect, test } from "vitest";
import { addDays, dayAt, formatDay } from "#app/core/calendar.ts";
import * as personRoute from "#app/routes/_app.people.$personId._index.tsx";
import * as decideRoute from "#app/routes/_app.people.$personId.requirement.tsx";
import * as listRoute from "#app/routes/_app.requirements._index.tsx";
import * as endRoute from "#app/routes/_app.requirements.$requirementId.tsx";
import * as trainingRoute from "#app/routes/_app.training.tsx";
import { listExceptions } from "#db/queries/exceptions.ts";
import { listNotifications } from "#db/queries/notifications.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aJobRole,
  aManager,
  anAdmin,
  anAttempt,
  aPerson,
  aQuiz,
  aRequirement,
  aSite,
  aTrainee,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

/* A manager asks for certifications, and decides about one person. */

useCleanDatabase();

const TODAY = dayAt(new Date(), "Europe/Dublin");
const inDays = (days: number) => addDays(TODAY, days);

let site: TestSite;
let otherSite: TestSite;
let manager: TestPerson;
let otherManager: TestPerson;
let anna: TestPerson;

beforeEach(async () => {
  [site, otherSite] = [await aSite({ name: "Harbour" }), await aSite({ name: "Riverside" })];
  manager = await aManager({ name: "Maja Lind", sites: [site] });
  otherManager = await aManager({ sites: [otherSite] });
  anna = await aTrainee({ name: "Anna Berg", site });
  const quiz = await aQuiz({ id: "basics", title: "Basics" });
  await aCertification({ id: "operator", title: "Operator", quizzes: [quiz] });
});

function shown<Given>(given: Given | Response): Given {
  if (given instanceof Response) throw new Error(`Refused with ${given.status}`);
  return given;
}

function answerOf(given: unknown): Response {
  if (!(given instanceof Response)) throw new Error("It is no response");
  return given;
}

async function post(fields: Record<string, string> = {}, asker = manager): Promise<Response> {
  const form = {
    ...{ certificationId: "operator", siteId: `${site.id}`, jobRoleId: "" },
    ...{ due: "after-joining", withinDays: "30", dueOn: "", ...fields },
  };
  return answerOf(await act(listRoute, await requestAs(asker, "/requirements", form)));
}

async function list(asker = manager, search = "") {
  return shown(await load(listRoute, await requestAs(asker, `/requirements${search}`)));
}

const ABOUT = "certification=operator";

async function see(asker: TestPerson, search = "", person = anna) {
  const request = await requestAs(asker, `/people/${person.id}/requirement?${ABOUT}${search}`);
  return load(decideRoute, request, { personId: person.id });
}

async function decide(
  what: string,
  fields: Record<string, string>,
  asker = manager,
  person = anna,
): Promise<Response> {
  const address = `/people/${person.id}/requirement?${ABOUT}&${what}`;
  const request = await requestAs(asker, address, fields);
  return answerOf(await act(decideRoute, request, { personId: person.id }));
}

test("with nothing required there is nothing to list, and the form offers the manager's own sites", async () => {
  expect(await list()).toMatchObject({
    requirements: [],
    choices: {
      certifications: [{ id: "operator", title: "Operator" }],
      sites: [{ id: site.id, name: "Harbour" }],
      mayAskEverywhere: false,
    },
  });
});

test("a preview says whom it concerns and saves nothing; confirming it adds the requirement", async () => {
  const holder = await aTrainee({ name: "Bo Holm", site });
  await anAttempt(holder, { quizId: "basics" }, { answered: "all correctly", submitted: true });
  await aTrainee({ site: otherSite });
  const { preview } = await (await post()).json();
  expect(preview).toMatchObject({
    title: "Operator",
    who: "Everybody, Harbour",
    due: "within 30 days of joining",
    ...{ people: 2, holding: 1, names: ["Anna Berg", "Bo Holm"], hasChanged: false },
    consequence: expect.stringContaining(formatDay(inDays(30))),
  });
  expect((await list()).requirements).toEqual([]);

  const answer = await post({ seen: "2" });
  expect(answer.headers.get("Location")).toBe("/requirements?requirement=added");
  const page = await list(manager, "?requirement=added");
  expect(page).toMatchObject({
    notice: "The requirement is added.",
    requirements: [
      {
        title: "Operator",
        groups: [{ who: "Everybody, Harbour", people: 2, holding: 1, mayEnd: true }],
      },
    ],
  });
});

test("when somebody came since the preview, it is shown again before it counts", async () => {
  await aTrainee({ site });
  const { preview } = await (await post({ seen: "1" })).json();
  expect(preview).toMatchObject({ people: 2, hasChanged: true });
  expect((await list()).requirements).toEqual([]);
});

test.each([
  [{ due: "by-day", dueOn: "" }, "dueOn", "Enter the day by which it is due."],
  [
    { due: "by-day", dueOn: inDays(-1) },
    "dueOn",
    `Choose today, ${formatDay(TODAY)}, or a later day.`,
  ],
  [{ due: "by-day", dueOn: "2207-01-01" }, "dueOn", "Choose a day within the next ten years."],
  [{ withinDays: "soon" }, "withinDays", "Enter a whole number of days, from 0 to 730."],
  [{ withinDays: "731" }, "withinDays", "Enter a whole number of days, from 0 to 730."],
  [{ due: "" }, "due", "Choose one of the two."],
  [{ siteId: "any" }, "siteId", "Choose one of your sites."],
  [{ siteId: "987654" }, "siteId", "Choose one of your sites."],
  [{ certificationId: "unheard-of" }, "certificationId", "Choose a certification from the list."],
  [{ jobRoleId: "987654" }, "jobRoleId", "Choose a job role from the list."],
])("%j is refused at its field", async (fields, field, message) => {
  const answer = await post(fields);
  expect(answer.status).toBe(422);
  const { problems, typed } = await answer.json();
  expect(problems).toEqual([{ field, message }]);
  expect(typed.certificationId).toBeDefined();
});

test("an admin asks everywhere; a manager sees it and cannot end it", async () => {
  const admin = await anAdmin({ site: otherSite });
  const nurse = await aJobRole("Nurse");
  await aTrainee({ site: otherSite, jobRole: nurse });
  const asked = { siteId: "any", jobRoleId: `${nurse.id}`, due: "by-day", dueOn: inDays(9) };
  const { preview } = await (await post(asked, admin)).json();
  expect(preview).toMatchObject({ who: "Nurse, every site", people: 1 });
  await post({ ...asked, seen: "1" }, admin);
  const [own] = (await list()).requirements;
  expect(own?.groups).toMatchObject([
    { who: "Nurse, every site", due: `by ${formatDay(inDays(9))}`, people: 0, mayEnd: false },
  ]);
  const id = own?.groups[0]?.id ?? 0;
  const request = await requestAs(manager, `/requirements/${id}`, {});
  expect(answerOf(await act(endRoute, request, { requirementId: id })).status).toBe(404);
});

test("another site's manager neither sees nor ends a requirement", async () => {
  const requirementId = await aRequirement(manager, { certificationId: "operator", site });
  expect((await list(otherManager)).requirements).toEqual([]);
  const request = await requestAs(otherManager, `/requirements/${requirementId}`, {});
  expect(answerOf(await act(endRoute, request, { requirementId })).status).toBe(404);
  const { preview } = await (await post({ siteId: `${otherSite.id}` }, otherManager)).json();
  expect(preview).toMatchObject({ people: 0, names: [] });
});

test("a requirement is ended after one question, and twice is as good as once", async () => {
  const requirementId = await aRequirement(manager, { certificationId: "operator", site });
  const ask = await requestAs(manager, `/requirements/${requirementId}`);
  expect(await load(endRoute, ask, { requirementId })).toMatchObject({
    ...{ title: "Operator", who: "Everybody, Harbour", people: 1 },
  });
  for (const _time of [1, 2]) {
    const request = await requestAs(manager, `/requirements/${requirementId}`, {});
    const answer = answerOf(await act(endRoute, request, { requirementId }));
    expect(answer.headers.get("Location")).toBe("/requirements?requirement=ended");
  }
  expect((await list()).requirements).toEqual([]);
});

test("a person's page says what is asked, why, and what can be decided", async () => {
  await aRequirement(manager, { certificationId: "operator", site });
  const { page } = shown(await see(manager));
  expect(page).toMatchObject({
    ...{ name: "Anna Berg", title: "Operator", isOneself: false, status: "assigned" },
    ...{ mayTreat: false, due: `Due by ${formatDay(inDays(30))}, in 30 days` },
    why: [{ text: "Everybody, Harbour", rule: "within 30 days of joining", isTheirs: false }],
    decisions: ["assign", "extend", "waive", "suspend"],
  });
});

test("each decision is made with a day and a reason, and stands on the person's pages", async () => {
  await aRequirement(manager, { certificationId: "operator", site });
  const reason = "It was agreed.";
  const saved = `/people/${anna.id}/requirement?certification=operator&done=saved`;
  for (const [index, what] of ["extend", "waive", "suspend", "assign"].entries()) {
    const fields = { untilOn: inDays(60), reason, seen: `${index}` };
    const answer = await decide(`do=${what}`, fields);
    expect([what, answer.headers.get("Location")]).toEqual([what, saved]);
  }
  const { page } = shown(await see(manager, "&done=saved"));
  const day = formatDay(inDays(60));
  expect(page.notice).toBe("It is decided, and counts from now on.");
  expect(page.exceptions.map(({ text }) => text)).toEqual([
    `Suspended until ${day}`,
    `Waived until ${day}`,
    `Due date extended to ${day}`,
  ]);
  expect(page.exceptions[0]).toMatchObject({ reason, given: expect.stringContaining("Maja Lind") });
  expect(page.why).toHaveLength(2);

  const request = await requestAs(manager, `/people/${anna.id}`);
  const person = shown(await load(personRoute, request, { personId: anna.id }));
  expect(person.requirements).toMatchObject([{ title: "Operator", exceptions: [{}, {}, {}] }]);
  expect(person.history.map(({ title, note }) => [title, note])).toEqual([
    [`Was assigned Operator, due by ${day}`, "By Maja Lind"],
    [`Was suspended from Operator until ${day}`, `By Maja Lind: “${reason}”`],
    [`Operator was waived until ${day}`, `By Maja Lind: “${reason}”`],
    [`Due date of Operator was extended to ${day}`, `By Maja Lind: “${reason}”`],
    ["Began at Harbour", undefined],
  ]);
});

test.each([
  ["do=waive", { untilOn: inDays(9), reason: " " }, "reason", "Say in a few words why."],
  [
    "do=waive",
    { untilOn: "", reason: "Why." },
    "untilOn",
    "Enter a day, as year, month and day: 2027-06-30.",
  ],
  [
    "do=suspend",
    { untilOn: inDays(-1), reason: "Why." },
    "untilOn",
    `Choose today, ${formatDay(TODAY)}, or a later day.`,
  ],
  [
    "do=extend",
    { untilOn: inDays(30), reason: "Why." },
    "untilOn",
    "Choose a day after the present due date.",
  ],
  [
    "do=assign",
    { untilOn: inDays(9), seen: "7" },
    "untilOn",
    "Something was decided about this person in the meantime. Look at it first.",
  ],
])("%s with %j is refused at its field", async (what, fields, field, message) => {
  await aRequirement(manager, { certificationId: "operator", site });
  const answer = await decide(what, fields as Record<string, string>);
  expect(answer.status).toBe(422);
  expect((await answer.json()).problems).toEqual([{ field, message }]);
  expect(await listExceptions(anna)).toEqual([]);
});

test("a suspension from everything is ended only with a reason", async () => {
  await decide("do=suspend", { untilOn: inDays(9), reason: "A complaint.", scope: "every" });
  const [suspension] = await listExceptions(anna);
  expect(suspension?.certificationId).toBeUndefined();
  const what = `end=${suspension?.id}`;
  const { ending } = shown(await see(manager, `&${what}`));
  expect(ending).toMatchObject({ label: "Suspension", reason: "A complaint." });
  expect((await decide(what, { reason: "" })).status).toBe(422);
  const answer = await decide(what, { reason: "It came to nothing." });
  expect(answer.headers.get("Location")).toContain("done=ended");
  expect(await listExceptions(anna)).toEqual([]);
});

test("who is suspended is told, and told when it ends, but not why", async () => {
  await aRequirement(manager, { certificationId: "operator", site });
  for (const [index, what] of ["do=suspend", "do=extend"].entries()) {
    await decide(what, { untilOn: inDays(60), reason: "A complaint.", seen: `${index}` });
  }
  const [suspension] = (await listExceptions(anna)).filter(({ kind }) => kind === "suspension");
  await decide(`end=${suspension?.id}`, { reason: "It came to nothing." });
  const told = await listNotifications(anna.id, 9);
  expect(told.map(({ title }) => title)).toEqual([
    "Your suspension was ended",
    "You are suspended from “Operator”",
  ]);
  expect(JSON.stringify(told)).not.toMatch(/complaint|nothing/);
});

test("a manager of another site finds nothing to decide", async () => {
  const fields = { untilOn: inDays(9), reason: "Why." };
  expect(answerOf(await see(otherManager)).status).toBe(404);
  expect((await decide("do=suspend", fields, otherManager)).status).toBe(404);
});

test("nobody waives for themselves, or lifts their own suspension", async () => {
  const roles = ["manager", "trainee", "admin"] as const;
  const both = await aPerson({ roles, site, manages: [site] });
  await aRequirement(manager, { certificationId: "operator", site });
  await decide("do=suspend", { untilOn: inDays(9), reason: "A complaint." }, manager, both);
  const [suspension] = await listExceptions(both);
  const { page, decision, ending } = shown(await see(both, "&do=waive", both));
  expect(page.isOneself).toBe(true);
  expect([decision, ending]).toEqual([undefined, undefined]);
  const fields = { untilOn: inDays(9), reason: "I am fine." };
  for (const what of ["do=waive", "do=extend", "do=assign", `end=${suspension?.id}`]) {
    expect([what, (await decide(what, fields, both, both)).status]).toEqual([what, 403]);
  }
  expect(await listExceptions(both)).toHaveLength(1);
});

test("who is asked sees it in their training: by when, waived, and suspended", async () => {
  await aRequirement(manager, { certificationId: "operator", site });
  const training = async () => {
    const request = await requestAs(anna, "/training");
    return answerOf(await load(trainingRoute, request)).json();
  };
  expect(await training()).toMatchObject({
    due: {
      text: `It is part of “Operator”, which is due by ${formatDay(inDays(30))}, in 30 days.`,
    },
    certifications: [
      { due: `Due by ${formatDay(inDays(30))}, in 30 days`, decided: [], status: { tone: "info" } },
    ],
  });
  await decide("do=waive", { untilOn: inDays(60), reason: "On leave." });
  await decide("do=suspend", { untilOn: inDays(9), reason: "A complaint." });
  const [card] = (await training()).certifications;
  expect(card.due).toBeUndefined();
  expect(card.decided).toMatchObject([
    { tone: "bad", title: `You are suspended until ${formatDay(inDays(9))}` },
    { tone: "info", title: `Waived until ${formatDay(inDays(60))}` },
  ]);
  expect(JSON.stringify(card)).not.toContain("complaint");
});
