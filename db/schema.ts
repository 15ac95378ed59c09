import { CERTAINTIES } from "#app/core/certainty.ts";
import type { CertificationDefinition, ValidityRule } from "#app/core/certification-file.ts";
import { reasonsFromText, reasonsToText } from "#app/core/failure-reasons.ts";
import type { ItemResponse } from "#app/core/item-types.ts";
import { positionsFromText, positionsToText } from "#app/core/positions.ts";
import type { RecordedScore } from "#app/core/regrade.ts";
import { ROLES, type Role } from "#app/core/roles.ts";
import type { FailureReason } from "#app/core/scoring.ts";
import { type Kit, whereEmpty, whereFilled } from "./kit.ts";
import { defineMessageTables } from "./schema/messages.ts";
import { defineRequirementTables } from "./schema/requirements.ts";
import { defineStatisticsTables } from "./schema/statistics.ts";

export type { Role };

/** What a certificate says for ever, whatever is renamed, edited or renewed later. */
export type CertificateDocument = {
  personName: string;
  jobRole?: string;
  organisationName: string;
  siteName: string;
  timeZone: string;
  certificationTitle: string;
  rule: ValidityRule;
  quizzes: {
    quizId: string;
    title: string;
    versionHash: string;
    attemptId: number;
    passedOn: string;
    /** Hundredths of a percent. */
    percent: number;
    passingScore: number;
  }[];
  /** Practical sign-offs in force that day, where the certification asks for any. */
  practical?: {
    title: string;
    observerName: string;
    signedOn: string;
    /** Left out where it does not lapse. */
    validUntil?: string;
  }[];
  outside?: { title: string; documentNumber?: string; validUntil: string }[];
  /** Certificates that it was required to hold. */
  certifications?: { title: string; code: string; lastValidOn: string }[];
};

/** Details of an audit entry: flat, small, and without secrets. */
export type AuditDetail = Record<string, string | number | boolean | null>;

/**
 * Every table, defined once for both engines. Instants are points in time; days are calendar
 * dates of the person's home site.
 */
export function defineTables(kit: Kit) {
  const { table, id, int, text, oneOf, bool, instant, day, json, textOf, bytes } = kit;
  const { primaryKey, index, uniqueIndex } = kit;

  /** One row: the clinic or group that runs this installation. */
  const organisation = table("organisation", {
    id: int().primaryKey(),
    name: text().notNull(),
    createdAt: instant().notNull(),
  });

  const sites = table("sites", {
    id: id(),
    name: text().notNull().unique(),
    /** IANA name, for example "Europe/Dublin". */
    timeZone: text().notNull(),
    createdAt: instant().notNull(),
  });

  const jobRoles = table("job_roles", {
    id: id(),
    name: text().notNull().unique(),
  });

  const people = table(
    "people",
    {
      id: id(),
      name: text().notNull(),
      /** `name` folded to lower case without accents: what lists are sorted and searched by. */
      sortName: text().notNull(),
      /** Lower case. */
      email: text().notNull().unique(),
      /** argon2id; empty until the invitation is accepted. */
      passwordHash: text(),
      /** Certification dates are calendar dates of this site. */
      homeSiteId: int()
        .notNull()
        .references(() => sites.id),
      createdAt: instant().notNull(),
      deactivatedAt: instant(),
    },
    (columns) => [index("people_by_name").on(columns.sortName, columns.id)],
  );

  const personRoles = table(
    "person_roles",
    {
      personId: int()
        .notNull()
        .references(() => people.id),
      role: oneOf([...ROLES]).notNull(),
    },
    (columns) => [primaryKey({ columns: [columns.personId, columns.role] })],
  );

  /** Where a person works, and as what. Everyone works at least at their home site. */
  const memberships = table(
    "memberships",
    {
      personId: int()
        .notNull()
        .references(() => people.id),
      siteId: int()
        .notNull()
        .references(() => sites.id),
      jobRoleId: int().references(() => jobRoles.id),
    },
    (columns) => [
      primaryKey({ columns: [columns.personId, columns.siteId] }),
      index("memberships_by_site").on(columns.siteId, columns.personId),
    ],
  );

  /** The sites whose staff a manager sees. Means nothing without the role "manager". */
  const managedSites = table(
    "managed_sites",
    {
      personId: int()
        .notNull()
        .references(() => people.id),
      siteId: int()
        .notNull()
        .references(() => sites.id),
    },
    (columns) => [primaryKey({ columns: [columns.personId, columns.siteId] })],
  );

  const sessions = table(
    "sessions",
    {
      id: id(),
      /** SHA-256 of the random token in the cookie. */
      tokenHash: text().notNull().unique(),
      personId: int()
        .notNull()
        .references(() => people.id),
      /** "Chrome on Android": what the owner recognises in the list. */
      device: text().notNull(),
      createdAt: instant().notNull(),
      lastSeenAt: instant().notNull(),
      expiresAt: instant().notNull(),
      /** An answer that was posted after expiry: kept for the same person's next sign-in. */
      pendingPath: text(),
      pendingBody: text(),
    },
    (columns) => [index("sessions_by_person").on(columns.personId)],
  );

  /** Failed sign-ins, counted per account and per address. Keys are hashes. */
  const signInLimits = table("sign_in_limits", {
    key: text().primaryKey(),
    failures: int().notNull(),
    windowEndsAt: instant().notNull(),
  });

  /** Links that work once and expire: set-up, invitations, password resets. */
  const oneTimeLinks = table(
    "one_time_links",
    {
      id: id(),
      /** SHA-256 of the random token in the link. */
      tokenHash: text().notNull().unique(),
      kind: oneOf(["setup", "invitation", "reset"]).notNull(),
      /** Whose password it sets; empty for set-up. */
      personId: int().references(() => people.id),
      createdById: int().references(() => people.id),
      createdAt: instant().notNull(),
      expiresAt: instant().notNull(),
      usedAt: instant(),
    },
    (columns) => [index("one_time_links_by_person").on(columns.personId)],
  );

  /** Published states of quizzes, stored once by content and never changed. */
  const quizVersions = table(
    "quiz_versions",
    {
      id: id(),
      /** SHA-256 of the canonical JSON, in hex. */
      hash: text().notNull(),
      quizId: text().notNull(),
      /** Canonical JSON as it was authored; defaults are filled in on reading. */
      content: text().notNull(),
      publishedAt: instant().notNull(),
    },
    (columns) => [uniqueIndex("quiz_versions_by_hash").on(columns.quizId, columns.hash)],
  );

  /** Pictures of quiz versions, stored once by content and never changed. */
  const images = table("images", {
    /** SHA-256 of the content, in hex. */
    hash: text().primaryKey(),
    /** "image/svg+xml", "image/png" ... */
    mediaType: text().notNull(),
    content: bytes().notNull(),
  });

  /** Which version of each quiz is given to new attempts. */
  const quizzes = table("quizzes", {
    id: text().primaryKey(),
    versionId: int()
      .notNull()
      .references(() => quizVersions.id),
    title: text().notNull(),
    itemCount: int().notNull(),
    publishedAt: instant().notNull(),
    /** Set when the file is gone: nobody can start it, everything past stays. */
    retiredAt: instant(),
  });

  /** Certifications as their files define them now. */
  const certificationDefinitions = table("certification_definitions", {
    id: text().primaryKey(),
    title: text().notNull(),
    definition: json<CertificationDefinition>().notNull(),
    hash: text().notNull(),
    publishedAt: instant().notNull(),
    retiredAt: instant(),
  });

  const attempts = table(
    "attempts",
    {
      id: id(),
      personId: int()
        .notNull()
        .references(() => people.id),
      quizId: text().notNull(),
      versionId: int()
        .notNull()
        .references(() => quizVersions.id),
      /** From which items and choices were drawn and shuffled. */
      seed: int().notNull(),
      /** Positions of the drawn items in the version, in the order shown. */
      drawn: textOf<number[]>({ write: positionsToText, read: positionsFromText }).notNull(),
      startedAt: instant().notNull(),
      /** The server's deadline; empty without a time limit. */
      deadlineAt: instant(),
      submittedAt: instant(),
      /** Calendar date of the submission at the person's home site. */
      submittedOn: day(),
      /** Units of 1/10000 point. */
      units: int(),
      maxUnits: int(),
      /** Hundredths of a percent. */
      percent: int(),
      passed: bool(),
      reasons: textOf<FailureReason[]>({ write: reasonsToText, read: reasonsFromText }),
    },
    (columns) => [
      index("attempts_by_person").on(columns.personId),
      uniqueIndex("attempts_one_open")
        .on(columns.personId, columns.quizId)
        .where(whereEmpty(columns.submittedAt)),
      index("attempts_overdue").on(columns.deadlineAt).where(whereEmpty(columns.submittedAt)),
    ],
  );

  /** One answer: the item response, saved as it is given. */
  const itemResponses = table(
    "item_responses",
    {
      attemptId: int()
        .notNull()
        .references(() => attempts.id),
      /** Position on the attempt's sheet, from 0. */
      position: int().notNull(),
      response: json<ItemResponse>().notNull(),
      savedAt: instant().notNull(),
      /** Units of 1/10000 point; empty until the attempt is submitted. */
      units: int(),
      /** How sure the person said they were, where the item asks for it. Never scored. */
      certainty: oneOf([...CERTAINTIES]),
    },
    (columns) => [primaryKey({ columns: [columns.attemptId, columns.position] })],
  );

  /** Extra time that a person is given for a quiz with a time limit, with the reason. */
  const extraTimes = table(
    "extra_times",
    {
      id: id(),
      personId: int()
        .notNull()
        .references(() => people.id),
      /** Empty for every quiz. */
      quizId: text(),
      /** Minutes on top of the time limit, or percent of it: one of the two. */
      minutes: int(),
      percent: int(),
      reason: text().notNull(),
      givenById: int()
        .notNull()
        .references(() => people.id),
      givenAt: instant().notNull(),
      endedById: int().references(() => people.id),
      endedAt: instant(),
    },
    (columns) => [index("extra_times_by_person").on(columns.personId)],
  );

  /** What somebody thinks is wrong with an item, and what an author answered. */
  const problemReports = table(
    "problem_reports",
    {
      id: id(),
      personId: int()
        .notNull()
        .references(() => people.id),
      attemptId: int()
        .notNull()
        .references(() => attempts.id),
      quizId: text().notNull(),
      versionId: int()
        .notNull()
        .references(() => quizVersions.id),
      itemId: text().notNull(),
      /** Where it was reported: while answering the item, or in its review. */
      context: oneOf(["item", "review"]).notNull(),
      text: text().notNull(),
      reportedAt: instant().notNull(),
      answer: text(),
      answeredById: int().references(() => people.id),
      answeredAt: instant(),
      /** When the person who reported it saw the answer. */
      answerSeenAt: instant(),
    },
    (columns) => [
      index("problem_reports_by_person").on(columns.personId),
      index("problem_reports_open").on(columns.reportedAt).where(whereEmpty(columns.answeredAt)),
    ],
  );

  /** A decision on results whose key or credit was wrong: who, when and why. Never changed. */
  const regrades = table(
    "regrades",
    {
      id: id(),
      quizId: text().notNull(),
      mode: oneOf(["leave", "credit-all", "upward-only", "recompute", "undo"]).notNull(),
      /** The items that were wrong. */
      itemIds: json<string[]>().notNull(),
      /** The version whose key is right, where the mode needs one. */
      keyVersionId: int().references(() => quizVersions.id),
      reason: text().notNull(),
      regradedById: int()
        .notNull()
        .references(() => people.id),
      regradedAt: instant().notNull(),
      /** The regrade that an "undo" takes back: each at most once. */
      undoesId: int().unique(),
    },
    (columns) => [index("regrades_by_quiz").on(columns.quizId, columns.id)],
  );

  /** Old and new score of each attempt that a regrade changed. Never changed itself. */
  const regradedAttempts = table(
    "regraded_attempts",
    {
      regradeId: int()
        .notNull()
        .references(() => regrades.id),
      attemptId: int()
        .notNull()
        .references(() => attempts.id),
      before: json<RecordedScore>().notNull(),
      after: json<RecordedScore>().notNull(),
    },
    (columns) => [
      primaryKey({ columns: [columns.regradeId, columns.attemptId] }),
      index("regraded_attempts_by_attempt").on(columns.attemptId),
    ],
  );

  /** Further attempts that a manager granted, with the reason. */
  const attemptGrants = table(
    "attempt_grants",
    {
      id: id(),
      personId: int()
        .notNull()
        .references(() => people.id),
      quizId: text().notNull(),
      grantedById: int()
        .notNull()
        .references(() => people.id),
      reason: text().notNull(),
      grantedAt: instant().notNull(),
    },
    (columns) => [index("attempt_grants_by_person").on(columns.personId, columns.quizId)],
  );

  const requirementTables = defineRequirementTables(kit, { people, sites, jobRoles });
  const { practicalSignOffs, outsideRecords } = requirementTables;

  /** The proof that completing a certification issued. Never changed. */
  const certificates = table(
    "certificates",
    {
      id: id(),
      /** What the public page asks for: random, unguessable. */
      code: text().notNull().unique(),
      personId: int()
        .notNull()
        .references(() => people.id),
      certificationId: text().notNull(),
      /** What completed the certification, one of three: a pass, a sign-off or a record. */
      attemptId: int().references(() => attempts.id),
      signOffId: int().references(() => practicalSignOffs.id),
      outsideRecordId: int().references(() => outsideRecords.id),
      issuedAt: instant().notNull(),
      completedOn: day().notNull(),
      startsOn: day().notNull(),
      lastValidOn: day().notNull(),
      windowOpensOn: day().notNull(),
      renewsId: int(),
      document: json<CertificateDocument>().notNull(),
      /** The regrade that made the pass; empty where submitting the attempt did. */
      regradeId: int().references(() => regrades.id),
    },
    (columns) => [
      uniqueIndex("certificates_one_per_attempt").on(columns.attemptId, columns.certificationId),
      uniqueIndex("certificates_one_per_sign_off")
        .on(columns.signOffId, columns.certificationId)
        .where(whereFilled(columns.signOffId)),
      uniqueIndex("certificates_one_per_outside_record")
        .on(columns.outsideRecordId, columns.certificationId)
        .where(whereFilled(columns.outsideRecordId)),
      index("certificates_by_person").on(columns.personId, columns.certificationId),
    ],
  );

  /** Certificates that no longer count, why, and whether that was taken back. */
  const certificateWithdrawals = table(
    "certificate_withdrawals",
    {
      id: id(),
      certificateId: int()
        .notNull()
        .references(() => certificates.id),
      reason: text().notNull(),
      /** Empty for what the server did by itself. */
      withdrawnById: int().references(() => people.id),
      withdrawnAt: instant().notNull(),
      /** The regrade that took the pass away. */
      regradeId: int().references(() => regrades.id),
      liftedById: int().references(() => people.id),
      liftedAt: instant(),
      /** The regrade that gave the pass back. */
      liftedByRegradeId: int().references(() => regrades.id),
    },
    (columns) => [
      uniqueIndex("certificate_withdrawals_one_in_force")
        .on(columns.certificateId)
        .where(whereEmpty(columns.liftedAt)),
    ],
  );

  /** Certifications held: the newest certificate of each person, derived from `certificates`. */
  const certifications = table(
    "certifications",
    {
      personId: int()
        .notNull()
        .references(() => people.id),
      certificationId: text().notNull(),
      certificateId: int()
        .notNull()
        .references(() => certificates.id),
      startsOn: day().notNull(),
      lastValidOn: day().notNull(),
      windowOpensOn: day().notNull(),
    },
    (columns) => [primaryKey({ columns: [columns.personId, columns.certificationId] })],
  );

  /** Where each person stands with each quiz, derived from `attempts`. */
  const quizStandings = table(
    "quiz_standings",
    {
      personId: int()
        .notNull()
        .references(() => people.id),
      quizId: text().notNull(),
      attempts: int().notNull(),
      lastAttemptId: int().notNull(),
      lastSubmittedAt: instant().notNull(),
      lastPercent: int().notNull(),
      lastPassed: bool().notNull(),
      /** The newest pass, and the day it fell on at the person's home site. */
      passAttemptId: int(),
      passedOn: day(),
      passPercent: int(),
    },
    (columns) => [primaryKey({ columns: [columns.personId, columns.quizId] })],
  );

  /** Who did what to whom, and when. The database refuses to change or delete a row. */
  const auditLog = table(
    "audit_log",
    {
      id: id(),
      at: instant().notNull(),
      /** Empty for what the server did by itself. */
      actorId: int().references(() => people.id),
      action: text().notNull(),
      subjectId: int().references(() => people.id),
      detail: json<AuditDetail>().notNull(),
      /** SHA-256 over the hash of the row before and everything in this one. */
      hash: bytes(),
    },
    (columns) => [index("audit_log_by_subject").on(columns.subjectId, columns.id)],
  );

  return {
    organisation,
    sites,
    jobRoles,
    people,
    personRoles,
    memberships,
    managedSites,
    sessions,
    signInLimits,
    oneTimeLinks,
    quizVersions,
    images,
    quizzes,
    certificationDefinitions,
    attempts,
    itemResponses,
    attemptGrants,
    extraTimes,
    problemReports,
    regrades,
    regradedAttempts,
    // Certificates refer to sign-offs and records: whoever empties tables goes backwards.
    ...requirementTables,
    certificates,
    certificateWithdrawals,
    certifications,
    quizStandings,
    auditLog,
    ...defineMessageTables(kit, { people }),
    ...defineStatisticsTables(kit, { attempts, quizVersions }),
  };
}
