import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { findBoard } from "#app/board.server.ts";
import { addDays, dayAt } from "#app/core/calendar.ts";
import { itemsOf } from "#app/core/quiz.ts";
import { type Random, seededRandom } from "#app/core/random.ts";
import { tables, transaction } from "#db/client.server.ts";
import { endOfDay } from "#db/queries/board-at.ts";
import { refreshHeld } from "#db/queries/held-certifications.ts";
import { deactivatePerson, reactivatePerson, savePosition } from "#db/queries/positions.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import { previewRegrade, saveRegrade } from "#db/queries/regrades.ts";
import {
  anException,
  anOutsideRecord,
  aRequirement,
  aSignOff,
  definitionWithParts,
  endException,
  endRequirement,
  monthsOn,
  publishDefinition,
  withdrawSignOff,
} from "#tests/support/clinic-records.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aJobRole,
  aManager,
  anAdmin,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestJobRole,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";

/*
 * The board "as of" a past day is held to what the board said on that day: random histories of
 * everything that can happen, with a snapshot at the end of every day in every zone.
 */

useCleanDatabase();

const FIRST_DAY = "2026-03-20";
const DAYS = 10;
/** Few enough that much happens to each of them. */
const MOST_PEOPLE = 7;
const DAY_MS = 86_400_000;
/** The clocks of both change in the meantime, in opposite directions. */
const ZONES = ["Europe/Dublin", "Pacific/Auckland"];

type Clinic = {
  manager: TestPerson;
  sites: TestSite[];
  jobRoles: TestJobRole[];
  quizzes: PublishedQuiz[];
  people: TestPerson[];
  requirements: number[];
  exceptions: { id: number; person: TestPerson }[];
  signOffs: { id: number; person: TestPerson }[];
};

async function openClinic(at: Date): Promise<Clinic> {
  const sites: TestSite[] = [];
  for (const timeZone of [...ZONES, ...ZONES]) sites.push(await aSite({ timeZone }));
  const manager = await aManager({ sites: sites.slice(0, 3), joinedAt: at });
  const jobRoles = [await aJobRole(), await aJobRole()];
  const quizzes = [await aQuiz({ publishedAt: at }), await aQuiz({ publishedAt: at })];
  const [first, second] = quizzes as [PublishedQuiz, PublishedQuiz];
  await publishDefinition("one", definitionWithParts("One", { quizzes: [first.quizId] }), at);
  const requires = {
    quizzes: [second.quizId],
    certifications: ["one"],
    practical: [],
    outside: [],
  };
  await publishDefinition("two", definitionWithParts("Two", requires), at);
  const people = [
    await aCertifiedPerson(sites[0], first, manager, at),
    await aCertifiedPerson(sites[1], first, manager, at),
  ];
  const lists = { people, requirements: [], exceptions: [], signOffs: [] };
  return { manager, sites, jobRoles, quizzes, ...lists };
}

/** Somebody with everything, whose licence soon lapses, and at the second site a lost sign-off. */
async function aCertifiedPerson(
  site: TestSite | undefined,
  quiz: PublishedQuiz,
  manager: TestPerson,
  at: Date,
): Promise<TestPerson> {
  const person = await aTrainee({ site, joinedAt: at });
  await anAttempt(person, quiz, { answered: "all correctly", submitted: true, at });
  const part = { certificationId: "one", practicalId: "face" };
  const signOffId = await aSignOff(person, part, { by: manager, at });
  const isFirst = site?.timeZone === ZONES[0];
  const validUntil = isFirst ? addDays(FIRST_DAY, 1) : "2030-01-01";
  await anOutsideRecord(person, { outsideId: "licence", validUntil }, { by: manager, at });
  if (!isFirst) await withdrawSignOff(signOffId, person, { by: manager, at });
  return person;
}

/** Something that happens at an instant. */
type Event = (clinic: Clinic, random: Random, at: Date) => Promise<void>;

function pick<Thing>(things: readonly Thing[], random: Random): Thing | undefined {
  return things[Math.floor(random() * things.length)];
}

const joins: Event = async (clinic, random, at) => {
  const site = pick(clinic.sites, random);
  const jobRole = pick(clinic.jobRoles, random);
  if (!site || clinic.people.length >= MOST_PEOPLE) return;
  clinic.people.push(await aTrainee({ site, jobRole, joinedAt: at }));
};

const takesAQuiz: Event = async ({ people, quizzes }, random, at) => {
  const [person, quiz] = [pick(people, random), pick(quizzes, random)];
  if (!person || !quiz) return;
  const answered = random() < 0.75 ? "all correctly" : "all wrong";
  await anAttempt(person, quiz, { answered, submitted: random() < 0.9, at });
};

const isSignedOff: Event = async ({ people, manager, signOffs }, random, at) => {
  const person = pick(people, random);
  if (!person) return;
  const part = {
    certificationId: "one",
    practicalId: "face",
    days: random() < 0.5 ? 2 : undefined,
  };
  signOffs.push({ id: await aSignOff(person, part, { by: manager, at }), person });
};

const losesASignOff: Event = async ({ signOffs, manager }, random, at) => {
  const signOff = pick(signOffs, random);
  if (!signOff) return;
  signOffs.splice(signOffs.indexOf(signOff), 1);
  await withdrawSignOff(signOff.id, signOff.person, { by: manager, at });
};

const bringsALicence: Event = async ({ people, manager }, random, at) => {
  const person = pick(people, random);
  if (!person) return;
  const today = dayAt(at, person.site.timeZone);
  const validUntil = random() < 0.5 ? addDays(today, 2) : monthsOn(person, at, 12);
  await anOutsideRecord(person, { outsideId: "licence", validUntil }, { by: manager, at });
};

const isRequired: Event = async (clinic, random, at) => {
  const { manager, sites, jobRoles, people, requirements } = clinic;
  const certificationId = random() < 0.5 ? "one" : "two";
  const when = random() < 0.5 ? { withinDays: 2 } : { dueOn: addDays(dayAt(at, "UTC"), 1) };
  const who =
    random() < 0.3
      ? { personId: pick(people, random)?.id }
      : { siteId: pick(sites, random)?.id, jobRoleId: pick(jobRoles, random)?.id };
  requirements.push(await aRequirement(certificationId, { ...who, ...when }, { by: manager, at }));
};

const isNoLongerRequired: Event = async ({ requirements, manager }, random, at) => {
  const id = pick(requirements, random);
  if (id === undefined) return;
  requirements.splice(requirements.indexOf(id), 1);
  await endRequirement(id, { by: manager, at });
};

const isExcepted: Event = async ({ people, manager, exceptions }, random, at) => {
  const person = pick(people, random);
  const kind = pick(["extension", "waiver", "suspension"] as const, random);
  if (!person || !kind) return;
  const certificationId = kind === "suspension" && random() < 0.5 ? undefined : "one";
  const untilOn = addDays(dayAt(at, person.site.timeZone), 4);
  const fields = { kind, untilOn, certificationId };
  exceptions.push({ id: await anException(person, fields, { by: manager, at }), person });
};

const exceptionEnds: Event = async ({ exceptions, manager }, random, at) => {
  const exception = pick(exceptions, random);
  if (!exception) return;
  exceptions.splice(exceptions.indexOf(exception), 1);
  await endException(exception.id, exception.person, { by: manager, at });
};

/** To another site of the same zone, or to another job role, or to a second site. */
const moves: Event = async ({ people, sites, jobRoles }, random, at) => {
  const person = pick(people, random);
  if (!person) return;
  const admin = { id: 0, roles: ["admin" as const], managedSiteIds: [] };
  const home = pick(
    sites.filter(({ timeZone }) => timeZone === person.site.timeZone),
    random,
  );
  const jobRoleId = pick(jobRoles, random)?.id;
  const second = random() < 0.3 ? pick(sites, random) : undefined;
  if (!home) return;
  const memberships = [home, ...(second && second.id !== home.id ? [second] : [])];
  const position = {
    roles: ["trainee" as const],
    managedSiteIds: [],
    homeSiteId: home.id,
    memberships: memberships.map(({ id }) => ({ siteId: id, jobRoleId })),
  };
  await savePosition({ ...admin, id: person.id }, person.id, position, at);
};

const leavesOrReturns: Event = async ({ people }, random, at) => {
  const person = pick(people, random);
  if (!person) return;
  const admin = { id: person.id, roles: ["admin" as const], managedSiteIds: [] };
  if (random() < 0.5) await deactivatePerson(admin, person.id, at);
  else await reactivatePerson(admin, person.id, at);
};

const losesACertificate: Event = async ({ manager }, random, at) => {
  await transaction(async (q) => {
    const issued = await q.select().from(tables.certificates);
    const certificate = pick(issued, random);
    if (!certificate) return;
    const { id: certificateId, personId, certificationId } = certificate;
    const { certificateWithdrawals } = tables;
    const before = await q
      .select()
      .from(certificateWithdrawals)
      .where(eq(certificateWithdrawals.certificateId, certificateId));
    const standing = before.find(({ liftedAt }) => liftedAt === null);
    if (standing) {
      await q
        .update(certificateWithdrawals)
        .set({ liftedAt: at, liftedById: manager.id })
        .where(eq(certificateWithdrawals.id, standing.id));
    } else {
      const why = { reason: "Mistaken.", withdrawnById: manager.id, withdrawnAt: at };
      await q.insert(certificateWithdrawals).values({ certificateId, ...why });
    }
    await refreshHeld(q, personId, certificationId);
  });
};

const isRegraded: Event = async ({ quizzes, manager }, random, at) => {
  const quiz = pick(quizzes, random);
  if (!quiz) return;
  const itemIds = itemsOf(quiz.quiz)
    .slice(0, 2)
    .map(({ id }) => id);
  const request = { quizId: quiz.quizId, mode: "credit-all" as const, itemIds };
  const { fingerprint } = await previewRegrade(request);
  const confirmation = { authorId: manager.id, reason: "The key was wrong.", fingerprint };
  await saveRegrade(request, confirmation, at);
};

const fileChanges: Event = async ({ quizzes: [first] }, random, at) => {
  if (!first) return;
  const asksForMore = random() < 0.5;
  const requires = { quizzes: [first.quizId], ...(asksForMore ? {} : { practical: [] }) };
  await publishDefinition(
    "one",
    definitionWithParts("One", requires, 1 + Math.floor(random() * 2)),
    at,
  );
};

const EVENTS: Event[] = [
  ...[joins, takesAQuiz, takesAQuiz, takesAQuiz, takesAQuiz, isSignedOff, isSignedOff],
  ...[
    bringsALicence,
    bringsALicence,
    losesASignOff,
    isRequired,
    isRequired,
    isNoLongerRequired,
    isExcepted,
  ],
  ...[exceptionEnds, moves, leavesOrReturns, losesACertificate, isRegraded, fileChanges],
];

/** What a board says of the people of one zone. */
async function snapshot(clinic: Clinic, timeZone: string, search: string, now: Date) {
  const { manager } = clinic;
  const asker = {
    homeSite: manager.site,
    managedSiteIds: clinic.sites.slice(0, 3).map(({ id }) => id),
  };
  const address = (query: string) => new URL(`http://needlepoint.test/board${search}${query}`);
  const board = await findBoard(asker, address("sort=name"), now);
  const rows = (await board.rowsOf(board.ids)).filter((row) => row.timeZone === timeZone);
  const here = new Set(rows.map(({ id }) => id));
  const orders: number[][] = [];
  for (const certification of ["one", "two"]) {
    const { ids } = await findBoard(asker, address(`certification=${certification}`), now);
    orders.push(ids.filter((id) => here.has(id)));
  }
  const said = rows.map((row) => ({
    id: row.id,
    workplaces: [...row.workplaces].sort((one, other) => (one.siteName < other.siteName ? -1 : 1)),
    cells: board.cellsOf(row),
  }));
  return { said, orders };
}

const statesSeen = new Set<string>();

test.each([1, 2])(
  "as of a past day the board says what it said on that day: history %i",
  async (seed) => {
    const random = seededRandom(seed);
    const begin = endOfDay(addDays(FIRST_DAY, -1), "Pacific/Auckland");
    const clinic = await openClinic(begin);
    const said = new Map<string, { timeZone: string; day: string; board: unknown }>();
    const ends = ZONES.flatMap((timeZone) =>
      Array.from({ length: DAYS }, (_, index) => {
        const day = addDays(FIRST_DAY, index);
        return { timeZone, day, at: endOfDay(day, timeZone) };
      }),
    );
    const instants = Array.from({ length: 150 }, () => ({
      at: new Date(begin.getTime() + Math.floor(random() * DAYS * DAY_MS)),
      timeZone: undefined,
      day: "",
    }));
    const inOrder = [...ends, ...instants].sort((one, other) => +one.at - +other.at);
    for (const { at, timeZone, day } of inOrder) {
      if (timeZone !== undefined) {
        const board = await snapshot(clinic, timeZone, "?", at);
        said.set(`${timeZone} ${day}`, { timeZone, day, board });
      } else {
        await pick(EVENTS, random)?.(clinic, random, at);
      }
    }
    const long = new Date(begin.getTime() + 400 * DAY_MS);
    for (const [key, { timeZone, day, board }] of said) {
      const now = await snapshot(clinic, timeZone, `?on=${day}&`, long);
      expect(now, key).toEqual(board);
    }
    const everything = JSON.stringify([...said.values()]);
    for (const [state = ""] of everything.matchAll(/(?<="state":")[\w-]+/g)) statesSeen.add(state);
  },
  300_000,
);

test("between them these histories had people in nearly every state", () => {
  const wanted = ["valid", "due-soon", "withdrawn", "suspended", "part-missing", "part-lapsed"];
  expect(
    [...wanted, "overdue", "assigned", "none"].filter((each) => !statesSeen.has(each)),
  ).toEqual([]);
});

test("before the first version that was kept, certificates are judged by that one", async () => {
  const site = await aSite({ timeZone: "UTC" });
  const quiz = await aQuiz({ publishedAt: new Date("2026-01-01T09:00:00Z") });
  const requires = { quizzes: [quiz.quizId], practical: [], outside: [] };
  await publishDefinition("one", definitionWithParts("One", requires, 12), new Date());
  const trainee = await aTrainee({ site, joinedAt: new Date("2026-01-01T09:00:00Z") });
  const at = new Date("2026-03-05T09:00:00Z");
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true, at });
  const manager = { homeSite: site, managedSiteIds: [site.id] };
  const countsOn = async (on: string) => {
    const address = new URL(`http://needlepoint.test/board?on=${on}`);
    const { chosen, counts } = await findBoard(manager, address, new Date());
    return { title: chosen?.title, valid: counts.valid, none: counts.none };
  };
  expect(await countsOn("2026-03-04")).toEqual({ title: undefined, valid: 0, none: 1 });
  expect(await countsOn("2026-03-05")).toEqual({ title: "One", valid: 1, none: 0 });
});

test("another site's manager sees nobody of a past day, and who has left is not theirs to open", async () => {
  const [harbour, hill] = [await aSite(), await aSite()];
  const joinedAt = new Date("2026-03-01T09:00:00Z");
  const admin = await anAdmin();
  const trainee = await aTrainee({ site: harbour, joinedAt });
  await publishDefinition(
    "one",
    definitionWithParts("One", { quizzes: ["q"] }),
    new Date("2026-03-01T09:00:00Z"),
  );
  const asker = { id: admin.id, roles: ["admin" as const], managedSiteIds: [] };
  const moved = {
    roles: ["trainee" as const],
    managedSiteIds: [],
    homeSiteId: hill.id,
    memberships: [{ siteId: hill.id }],
  };
  await savePosition(asker, trainee.id, moved, new Date("2026-03-10T09:00:00Z"));
  const namesFor = async (site: TestSite, on: string) => {
    const address = new URL(`http://needlepoint.test/board?on=${on}`);
    const manager = { homeSite: site, managedSiteIds: [site.id] };
    const board = await findBoard(manager, address, new Date("2026-04-01T09:00:00Z"));
    return (await board.rowsOf(board.ids)).map(({ id, isStaffNow }) => [id, isStaffNow]);
  };
  expect(await namesFor(harbour, "2026-02-28")).toEqual([]);
  expect(await namesFor(harbour, "2026-03-09")).toEqual([[trainee.id, false]]);
  expect(await namesFor(hill, "2026-03-09")).toEqual([]);
  expect(await namesFor(harbour, "2026-03-10")).toEqual([]);
  expect(await namesFor(hill, "2026-03-10")).toEqual([[trainee.id, true]]);
});
