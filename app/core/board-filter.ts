import { BOARD_STATUSES, type BoardStatus } from "./board-state.ts";
import type { CalendarDay } from "./calendar.ts";
import { readId } from "./form.ts";

const LONGEST_SEARCH = 100;

/** Who needs action comes first; or by name; or by the last valid day, soonest first. */
export const SORTS = ["action", "name", "until"] as const;
export type BoardSort = (typeof SORTS)[number];

/** What the address of the board asks for. What it leaves out is undefined or the default. */
export type BoardFilter = {
  /** Words that must all stand in a name, as they were typed. */
  search: string;
  siteId?: number;
  jobRoleId?: number;
  status?: BoardStatus;
  /** Which certification the figures, the status and the order are about; the first by default. */
  certificationId?: string;
  sort: BoardSort;
  /** Those of one site stand together. */
  group?: "site";
  /** A past day: what was true at its end. Today when left out. */
  on?: CalendarDay;
  /** Counted from 1. */
  page: number;
};

/** What a filter can be set to. */
export type BoardChoices = {
  siteIds: readonly number[];
  jobRoleIds: readonly number[];
  certificationIds: readonly string[];
  /** The one past day that the address asks for, once it is known to be one. */
  on?: CalendarDay;
};

/** Reads the filter out of an address. What it cannot be set to counts as left out. */
export function readBoardFilter(params: URLSearchParams, choices: BoardChoices): BoardFilter {
  return {
    search: (params.get("q") ?? "").trim().slice(0, LONGEST_SEARCH),
    siteId: oneOf(choices.siteIds, readId(params.get("site") ?? undefined)),
    jobRoleId: oneOf(choices.jobRoleIds, readId(params.get("job") ?? undefined)),
    status: oneOf(BOARD_STATUSES, params.get("status")),
    certificationId: otherThanFirst(choices.certificationIds, params.get("certification")),
    sort: oneOf(SORTS, params.get("sort")) ?? "action",
    group: oneOf(["site"] as const, params.get("group")),
    on: oneOf([choices.on], params.get("on")),
    page: readId(params.get("page") ?? undefined) ?? 1,
  };
}

function oneOf<Value>(allowed: readonly Value[], given: unknown): Value | undefined {
  return allowed.find((value) => value === given);
}

/** The first is meant where none is chosen, so choosing it leaves the address as it was. */
function otherThanFirst(ids: readonly string[], given: string | null): string | undefined {
  return oneOf(ids.slice(1), given);
}

/** The address that asks for a filter: of the board, or of its export. Defaults are left out. */
export function boardAddress(filter: BoardFilter, path = "/board"): string {
  const { search, siteId, jobRoleId, status, certificationId, sort, group, on, page } = filter;
  const params = new URLSearchParams();
  if (search) params.set("q", search);
  if (siteId !== undefined) params.set("site", String(siteId));
  if (jobRoleId !== undefined) params.set("job", String(jobRoleId));
  if (status) params.set("status", status);
  if (certificationId) params.set("certification", certificationId);
  if (sort !== "action") params.set("sort", sort);
  if (group) params.set("group", group);
  if (on) params.set("on", on);
  if (page > 1) params.set("page", String(page));
  return params.size > 0 ? `${path}?${params}` : path;
}

/** True when the filter leaves anybody out. */
export function leavesOut({ search, siteId, jobRoleId, status }: BoardFilter): boolean {
  return Boolean(search || siteId || jobRoleId || status);
}
