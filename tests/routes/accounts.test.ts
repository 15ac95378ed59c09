import { expect, test } from "vitest";
import * as adminPage from "#app/routes/_app.admin._index.tsx";
import * as auditPage from "#app/routes/_app.admin.audit.tsx";
import * as positionPage from "#app/routes/_app.admin.people.$personId.tsx";
import * as peoplePage from "#app/routes/_app.people._index.tsx";
import * as linkPage from "#app/routes/_app.people.$personId.link.tsx";
import * as invitePage from "#app/routes/_app.people.invite.tsx";
import * as joinPage from "#app/routes/join.$token.tsx";
import * as resetPage from "#app/routes/reset.$token.tsx";
import * as setupPage from "#app/routes/setup.($code).tsx";
import { findUser } from "#app/session.server.ts";
import { findAccount } from "#db/queries/accounts.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { createSetupCode } from "#db/queries/one-time-links.ts";
import { isSetUp, listJobRoles, listSites } from "#db/queries/organisation.ts";
import { findColleague, listPeople } from "#db/queries/people.ts";
import { findPosition } from "#db/queries/positions.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aJobRole,
  aManager,
  anAdmin,
  anAttempt,
  aPerson,
  aQuiz,
  aSite,
  aTrainee,
} from "#tests/support/factories.ts";
import { act, cookieIn, cookieOf, load, requestAs, requestWith } from "#tests/support/request.ts";

useCleanDatabase();

const PASSWORD = "the tide is out today";
const NEW_PASSWORD = { password: "and in again tomorrow", again: "and in again tomorrow" };
const EVERYBODY = { id: 0, roles: ["admin" as const], managedSiteIds: [] };

/** What reaches the browser, whether a route gave it bare or as a response. */
async function bodyOf(answer: unknown) {
  const response = answer instanceof Response ? answer : Response.json(answer);
  return response.json();
}

function statusOf(answer: unknown): number {
  return answer instanceof Response ? answer.status : 200;
}

function locationOf(answer: unknown): string | null {
  return answer instanceof Response ? answer.headers.get("Location") : null;
}

/** The fields that something stands against. */
async function problemFields(answer: unknown): Promise<string[]> {
  const { problems } = await bodyOf(answer);
  return problems.map(({ field }: { field: string }) => field);
}

async function signedInBy(answer: unknown) {
  const header = answer instanceof Response ? answer.headers.get("Set-Cookie") : null;
  return header ? findUser(requestWith({ Cookie: cookieIn(header) }, "/")) : undefined;
}

function tokenIn(url: string): string {
  return url.split("/").at(-1) ?? "";
}

// Inviting and joining

const INVITATION = {
  name: "Aoife Byrne",
  email: "Aoife@clinic.test",
  jobRoleId: "",
  roles: "trainee",
};

async function aManagedSite() {
  const site = await aSite();
  return { site, manager: await aManager({ sites: [site] }) };
}

test("a manager invites, the person joins with the link and is signed in", async () => {
  const { site, manager } = await aManagedSite();
  const form = { ...INVITATION, siteId: String(site.id) };
  const invited = await act(invitePage, await requestAs(manager, "/people/invite", form));
  const { url, until } = (await bodyOf(invited)).invited;
  expect(url).toMatch(/^http:\/\/needlepoint\.test\/join\/[\w-]{43}$/);
  expect(until).toMatch(/^\d{1,2} [A-Z][a-z]{2} \d{4}, \d{2}:\d{2}$/);

  const params = { token: tokenIn(url) };
  const shown = await bodyOf(await load(joinPage, requestWith({}, "/join/x"), params));
  expect(shown).toEqual({
    organisationName: "Linden Skin Clinics",
    link: { state: "open", name: "Aoife Byrne", email: "aoife@clinic.test" },
  });
  const joined = await act(joinPage, requestWith({}, "/join/x", NEW_PASSWORD), params);
  expect(locationOf(joined)).toBe("/");
  expect((await signedInBy(joined))?.email).toBe("aoife@clinic.test");

  const again = await load(joinPage, requestWith({}, "/join/x"), params);
  expect((await bodyOf(again)).link).toEqual({ state: "used" });
  const second = await act(joinPage, requestWith({}, "/join/x", NEW_PASSWORD), params);
  expect(await signedInBy(second)).toBeUndefined();
});

test("an address that is taken is said at its field, and what was typed stays", async () => {
  const { site, manager } = await aManagedSite();
  await aTrainee({ email: "aoife@clinic.test" });
  const form = { ...INVITATION, siteId: String(site.id) };
  const answer = await act(invitePage, await requestAs(manager, "/people/invite", form));
  expect(statusOf(answer)).toBe(422);
  const { problems, typed } = await bodyOf(answer);
  expect(problems).toEqual([
    { field: "email", message: "Somebody with this e-mail address is in Needlepoint already." },
  ]);
  expect(typed).toMatchObject({ name: ["Aoife Byrne"], email: ["Aoife@clinic.test"] });
});

test("a manager is offered their own sites and the role of a trainee, and no other is taken", async () => {
  const { site, manager } = await aManagedSite();
  const otherSite = await aSite();
  const offered = await bodyOf(await load(invitePage, await requestAs(manager, "/people/invite")));
  expect(offered.sites).toEqual([{ id: site.id, name: site.name }]);
  expect(offered.roles).toEqual(["trainee"]);
  const elsewhere = { ...INVITATION, siteId: String(otherSite.id) };
  const asAdmin = { ...INVITATION, siteId: String(site.id), roles: "admin" };
  for (const [form, field] of [
    [elsewhere, "siteId"],
    [asAdmin, "roles"],
  ] as const) {
    const answer = await act(invitePage, await requestAs(manager, "/people/invite", form));
    expect(await problemFields(answer)).toEqual([field]);
  }
  expect((await listPeople(EVERYBODY, { search: "aoife" }, 1, 10)).total).toBe(0);
});

test("an admin invites a manager with the sites they manage, and not without any", async () => {
  const admin = await anAdmin();
  const site = await aSite();
  const form = { ...INVITATION, siteId: String(site.id), roles: ["manager", "trainee"] };
  const without = await act(invitePage, await requestAs(admin, "/people/invite", form));
  expect(await problemFields(without)).toEqual(["managedSiteIds"]);
  const request = await requestAs(admin, "/people/invite", {
    ...form,
    managedSiteIds: String(site.id),
  });
  const { personId } = (await bodyOf(await act(invitePage, request))).invited;
  expect((await findPosition(personId))?.managedSiteIds).toEqual([site.id]);
});

test.each([
  ["too short", { password: "short", again: "short" }, "password"],
  ["one's own address", { password: "aoife@clinic.test", again: "aoife@clinic.test" }, "password"],
  ["two different ones", { ...NEW_PASSWORD, again: "and out again" }, "again"],
])("a password that is %s leaves the link as it was", async (_, form, field) => {
  const { site, manager } = await aManagedSite();
  const fields = { ...INVITATION, siteId: String(site.id) };
  const invited = await act(invitePage, await requestAs(manager, "/people/invite", fields));
  const params = { token: tokenIn((await bodyOf(invited)).invited.url) };
  const answer = await act(joinPage, requestWith({}, "/join/x", form), params);
  expect(statusOf(answer)).toBe(422);
  expect(await problemFields(answer)).toEqual([field]);
  const shown = await bodyOf(await load(joinPage, requestWith({}, "/join/x"), params));
  expect(shown.link.state).toBe("open");
});

test("a link that never was says so", async () => {
  const shown = await load(resetPage, requestWith({}, "/reset/x"), { token: "x" });
  expect(await bodyOf(shown)).toEqual({ link: { state: "unknown" } });
});

test("a reset link replaces the password, ends every session and signs in", async () => {
  const { site, manager } = await aManagedSite();
  const person = await aTrainee({ site, password: PASSWORD });
  const old = await cookieOf(person);
  const url = `/people/${person.id}/link`;
  const made = await act(linkPage, await requestAs(manager, url, {}), { personId: person.id });
  const { link } = await bodyOf(made);
  expect(link.url).toMatch(/^http:\/\/needlepoint\.test\/reset\/[\w-]{43}$/);
  const before = (await findAccount(person.email))?.passwordHash;
  const params = { token: tokenIn(link.url) };
  const answer = await act(resetPage, requestWith({}, "/reset/x", NEW_PASSWORD), params);
  expect((await signedInBy(answer))?.id).toBe(person.id);
  expect(await findUser(requestWith({ Cookie: old }, "/"))).toBeUndefined();
  expect((await findAccount(person.email))?.passwordHash).not.toBe(before);
});

test("a manager gets no link to somebody with further roles, an admin does", async () => {
  const { site, manager } = await aManagedSite();
  const author = await aPerson({ site, roles: ["trainee", "author"], password: PASSWORD });
  const params = { personId: author.id };
  const url = `/people/${author.id}/link`;
  const refused = await act(linkPage, await requestAs(manager, url, {}), params);
  expect(statusOf(refused)).toBe(403);
  expect(await bodyOf(refused)).toEqual({});
  const made = await act(linkPage, await requestAs(await anAdmin(), url, {}), params);
  expect((await bodyOf(made)).link.kind).toBe("reset");
});

test("the manager of another site finds nobody, neither in the list nor by number", async () => {
  const { site } = await aManagedSite();
  const person = await aTrainee({ site, name: "Aoife Byrne" });
  const stranger = await aManager({ sites: [await aSite()] });
  const list = await load(peoplePage, await requestAs(stranger, "/people?q=aoife"));
  expect((await bodyOf(list)).people).toEqual([]);
  const bySite = await load(peoplePage, await requestAs(stranger, `/people?site=${site.id}`));
  expect((await bodyOf(bySite)).people).toEqual([]);
  for (const form of [undefined, {}]) {
    const request = await requestAs(stranger, `/people/${person.id}/link`, form);
    const params = { personId: person.id };
    const answer = await (form ? act(linkPage, request, params) : load(linkPage, request, params));
    expect(statusOf(answer)).toBe(404);
  }
});

test("strange numbers in the address of the list do no harm", async () => {
  const { manager } = await aManagedSite();
  for (const search of ["?page=0", "?page=-1", "?page=x", "?site=1%20or%201", "?state=any"]) {
    const page = await bodyOf(await load(peoplePage, await requestAs(manager, `/people${search}`)));
    expect(page).toMatchObject({ page: 1, total: 1 });
  }
});

// Setting up

const SETUP = {
  organisation: "Linden Skin Clinics",
  site: "Dublin",
  timeZone: "Europe/Dublin",
  name: "Zoë O’Brien",
  email: "zoe@clinic.test",
  jobRole: "",
  ...NEW_PASSWORD,
};

test("the first visitor with the code becomes the first admin, and set-up is over", async () => {
  const code = (await createSetupCode(new Date())).toLowerCase().replaceAll("-", " ");
  const answer = await act(setupPage, requestWith({}, "/setup", { ...SETUP, code }));
  expect(locationOf(answer)).toBe("/");
  const admin = await signedInBy(answer);
  expect([...(admin?.roles ?? [])].sort()).toEqual(["admin", "author", "manager", "trainee"]);
  expect(admin?.homeSite).toMatchObject({ name: "Dublin", timeZone: "Europe/Dublin" });
  expect(locationOf(await load(setupPage, requestWith({}, "/setup")))).toBe("/");
  const late = { ...SETUP, code, email: "eve@clinic.test" };
  expect(locationOf(await act(setupPage, requestWith({}, "/setup", late)))).toBe("/");
  expect((await listPeople(EVERYBODY, {}, 1, 10)).total).toBe(1);
});

test("a wrong code is said at its field, what was typed stays, and passwords do not come back", async () => {
  await createSetupCode(new Date());
  const form = { ...SETUP, code: "0000-0000-0000-0000" };
  const answer = await act(setupPage, requestWith({}, "/setup", form));
  expect(await problemFields((answer as Response).clone())).toEqual(["code"]);
  const { typed } = await bodyOf(answer);
  expect(typed.organisation).toEqual(["Linden Skin Clinics"]);
  expect(JSON.stringify(typed)).not.toContain(NEW_PASSWORD.password);
  expect(await isSetUp()).toBe(false);
});

test("guessing the code is limited, also for guesses at once, and then the right one waits too", async () => {
  const code = await createSetupCode(new Date());
  const guesses = await Promise.all(
    Array.from({ length: 15 }, (_, number) =>
      act(setupPage, requestWith({}, "/setup", { ...SETUP, code: `0000-${number}` })),
    ),
  );
  expect(guesses.map(statusOf).filter((status) => status === 429)).toHaveLength(5);
  const right = await act(setupPage, requestWith({}, "/setup", { ...SETUP, code }));
  expect(statusOf(right)).toBe(429);
  expect(await isSetUp()).toBe(false);
});

test("two who set up at the same time make one admin", async () => {
  const code = await createSetupCode(new Date());
  const answers = await Promise.all(
    ["zoe@clinic.test", "eve@clinic.test"].map((email) =>
      act(setupPage, requestWith({}, "/setup", { ...SETUP, code, email })),
    ),
  );
  const admins = (await Promise.all(answers.map(signedInBy))).filter(Boolean);
  expect(admins).toHaveLength(1);
  expect((await listPeople(EVERYBODY, {}, 1, 10)).total).toBe(1);
});

test("everything that is wrong with a set-up is said at once", async () => {
  const answer = await act(setupPage, requestWith({}, "/setup", { timeZone: "Dubland" }));
  const fields = ["code", "organisation", "site", "timeZone", "name", "email", "password"];
  expect(await problemFields(answer)).toEqual(fields);
});

// The admin's pages

test("an admin adds and changes sites and job roles", async () => {
  const admin = await anAdmin({ site: await aSite({ name: "Cork" }) });
  const post = async (form: Record<string, string>) =>
    act(adminPage, await requestAs(admin, "/admin", form));
  const added = { intent: "site", site: "Malmö", timeZone: "Europe/Stockholm" };
  expect(locationOf(await post(added))).toBe("/admin?saved");
  const [, site] = await listSites();
  expect(site).toMatchObject({ name: "Malmö", timeZone: "Europe/Stockholm" });
  const changed = { ...added, id: String(site?.id), site: "Malmö Centrum" };
  expect(locationOf(await post(changed))).toBe("/admin?saved");
  expect((await listSites()).map(({ name }) => name)).toEqual(["Cork", "Malmö Centrum"]);
  const taken = await post({ ...changed, site: "CORK" });
  expect(await problemFields((taken as Response).clone())).toEqual([`site-${site?.id}-site`]);
  expect((await bodyOf(taken)).form).toBe(`site-${site?.id}`);
  expect(await problemFields(await post({ ...added, timeZone: "+01:00" }))).toEqual([
    "site-timeZone",
  ]);
  expect(statusOf(await post({ ...changed, id: "999999", site: "Elsewhere" }))).toBe(404);
  expect(statusOf(await post({ intent: "unheard of" }))).toBe(400);

  await post({ intent: "jobRole", jobRole: "Nurse" });
  const [jobRole] = await listJobRoles();
  await post({ intent: "jobRole", id: String(jobRole?.id), jobRole: "Aesthetic nurse" });
  expect((await listJobRoles()).map(({ name }) => name)).toEqual(["Aesthetic nurse"]);
});

test("a certificate stays as it was issued when its site or home site changes", async () => {
  const admin = await anAdmin({ password: PASSWORD });
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  const trainee = await aTrainee({ site: await aSite({ timeZone: "Europe/Dublin" }) });
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const before = await listCertificates(trainee.id);
  expect(before).toHaveLength(1);
  const { site } = trainee;
  const moved = { intent: "site", id: String(site.id), site: "Renamed", timeZone: "Asia/Tokyo" };
  await act(adminPage, await requestAs(admin, "/admin", moved));
  await act(
    adminPage,
    await requestAs(admin, "/admin", { intent: "organisation", organisation: "New name" }),
  );
  const elsewhere = await aSite({ timeZone: "Pacific/Auckland" });
  const form = { roles: "trainee", homeSiteId: String(elsewhere.id) };
  const params = { personId: trainee.id };
  await act(positionPage, await requestAs(admin, `/admin/people/${trainee.id}`, form), params);
  expect((await findPosition(trainee.id))?.homeSiteId).toBe(elsewhere.id);
  expect(await listCertificates(trainee.id)).toEqual(before);
});

test("an admin gives a person roles, sites and job roles in one go", async () => {
  const admin = await anAdmin({ password: PASSWORD });
  const [home, other] = [await aSite(), await aSite()];
  const jobRole = await aJobRole();
  const person = await aTrainee({ site: home });
  const form = {
    roles: ["trainee", "manager"],
    managedSiteIds: [String(other.id)],
    homeSiteId: String(home.id),
    siteIds: [String(home.id), String(other.id)],
    [`jobRole-${home.id}`]: String(jobRole.id),
    [`jobRole-${other.id}`]: "",
  };
  const params = { personId: person.id };
  const url = `/admin/people/${person.id}`;
  const answer = await act(positionPage, await requestAs(admin, url, form), params);
  expect(locationOf(answer)).toBe(`${url}?saved`);
  const position = await findPosition(person.id);
  expect(position?.managedSiteIds).toEqual([other.id]);
  expect(position?.memberships).toHaveLength(2);
  expect(position?.memberships).toContainEqual({ siteId: home.id, jobRoleId: jobRole.id });
});

test("an admin corrects a name and an address; a certificate keeps the name it was issued to", async () => {
  const admin = await anAdmin({ password: PASSWORD });
  const person = await aTrainee();
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  await anAttempt(person, quiz, { answered: "all correctly", submitted: true });
  const certificates = await listCertificates(person.id);
  const url = `/admin/people/${person.id}`;
  const send = async (form: Record<string, string>) =>
    act(positionPage, await requestAs(admin, url, { intent: "correct", ...form }), {
      personId: person.id,
    });

  const taken = await send({ name: "Zoë Ådahl", email: admin.email.toUpperCase() });
  expect(statusOf(taken)).toBe(422);
  expect(await bodyOf(taken)).toMatchObject({
    form: "identity",
    problems: [{ field: "email" }],
    typed: { name: ["Zoë Ådahl"] },
  });
  const empty = await send({ name: " ", email: "zoe" });
  expect((await bodyOf(empty)).problems).toMatchObject([{ field: "name" }, { field: "email" }]);

  const saved = await send({ name: " Zoë   Ådahl ", email: "Zoe@Clinic.Example" });
  expect(locationOf(saved)).toBe(`${url}?saved`);
  expect(await findColleague(EVERYBODY, person.id)).toMatchObject({
    name: "Zoë Ådahl",
    email: "zoe@clinic.example",
  });
  expect(await listCertificates(person.id)).toEqual(certificates);
  expect(certificates).toHaveLength(1);
  const entries = await listAuditEntries();
  expect(entries.filter(({ action }) => action === "person.corrected")).toMatchObject([
    { detail: { nameBefore: person.name, name: "Zoë Ådahl", isEmailChanged: true } },
  ]);
});

test("the last admin keeps the role, and what was chosen stays on the page", async () => {
  const admin = await anAdmin({ password: PASSWORD });
  const url = `/admin/people/${admin.id}`;
  const params = { personId: admin.id };
  const form = { roles: "trainee", homeSiteId: String(admin.site.id) };
  const answer = await act(positionPage, await requestAs(admin, url, form), params);
  expect(statusOf(answer)).toBe(422);
  const { problems, chosen } = await bodyOf(answer);
  expect(problems).toMatchObject([{ field: "roles" }]);
  expect(chosen.roles).toEqual(["trainee"]);
  const off = await act(
    positionPage,
    await requestAs(admin, url, { intent: "deactivate" }),
    params,
  );
  expect(await problemFields(off)).toEqual(["deactivate"]);
  expect((await findPosition(admin.id))?.roles).toEqual(["admin"]);
});

test("whoever is deactivated is out at once, and in again when reactivated", async () => {
  const admin = await anAdmin({ password: PASSWORD });
  const person = await aTrainee({ password: PASSWORD });
  const cookie = await cookieOf(person);
  const post = async (intent: string) =>
    act(positionPage, await requestAs(admin, `/admin/people/${person.id}`, { intent }), {
      personId: person.id,
    });
  await post("deactivate");
  expect(await findUser(requestWith({ Cookie: cookie }, "/"))).toBeUndefined();
  await post("reactivate");
  expect(await findUser(requestWith({ Cookie: await cookieOf(person) }, "/"))).toBeDefined();
  // The session from before stays ended.
  expect(await findUser(requestWith({ Cookie: cookie }, "/"))).toBeUndefined();
});

test("the audit log shows who did what to whom, and can be narrowed down to a person", async () => {
  const admin = await anAdmin({ name: "Zoë O’Brien", password: PASSWORD });
  const [one, other] = [await aTrainee({ name: "Ada" }), await aTrainee({ name: "Boris" })];
  for (const person of [one, other]) {
    const url = `/admin/people/${person.id}`;
    const request = await requestAs(admin, url, { intent: "deactivate" });
    await act(positionPage, request, { personId: person.id });
  }
  const all = await bodyOf(await load(auditPage, await requestAs(admin, "/admin/audit")));
  expect(all.entries).toMatchObject([
    { what: "Person deactivated", actor: { name: "Zoë O’Brien" }, subject: { name: "Boris" } },
    { what: "Person deactivated", actor: { name: "Zoë O’Brien" }, subject: { name: "Ada" } },
  ]);
  const url = `/admin/audit?person=${one.id}`;
  const ofOne = await bodyOf(await load(auditPage, await requestAs(admin, url)));
  expect(ofOne.person.name).toBe("Ada");
  expect(ofOne.entries).toHaveLength(1);
});

test("no page hands out a password hash or the token of a link", async () => {
  const { site, manager } = await aManagedSite();
  const admin = await anAdmin({ site, password: PASSWORD });
  const person = await aTrainee({ site, password: PASSWORD });
  const form = { ...INVITATION, siteId: String(site.id) };
  const invited = await act(invitePage, await requestAs(manager, "/people/invite", form));
  const { personId, url } = (await bodyOf(invited)).invited;
  const params = { personId };
  const pages = await Promise.all([
    load(peoplePage, await requestAs(admin, "/people")),
    load(auditPage, await requestAs(admin, "/admin/audit")),
    load(positionPage, await requestAs(admin, `/admin/people/${personId}`), params),
    load(linkPage, await requestAs(admin, `/people/${personId}/link`), params),
    load(positionPage, await requestAs(admin, `/admin/people/${person.id}`), {
      personId: person.id,
    }),
  ]);
  const told = JSON.stringify(await Promise.all(pages.map(bodyOf)));
  expect(told).toContain("aoife@clinic.test");
  expect(told).not.toContain("$argon2");
  expect(told).not.toContain(tokenIn(url));
});
