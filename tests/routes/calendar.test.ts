import ICAL from "ical.js";
import { expect, test } from "vitest";
import { writeCalendar } from "#app/calendar-feed.server.ts";
import { addDays, dayAt } from "#app/core/calendar.ts";
import * as account from "#app/routes/_app.account.tsx";
import * as calendar from "#app/routes/calendar.$file.tsx";
import { findCalendarFeed } from "#db/queries/calendar-feeds.ts";
import { deactivatePerson, savePosition } from "#db/queries/positions.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAdmin,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";
import { act, load, requestAs, requestWith } from "#tests/support/request.ts";

useCleanDatabase();

type Made = { made?: { scope: string; url: string } };

/** Makes the address of a calendar as its owner does. */
async function makeFeed(person: TestPerson, scope: "own" | "staff"): Promise<string> {
  const form = { intent: "make-feed", scope };
  const answer = await act(account, await requestAs(person, "/account", form));
  const { made } = (await (answer as Response).json()) as Made;
  if (!made) throw new Error("No address was made");
  return new URL(made.url).pathname;
}

/** What a calendar program gets there, without any cookie. */
async function fetchFeed(path: string): Promise<Response> {
  const file = path.replace("/calendar/", "");
  return (await load(calendar, requestWith({}, path), { file })) as Response;
}

/** The events of a calendar, as a library for RFC 5545 reads them. */
function eventsIn(text: string) {
  const component = new ICAL.Component(ICAL.parse(text));
  return component.getAllSubcomponents("vevent").map((vevent) => {
    const event = new ICAL.Event(vevent);
    return {
      uid: event.uid,
      day: event.startDate.toString(),
      isAllDay: event.startDate.isDate,
      title: event.summary,
      text: event.description,
    };
  });
}

async function feedTitles(path: string): Promise<string[]> {
  return eventsIn(await (await fetchFeed(path)).text()).map(({ title }) => title);
}

async function aCertifiedTrainee(name: string, site: TestSite): Promise<TestPerson> {
  const person = await aTrainee({ name, site });
  const quiz = await aQuiz({ id: "mechanisms" });
  await aCertification({ id: "operator", title: "Operator; level 1, \\ „alpha“", quizzes: [quiz] });
  await anAttempt(person, quiz, { answered: "all correctly", submitted: true });
  return person;
}

test("a person's calendar is read back with their days, whole days and stable ids", async () => {
  const person = await aCertifiedTrainee("Anna Bell", await aSite());
  const path = await makeFeed(person, "own");
  const response = await fetchFeed(path);
  expect(response.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
  const text = await response.text();
  const events = eventsIn(text);
  expect(events.map(({ title }) => title)).toEqual([
    "Renew Operator; level 1, \\ „alpha“ from today",
    "Operator; level 1, \\ „alpha“: last valid day",
  ]);
  const today = dayAt(new Date(), "Europe/Dublin");
  expect(events.every(({ isAllDay }) => isAllDay)).toBe(true);
  expect(events.every(({ day }) => day > today && day < addDays(today, 366))).toBe(true);
  const again = eventsIn(await (await fetchFeed(path)).text());
  expect(again.map(({ uid }) => uid)).toEqual(events.map(({ uid }) => uid));
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
});

test("long Greek and Cyrillic names are folded by octets and come back whole", async () => {
  const name = "Αικατερίνη-Ευαγγελία Παπαδημητρακοπούλου Константинопольская-Преображенская";
  const site = await aSite();
  const person = await aCertifiedTrainee(name, site);
  const manager = await aManager({ sites: [site] });
  const text = await (await fetchFeed(await makeFeed(manager, "staff"))).text();
  const lines = text.split("\r\n");
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(eventsIn(text)).toMatchObject([
    { title: `${name}: last valid day of Operator; level 1, \\ „alpha“` },
  ]);
  expect(text.replaceAll("\r\n ", "")).toContain(`/people/${person.id}`);
});

test("a manager's calendar has the staff of the sites that they manage today", async () => {
  const [north, south] = [await aSite(), await aSite()];
  await aCertifiedTrainee("Nora", north);
  await aCertifiedTrainee("Sven", south);
  const manager = await aManager({ sites: [north] });
  const admin = await anAdmin();
  const path = await makeFeed(manager, "staff");
  const operator = "last valid day of Operator; level 1, \\ „alpha“";
  expect(await feedTitles(path)).toEqual([`Nora: ${operator}`]);

  const actor = { id: admin.id, roles: ["admin" as const], managedSiteIds: [] };
  const position = { homeSiteId: north.id, memberships: [{ siteId: north.id }] };
  const now = new Date();
  const moved = { ...position, roles: ["manager" as const], managedSiteIds: [south.id] };
  await savePosition(actor, manager.id, moved, now);
  expect(await feedTitles(path)).toEqual([`Sven: ${operator}`]);

  const left = { ...position, roles: ["trainee" as const], managedSiteIds: [] };
  await savePosition(actor, manager.id, left, now);
  expect((await fetchFeed(path)).status).toBe(404);
});

test("a calendar ends with the account, when it is replaced and when it is ended", async () => {
  const person = await aCertifiedTrainee("Anna Bell", await aSite());
  const admin = await anAdmin();
  const first = await makeFeed(person, "own");
  const second = await makeFeed(person, "own");
  expect((await fetchFeed(first)).status).toBe(404);
  expect((await fetchFeed(second)).status).toBe(200);
  await act(account, await requestAs(person, "/account", { intent: "end-feed", scope: "own" }));
  expect((await fetchFeed(second)).status).toBe(404);
  const third = await makeFeed(person, "own");
  const actor = { id: admin.id, roles: ["admin" as const], managedSiteIds: [] };
  await deactivatePerson(actor, person.id, new Date());
  expect((await fetchFeed(third)).status).toBe(404);
});

test.each(["unknown.ics", "unknown", "", "..%2F.ics"])(
  "there is no calendar under %j",
  async (file) => {
    const answer = await load(calendar, requestWith({}, "/calendar/x"), { file });
    expect((answer as Response).status).toBe(404);
  },
);

test("nobody but a manager is given a calendar of staff", async () => {
  const person = await aTrainee();
  const form = { intent: "make-feed", scope: "staff" };
  const answer = await act(account, await requestAs(person, "/account", form));
  expect((answer as Response).status).toBe(400);
});

test("the database does not hold the address, only its hash", async () => {
  const person = await aTrainee();
  const path = await makeFeed(person, "own");
  const token = path.replace("/calendar/", "").replace(".ics", "");
  expect(token.length).toBeGreaterThan(40);
  expect(await findCalendarFeed(token)).toBeUndefined();
});

test("a calendar of many events is written in parts and read as one", async () => {
  const events = Array.from({ length: 450 }, (_, index) => ({
    ...{ id: `last-day-${index}`, day: addDays("2027-01-01", index), path: "/training" },
    ...{ title: `Event ${index}`, text: "One of many." },
  }));
  const text = await writeCalendar("own", events, "https://training.example", new Date());
  expect(eventsIn(text).map(({ title }) => title)).toEqual(events.map(({ title }) => title));
  expect(eventsIn(await writeCalendar("own", [], "https://training.example", new Date()))).toEqual(
    [],
  );
});
