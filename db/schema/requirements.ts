import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { CertificationDefinition } from "#app/core/certification-file.ts";
import { type Kit, whereBothEmpty, whereEmpty } from "#db/kit.ts";

/** What an observer confirmed, as it read then. */
export type SignOffDocument = {
  title: string;
  /** The sentence that the observer put their name to. */
  attestation: string;
  observerName: string;
  steps: { id: string; text: string; observerName: string; confirmedAt: string }[];
};

type Referred = {
  people: { id: AnyPgColumn };
  sites: { id: AnyPgColumn };
  jobRoles: { id: AnyPgColumn };
};

/**
 * Who must hold what, and what else it takes. Nothing here is overwritten: a row ends or is
 * withdrawn, with who, when and why, so that any past day can be told from it.
 */
export function defineRequirementTables(kit: Kit, { people, sites, jobRoles }: Referred) {
  const { table, id, int, text, oneOf, instant, day, json, primaryKey, index, uniqueIndex } = kit;

  const personId = () =>
    int()
      .notNull()
      .references(() => people.id);
  const somebody = () => int().references(() => people.id);

  /** A certification as its file defined it, from when until when. */
  const certificationVersions = table(
    "certification_versions",
    {
      id: id(),
      certificationId: text().notNull(),
      hash: text().notNull(),
      definition: json<CertificationDefinition>().notNull(),
      publishedAt: instant().notNull(),
      /** When another version took its place, or its file was gone. */
      endedAt: instant(),
    },
    (columns) => [
      index("certification_versions_by_certification").on(columns.certificationId, columns.id),
      uniqueIndex("certification_versions_one_in_force")
        .on(columns.certificationId)
        .where(whereEmpty(columns.endedAt)),
    ],
  );

  /** When somebody was an active trainee at a site, and as what. */
  const staffPeriods = table(
    "staff_periods",
    {
      id: id(),
      personId: personId(),
      siteId: int()
        .notNull()
        .references(() => sites.id),
      jobRoleId: int().references(() => jobRoles.id),
      startedAt: instant().notNull(),
      endedAt: instant(),
    },
    (columns) => [
      index("staff_periods_by_person").on(columns.personId),
      index("staff_periods_by_site").on(columns.siteId, columns.personId),
      uniqueIndex("staff_periods_one_open")
        .on(columns.personId, columns.siteId)
        .where(whereEmpty(columns.endedAt)),
    ],
  );

  /** Everyone with a job role at a site (empty: any), or one person, must hold a certification. */
  const requirements = table(
    "requirements",
    {
      id: id(),
      certificationId: text().notNull(),
      /** For one person; site and job role are empty then. */
      personId: somebody(),
      siteId: int().references(() => sites.id),
      jobRoleId: int().references(() => jobRoles.id),
      /** By this day, or so many days after joining: one of the two. */
      dueOn: day(),
      withinDays: int(),
      createdById: somebody().notNull(),
      createdAt: instant().notNull(),
      endedById: somebody(),
      endedAt: instant(),
    },
    (columns) => [index("requirements_by_person").on(columns.personId)],
  );

  /**
   * A decision about one person, with its reason and its end: a later due date, a requirement that
   * is waived, or that they may not treat for a while.
   */
  const exceptions = table(
    "exceptions",
    {
      id: id(),
      kind: oneOf(["extension", "waiver", "suspension"]).notNull(),
      personId: personId(),
      /** Empty for a suspension from everything. */
      certificationId: text(),
      /** The new due date of an extension; the last day of a waiver or a suspension. */
      untilOn: day().notNull(),
      reason: text().notNull(),
      givenById: somebody().notNull(),
      givenAt: instant().notNull(),
      endedById: somebody(),
      endedAt: instant(),
      endReason: text(),
    },
    (columns) => [index("exceptions_by_person").on(columns.personId)],
  );

  /** A practical sign-off: every step of it confirmed by an observer. */
  const practicalSignOffs = table(
    "practical_sign_offs",
    {
      id: id(),
      personId: personId(),
      certificationId: text().notNull(),
      practicalId: text().notNull(),
      document: json<SignOffDocument>().notNull(),
      observerId: somebody().notNull(),
      signedAt: instant().notNull(),
      /** Calendar date at the person's home site. */
      signedOn: day().notNull(),
      /** The last day it counts; empty where it does not lapse. */
      validUntil: day(),
      withdrawnById: somebody(),
      withdrawnAt: instant(),
      withdrawnReason: text(),
    },
    (columns) => [
      index("practical_sign_offs_by_person").on(columns.personId, columns.certificationId),
    ],
  );

  /** A step that an observer has seen, until all of them are signed off together. */
  const stepConfirmations = table(
    "step_confirmations",
    {
      id: id(),
      personId: personId(),
      certificationId: text().notNull(),
      practicalId: text().notNull(),
      stepId: text().notNull(),
      observerId: somebody().notNull(),
      confirmedAt: instant().notNull(),
      /** The sign-off that it went into. */
      signOffId: int().references(() => practicalSignOffs.id),
      takenBackAt: instant(),
    },
    (columns) => [
      uniqueIndex("step_confirmations_one_open")
        .on(columns.personId, columns.certificationId, columns.practicalId, columns.stepId)
        .where(whereBothEmpty(columns.signOffId, columns.takenBackAt)),
    ],
  );

  /** Proof from outside: a licence, a life-support course. */
  const outsideRecords = table(
    "outside_records",
    {
      id: id(),
      personId: personId(),
      /** The id by which certifications ask for it: one record serves all of them. */
      outsideId: text().notNull(),
      validUntil: day().notNull(),
      documentNumber: text(),
      recordedById: somebody().notNull(),
      recordedAt: instant().notNull(),
      withdrawnById: somebody(),
      withdrawnAt: instant(),
      withdrawnReason: text(),
    },
    (columns) => [index("outside_records_by_person").on(columns.personId, columns.outsideId)],
  );

  /**
   * What decides beside the certificate whether somebody may treat; derived from the tables above.
   * There is no row where there is nothing to say.
   */
  const clearances = table(
    "clearances",
    {
      personId: personId(),
      certificationId: text().notNull(),
      /** The last day on which all practical sign-offs and outside requirements are in force. */
      partsUntil: day(),
      /** By when it must be held; empty where nobody asks for it. */
      dueOn: day(),
      waivedUntil: day(),
      suspendedUntil: day(),
    },
    (columns) => [primaryKey({ columns: [columns.personId, columns.certificationId] })],
  );

  return {
    certificationVersions,
    staffPeriods,
    requirements,
    exceptions,
    practicalSignOffs,
    stepConfirmations,
    outsideRecords,
    clearances,
  };
}
