import { expect, test } from "vitest";
import type { Role } from "#app/core/roles.ts";
import { tables, transaction } from "#db/client.server.ts";
import { findAccount } from "#db/queries/accounts.ts";
import { listAuditEntries } from "#db/queries/audit.ts";
import { createLink, invitePerson } from "#db/queries/invitations.ts";
import {
  createSetupCode,
  findLink,
  type LinkKind,
  type NewLink,
  takeLink,
} from "#db/queries/one-time-links.ts";
import { addSite, findOrganisation, isSetUp, listSites, setUp } from "#db/queries/organisation.ts";
import { type Asker, findColleague, listPeople } from "#db/queries/people.ts";
import { deactivatePerson, findPosition, savePosition } from "#db/queries/positions.ts";
import { listSessions } from "#db/queries/sessions.ts";
import { countTry, deleteEndedSignInLimits, forgiveTry } from "#db/queries/sign-in-limits.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aJobRole,
  aManager,
  anAdmin,
  aPerson,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { cookieOf } from "#tests/support/request.ts";

useCleanDatabase();

const NOW = new Date("2027-02-11T10:42:00Z");
const PASSWORD = "the tide is out today";
const HOUR_IN_MS = 3_600_000;

function hoursLater(hours: number, ms = 0): Date {
  return new Date(NOW.getTime() + hours * HOUR_IN_MS + ms);
}

/** How a person asks. */
function asking({ id, roles }: TestPerson, managed: readonly { id: number }[] = []): Asker {
  return { id, roles: [...roles], managedSiteIds: managed.map((site) => site.id) };
}

async function actionsAbout(personId: number): Promise<string[]> {
  const { entries } = await listAuditEntries(personId, 1, 50);
  return entries.map(({ action }) => action);
}

// Limits

const LIMIT = { key: "account", tries: 10, minutes: 15 };

test("of many tries at once exactly the allowed ones pass", async () => {
  const tries = await Promise.all(Array.from({ length: 25 }, () => countTry([LIMIT], NOW)));
  expect(tries.filter((retryAt) => retryAt === undefined)).toHaveLength(10);
});

test("tries in the meantime do not make the wait longer, and after it all are back", async () => {
  for (let number = 0; number < 11; number += 1) await countTry([LIMIT], NOW);
  const end = hoursLater(0.25);
  expect(await countTry([LIMIT], hoursLater(0.25, -1))).toEqual(end);
  for (let number = 0; number < 10; number += 1) {
    expect(await countTry([LIMIT], end)).toBeUndefined();
  }
  expect(await countTry([LIMIT], end)).toEqual(hoursLater(0.5));
});

test("of several limits the longest wait counts", async () => {
  const strict = { key: "strict", tries: 0, minutes: 60 };
  const mild = { key: "mild", tries: 0, minutes: 5 };
  expect(await countTry([strict, mild], NOW)).toEqual(hoursLater(1));
});

test("a try that was right is given back, and never more than was taken", async () => {
  const spared = { key: "address", tries: 1, minutes: 15 };
  await countTry([LIMIT, spared], NOW);
  await forgiveTry(LIMIT.key, spared.key);
  await forgiveTry(LIMIT.key, spared.key);
  expect(await countTry([spared], NOW)).toBeUndefined();
  expect(await countTry([spared], NOW)).toBeDefined();
});

test("counts are forgotten when they end, and not before", async () => {
  const limit = { ...LIMIT, tries: 0 };
  await countTry([limit], NOW);
  await deleteEndedSignInLimits(hoursLater(0.25, -1));
  expect(await countTry([limit], NOW)).toEqual(hoursLater(0.25));
  await deleteEndedSignInLimits(hoursLater(0.25));
  expect(await countTry([limit], hoursLater(0.1))).toEqual(hoursLater(0.35));
});

// Set-up

const INSTALLATION = {
  organisation: "Linden Skin Clinics",
  site: "Dublin",
  timeZone: "Europe/Dublin",
  name: "Zoë O’Brien",
  email: "zoe@clinic.test",
  jobRole: "Nurse",
};

test("set-up in parallel makes one admin, one site and one organisation", async () => {
  const code = await createSetupCode(NOW);
  const outcomes = await Promise.all(
    ["zoe@clinic.test", "eve@clinic.test", "mallory@clinic.test"].map((email) =>
      setUp({ ...INSTALLATION, email }, code, "hash", NOW),
    ),
  );
  const admins = outcomes.flatMap((outcome) => (outcome.refused ? [] : [outcome.personId]));
  expect(admins).toHaveLength(1);
  expect(outcomes.filter(({ refused }) => refused === "done")).toHaveLength(2);
  expect(await listSites()).toHaveLength(1);
  const [personId = 0] = admins;
  const position = await findPosition(personId);
  expect([...(position?.roles ?? [])].sort()).toEqual(["admin", "author", "manager", "trainee"]);
  expect(position?.managedSiteIds).toEqual([position?.homeSiteId]);
  expect(position?.memberships).toEqual([
    { siteId: position?.homeSiteId, jobRoleId: expect.any(Number) },
  ]);
  expect(await actionsAbout(personId)).toEqual(["organisation.set-up"]);
});

test.each([
  ["one that was never made", async () => "0000-0000-0000-0000", NOW],
  ["one that a later start replaced", replacedCode, NOW],
  ["one that is seven days old", () => createSetupCode(NOW), hoursLater(7 * 24)],
])("a set-up code does nothing when it is %s", async (_, codeOf, now) => {
  const outcome = await setUp(INSTALLATION, await codeOf(), "hash", now);
  expect(outcome).toEqual({ refused: "code" });
  expect(await isSetUp()).toBe(false);
  expect(await findOrganisation()).toBeUndefined();
});

async function replacedCode(): Promise<string> {
  const code = await createSetupCode(NOW);
  await createSetupCode(NOW);
  return code;
}

test("nobody is made an admin with a good code once somebody exists", async () => {
  const code = await createSetupCode(NOW);
  await aTrainee();
  expect(await setUp(INSTALLATION, code, "hash", NOW)).toEqual({ refused: "done" });
  expect((await findOrganisation())?.name).toBe("Linden Skin Clinics");
});

// Links

async function aLink(maker: Asker, personId: number, now = NOW): Promise<NewLink> {
  const outcome = await createLink(maker, personId, now);
  if (!outcome || outcome.refused) throw new Error(`There is no link: ${outcome?.refused}`);
  return outcome.link;
}

const KINDS: { kind: LinkKind; password: string | undefined; hours: number; done: string }[] = [
  { kind: "invitation", password: undefined, hours: 7 * 24, done: "person.joined" },
  { kind: "reset", password: PASSWORD, hours: 24, done: "person.password-reset" },
];

test.each(KINDS)(
  "an $kind link works once, however many follow it at the same time",
  async ({ kind, password, done }) => {
    const admin = asking(await anAdmin());
    const person = await aTrainee({ password });
    const link = await aLink(admin, person.id);
    expect(link.kind).toBe(kind);
    const hashes = ["hash-0", "hash-1", "hash-2", "hash-3", "hash-4"];
    const taken = await Promise.all(hashes.map((hash) => takeLink(kind, link.token, hash, NOW)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    const winner = hashes[taken.indexOf(true)];
    expect((await findAccount(person.email))?.passwordHash).toBe(winner);
    expect((await findLink(kind, link.token, NOW))?.state).toBe("used");
    expect((await actionsAbout(person.id)).filter((action) => action === done)).toHaveLength(1);
  },
);

test.each(KINDS)(
  "an $kind link works for $hours hours, to the millisecond",
  async ({ kind, password, hours }) => {
    const admin = asking(await anAdmin());
    const person = await aTrainee({ password });
    const { token } = await aLink(admin, person.id);
    const [lastMoment, tooLate] = [hoursLater(hours, -1), hoursLater(hours)];
    expect((await findLink(kind, token, tooLate))?.state).toBe("ended");
    expect(await takeLink(kind, token, "hash", tooLate)).toBe(false);
    expect((await findLink(kind, token, lastMoment))?.state).toBe("open");
    expect(await takeLink(kind, token, "hash", lastMoment)).toBe(true);
  },
);

test("looking at a link does not use it up", async () => {
  const { token } = await aLink(asking(await anAdmin()), (await aTrainee()).id);
  for (let look = 0; look < 3; look += 1) {
    expect((await findLink("invitation", token, NOW))?.state).toBe("open");
  }
});

test("a link is only what it was made for", async () => {
  const { token } = await aLink(asking(await anAdmin()), (await aTrainee()).id);
  expect(await findLink("reset", token, NOW)).toBeUndefined();
  expect(await takeLink("reset", token, "hash", NOW)).toBe(false);
});

test("a newer link replaces the older one of the same person, and nobody else's", async () => {
  const admin = asking(await anAdmin());
  const [person, neighbour] = [await aTrainee(), await aTrainee()];
  const old = await aLink(admin, person.id);
  const other = await aLink(admin, neighbour.id);
  const newer = await aLink(admin, person.id);
  expect((await findLink("invitation", old.token, NOW))?.state).toBe("ended");
  expect((await findLink("invitation", other.token, NOW))?.state).toBe("open");
  expect(await takeLink("invitation", old.token, "hash", NOW)).toBe(false);
  expect(await takeLink("invitation", newer.token, "hash", NOW)).toBe(true);
});

test("of links that are made at the same time one is open in the end", async () => {
  const admin = asking(await anAdmin());
  const person = await aTrainee();
  const links = await Promise.all([1, 2, 3, 4].map(() => aLink(admin, person.id)));
  const found = await Promise.all(links.map(({ token }) => findLink("invitation", token, NOW)));
  expect(found.filter((link) => link?.state === "open")).toHaveLength(1);
});

test("positions that are given at the same time leave one of them, whole", async () => {
  const { admin, site, otherSite } = await aClinic();
  const person = await aTrainee({ site });
  const positions = [site, otherSite].map(({ id }) => ({
    roles: ["admin"] as Role[],
    managedSiteIds: [],
    homeSiteId: id,
    memberships: [{ siteId: id, jobRoleId: undefined }],
  }));
  const outcomes = await Promise.all(
    positions.map((position) => savePosition(admin, person.id, position, NOW)),
  );
  expect(outcomes).toEqual(["saved", "saved"]);
  expect(positions).toContainEqual(await findPosition(person.id));
});

test("a reset ends every session of the person, and nobody else's", async () => {
  const person = await aTrainee({ password: PASSWORD });
  const neighbour = await aTrainee();
  await Promise.all([person, person, neighbour].map(cookieOf));
  const { token } = await aLink(asking(await anAdmin()), person.id, new Date());
  await takeLink("reset", token, "hash", new Date());
  expect(await listSessions(person.id, new Date())).toHaveLength(0);
  expect(await listSessions(neighbour.id, new Date())).toHaveLength(1);
});

test.each<{ roles: Role[]; refused: boolean }>([
  { roles: ["trainee"], refused: false },
  { roles: ["trainee", "author"], refused: true },
  { roles: ["manager"], refused: true },
  { roles: ["trainee", "admin"], refused: true },
])(
  "a manager making a link to somebody who is $roles: refused $refused",
  async ({ roles, refused }) => {
    const site = await aSite();
    const manager = asking(await aManager({ sites: [site] }), [site]);
    const person = await aPerson({ site, roles, password: PASSWORD });
    const outcome = await createLink(manager, person.id, NOW);
    expect(outcome?.refused).toBe(refused ? "further-roles" : undefined);
  },
);

test("a manager's link to a trainee ends when the trainee is given further roles", async () => {
  const site = await aSite();
  const admin = asking(await anAdmin());
  const manager = asking(await aManager({ sites: [site] }), [site]);
  const person = await aTrainee({ site, password: PASSWORD });
  const { token } = await aLink(manager, person.id);
  const position = await findPosition(person.id);
  if (!position) throw new Error("The trainee has no position");
  await savePosition(admin, person.id, { ...position, roles: ["trainee", "admin"] }, NOW);
  expect((await findLink("reset", token, NOW))?.state).toBe("ended");
  expect(await takeLink("reset", token, "hash", NOW)).toBe(false);
});

test("links end with their maker's account, and with that of the person they lead to", async () => {
  const [admin, maker] = [asking(await anAdmin()), asking(await anAdmin())];
  const [person, former] = [await aTrainee({ password: PASSWORD }), await aTrainee()];
  const byMaker = await aLink(maker, person.id);
  const toFormer = await aLink(admin, former.id);
  await deactivatePerson(admin, maker.id, NOW);
  await deactivatePerson(admin, former.id, NOW);
  expect(await takeLink("reset", byMaker.token, "hash", NOW)).toBe(false);
  expect(await takeLink("invitation", toFormer.token, "hash", NOW)).toBe(false);
});

test("nobody makes a link to somebody they do not see, or who is deactivated", async () => {
  const site = await aSite();
  const manager = asking(await aManager({ sites: [site] }), [site]);
  const stranger = await aTrainee({ password: PASSWORD });
  const former = await aTrainee({ site, deactivatedAt: NOW });
  expect(await createLink(manager, stranger.id, NOW)).toBeUndefined();
  expect(await createLink(manager, former.id, NOW)).toEqual({ refused: "deactivated" });
});

// Invitations

async function aClinic() {
  const [site, otherSite] = [await aSite(), await aSite()];
  const manager = asking(await aManager({ sites: [site] }), [site]);
  const invitation = {
    name: "Łukasz Żółć",
    email: "lukasz@clinic.test",
    siteId: site.id,
    jobRoleId: undefined as number | undefined,
    roles: ["trainee"] as Role[],
    managedSiteIds: [] as number[],
  };
  return { site, otherSite, manager, admin: asking(await anAdmin()), invitation };
}

test("an invitation makes a person who can join, with their site, role and an audit entry", async () => {
  const { manager, invitation, site } = await aClinic();
  const jobRole = await aJobRole();
  const outcome = await invitePerson(manager, { ...invitation, jobRoleId: jobRole.id }, NOW);
  if (outcome.refused) throw new Error(outcome.refused);
  expect(await findColleague(manager, outcome.personId)).toMatchObject({
    name: "Łukasz Żółć",
    state: "invited",
    roles: ["trainee"],
  });
  expect(await findPosition(outcome.personId)).toEqual({
    roles: ["trainee"],
    managedSiteIds: [],
    homeSiteId: site.id,
    memberships: [{ siteId: site.id, jobRoleId: jobRole.id }],
  });
  expect(await actionsAbout(outcome.personId)).toEqual(["person.invited"]);
  expect(await takeLink("invitation", outcome.link.token, "hash", NOW)).toBe(true);
});

test("of invitations to one address at the same time one is made", async () => {
  const { manager, invitation } = await aClinic();
  const outcomes = await Promise.all([1, 2, 3].map(() => invitePerson(manager, invitation, NOW)));
  expect(outcomes.filter(({ refused }) => refused === undefined)).toHaveLength(1);
  expect(outcomes.filter(({ refused }) => refused === "email-taken")).toHaveLength(2);
});

test("a manager invites to their own sites, and trainees only", async () => {
  const { manager, invitation, otherSite, site } = await aClinic();
  const refusalOf = async (change: Partial<typeof invitation>) =>
    (await invitePerson(manager, { ...invitation, ...change }, NOW)).refused;
  expect(await refusalOf({ siteId: otherSite.id })).toBe("site");
  expect(await refusalOf({ roles: ["trainee", "author"] })).toBe("roles");
  expect(await refusalOf({ roles: ["admin"] })).toBe("roles");
  expect(await refusalOf({ roles: ["manager"], managedSiteIds: [site.id] })).toBe("roles");
  expect(await refusalOf({ jobRoleId: 999_999 })).toBe("job-role");
});

test("sites to manage mean nothing without the role", async () => {
  const { admin, invitation, otherSite } = await aClinic();
  const outcome = await invitePerson(admin, { ...invitation, managedSiteIds: [otherSite.id] }, NOW);
  if (outcome.refused) throw new Error(outcome.refused);
  expect((await findPosition(outcome.personId))?.managedSiteIds).toEqual([]);
});

// People and positions

test("a manager finds the staff of their sites, an admin everybody, anybody else nobody", async () => {
  const { manager, admin, site, otherSite } = await aClinic();
  const own = await aTrainee({ site });
  const shared = await aTrainee({ site: otherSite, alsoAt: [site] });
  const stranger = await aTrainee({ site: otherSite });
  const seenBy = async (asker: Asker) =>
    (await listPeople(asker, {}, 1, 50)).people.map(({ id }) => id);
  expect(await seenBy(manager)).toEqual(expect.arrayContaining([own.id, shared.id]));
  expect(await seenBy(manager)).not.toContain(stranger.id);
  expect(await seenBy(admin)).toContain(stranger.id);
  expect(await seenBy(asking(own))).toEqual([]);
  expect(await findColleague(manager, stranger.id)).toBeUndefined();
  expect(await findColleague(asking(own), own.id)).toBeUndefined();
});

test("people are found by name without case and accents, and signs of a pattern are just signs", async () => {
  const { admin } = await aClinic();
  await aTrainee({ name: "Zoë O’Brien", email: "zoe@clinic.test" });
  await aTrainee({ name: "Łukasz 100% Żółć", email: "l_z@clinic.test" });
  const found = async (search: string) =>
    (await listPeople(admin, { search }, 1, 50)).people.map(({ name }) => name);
  expect(await found("ZOE")).toEqual(["Zoë O’Brien"]);
  expect(await found("lukasz")).toEqual(["Łukasz 100% Żółć"]);
  expect(await found("%")).toEqual(["Łukasz 100% Żółć"]);
  expect(await found("_")).toEqual(["Łukasz 100% Żółć"]);
  expect(await found("\\")).toEqual([]);
  expect(await found("zoe@clinic")).toEqual(["Zoë O’Brien"]);
});

test("people are filtered by site and state, sorted by name, and paged without gaps", async () => {
  const { admin, site } = await aClinic();
  for (const name of ["Émile", "Ada", "Zoe", "Boris", "Ewa"]) {
    await aTrainee({ name, site, password: name === "Ada" ? PASSWORD : undefined });
  }
  await aTrainee({ name: "Carl", site, password: PASSWORD, deactivatedAt: NOW });
  const filter = { siteId: site.id, state: "invited" } as const;
  const pages = await Promise.all([1, 2, 3].map((page) => listPeople(admin, filter, page, 2)));
  // The manager of the clinic has no password yet either.
  expect(pages.map(({ total }) => total)).toEqual([5, 5, 5]);
  const names = pages.flatMap(({ people }) => people.map(({ name }) => name));
  expect(names.filter((name) => !name.startsWith("Person"))).toEqual([
    "Boris",
    "Émile",
    "Ewa",
    "Zoe",
  ]);
  const inState = async (state: "active" | "deactivated") =>
    (await listPeople(admin, { siteId: site.id, state }, 1, 50)).people.map(({ name }) => name);
  expect(await inState("active")).toEqual(["Ada"]);
  expect(await inState("deactivated")).toEqual(["Carl"]);
});

test("the last admin who can sign in cannot be taken away", async () => {
  const last = await anAdmin({ password: PASSWORD });
  // Neither can act: one has not joined yet, the other no longer works here.
  await anAdmin();
  await anAdmin({ password: PASSWORD, deactivatedAt: NOW });
  const admin = asking(last);
  const position = await findPosition(last.id);
  if (!position) throw new Error("The admin has no position");
  expect(await deactivatePerson(admin, last.id, NOW)).toBe("last-admin");
  const asTrainee = { ...position, roles: ["trainee"] as Role[] };
  expect(await savePosition(admin, last.id, asTrainee, NOW)).toBe("last-admin");
  expect((await findPosition(last.id))?.roles).toEqual(["admin"]);
  await anAdmin({ password: PASSWORD });
  expect(await savePosition(admin, last.id, asTrainee, NOW)).toBe("saved");
});

test("two admins who take each other away at the same time leave one", async () => {
  const [one, other] = [
    await anAdmin({ password: PASSWORD }),
    await anAdmin({ password: PASSWORD }),
  ];
  const outcomes = await Promise.all([
    deactivatePerson(asking(one), other.id, NOW),
    deactivatePerson(asking(other), one.id, NOW),
  ]);
  expect(outcomes.sort()).toEqual(["last-admin", "saved"]);
});

test("deactivating ends sessions at once and is recorded once", async () => {
  const admin = asking(await anAdmin({ password: PASSWORD }));
  const person = await aTrainee({ password: PASSWORD });
  await cookieOf(person);
  await deactivatePerson(admin, person.id, NOW);
  await deactivatePerson(admin, person.id, NOW);
  expect(await listSessions(person.id, new Date())).toHaveLength(0);
  expect(await findAccount(person.email)).toBeUndefined();
  expect(await actionsAbout(person.id)).toEqual(["person.deactivated"]);
});

test("whoever is moved to another home site works there too, and nowhere they were not given", async () => {
  const { admin, site, otherSite } = await aClinic();
  const person = await aTrainee({ site });
  const position = {
    roles: ["manager", "trainee"] as Role[],
    managedSiteIds: [site.id, site.id],
    homeSiteId: otherSite.id,
    memberships: [],
  };
  expect(await savePosition(admin, person.id, position, NOW)).toBe("saved");
  expect(await findPosition(person.id)).toMatchObject({
    managedSiteIds: [site.id],
    homeSiteId: otherSite.id,
    memberships: [{ siteId: otherSite.id, jobRoleId: undefined }],
  });
  const elsewhere = { ...position, homeSiteId: 999_999 };
  expect(await savePosition(admin, person.id, elsewhere, NOW)).toBe("site");
});

test("a site's name is taken whatever its case and accents, also by two at the same time", async () => {
  const { admin } = await aClinic();
  const names = ["Malmö", "MALMÖ", "malmo"];
  const outcomes = await Promise.all(
    names.map((site) => addSite(admin, { site, timeZone: "Europe/Stockholm" }, NOW)),
  );
  expect(outcomes.sort()).toEqual(["saved", "taken", "taken"]);
});

test("a try that the database could not finish leaves nothing behind", async () => {
  const { manager, invitation } = await aClinic();
  const broken = transaction(async () => {
    await invitePerson(manager, invitation, NOW);
    throw new Error("the power went out");
  });
  await expect(broken).rejects.toThrow("the power went out");
  const outcome = await invitePerson(manager, invitation, NOW);
  expect(outcome.refused).toBeUndefined();
  const links = await transaction((q) => q.select().from(tables.oneTimeLinks));
  expect(links).toHaveLength(1);
});
