import { sortNameOf } from "#app/core/person-name.ts";
import { type Random, seededRandom, seedFor } from "#app/core/random.ts";
import { tables } from "#db/client.server.ts";
import { DEMO_LOG_INS } from "#db/demo.ts";
import { type Batch, batchOf, type NewRow } from "./bulk.ts";
import { aName, pick } from "./names.ts";

/** Somebody who takes quizzes, as far as their history needs to know. */
export type SeededPerson = {
  id: number;
  name: string;
  jobRole: string;
  siteName: string;
  timeZone: string;
  /** Manages the home site, and grants attempts there. */
  managerId: number;
};

type Site = { id: number; name: string; timeZone: string; managerId: number };

const TOWNS =
  "Ashgrove Bellview Cedarwood Dunmore Elmfield Fairhaven Glenside Harbour Inchbrook Juniper Kingsgate Larkhill Millbrook Northgate Oakfield Parkside Quayside Riverside Southbank Thornhill";
/** Most sites are near; some are on the other side of the world. */
const TIME_ZONES = [
  "Europe/Dublin",
  "Europe/Dublin",
  "Europe/London",
  "Europe/Berlin",
  "Europe/Athens",
  "America/New_York",
  "Pacific/Auckland",
];
const JOB_ROLES = [
  "Nurse",
  "Nurse",
  "Nurse",
  "Aesthetic therapist",
  "Aesthetic therapist",
  "Doctor",
];
const JOB_ROLE_NAMES = [...new Set(JOB_ROLES)];
/** Some people work at a second site too. */
const SECOND_SITE_CHANCE = 0.08;

/**
 * The rows of an organisation with its sites, job roles and staff, and the log-ins of the demo. Each
 * site has a manager, who takes quizzes as well; the demo's manager has the first two sites.
 */
export function makeStaff(
  { staff, sites: siteCount, seed }: { staff: number; sites: number; seed: number },
  { createdAt, passwordHash }: { createdAt: Date; passwordHash: string },
): { batches: Batch[]; trainees: SeededPerson[] } {
  const random = seededRandom(seedFor(seed, "staff"));
  const sites = makeSites(siteCount, staff);
  const people: NewRow<typeof tables.people>[] = [];
  const personRoles: (typeof tables.personRoles.$inferInsert)[] = [];
  const memberships: (typeof tables.memberships.$inferInsert)[] = [];
  const managedSites: (typeof tables.managedSites.$inferInsert)[] = [];
  const traineeIds = new Set<number>();
  const trainees: SeededPerson[] = [];

  function add(name: string, email: string, site: Site): SeededPerson {
    const id = people.length + 1;
    const sortName = sortNameOf(name);
    people.push({ id, name, sortName, email, passwordHash, homeSiteId: site.id, createdAt });
    const jobRole = pick(JOB_ROLES, random);
    const jobRoleId = JOB_ROLE_NAMES.indexOf(jobRole) + 1;
    memberships.push({ personId: id, siteId: site.id, jobRoleId });
    const second = random() < SECOND_SITE_CHANCE ? pick(sites, random) : site;
    if (second !== site) memberships.push({ personId: id, siteId: second.id, jobRoleId });
    const { name: siteName, timeZone, managerId } = site;
    return { id, name, jobRole, siteName, timeZone, managerId };
  }

  for (let number = 1; number <= staff; number += 1) {
    const site = siteOf(number, sites, random);
    const person = add(aName(random), `staff-${number}@seed.example`, site);
    personRoles.push({ personId: person.id, role: "trainee" });
    traineeIds.add(person.id);
    const managed =
      number > sites.length ? [] : sites.filter(({ managerId }) => managerId === person.id);
    if (managed.length > 0) personRoles.push({ personId: person.id, role: "manager" });
    for (const { id: siteId } of managed) managedSites.push({ personId: person.id, siteId });
    trainees.push(person);
  }
  for (const { role, name, email } of DEMO_LOG_INS) {
    const person = add(name, email, firstOf(sites));
    personRoles.push({ personId: person.id, role });
    if (role === "trainee") {
      trainees.push(person);
      traineeIds.add(person.id);
    }
    if (role !== "manager") continue;
    for (const { id: siteId } of sites.slice(0, 2))
      managedSites.push({ personId: person.id, siteId });
  }

  const organisation = { id: 1, name: "Linden Skin Clinics", createdAt };
  const batches = [
    batchOf(tables.organisation, [organisation]),
    batchOf(
      tables.sites,
      sites.map(({ id, name, timeZone }) => ({ id, name, timeZone, createdAt })),
    ),
    batchOf(
      tables.jobRoles,
      JOB_ROLE_NAMES.map((name, index) => ({ id: index + 1, name })),
    ),
    batchOf(tables.people, people),
    batchOf(tables.personRoles, personRoles),
    batchOf(tables.memberships, memberships),
    batchOf(tables.managedSites, managedSites),
    batchOf(
      tables.staffPeriods,
      memberships
        .filter(({ personId }) => traineeIds.has(personId))
        .map((membership) => ({ ...membership, startedAt: createdAt })),
    ),
  ];
  return { batches, trainees };
}

/** The first people, one a site, are the managers; where there are fewer, some have several. */
function makeSites(count: number, staff: number): Site[] {
  const towns = TOWNS.split(" ");
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / towns.length);
    return {
      id: index + 1,
      name: `Linden ${towns[index % towns.length]}${round > 0 ? ` ${round + 1}` : ""}`,
      timeZone: TIME_ZONES[index % TIME_ZONES.length] ?? "Europe/Dublin",
      managerId: (index % staff) + 1,
    };
  });
}

/** The managers at their own sites, everybody else anywhere; early sites are larger ones. */
function siteOf(number: number, sites: readonly Site[], random: Random): Site {
  const own = sites[number - 1];
  return own ?? sites[Math.floor(random() ** 1.6 * sites.length)] ?? firstOf(sites);
}

function firstOf(sites: readonly Site[]): Site {
  const [first] = sites;
  if (!first) throw new RangeError("There must be a site");
  return first;
}
