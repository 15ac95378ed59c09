import {
  findCertificationDefinition,
  listCertificationDefinitions,
} from "#db/queries/certification-definitions.ts";
import { listJobRoles, listSitesOf } from "#db/queries/organisation.ts";
import { listHeldUntil, listStaffNow, type NamedStaff } from "#db/queries/requirement-reach.ts";
import {
  type GroupRequirement,
  listRequirements,
  type StandingRequirement,
} from "#db/queries/requirements.ts";
import type { SignedInPerson } from "#db/queries/sessions.ts";
import { calendarAt } from "./core/board.ts";
import { dayAt } from "./core/calendar.ts";
import {
  concernedBy,
  consequenceInWords,
  dueRuleInWords,
  reachOf,
  whoInWords,
} from "./core/requirement-reach.ts";

/** How many names a preview, or the list of single people, shows before it only counts. */
const NAMES_SHOWN = 12;

/** Everything that somebody can be asked for, and where. */
export async function findRequirementChoices(asker: SignedInPerson) {
  const [certifications, sites, jobRoles] = await Promise.all([
    listCertificationDefinitions(),
    listSitesOf(asker),
    listJobRoles(),
  ]);
  return {
    certifications: certifications.map(({ id, title }) => ({ id, title })),
    sites: sites.map(({ id, name }) => ({ id, name })),
    jobRoles,
    mayAskEverywhere: asker.roles.includes("admin"),
  };
}

/** Who must hold what, by certification, as far as the asker answers for them; ready to read. */
export async function describeRequirements(asker: SignedInPerson, now: Date) {
  const [requirements, certifications, staff] = await Promise.all([
    listRequirements(asker),
    listCertificationDefinitions(),
    listStaffNow(asker),
  ]);
  const held = await listHeldUntil(certifications.map(({ id }) => id));
  const todayIn = calendarAt(now);
  return certifications.flatMap(({ id: certificationId, title }) => {
    const own = requirements.filter((each) => each.certificationId === certificationId);
    if (own.length === 0) return [];
    const heldUntil = held.get(certificationId);
    const groups = own.filter(({ person }) => !person);
    const singles = own.filter(({ person }) => person);
    return [
      {
        ...{ certificationId, title },
        groups: groups.map((requirement) => ({
          id: requirement.id,
          who: whoInWords(requirement),
          due: dueRuleInWords(requirement.rule),
          mayEnd: requirement.mayEnd,
          ...reachOf(concernedBy(askedOf(requirement), staff), heldUntil, todayIn),
        })),
        singles: describeSingles(singles, staff, heldUntil, todayIn),
      },
    ];
  });
}

function describeSingles(
  singles: readonly StandingRequirement[],
  staff: readonly NamedStaff[],
  heldUntil: ReadonlyMap<number, string> | undefined,
  todayIn: (timeZone: string) => string,
) {
  const asked = new Set(singles.map(({ person }) => person?.id));
  const concerned = staff.filter(({ id }) => asked.has(id));
  if (concerned.length === 0) return undefined;
  return {
    ...reachOf(concerned, heldUntil, todayIn),
    shown: concerned.slice(0, NAMES_SHOWN).map(({ id, name }) => ({ id, name })),
    more: Math.max(0, concerned.length - NAMES_SHOWN),
  };
}

function askedOf({ siteId, jobRoleId }: GroupRequirement) {
  return { siteId, jobRoleId };
}

type Choices = Awaited<ReturnType<typeof findRequirementChoices>>;

/** What a requirement names that the asker cannot choose; undefined when it is fine. */
export function notAmong(
  { certifications, sites, jobRoles, mayAskEverywhere }: Choices,
  { certificationId, siteId, jobRoleId }: GroupRequirement,
): "certification" | "site" | "job-role" | undefined {
  if (!certifications.some(({ id }) => id === certificationId)) return "certification";
  const isSite = siteId === undefined ? mayAskEverywhere : sites.some(({ id }) => id === siteId);
  if (!isSite) return "site";
  const isJobRole = jobRoleId === undefined || jobRoles.some(({ id }) => id === jobRoleId);
  return isJobRole ? undefined : "job-role";
}

/** What a requirement would mean if it were made now, ready to read. */
export async function previewRequirement(
  asker: SignedInPerson,
  requirement: GroupRequirement,
  choices: Choices,
  now: Date,
) {
  const { certificationId, rule } = requirement;
  const [staff, held] = await Promise.all([listStaffNow(asker), listHeldUntil([certificationId])]);
  const concerned = concernedBy(askedOf(requirement), staff);
  return {
    title: choices.certifications.find(({ id }) => id === certificationId)?.title ?? "",
    who: whoInWords({
      siteName: choices.sites.find(({ id }) => id === requirement.siteId)?.name,
      jobRole: choices.jobRoles.find(({ id }) => id === requirement.jobRoleId)?.name,
    }),
    due: dueRuleInWords(rule),
    consequence: consequenceInWords(rule, dayAt(now, asker.homeSite.timeZone)),
    ...reachOf(concerned, held.get(certificationId), calendarAt(now)),
    names: concerned.slice(0, NAMES_SHOWN).map(({ name }) => name),
    more: Math.max(0, concerned.length - NAMES_SHOWN),
  };
}

/** One requirement of a group, ready to read before it ends. */
export async function describeRequirement(asker: SignedInPerson, requirement: StandingRequirement) {
  const certification = await findCertificationDefinition(requirement.certificationId);
  return {
    id: requirement.id,
    title: certification?.title ?? requirement.certificationId,
    who: whoInWords(requirement),
    due: dueRuleInWords(requirement.rule),
    people: concernedBy(askedOf(requirement), await listStaffNow(asker)).length,
  };
}
