import { kitFor } from "./kit.ts";
import { defineTables } from "./schema.ts";

/** What drizzle-kit reads to write migrations; it wants every table as an export of its own. */
export const {
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
  certificates,
  certificateWithdrawals,
  certifications,
  quizStandings,
  auditLog,
} = defineTables(kitFor("sqlite"));
