import { expect, test } from "vitest";
import { hashToken, newToken } from "#app/token.server.ts";
import { saveBulkJob } from "#db/queries/bulk-jobs.ts";
import { saveCalendarFeed } from "#db/queries/calendar-feeds.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { listNotifications } from "#db/queries/notifications.ts";
import { listOutsideRecords } from "#db/queries/outside-records.ts";
import { saveStaffImport } from "#db/queries/staff-imports.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aLicence,
  aManager,
  anAdmin,
  anAttempt,
  anAuthor,
  anExtraTime,
  aProblemReport,
  aQuiz,
  aRegrade,
  aRequirement,
  aSignOff,
  aSite,
  aTrainee,
  LICENCE,
  TRAY,
} from "#tests/support/factories.ts";
import { aStoredDrawing } from "#tests/support/pictures.ts";
import { act, load, requestAs } from "#tests/support/request.ts";
import { ROUTE_MODULES } from "#tests/support/route-modules.ts";

/*
 * Who may do what, at every route and for every kind of person. A route that is not in the table,
 * or a loader or an action that is not in its line, fails.
 */

useCleanDatabase();

/** A trainee of the first site, whose pages these are, and everybody who is not them. */
const PEOPLE = [
  "nobody",
  "owner",
  "other trainee",
  "manager",
  "other manager",
  "author",
  "admin",
] as const;
type Person = (typeof PEOPLE)[number];

const EVERYBODY = [...PEOPLE];
const SIGNED_IN = PEOPLE.filter((person) => person !== "nobody");
const TRAINEES: Person[] = ["owner", "other trainee"];
const MANAGERS: Person[] = ["manager", "other manager"];

type Line = {
  /** The parameters of the address, from what the scene holds. */
  params?: (scene: Scene) => Record<string, string | number>;
  search?: (scene: Scene) => string;
  loader?: readonly Person[];
  action?: readonly Person[];
  /**
   * Those who hold the role, or need none, but find nothing: it is somebody else's. All others who
   * are signed in get a 403.
   */
  findNothing?: readonly Person[];
};

const ofOwner = ({ owner }: Scene) => ({ personId: owner.id });
const ofTray = ({ owner, certificationId }: Scene) => ({
  personId: owner.id,
  certificationId,
  practicalId: TRAY.id,
});
const openAttempt = ({ open }: Scene) => ({ attemptId: open.id, page: 1 });

const ACCESS: Record<string, Line> = {
  $: { loader: [], action: [], findNothing: EVERYBODY },
  _app: { loader: EVERYBODY },
  _index: { loader: EVERYBODY },
  "sign-in": { loader: EVERYBODY, action: EVERYBODY },
  "sign-out": { loader: EVERYBODY, action: EVERYBODY },
  "join.$token": { params: () => ({ token: "unknown" }), loader: EVERYBODY, action: EVERYBODY },
  "reset.$token": { params: () => ({ token: "unknown" }), loader: EVERYBODY, action: EVERYBODY },
  // Once somebody exists, set-up is over for everybody; it leads to the start.
  "setup.($code)": { loader: EVERYBODY, action: EVERYBODY },
  "verify._index": { loader: EVERYBODY },
  "verify.$code": { params: ({ code }) => ({ code }), loader: EVERYBODY },

  "_app.account": { loader: SIGNED_IN, action: SIGNED_IN },
  "_app.training": { loader: TRAINEES },
  "_app.quizzes.$quizId": {
    params: ({ quizId }) => ({ quizId }),
    loader: TRAINEES,
    action: TRAINEES,
  },
  "attempts.$attemptId._index": {
    params: openAttempt,
    loader: ["owner"],
    findNothing: ["other trainee"],
  },
  "attempts.$attemptId.pages.$page": {
    params: openAttempt,
    loader: ["owner"],
    action: ["owner"],
    findNothing: ["other trainee"],
  },
  "attempts.$attemptId.check": {
    params: openAttempt,
    loader: ["owner"],
    action: ["owner"],
    findNothing: ["other trainee"],
  },
  "attempts.$attemptId.clock": {
    params: openAttempt,
    loader: ["owner"],
    findNothing: ["other trainee"],
  },
  "attempts.$attemptId.items.$itemId.problem": {
    params: ({ open }) => ({ attemptId: open.id, itemId: "item-1" }),
    loader: ["owner"],
    action: ["owner"],
    findNothing: ["other trainee"],
  },
  "_app.training_.reports": { loader: TRAINEES },
  "_app.problem-reports._index": { loader: ["author", "admin"] },
  "_app.problem-reports.$reportId": {
    params: ({ reportId }) => ({ reportId }),
    loader: ["author", "admin"],
    action: ["author", "admin"],
  },
  "_app.attempts.$attemptId.result": {
    params: ({ submitted }) => ({ attemptId: submitted.id }),
    loader: ["owner"],
    findNothing: ["other trainee"],
  },
  "_app.certificates.$code": {
    params: ({ code }) => ({ code }),
    loader: ["owner", "manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "certificates.$code.pdf": {
    params: ({ code }) => ({ code }),
    loader: ["owner", "manager", "admin"],
    findNothing: SIGNED_IN,
  },

  "_app.board": { loader: MANAGERS },
  "_app.board_.print": { loader: MANAGERS },
  "_app.needs": { loader: MANAGERS },
  "_app.coverage": { loader: MANAGERS },
  "board[.]csv": { loader: MANAGERS },
  "_app.exports": { loader: [...MANAGERS, "admin"] },
  "exports.attempts[.]csv": { loader: [...MANAGERS, "admin"] },
  "exports.evidence[.]zip": { loader: [...MANAGERS, "admin"] },
  "people.$personId.evidence[.]zip": {
    params: ofOwner,
    loader: ["manager", "admin"],
    findNothing: ["other manager"],
  },
  "_app.requirements._index": { loader: [...MANAGERS, "admin"], action: [...MANAGERS, "admin"] },
  "_app.requirements.$requirementId": {
    params: ({ requirementId }) => ({ requirementId }),
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: ["other manager"],
  },
  "_app.people._index": { loader: [...MANAGERS, "admin"] },
  "_app.people.invite": {
    loader: [...MANAGERS, "admin"],
    action: [...MANAGERS, "admin"],
  },
  "_app.people.$personId._index": {
    params: ofOwner,
    loader: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.attempts.$attemptId": {
    params: ({ owner, submitted }) => ({ personId: owner.id, attemptId: submitted.id }),
    loader: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.grant": {
    params: ofOwner,
    search: ({ quizId }) => `?quiz=${quizId}`,
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.extra-time._index": {
    params: ofOwner,
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.extra-time.$extraTimeId": {
    params: ({ owner, extraTimeId }) => ({ personId: owner.id, extraTimeId }),
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.sign-offs.$certificationId.$practicalId._index": {
    params: ofTray,
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "people.$personId.sign-offs.$certificationId.$practicalId.steps": {
    params: ofTray,
    action: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.sign-offs.$signOffId": {
    params: ({ owner, signOffId }) => ({ personId: owner.id, signOffId }),
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.outside.$outsideId._index": {
    params: ({ owner }) => ({ personId: owner.id, outsideId: LICENCE.id }),
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.outside.$outsideId.$recordId": {
    params: ({ owner, recordId }) => ({ personId: owner.id, outsideId: LICENCE.id, recordId }),
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.certificates.$certificateId.withdraw": {
    params: ({ owner, certificateId }) => ({ personId: owner.id, certificateId }),
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.requirement": {
    params: ofOwner,
    search: ({ certificationId }) => `?certification=${certificationId}&do=suspend`,
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: SIGNED_IN,
  },
  "_app.people.$personId.link": {
    params: ofOwner,
    loader: ["manager", "admin"],
    action: ["manager", "admin"],
    findNothing: ["other manager"],
  },

  "_app.notifications": { loader: SIGNED_IN, action: SIGNED_IN },
  "notifications.$notificationId": {
    params: ({ notificationId }) => ({ notificationId }),
    loader: ["owner"],
    findNothing: SIGNED_IN,
  },
  // A calendar has an address that nobody can guess, and no other secret.
  "calendar.$file": {
    params: ({ feedToken }) => ({ file: `${feedToken}.ics` }),
    loader: EVERYBODY,
  },
  "_app.bulk._index": { loader: MANAGERS, action: MANAGERS },
  "_app.bulk.$jobId": {
    params: ({ jobId }) => ({ jobId }),
    loader: ["manager"],
    findNothing: ["other manager"],
  },
  "bulk.$jobId.results[.]csv": {
    params: ({ jobId }) => ({ jobId }),
    loader: ["manager"],
    findNothing: ["other manager"],
  },
  "_app.staff-list._index": {
    loader: [...MANAGERS, "admin"],
    action: [...MANAGERS, "admin"],
  },
  "_app.staff-list.$importId": {
    params: ({ importId }) => ({ importId }),
    loader: ["manager"],
    action: ["manager"],
    findNothing: ["other manager", "admin"],
  },
  "staff-list[.]csv": { loader: [...MANAGERS, "admin"] },

  // A picture has an address that nobody can guess; signed out there is none.
  "images.$hash": {
    params: ({ imageHash }) => ({ hash: imageHash }),
    loader: SIGNED_IN,
    findNothing: ["nobody"],
  },

  "_app.author._index": { loader: ["author"] },
  "_app.author.$quizId._index": {
    params: ({ quizId }) => ({ quizId }),
    loader: ["author"],
  },
  "_app.author.$quizId.history": {
    params: ({ quizId }) => ({ quizId }),
    loader: ["author"],
  },
  "_app.author.$quizId.regrade": {
    params: ({ quizId }) => ({ quizId }),
    loader: ["author"],
    action: ["author"],
  },
  "_app.author.$quizId.regrades.$regradeId": {
    params: ({ quizId, regradeId }) => ({ quizId, regradeId }),
    loader: ["author"],
    action: ["author"],
  },
  "_app.statistics._index": { loader: [...MANAGERS, "author"] },
  "_app.statistics.$quizId": {
    params: ({ quizId }) => ({ quizId }),
    loader: [...MANAGERS, "author"],
  },
  "statistics.$quizId[.]csv": {
    params: ({ quizId }) => ({ quizId }),
    loader: [...MANAGERS, "author"],
  },
  "_app.admin._index": { loader: ["admin"], action: ["admin"] },
  "_app.admin.audit": { loader: ["admin"] },
  "_app.admin.mail": { loader: ["admin"], action: ["admin"] },
  "_app.admin.people.$personId": {
    params: ofOwner,
    loader: ["admin"],
    action: ["admin"],
  },
};

type Scene = Awaited<ReturnType<typeof setTheScene>>;

/** Two sites with a manager each; a trainee who has passed one quiz and has another open. */
async function setTheScene() {
  const [site, otherSite] = [await aSite(), await aSite()];
  const { stored } = aStoredDrawing();
  const [passed, begun] = [
    await aQuiz({ pictures: [stored] }),
    await aQuiz({ attempts: { limit: 3, waitHours: 0 } }),
  ];
  await aCertification({ quizzes: [passed] });
  const owner = await aTrainee({ site, password: "a long pass phrase" });
  const people = {
    owner,
    "other trainee": await aTrainee({ site }),
    manager: await aManager({ sites: [site] }),
    "other manager": await aManager({ sites: [otherSite] }),
    author: await anAuthor({ site }),
    admin: await anAdmin({ site: otherSite }),
  };
  const submitted = await anAttempt(owner, passed, { answered: "all correctly", submitted: true });
  const open = await anAttempt(owner, begun);
  const { id: extraTimeId } = await anExtraTime(owner, people.manager);
  const [certificate] = await listCertificates(owner.id);
  if (!certificate) throw new Error("The pass issued no certificate");
  const reportId = await aProblemReport(open, "item-1");
  const [quizId, imageHash] = [begun.quizId, stored.hash];
  const { code } = certificate;
  const { regradeId } = await aRegrade(begun, people.author);
  const [notification] = await listNotifications(owner.id, 1);
  const notificationId = notification?.id ?? 0;
  const feedToken = newToken();
  await saveCalendarFeed(owner.id, "own", hashToken(feedToken), new Date());
  const asker = { ...people.manager, roles: ["manager" as const], managedSiteIds: [site.id] };
  const order = { kind: "remind" as const, certificationId: "operator" };
  const jobId = await saveBulkJob(asker, { order, personIds: [owner.id], token: "" }, new Date());
  const importId = await saveStaffImport(
    asker,
    { fileName: "staff.csv", content: "Name,E-mail,Sites\nAna,ana@clinic.test,Nowhere" },
    new Date(),
  );
  const parts = { practical: [TRAY], outside: [LICENCE] };
  const { id: certificationId } = await aCertification({ quizzes: [passed], parts });
  const signOffId = await aSignOff(owner, certificationId, people.manager);
  await aLicence(owner, people.manager, { validUntil: "2099-12-31" });
  const ownerHere = { ...owner, timeZone: site.timeZone };
  const [record] = await listOutsideRecords(ownerHere, LICENCE.id);
  const ids = { reportId, extraTimeId, regradeId, certificationId, signOffId };
  const requirementId = await aRequirement(people.admin, { certificationId, site });
  const more = { notificationId, feedToken, importId, jobId, requirementId };
  return {
    ...{ owner, people, submitted, open, quizId, code, imageHash, ...ids, ...more },
    recordId: record?.id ?? 0,
    certificateId: certificate.id,
  };
}

/** How somebody fared: "in", "sent to sign in", or the status that refused them. */
function fate(given: unknown): string | number {
  if (!(given instanceof Response)) return "in";
  if (given.status === 403 || given.status === 404) return given.status;
  return given.headers.get("Location")?.startsWith("/sign-in?") ? "sent to sign in" : "in";
}

function expectedFate(person: Person, may: readonly Person[], { findNothing = [] }: Line) {
  if (may.includes(person)) return "in";
  if (findNothing.includes(person)) return 404;
  return person === "nobody" ? "sent to sign in" : 403;
}

function expectedFates(may: readonly Person[], line: Line) {
  return Object.fromEntries(PEOPLE.map((person) => [person, expectedFate(person, may, line)]));
}

async function fatesOf(
  name: string,
  line: Line,
  ask: (request: Request, params: Record<string, string | number>) => Promise<unknown>,
  form?: Record<string, string>,
) {
  const scene = await setTheScene();
  const fates: Record<string, unknown> = {};
  for (const person of PEOPLE) {
    const asked = person === "nobody" ? undefined : scene.people[person];
    const params = line.params?.(scene) ?? {};
    const path = `/${name}`.replaceAll(".", "/") + (line.search?.(scene) ?? "");
    fates[person] = fate(await ask(await requestAs(asked, path, form), params));
  }
  return fates;
}

test("every route is in the table of who may do what", () => {
  expect(Object.keys(ACCESS).sort()).toEqual(Object.keys(ROUTE_MODULES).sort());
});

test.each(Object.entries(ACCESS))(
  "%s has the loader and the action that its line names",
  (name, { loader, action }) => {
    const module = ROUTE_MODULES[name];
    expect({ loader: Boolean(module?.loader), action: Boolean(module?.action) }).toEqual({
      loader: Boolean(loader),
      action: Boolean(action),
    });
  },
);

const LOADERS = Object.entries(ACCESS).filter(([, { loader }]) => loader);
const ACTIONS = Object.entries(ACCESS).filter(([, { action }]) => action);

test.each(LOADERS)("who may see %s", async (name, line) => {
  const loader = ROUTE_MODULES[name]?.loader;
  if (!loader || !line.loader) throw new Error(`${name} has no loader`);
  const fates = await fatesOf(name, line, (request, params) => load({ loader }, request, params));
  expect(fates).toEqual(expectedFates(line.loader, line));
});

test.each(ACTIONS)("who may post to %s", async (name, line) => {
  const action = ROUTE_MODULES[name]?.action;
  if (!action || !line.action) throw new Error(`${name} has no action`);
  const fates = await fatesOf(
    name,
    line,
    (request, params) => act({ action }, request, params),
    {},
  );
  expect(fates).toEqual(expectedFates(line.action, line));
});
