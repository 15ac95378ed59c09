import { eq, lt } from "drizzle-orm";
import { itemsOnSheet } from "#app/core/attempt.ts";
import { addDays, dayAt, startOfDay } from "#app/core/calendar.ts";
import { sortNameOf } from "#app/core/person-name.ts";
import { seededRandom, seedFor } from "#app/core/random.ts";
import type { Role } from "#app/core/roles.ts";
import { hashPassword } from "#app/password.server.ts";
import { type Queryable, tables, transaction } from "./client.server.ts";
import { listAccountEmails } from "./queries/accounts.ts";
import { findAttempt, saveResponses, startAttempt, submitAttempt } from "./queries/attempts.ts";
import { listCertificationDefinitions } from "./queries/certification-definitions.ts";
import { isSetUp } from "./queries/organisation.ts";
import { findQuiz } from "./queries/quizzes.ts";
import { syncStaffPeriods } from "./queries/staff-periods.ts";
import { DEMO_COLLEAGUES, DEMO_SITES, type DemoColleague } from "./seeding/demo-colleagues.ts";
import { type DemoEvent, demoPartEvents } from "./seeding/demo-parts.ts";
import { saveDemoReports } from "./seeding/demo-reports.ts";
import { saveDemoRequirements } from "./seeding/demo-requirements.ts";
import { planOf, type Sitting } from "./seeding/demo-stories.ts";
import { certaintiesFor, responsesFor } from "./seeding/responses.ts";

/** Everybody's in the demo, so that anybody can be looked in on. */
const DEMO_PASSWORD = "calm-steady-hands";
const DEMO_SEED = 20;

const MINUTE_IN_MS = 60_000;
const DAY_IN_MS = 86_400_000;
const UNREAD_DAYS = 7;
/** When the first sitting of a day begins: 09:10. */
const FIRST_SITTING_MINUTES = 550;
const SITTING_MINUTES = 14;
/** How often somebody in the demo saves: their responses arrive in so many parts. */
const PARTS = 4;

export type DemoLogIn = { role: Role; name: string; email: string; password: string };

/** One log-in for each role, for the console and the sign-in page of a demo. */
export const DEMO_LOG_INS: readonly DemoLogIn[] = DEMO_COLLEAGUES.flatMap(
  ({ logIn, name, email }) =>
    logIn ? [{ role: logIn, name, email, password: DEMO_PASSWORD }] : [],
);

/** True when the people of the demo are in this database. */
export async function isDemoInstallation(): Promise<boolean> {
  const emails = await listAccountEmails(DEMO_LOG_INS.map(({ email }) => email));
  return emails.length > 0;
}

/**
 * Fills a new database with a small clinic group and its past two years. The history is made
 * through the rules, so that certificates, standings and the audit log agree. Quizzes must have
 * been published before; without them there are people and no history.
 * @param timeZone of every site
 * @returns false, and nothing is changed, when somebody is in the database already
 */
export async function seedDemo({ now, timeZone }: DemoOptions): Promise<boolean> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return transaction(async (q) => {
    // Two servers that start at once on one database: the second waits here, and finds people.
    await q
      .insert(tables.organisation)
      .values({ id: 1, name: "Linden Skin Clinics", createdAt: now })
      .onConflictDoUpdate({ target: tables.organisation.id, set: { id: 1 } });
    if (await isSetUp()) return false;
    const people = await savePeople(q, { now, timeZone, passwordHash });
    await makeHistory(people, { now, timeZone });
    await saveDemoReports(people, now);
    await saveDemoRequirements(people, { now, timeZone });
    await deactivateLeavers(q, people, now);
    await readOldNotifications(q, now);
    return true;
  });
}

type DemoOptions = { now: Date; timeZone: string };
type DemoPerson = DemoColleague & { id: number };

async function savePeople(
  q: Queryable,
  { now, timeZone, passwordHash }: DemoOptions & { passwordHash: string },
): Promise<DemoPerson[]> {
  const createdAt = instantOn({ daysAgo: 800, minutes: 0 }, { now, timeZone });
  const sites = await q
    .insert(tables.sites)
    .values(DEMO_SITES.map((name) => ({ name, timeZone, createdAt })))
    .returning({ id: tables.sites.id, name: tables.sites.name });
  const jobs = [...new Set(DEMO_COLLEAGUES.map(({ job }) => job))];
  const jobRoles = await q
    .insert(tables.jobRoles)
    .values(jobs.map((name) => ({ name })))
    .returning({ id: tables.jobRoles.id, name: tables.jobRoles.name });
  const siteIds = new Map(sites.map(({ id, name }) => [name, id]));
  const jobRoleIds = new Map(jobRoles.map(({ id, name }) => [name, id]));

  const people: DemoPerson[] = [];
  for (const colleague of DEMO_COLLEAGUES) {
    const { name, email, roles, worksAt, manages = [], job, story } = colleague;
    const [person] = await q
      .insert(tables.people)
      .values({
        name,
        sortName: sortNameOf(name),
        email,
        passwordHash: story === "was invited" ? null : passwordHash,
        homeSiteId: known(siteIds, worksAt[0]),
        createdAt,
      })
      .returning({ id: tables.people.id });
    if (!person) throw new Error("The database kept no person");
    const { id: personId } = person;
    await q.insert(tables.personRoles).values(roles.map((role) => ({ personId, role })));
    await q.insert(tables.memberships).values(
      worksAt.map((site) => ({
        personId,
        siteId: known(siteIds, site),
        jobRoleId: known(jobRoleIds, job),
      })),
    );
    for (const site of manages) {
      await q.insert(tables.managedSites).values({ personId, siteId: known(siteIds, site) });
    }
    await syncStaffPeriods(q, personId, createdAt);
    people.push({ ...colleague, id: personId });
  }
  return people;
}

function known(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The demo has no "${name}"`);
  return id;
}

/** Lets everybody sit their quizzes and be watched, in the order of time over all people. */
async function makeHistory(people: readonly DemoPerson[], options: DemoOptions): Promise<void> {
  const [certification] = await listCertificationDefinitions();
  const quizIds = certification?.definition.requires.quizzes ?? [];
  const sittings = people
    .flatMap(({ id: personId, story }, index) =>
      planOf(story, quizIds, index).map((sitting) => ({
        ...sitting,
        personId,
        startedAt: instantOn({ ...sitting, minutes: sitting.minutes + (index % 7) * 11 }, options),
      })),
    )
    .sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
  const daysAgo = (days: number) => instantOn({ daysAgo: days, minutes: 0 }, options);
  const events: DemoEvent[] = [
    ...sittings.map((sitting, index) => {
      return { at: sitting.startedAt, happen: () => sit(sitting, index) };
    }),
    ...demoPartEvents({ people, timeZone: options.timeZone, daysAgo }),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
  for (const { happen } of events) await happen();
}

async function sit(
  { personId, quizId, ending, startedAt }: Sitting & { personId: number; startedAt: Date },
  index: number,
): Promise<void> {
  const seed = seedFor(DEMO_SEED, `${index}`) >>> 1;
  // With other quizzes than ours a plan may not work out: no such quiz, or no attempts left.
  const started =
    (await findQuiz(quizId)) && (await startAttempt(personId, quizId, seed, startedAt));
  if (!started || "refused" in started) return;
  const { attemptId } = started;
  const attempt = await findAttempt(attemptId, personId);
  if (!attempt) throw new Error(`There is no attempt ${attemptId}`);
  const { quiz, sheet } = attempt;
  const items = itemsOnSheet(quiz, sheet);
  const stopsHalfWay = ending === "stops half-way";
  const responses = responsesFor(stopsHalfWay ? "passes" : ending, quiz, items, seededRandom(seed));
  const certainties = certaintiesFor(quiz, items, responses, seededRandom(seed));

  const changes = items.map(({ id }, position) => ({ position, response: responses.get(id) }));
  const given = stopsHalfWay ? changes.slice(0, Math.ceil(changes.length / 2)) : changes;
  const partSize = Math.ceil(changes.length / PARTS);
  for (let first = 0, parts = 1; first < given.length; first += partSize, parts += 1) {
    const savedAt = minutesLater(startedAt, (parts * (SITTING_MINUTES - 2)) / PARTS);
    const part = given.slice(first, first + partSize);
    const said = certainties.filter(({ position }) =>
      part.some((change) => change.position === position),
    );
    await saveResponses(attemptId, personId, part, savedAt, said);
  }
  if (!stopsHalfWay) {
    await submitAttempt(attemptId, personId, minutesLater(startedAt, SITTING_MINUTES));
  }
}

async function deactivateLeavers(
  q: Queryable,
  people: readonly DemoPerson[],
  deactivatedAt: Date,
): Promise<void> {
  for (const { id, story } of people) {
    if (story !== "has left") continue;
    await q.update(tables.people).set({ deactivatedAt }).where(eq(tables.people.id, id));
    await syncStaffPeriods(q, id, deactivatedAt);
  }
}

/** So many days ago at the sites, so many minutes after the first sitting of the day. */
function instantOn(
  { daysAgo, minutes }: { daysAgo: number; minutes: number },
  { now, timeZone }: DemoOptions,
): Date {
  const morning = startOfDay(addDays(dayAt(now, timeZone), -daysAgo), timeZone);
  return minutesLater(morning, FIRST_SITTING_MINUTES + minutes);
}

function minutesLater(since: Date, minutes: number): Date {
  return new Date(since.getTime() + minutes * MINUTE_IN_MS);
}

/** Everybody has read what they were told, but for the last days. */
async function readOldNotifications(q: Queryable, now: Date): Promise<void> {
  const { notifications } = tables;
  await q
    .update(notifications)
    .set({ readAt: now })
    .where(lt(notifications.createdAt, new Date(now.getTime() - UNREAD_DAYS * DAY_IN_MS)));
}
