import { sortNameOf } from "./person-name.ts";
import { ROLE_LABELS, ROLES, type Role } from "./roles.ts";
import { nearestWord } from "./spelling.ts";
import type { StaffColumn } from "./staff-columns.ts";

/** A site or a job role. */
export type Named = { id: number; name: string };

export type Workplace = { siteId: number; jobRoleId?: number };

/** What a line of a staff list says about somebody. */
export type StaffEntry = {
  name: string;
  email: string;
  /** Of the sites that whoever asks may see; the home site first where it is among them. */
  workplaces: readonly Workplace[];
  roles: readonly Role[];
  /** Sites whose staff they see; empty unless they are a manager. */
  managedSiteIds: readonly number[];
  isActive: boolean;
};

/** What names in a list can mean. */
export type StaffWords = { sites: readonly Named[]; jobRoles: readonly Named[] };

const SEPARATOR = "; ";

/** Somebody's line of a staff list, by column. */
export function staffCells(entry: StaffEntry, words: StaffWords): Record<StaffColumn, string> {
  const { name, email, workplaces, roles, managedSiteIds, isActive } = entry;
  const jobs = workplaces.map(({ jobRoleId }) => nameOf(jobRoleId, words.jobRoles));
  const managed = managedSiteIds.map((id) => nameOf(id, words.sites)).sort();
  return {
    name,
    email,
    sites: workplaces.map(({ siteId }) => nameOf(siteId, words.sites)).join(SEPARATOR),
    // One for all of their sites, or one for each in the same order.
    jobRoles: new Set(jobs).size > 1 ? jobs.join(SEPARATOR) : (jobs[0] ?? ""),
    roles: ROLES.filter((role) => roles.includes(role))
      .map((role) => ROLE_LABELS[role])
      .join(SEPARATOR),
    manages: managed.join(SEPARATOR),
    active: isActive ? "yes" : "no",
  };
}

function nameOf(id: number | undefined, known: readonly Named[]): string {
  return known.find((each) => each.id === id)?.name ?? "";
}

/** What a cell was found to say, or why it says nothing. */
export type CellReading<Value> =
  | { value: Value; reason?: undefined }
  | { value?: undefined; reason: string };

/** @param unknown says what is wrong with a name that is not known */
export function readSites(
  cell: string,
  sites: readonly Named[],
  unknown: (name: string) => string,
): CellReading<number[]> {
  const read = readNames(cell, sites);
  if ("unknown" in read) return { reason: unknown(read.unknown) };
  return { value: [...new Set(read.ids.flatMap((id) => id ?? []))] };
}

/** One job role for all of the sites, or one for each of them; an empty place is none. */
export function readJobRoles(
  cell: string,
  siteCount: number,
  jobRoles: readonly Named[],
): CellReading<(number | undefined)[]> {
  const read = readNames(cell, jobRoles);
  if ("unknown" in read) return { reason: unknownName("job role", read.unknown, jobRoles) };
  const { ids } = read;
  // Where no site is understood, neither is the number of job roles.
  if (siteCount === 0) return { value: [] };
  if (ids.length === 1) return { value: Array.from({ length: siteCount }, () => ids[0]) };
  if (ids.length === siteCount) return { value: ids };
  const sites = siteCount === 1 ? "1 site" : `${siteCount} sites`;
  return {
    reason: `There are ${ids.length} job roles for ${sites}: write one for all, or one for each in the same order.`,
  };
}

export function readRoles(cell: string): CellReading<Role[]> {
  const named = ROLES.map((role, id) => ({ id, name: ROLE_LABELS[role] }));
  const read = readNames(cell, named);
  if ("unknown" in read) return { reason: unknownName("role", read.unknown, named) };
  const roles = ROLES.filter((_, id) => read.ids.includes(id));
  return roles.length > 0
    ? { value: roles }
    : { reason: "Name at least one role, like “Trainee”." };
}

const YES = ["yes", "y", "true", "1", "active"];
const NO = ["no", "n", "false", "0", "inactive", "deactivated"];

export function readActive(cell: string): CellReading<boolean> {
  const word = cell.toLowerCase();
  if (YES.includes(word)) return { value: true };
  if (NO.includes(word)) return { value: false };
  return {
    reason: `Under “Active” write yes or no${cell === "" ? "" : `, instead of “${cell}”`}.`,
  };
}

/** `There is no job role “Nurs”. Did you mean “Nurse”?` */
export function unknownName(what: string, name: string, known: readonly Named[]): string {
  const nearest = nearestWord(
    name,
    known.map((each) => each.name),
  );
  return `There is no ${what} “${name}”.${nearest ? ` Did you mean “${nearest}”?` : ""}`;
}

/**
 * The ids of names that semicolons separate; an empty place is undefined. Case and accents do not
 * count, and a name may itself hold a semicolon: the longest one that is known is taken.
 */
function readNames(
  cell: string,
  known: readonly Named[],
): { ids: (number | undefined)[] } | { unknown: string } {
  const idOf = new Map(known.map(({ id, name }) => [fold(name), id]));
  const parts = cell.split(";");
  const ids: (number | undefined)[] = [];
  for (let first = 0; first < parts.length; ) {
    let end = parts.length;
    const wordsTo = (to: number) => fold(parts.slice(first, to).join(";"));
    while (end > first + 1 && !idOf.has(wordsTo(end))) end -= 1;
    const id = idOf.get(wordsTo(end));
    const word = parts[first]?.trim() ?? "";
    if (id === undefined && word !== "") return { unknown: word };
    ids.push(id);
    first = end;
  }
  return { ids };
}

function fold(name: string): string {
  return sortNameOf(name).replace(/ *; */g, ";");
}
