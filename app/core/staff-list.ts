import { identityForm } from "./account-forms.ts";
import { tidyEmail } from "./email.ts";
import { tidyName } from "./person-name.ts";
import { mayLinkTo, ROLE_LABELS, type Role, rolesToGive } from "./roles.ts";
import {
  type CellReading,
  readActive,
  readJobRoles,
  readRoles,
  readSites,
  type StaffEntry,
  type StaffWords,
  staffCells,
  unknownName,
  type Workplace,
} from "./staff-cells.ts";
import {
  STAFF_COLUMNS,
  type StaffColumn,
  type StaffFault,
  type StaffRow,
} from "./staff-columns.ts";

/** Somebody whom the asker may see, as far as they may see them. */
export type KnownPerson = StaffEntry & {
  id: number;
  /** Left out where they are at home at a site that is not the asker's. */
  homeSiteId?: number;
  /** True where they also work at a site that is not the asker's. */
  worksElsewhere: boolean;
};

/** All that a staff list is read against. */
export type StaffBook = StaffWords & {
  people: readonly KnownPerson[];
  /** Addresses in the file that belong to somebody whom the asker may not see. */
  takenEmails: ReadonlySet<string>;
};

export type StaffAsker = { id: number; roles: readonly Role[] };

export const STAFF_EFFECTS = [
  "create",
  "update",
  "deactivate",
  "reactivate",
  "unchanged",
  "stays-out",
] as const;
/** "stays-out": somebody who is not in Needlepoint, and whom the list says to be inactive. */
export type StaffEffectKind = (typeof STAFF_EFFECTS)[number];

/** What one line of a list does. */
export type StaffEffect = {
  line: number;
  kind: StaffEffectKind;
  /** Left out for somebody new. */
  personId?: number;
  /** How they are to be. */
  entry: StaffEntry;
  /** The first of their sites, unless they are at home where the asker sees nothing. */
  homeSiteId?: number;
  changes: readonly { column: StaffColumn; from: string; to: string }[];
};

export type StaffPlan = { effects: readonly StaffEffect[]; faults: readonly StaffFault[] };

/** The columns that somebody's list has: only an admin says who manages which sites. */
export function staffColumnsFor(asker: Pick<StaffAsker, "roles">): readonly StaffColumn[] {
  return STAFF_COLUMNS.filter((column) => column !== "manages" || asker.roles.includes("admin"));
}

/**
 * What a list would do, line by line. Whoever is not in it is left alone. A line with a fault does
 * nothing at all, and neither do two lines about the same person.
 */
export function planStaffList(
  rows: readonly StaffRow[],
  book: StaffBook,
  asker: StaffAsker,
): StaffPlan {
  const known = new Map(book.people.map((person) => [person.email, person]));
  const linesOf = new Map<string, number[]>();
  for (const { line, cells } of rows) {
    const email = tidyEmail(cells.email ?? "");
    linesOf.set(email, [...(linesOf.get(email) ?? []), line]);
  }
  const effects: StaffEffect[] = [];
  const faults: StaffFault[] = [];
  for (const row of rows) {
    const email = tidyEmail(row.cells.email ?? "");
    const others = email === "" ? [] : (linesOf.get(email) ?? []).filter((at) => at !== row.line);
    const outcome = effectOf(row, email, known.get(email), book, asker);
    const reasons = [
      ...(others.length > 0
        ? [`The address ${email} also stands in line ${others.join(", ")}.`]
        : []),
      ...("reasons" in outcome ? outcome.reasons : []),
    ];
    if (reasons.length > 0) faults.push({ line: row.line, reasons });
    else if (!("reasons" in outcome)) effects.push(outcome);
  }
  return { effects, faults };
}

function effectOf(
  row: StaffRow,
  email: string,
  person: KnownPerson | undefined,
  book: StaffBook,
  asker: StaffAsker,
): StaffEffect | { reasons: string[] } {
  if (!person && book.takenEmails.has(email)) {
    return { reasons: [`The address ${email} belongs to somebody who is not on your list.`] };
  }
  const { entry, homeSiteId, reasons } = readEntry(row, email, person, book, asker);
  const changes = changesOf(person, entry, book);
  reasons.push(...notToGive(person, entry, asker));
  if (reasons.length === 0) reasons.push(...notAllowed(person, entry, changes, asker));
  if (reasons.length > 0) return { reasons };
  const kind = kindOf(person, entry, changes.length);
  return { line: row.line, kind, personId: person?.id, entry, homeSiteId, changes };
}

function kindOf(
  person: KnownPerson | undefined,
  { isActive }: StaffEntry,
  changes: number,
): StaffEffectKind {
  if (!person) return isActive ? "create" : "stays-out";
  if (person.isActive !== isActive) return isActive ? "reactivate" : "deactivate";
  return changes > 0 ? "update" : "unchanged";
}

const NOBODY_YET: StaffEntry = {
  name: "",
  email: "",
  workplaces: [],
  roles: ["trainee"],
  managedSiteIds: [],
  isActive: true,
};

/** How the row wants the person to be. What it says as it is already is never a fault. */
function readEntry(
  { cells }: StaffRow,
  email: string,
  person: KnownPerson | undefined,
  book: StaffBook,
  asker: StaffAsker,
) {
  const before = person ?? NOBODY_YET;
  const asIs = person && staffCells(person, book);
  const reasons: string[] = [];
  /** A cell as it is to be understood; as before where it is left out, unchanged or not understood. */
  function read<Value>(
    column: StaffColumn,
    value: Value,
    reading: (cell: string) => CellReading<Value>,
  ): Value {
    const cell = cells[column];
    if (cell === undefined || cell === asIs?.[column]) return value;
    const { value: understood, reason } = reading(cell);
    if (reason !== undefined) reasons.push(reason);
    return understood ?? value;
  }

  const name = read("name", before.name, (cell) => identity("name", tidyName(cell)));
  if (!person) read("email", "", (cell) => identity("email", tidyEmail(cell)));
  const unknownSite = (site: string) =>
    asker.roles.includes("admin")
      ? unknownName("site", site, book.sites)
      : unknownName("site", site, book.sites).replace("There is no site", "You have no site");
  const siteIds = read(
    "sites",
    before.workplaces.map(({ siteId }) => siteId),
    (cell) => readSites(cell, book.sites, unknownSite),
  );
  if (siteIds.length === 0 && reasons.length === 0 && cells.sites !== asIs?.sites) {
    reasons.push("Name at least one site.");
  }
  const jobs = jobsAt(siteIds, before.workplaces, cells, asIs, book, reasons);
  const roles = read("roles", before.roles, readRoles);
  const managed = read("manages", before.managedSiteIds, (cell) =>
    readSites(cell, book.sites, unknownSite),
  );
  const isManager = roles.includes("manager");
  const isAsBefore = before.roles.includes("manager") && before.managedSiteIds.length === 0;
  if (isManager && managed.length === 0 && !isAsBefore) {
    reasons.push("Say under “Manages” which sites this manager looks after.");
  }
  if (!isManager && managed.length > 0 && cells.manages && cells.manages !== asIs?.manages) {
    reasons.push("Only a manager manages sites: add the role, or empty “Manages”.");
  }
  const isActive = read("active", before.isActive, readActive);
  const isHomeHere = !person || person.homeSiteId !== undefined;
  const homeSiteId = isHomeHere ? siteIds[0] : undefined;
  const workplaces = arrangedWorkplaces(jobs, homeSiteId, book.sites);
  const managedSiteIds = isManager ? [...managed].sort((one, other) => one - other) : [];
  const entry = { name, email, workplaces, roles, managedSiteIds, isActive };
  return { entry, homeSiteId, reasons };
}

function identity(field: "name" | "email", text: string): CellReading<string> {
  const parsed = identityForm.shape[field].safeParse(text);
  if (parsed.success) return { value: parsed.data };
  return { reason: parsed.error.issues[0]?.message ?? "" };
}

/** Where they are to work, and as what: at a site that is new to them, as nothing unless it is said. */
function jobsAt(
  siteIds: readonly number[],
  before: readonly Workplace[],
  cells: StaffRow["cells"],
  asIs: Record<StaffColumn, string> | undefined,
  book: StaffBook,
  reasons: string[],
): Workplace[] {
  const cell = cells.jobRoles;
  const isAsBefore = cell === asIs?.jobRoles && cells.sites === asIs?.sites;
  if (cell === undefined || isAsBefore) {
    const jobOf = new Map(before.map(({ siteId, jobRoleId }) => [siteId, jobRoleId]));
    return siteIds.map((siteId) => ({ siteId, jobRoleId: jobOf.get(siteId) }));
  }
  const { value, reason } = readJobRoles(cell, siteIds.length, book.jobRoles);
  if (reason !== undefined) reasons.push(reason);
  return siteIds.map((siteId, index) => ({ siteId, jobRoleId: value?.[index] }));
}

/** The home site first, the others as the sites are listed: their order says nothing. */
export function arrangedWorkplaces(
  workplaces: readonly Workplace[],
  homeSiteId: number | undefined,
  sites: StaffWords["sites"],
): Workplace[] {
  const place = new Map(sites.map(({ id }, index) => [id, index]));
  const rank = ({ siteId }: Workplace) => (siteId === homeSiteId ? -1 : (place.get(siteId) ?? 0));
  return [...workplaces].sort((one, other) => rank(one) - rank(other));
}

function changesOf(person: KnownPerson | undefined, entry: StaffEntry, book: StaffBook) {
  if (!person) return [];
  const [from, to] = [staffCells(person, book), staffCells(entry, book)];
  return STAFF_COLUMNS.filter((column) => from[column] !== to[column]).map((column) => ({
    column,
    from: from[column],
    to: to[column],
  }));
}

/** Roles that are given and that the asker may not give, in a sentence. */
function notToGive(
  person: KnownPerson | undefined,
  entry: StaffEntry,
  asker: StaffAsker,
): string[] {
  const given = entry.roles.filter((role) => !person?.roles.includes(role));
  const mayGive = rolesToGive(asker.roles);
  const beyond = given.filter((role) => !mayGive.includes(role));
  if (beyond.length === 0) return [];
  return [
    `Only an admin can give the role ${beyond.map((role) => ROLE_LABELS[role]).join(" and ")}.`,
  ];
}

/** What the asker may not change about this person, in sentences. */
function notAllowed(
  person: KnownPerson | undefined,
  entry: StaffEntry,
  changes: StaffEffect["changes"],
  asker: StaffAsker,
): string[] {
  if (!person || changes.length === 0) return [];
  const isAdmin = asker.roles.includes("admin");
  if (person.id === asker.id && isAdmin) {
    return entry.isActive && entry.roles.includes("admin")
      ? []
      : ["You cannot take away your own access as an admin."];
  }
  if (isAdmin) return [];
  if (!mayLinkTo(asker.roles, person.roles)) {
    return ["They are more than a trainee: only an admin can change anything about them."];
  }
  if (!person.worksElsewhere) return [];
  if (person.name === entry.name && person.isActive === entry.isActive) return [];
  return [
    "They also work at a site that is not yours: only an admin can change their name, or whether they are active.",
  ];
}
