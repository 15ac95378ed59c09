import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type Kit, whereFilled } from "#db/kit.ts";

type Referred = { people: { id: AnyPgColumn } };

/** How many people a staff list did what to, and how many lines were left out for a fault. */
export type StaffImportResult = {
  created: number;
  updated: number;
  deactivated: number;
  reactivated: number;
  unchanged: number;
  faulty: number;
};

/** What people are told, how it reaches them, and what is done for many of them at once. */
export function defineMessageTables(kit: Kit, { people }: Referred) {
  const { table, id, int, text, oneOf, instant, json, primaryKey, index, uniqueIndex } = kit;
  const personId = () =>
    int()
      .notNull()
      .references(() => people.id);

  /** Something new for a person: in the app at once, and by mail where mail is set up. */
  const notifications = table(
    "notifications",
    {
      id: id(),
      personId: personId(),
      kind: text().notNull(),
      /** What it is about, so that nobody is told the same twice: "lapses:412:30". */
      key: text().notNull(),
      /** Empty, as body and path, where the words follow from what the key names. */
      title: text(),
      body: text(),
      /** Where it leads inside the app: "/training". */
      path: text(),
      createdAt: instant().notNull(),
      readAt: instant(),
      /** "unsure": the server ended while it handed the mail over; it is not sent again by itself. */
      mail: oneOf(["off", "waiting", "sending", "sent", "failed", "unsure"]).notNull(),
      mailTries: int().notNull().default(0),
      /** Empty once there is nothing more to be done about the mail. */
      mailNextAt: instant(),
      mailSentAt: instant(),
      /** Who is sending it at the moment, and since when. */
      mailClaim: text(),
      mailClaimedAt: instant(),
      mailProblem: text(),
    },
    (columns) => [
      uniqueIndex("notifications_once").on(columns.personId, columns.key),
      index("notifications_by_mail")
        .on(columns.mail, columns.mailNextAt)
        .where(whereFilled(columns.mailNextAt)),
    ],
  );

  /** Private addresses of calendars: a person's own dates, or those of a manager's staff. */
  const calendarFeeds = table(
    "calendar_feeds",
    {
      personId: personId(),
      scope: oneOf(["own", "staff"]).notNull(),
      /** SHA-256 of the random token in the address. */
      tokenHash: text().notNull().unique(),
      createdAt: instant().notNull(),
    },
    (columns) => [primaryKey({ columns: [columns.personId, columns.scope] })],
  );

  /** Something to be done for many people, one after the other. */
  const bulkJobs = table(
    "bulk_jobs",
    {
      id: id(),
      kind: text().notNull(),
      actorId: personId(),
      /** What is to be done, as its kind describes it. */
      order: json<Record<string, string | number | null>>().notNull(),
      createdAt: instant().notNull(),
      /** Which process works at it, and since when. */
      claim: text(),
      claimedAt: instant(),
      finishedAt: instant(),
    },
    (columns) => [index("bulk_jobs_by_actor").on(columns.actorId)],
  );

  /** Each person of a job, and what came of it. */
  const bulkJobPeople = table(
    "bulk_job_people",
    {
      jobId: int()
        .notNull()
        .references(() => bulkJobs.id),
      personId: personId(),
      doneAt: instant(),
      outcome: oneOf(["done", "unchanged", "refused"]),
      note: text(),
    },
    (columns) => [primaryKey({ columns: [columns.jobId, columns.personId] })],
  );

  /** A staff list that was uploaded: nothing happens before it is confirmed. */
  const staffImports = table("staff_imports", {
    id: id(),
    actorId: personId(),
    fileName: text().notNull(),
    content: text().notNull(),
    createdAt: instant().notNull(),
    confirmedAt: instant(),
    result: json<StaffImportResult>(),
  });

  return { notifications, calendarFeeds, bulkJobs, bulkJobPeople, staffImports };
}
