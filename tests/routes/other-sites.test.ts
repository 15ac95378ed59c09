import { expect, test } from "vitest";
import { addDays } from "#app/core/calendar.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { LICENCE, type TestPerson, TRAY } from "#tests/support/factories.ts";
import { act, load, requestAs } from "#tests/support/request.ts";
import { ROUTE_MODULES } from "#tests/support/route-modules.ts";
import { rowsAbout } from "#tests/support/rows-about.ts";
import { EMAIL, REASON, SECRETS, twoSites } from "#tests/support/two-sites.ts";
import { readZip } from "#tests/support/zip.ts";

/*
 * A manager never sees or changes anything of another site's people, at any route. Whatever is
 * asked here, the manager of that site asks as well: they do see and change it, so that no line
 * passes because it asks for nothing. A route that is in neither table fails.
 */

useCleanDatabase();

const TODAY = new Date().toISOString().slice(0, 10);
const IN_A_MONTH = addDays(TODAY, 30);

/** Routes without a word about other people's certifications, or not for managers, and why. */
const NOT_ABOUT_STAFF: Record<string, string> = {
  $: "finds nothing",
  _index: "leads on",
  "sign-in": "public",
  "sign-out": "only one's own session",
  "join.$token": "the link is the permission",
  "reset.$token": "the link is the permission",
  "setup.($code)": "only before anybody is there",
  "verify._index": "public",
  "verify.$code": "public: says of one code what the certificate says",
  "images.$hash": "pictures of items",
  "_app.account": "only oneself",
  "_app.training": "only oneself",
  "_app.training_.reports": "only oneself",
  "_app.quizzes.$quizId": "only oneself",
  "_app.attempts.$attemptId.result": "only oneself: see access.test.ts",
  "attempts.$attemptId._index": "only oneself: see access.test.ts",
  "attempts.$attemptId.check": "only oneself: see access.test.ts",
  "attempts.$attemptId.clock": "only oneself: see access.test.ts",
  "attempts.$attemptId.items.$itemId.problem": "only oneself: see access.test.ts",
  "attempts.$attemptId.pages.$page": "only oneself: see access.test.ts",
  "_app.problem-reports._index": "authors, without names: see problem-reports.test.ts",
  "_app.problem-reports.$reportId": "authors, without names: see problem-reports.test.ts",
  "_app.author._index": "authors",
  "_app.author.$quizId._index": "authors",
  "_app.author.$quizId.history": "authors",
  "_app.author.$quizId.regrade": "authors, without names: see regrades.test.ts",
  "_app.author.$quizId.regrades.$regradeId": "authors, without names: see regrades.test.ts",
  "_app.admin._index": "admins, who see everybody",
  "_app.admin.audit": "admins, who see everybody",
  "_app.admin.mail": "admins, who see everybody",
  "_app.admin.people.$personId": "admins, who see everybody",
};

type Scene = Awaited<ReturnType<typeof twoSites>>;
type Fields = Record<string, string | readonly string[]>;
type Params = Record<string, string | number>;

type Line = {
  /** The parameters of an address that is about the other site, for whoever asks. */
  params?: (scene: Scene, asker: TestPerson) => Params;
  /** Ways of asking for the other site's people. */
  searches?: (scene: Scene) => readonly string[];
  /** Names nobody, or nothing that can be read as text; the other site's manager is let in. */
  isNameless?: true;
  /** What whoever asks has typed themselves, and may read again. */
  typed?: string;
  /** A form that is filled in well. */
  form?: (scene: Scene, asker: TestPerson) => Fields | Promise<Fields>;
  /** A form of this route does nothing by itself to anybody. */
  isHarmless?: true;
};

const ofZenobia = ({ zenobia }: Scene) => ({ personId: zenobia.id });
const ofTray = ({ zenobia, certificationId }: Scene) => {
  return { personId: zenobia.id, certificationId, practicalId: TRAY.id };
};
const steps = ({ signOffId }: Scene) => {
  return { step: ["tray", "sharps"], seen: `${signOffId}`, go: "sign", attest: "yes" };
};
const withReason = () => ({ reason: REASON });
/** What a board can be asked for. */
const boardSearches = ({ zenobia, farSite }: Scene) => [
  ...["", "?q=Zenobia", `?site=${farSite.id}`, "?group=site&sort=name"],
  ...[`?on=${addDays(TODAY, -1)}`, `?on=${addDays(TODAY, -1)}&site=${farSite.id}`],
  `?who=ticked&person=${zenobia.id}`,
];
const assignZenobia = ({ zenobia, laser }: Scene) =>
  `?kind=assign&certificationId=${laser}&dueOn=${IN_A_MONTH}&person=${zenobia.id}`;

const ABOUT_STAFF: Record<string, Line> = {
  _app: { isNameless: true },
  "_app.board": { searches: boardSearches },
  "_app.board_.print": { searches: boardSearches },
  "board[.]csv": { searches: boardSearches },
  "_app.needs": {},
  "_app.coverage": { searches: ({ farSite }) => ["", `?site=${farSite.id}`] },
  "_app.people._index": {
    searches: ({ farSite }) => ["", "?q=zenobia", `?site=${farSite.id}`, "?state=invited"],
  },
  "_app.people.invite": {
    form: ({ farSite }) => ({
      ...{ name: "New Person", email: "new@elsewhere.test", siteId: `${farSite.id}` },
      ...{ jobRoleId: "", roles: ["trainee"], managedSiteIds: [] },
    }),
  },
  "_app.people.$personId._index": {
    params: ofZenobia,
    searches: () => ["", `?on=${addDays(TODAY, -1)}`],
  },
  "_app.people.$personId.attempts.$attemptId": {
    params: ({ zenobia, submitted }) => ({ personId: zenobia.id, attemptId: submitted.id }),
  },
  "_app.people.$personId.grant": {
    params: ofZenobia,
    searches: ({ begun }) => [`?quiz=${begun.quizId}`],
    form: () => ({ reason: REASON, grantsSeen: "0" }),
  },
  "_app.people.$personId.extra-time._index": {
    params: ofZenobia,
    form: () => ({ quiz: "", amount: "20", unit: "minutes", reason: REASON, seen: "1" }),
  },
  "_app.people.$personId.extra-time.$extraTimeId": {
    params: ({ zenobia, extraTimeId }) => ({ personId: zenobia.id, extraTimeId }),
    form: () => ({}),
  },
  "_app.people.$personId.link": { params: ofZenobia, form: () => ({}) },
  "_app.people.$personId.sign-offs.$certificationId.$practicalId._index": {
    params: ofTray,
    form: steps,
  },
  "people.$personId.sign-offs.$certificationId.$practicalId.steps": { params: ofTray, form: steps },
  "_app.people.$personId.sign-offs.$signOffId": {
    params: ({ zenobia, signOffId }) => ({ personId: zenobia.id, signOffId }),
    form: withReason,
  },
  "_app.people.$personId.outside.$outsideId._index": {
    params: ({ zenobia }) => ({ personId: zenobia.id, outsideId: LICENCE.id }),
    form: ({ recordId }) => {
      return { validUntil: "2050-01-01", documentNumber: "B 1", lapsed: "", seen: `${recordId}` };
    },
  },
  "_app.people.$personId.outside.$outsideId.$recordId": {
    params: ({ zenobia, recordId }) => {
      return { personId: zenobia.id, outsideId: LICENCE.id, recordId };
    },
    form: withReason,
  },
  "_app.people.$personId.certificates.$certificateId.withdraw": {
    params: ({ zenobia, certificateId }) => ({ personId: zenobia.id, certificateId }),
    form: () => ({ reason: REASON, was: "" }),
  },
  "_app.people.$personId.requirement": {
    params: ofZenobia,
    searches: ({ laser }) => [`?certification=${laser}&do=suspend`],
    form: ({ decisions }) => {
      return { untilOn: IN_A_MONTH, reason: REASON, scope: "every", seen: `${decisions}` };
    },
  },
  "people.$personId.evidence[.]zip": { params: ofZenobia },
  "_app.certificates.$code": { params: ({ code }) => ({ code }) },
  "certificates.$code.pdf": { params: ({ code }) => ({ code }), isNameless: true },
  "_app.requirements._index": {
    form: ({ laser, farSite }) => ({
      ...{ certificationId: laser, siteId: `${farSite.id}`, jobRoleId: "" },
      ...{ due: "after-joining", dueOn: "", withinDays: "60", seen: "2" },
    }),
  },
  "_app.requirements.$requirementId": {
    params: ({ requirementId }) => ({ requirementId }),
    form: () => ({}),
  },
  "_app.bulk._index": {
    searches: (scene) => [assignZenobia(scene)],
    async form(scene, asker) {
      const page = await shownAt("_app.bulk._index", assignZenobia(scene), asker);
      const { bulk, token } = page as { bulk: { plan: { fingerprint: string } }; token: string };
      return { _fingerprint: bulk.plan.fingerprint, _token: token };
    },
  },
  "_app.bulk.$jobId": { params: ({ jobId }) => ({ jobId }) },
  "bulk.$jobId.results[.]csv": { params: ({ jobId }) => ({ jobId }) },
  "_app.staff-list._index": { isHarmless: true },
  "_app.staff-list.$importId": {
    params: ({ imports }, { id }) => ({ importId: imports.get(id) ?? 0 }),
    typed: EMAIL,
    async form({ imports }, asker) {
      const params = { importId: imports.get(asker.id) ?? 0 };
      const page = await shownAt("_app.staff-list.$importId", "", asker, params);
      const { preview } = page as { preview: { fingerprint: string } };
      return { _fingerprint: preview.fingerprint };
    },
  },
  "staff-list[.]csv": {},
  "_app.exports": { searches: ({ farSite }) => ["", `?site=${farSite.id}&from=soon`] },
  "exports.attempts[.]csv": { searches: ({ farSite }) => ["", `?site=${farSite.id}`] },
  "exports.evidence[.]zip": { searches: ({ farSite }) => ["", `?site=${farSite.id}`] },
  "_app.statistics._index": { isNameless: true },
  "_app.statistics.$quizId": {
    params: ({ begun }) => ({ quizId: begun.quizId }),
    isNameless: true,
  },
  "statistics.$quizId[.]csv": {
    params: ({ begun }) => ({ quizId: begun.quizId }),
    isNameless: true,
  },
  "calendar.$file": {
    params: ({ feeds }, { id }) => ({ file: `${feeds.get(id)}.ics` }),
  },
  "_app.notifications": { isNameless: true, isHarmless: true },
  "notifications.$notificationId": {
    params: ({ notificationId }) => ({ notificationId }),
    isNameless: true,
  },
};

/** What a loader gives; for a Response that refuses, the Response itself. */
async function shownAt(name: string, search: string, asker: TestPerson, params: Params = {}) {
  const loader = ROUTE_MODULES[name]?.loader;
  if (!loader) throw new Error(`${name} has no loader`);
  return load({ loader }, await requestAs(asker, `/${search}`), params);
}

/** All that somebody can read at a route. */
async function textFor(name: string, line: Line, scene: Scene, asker: TestPerson) {
  const params = line.params?.(scene, asker);
  const texts: string[] = [];
  for (const search of line.searches?.(scene) ?? [""]) {
    texts.push(await textOf(await shownAt(name, search, asker, params)));
  }
  return texts.join("\n");
}

async function textOf(given: unknown): Promise<string> {
  if (!(given instanceof Response)) return JSON.stringify(given);
  const content = Buffer.from(await given.arrayBuffer());
  if (given.headers.get("Content-Type") !== "application/zip") {
    return `${given.status} ${given.headers.get("Location")} ${content}`;
  }
  const files = await readZip(content);
  return [...files].map(([name, bytes]) => `${name} ${bytes}`).join("\n");
}

test("every route is in one of the two tables", () => {
  const known = [...Object.keys(NOT_ABOUT_STAFF), ...Object.keys(ABOUT_STAFF)];
  expect(known.sort()).toEqual(Object.keys(ROUTE_MODULES).sort());
});

const LINES = Object.entries(ABOUT_STAFF);

test.each(LINES.filter(([name]) => ROUTE_MODULES[name]?.loader))(
  "a manager reads nothing of another site's people at %s",
  async (name, line) => {
    const scene = await twoSites();
    const seen = await textFor(name, line, scene, scene.near);
    const owner = name.startsWith("notifications.") ? scene.zenobia : scene.far;
    const control = await textFor(name, line, scene, owner);
    expect(control).not.toMatch(/^40[34] /m);
    const found = (text: string) => SECRETS.filter((secret) => text.includes(secret));
    if (!line.isNameless) expect(found(control)).not.toEqual([]);
    expect(found(seen).filter((secret) => secret !== line.typed)).toEqual([]);
  },
);

test.each(LINES.filter(([name]) => ROUTE_MODULES[name]?.action))(
  "a manager changes nothing of another site's people at %s",
  async (name, line) => {
    const action = ROUTE_MODULES[name]?.action;
    if (!action) throw new Error(`${name} has no action`);
    expect(Boolean(line.form) !== Boolean(line.isHarmless)).toBe(true);
    if (!line.form) return;
    const scene = await twoSites();
    const [search = ""] = line.searches?.(scene) ?? [];
    const post = async (asker: TestPerson) => {
      const form = await line.form?.(scene, asker);
      await act(
        { action },
        await requestAs(asker, `/${search}`, form),
        line.params?.(scene, asker),
      );
      return rowsAbout({ personId: scene.zenobia.id, siteId: scene.farSite.id });
    };
    const before = rowsAbout({ personId: scene.zenobia.id, siteId: scene.farSite.id });
    expect(await post(scene.near)).toEqual(before);
    expect(await post(scene.far)).not.toEqual(before);
  },
);

test("of somebody who works at both sites, a manager reads where they work among their own", async () => {
  const { near, far, shared } = await twoSites();
  const workplacesFor = async (asker: TestPerson) => {
    const params = { personId: shared.id };
    const page = await shownAt("_app.people.$personId._index", "", asker, params);
    return (page as { workplaces: { siteName: string }[] }).workplaces;
  };
  expect(await workplacesFor(near)).toMatchObject([{ siteName: "Harbour" }]);
  expect(await workplacesFor(far)).toMatchObject([{ siteName: "Faraway" }]);
});
