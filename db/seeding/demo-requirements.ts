import { addDays, dayAt } from "#app/core/calendar.ts";
import { listCertificationDefinitions } from "#db/queries/certification-definitions.ts";
import { type NewException, saveException } from "#db/queries/exceptions.ts";
import { listJobRoles, listSites } from "#db/queries/organisation.ts";
import type { Asker } from "#db/queries/people.ts";
import { assignToPerson } from "#db/queries/person-decisions.ts";
import { findPosition } from "#db/queries/positions.ts";
import { saveRequirement } from "#db/queries/requirements.ts";
import { findStaffMember } from "#db/queries/staff.ts";
import { DEMO_SITES, type DemoColleague } from "./demo-colleagues.ts";

const HOUR_IN_MS = 3_600_000;
const DAY_IN_HOURS = 24;

type Person = DemoColleague & { id: number };

/**
 * Who must hold what at the demo's sites, and a few exceptions: somebody is overdue, somebody has
 * until soon, one due date is extended, one requirement waived, and one person suspended.
 */
export async function saveDemoRequirements(
  people: readonly Person[],
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<void> {
  const [certification] = await listCertificationDefinitions();
  if (!certification) return;
  const { id: certificationId } = certification;
  const today = dayAt(now, timeZone);
  const manager = await askerOf(people.find(({ logIn }) => logIn === "manager"));
  const others = await askerOf(people.find(({ manages, logIn }) => manages && !logIn));
  const [harbour, oldTown, riverside] = await siteIds();
  const nurse = (await listJobRoles()).find(({ name }) => name === "Nurse")?.id;

  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_IN_MS);
  const ask = (
    asker: Asker,
    where: object,
    rule: { withinDays: number } | { dueOn: string },
    days: number,
  ) => saveRequirement(asker, { certificationId, ...where, rule }, hoursAgo(days * DAY_IN_HOURS));
  await ask(manager, { siteId: harbour, jobRoleId: nurse }, { withinDays: 30 }, 45);
  await ask(manager, { siteId: oldTown }, { withinDays: 30 }, 10);
  await ask(others, { siteId: riverside }, { dueOn: addDays(today, 45) }, 5);

  const memberAt = async (email: string) => {
    const person = people.find((each) => each.email === `${email}@demo.example`);
    return person && findStaffMember(manager, person.id);
  };
  const decide = async (email: string, hours: number, exception: NewException) => {
    const member = await memberAt(email);
    if (member) await saveException(manager, member, exception, hoursAgo(hours));
  };
  await decide("trainee", 31, {
    ...{ kind: "extension", certificationId, untilOn: addDays(today, 12) },
    reason: "Was on night shifts for three weeks.",
  });
  await decide("fatima.al.rashidi", 30, {
    ...{ kind: "waiver", certificationId, untilOn: addDays(today, 60) },
    reason: "On parental leave.",
  });
  await decide("oluwaseun.adeyemi", 29, {
    ...{ kind: "suspension", untilOn: addDays(today, 21) },
    reason: "A complaint about aftercare is being looked into.",
  });
  const assigned = await memberAt("chiamaka.eze");
  if (assigned) {
    const dueOn = addDays(today, 14);
    await assignToPerson(manager, assigned, { certificationId, dueOn }, hoursAgo(28));
  }
}

async function askerOf(person: Person | undefined): Promise<Asker> {
  const position = person && (await findPosition(person.id));
  if (!position) throw new Error("The demo has no such manager");
  const { roles, managedSiteIds } = position;
  return { id: person.id, roles: [...roles], managedSiteIds: [...managedSiteIds] };
}

/** The ids of the demo's sites, in their order. */
async function siteIds(): Promise<(number | undefined)[]> {
  const sites = await listSites();
  return DEMO_SITES.map((name) => sites.find((site) => site.name === name)?.id);
}
