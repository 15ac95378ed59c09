import {
  BOARD_STATUSES,
  type BoardState,
  type BoardStatus,
  boardState,
  noCounts,
  takesIn,
  URGENCY,
} from "./board-state.ts";
import { addDays, type CalendarDay, dayAt, daysBetween } from "./calendar.ts";
import {
  type CertificationStatus,
  certificationProgress,
  certificationStatus,
  type QuizPass,
  statusReason,
  type ValidityPeriod,
  type WithdrawnCertificate,
} from "./certification.ts";
import { type ClearanceFacts, clearanceOn, type NamedCertification } from "./clearance.ts";
import { readId } from "./form.ts";
import { formatPercent, type HundredthsOfPercent } from "./scoring.ts";

/** How many people one page of the board shows. */
export const PEOPLE_PER_PAGE = 50;
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

type HeldDays = Pick<ValidityPeriod, "lastValidOn" | "windowOpensOn">;

/** One of everybody in scope: just enough to count, to filter and to sort. */
export type BoardPerson = ClearanceFacts & {
  id: number;
  /** IANA name of the zone of the home site: its calendar decides. */
  timeZone: string;
  /** The same of the certifications that the chosen one requires, by id. */
  required?: ReadonlyMap<string, ClearanceFacts>;
  /** The place of their site among the manager's, where the board is grouped by site. */
  siteRank?: number;
};

export type Arranged = {
  counts: Record<BoardState, number>;
  /** Everybody whom the filter lets through, in the order of the board. */
  ids: number[];
};

/** The certification that a board is about, and all that are in use. */
export type BoardRules = {
  chosen: NamedCertification | undefined;
  certifications: readonly NamedCertification[];
};

/** The rules by time zone: a past day ends at another instant in each, and files change. */
export type RulesIn = (timeZone: string) => BoardRules;

const NO_FACTS: ClearanceFacts = {};

/** The ids of the chosen certification and of all that it requires, itself first. */
export function idsNeeded({ chosen, certifications }: BoardRules): string[] {
  if (!chosen) return [];
  const ids = new Set([chosen.id]);
  for (const id of ids) {
    const certification = certifications.find((each) => each.id === id);
    for (const required of certification?.definition.requires.certifications ?? [])
      ids.add(required);
  }
  return [...ids];
}

/**
 * Counts people by state, and puts those whom the filter lets through into its order. Without a
 * certification there is no state to be in: everybody is "none".
 * @param people by name: the order among equals
 * @param rulesIn what holds in each time zone
 * @param todayIn the day that counts, by time zone
 */
export function arrangeBoard(
  people: readonly BoardPerson[],
  rulesIn: RulesIn,
  { status: wanted, sort }: Pick<BoardFilter, "status" | "sort">,
  todayIn: (timeZone: string) => CalendarDay,
): Arranged {
  const counts = noCounts();
  const placed: Placed[] = [];
  const soonBy = soonByIn(rulesIn, todayIn);
  for (const person of people) {
    const { id, timeZone, held, required, siteRank = 0 } = person;
    const placing: Placed = { id, state: "none", until: held?.lastValidOn, siteRank };
    const { chosen, certifications } = rulesIn(timeZone);
    if (chosen) {
      const factsOf = (certificationId: string) =>
        certificationId === chosen.id ? person : (required?.get(certificationId) ?? NO_FACTS);
      const clearance = clearanceOn(chosen, factsOf, certifications, todayIn(timeZone));
      placing.state = boardState(clearance, soonBy(timeZone));
      placing.until = clearance.mayTreatUntil ?? placing.until;
    }
    counts[placing.state] += 1;
    if (takesIn(wanted, placing.state)) placed.push(placing);
  }
  const order = ORDERS[sort];
  placed.sort((one, other) => one.siteRank - other.siteRank || order(one, other));
  return { counts, ids: placed.map(({ id }) => id) };
}

/** Until when counts as soon: as long before the end as a certificate can be renewed. */
function soonByIn(
  rulesIn: RulesIn,
  todayIn: (timeZone: string) => CalendarDay,
): (timeZone: string) => CalendarDay {
  return onceByZone((timeZone) => {
    const days = rulesIn(timeZone).chosen?.definition.validity.renewalWindowDays ?? 0;
    return addDays(todayIn(timeZone), days);
  });
}

type Placed = { id: number; state: BoardState; until?: CalendarDay; siteRank: number };

const ORDERS: Record<BoardSort, (one: Placed, other: Placed) => number> = {
  action: (one, other) => URGENCY[one.state] - URGENCY[other.state] || compareUrgency(one, other),
  name: () => 0,
  until: compareEnds,
};

/** Whoever ends soonest first; among the expired, whoever lapsed last: their book is still full. */
function compareUrgency(one: Placed, other: Placed): number {
  return one.state === "expired" ? compareEnds(other, one) : compareEnds(one, other);
}

/** The soonest last day first, and those without one at the end. */
function compareEnds({ until: one }: Placed, { until: other }: Placed): number {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return one < other ? -1 : 1;
}

/** The calendar date at `now`, by time zone; worked out once for each zone. */
export function calendarAt(now: Date): (timeZone: string) => CalendarDay {
  return onceByZone((timeZone) => dayAt(now, timeZone));
}

function onceByZone(dayIn: (timeZone: string) => CalendarDay): (timeZone: string) => CalendarDay {
  const known = new Map<string, CalendarDay>();
  return (timeZone) => {
    const day = known.get(timeZone) ?? dayIn(timeZone);
    known.set(timeZone, day);
    return day;
  };
}

/** One page of a list. A page beyond the end is the last one. */
export function pageOf<Thing>(things: readonly Thing[], wanted: number) {
  const pageCount = Math.max(1, Math.ceil(things.length / PEOPLE_PER_PAGE));
  const page = Math.min(wanted, pageCount);
  const shown = things.slice((page - 1) * PEOPLE_PER_PAGE, page * PEOPLE_PER_PAGE);
  return { page, pageCount, shown };
}

/** Where a person stands with one quiz. */
export type QuizStanding = {
  lastAttemptId: number;
  lastSubmittedAt: Date;
  lastPercent: HundredthsOfPercent;
  lastPassed: boolean;
  /** The newest pass. */
  pass?: { attemptId: number; passedOn: CalendarDay; percent: HundredthsOfPercent };
};

/** What a person has achieved so far: all that their row is made of. */
export type Achievements = {
  /** Certifications that the person holds or held, by id. */
  held: ReadonlyMap<string, ValidityPeriod>;
  /** The newest certificate of each certification that was taken back, by id. */
  withdrawn: ReadonlyMap<string, WithdrawnCertificate>;
  /** Quizzes that the person has submitted, by id. */
  standings: ReadonlyMap<string, QuizStanding>;
  /** Quizzes with an attempt that is not submitted yet. */
  openQuizIds: ReadonlySet<string>;
};

export type CertificationCell = {
  status: CertificationStatus;
  /** Short enough for a cell. */
  reason: string;
  quizzes: QuizCell[];
};

/** A pass either counts, for the certificate in force or the next one, or is to be renewed. */
export type QuizState = "passed" | "renew" | "failed" | "open" | "none";

export type QuizCell = {
  quizId: string;
  state: QuizState;
  reason: string;
  /** The submitted attempt that says so. */
  attemptId?: number;
};

/** Where somebody stands with a certification and each of its quizzes on `today`, and why. */
export function certificationCell(
  { id, definition }: NamedCertification,
  { held: heldById, withdrawn: withdrawnById, standings, openQuizIds }: Achievements,
  today: CalendarDay,
): CertificationCell {
  const held = heldById.get(id);
  const withdrawn = withdrawnById.get(id);
  const { quizzes } = definition.requires;
  const status = certificationStatus(held, today, definition.validity, withdrawn);
  // Nothing can be renewed yet while it is valid: no need to ask, for most people on most days.
  const done =
    status === "valid"
      ? []
      : certificationProgress(definition, passesOf(standings), held, today).done;
  const isBegun = quizzes.some((quizId) => standings.has(quizId) || openQuizIds.has(quizId));
  const progress = `${done.length} of ${quizzes.length} ${quizzes.length === 1 ? "quiz" : "quizzes"}`;
  const mention = status === "none" ? isBegun : done.length > 0;
  return {
    status,
    reason: cellReason(status, held, withdrawn, today, mention ? progress : undefined),
    quizzes: quizzes.map((quizId) => {
      const counts = status === "valid" || done.includes(quizId);
      return { quizId, ...quizState(standings.get(quizId), counts, openQuizIds.has(quizId)) };
    }),
  };
}

/** The newest pass of each quiz. */
function passesOf(standings: Achievements["standings"]): QuizPass[] {
  return [...standings].flatMap(([quizId, { pass }]) =>
    pass ? [{ quizId, passedOn: pass.passedOn }] : [],
  );
}

/** @param progress towards the next certificate, where it says something */
function cellReason(
  status: CertificationStatus,
  held: HeldDays | undefined,
  withdrawn: WithdrawnCertificate | undefined,
  today: CalendarDay,
  progress: string | undefined,
): string {
  if (status === "none") return progress ?? "not started";
  const why =
    status === "due-soon" && held
      ? dueIn(daysBetween(today, held.lastValidOn))
      : statusReason(status, held, withdrawn);
  return progress ? `${why}, ${progress}` : why;
}

/** "due in 12 days"; on the last valid day itself "due today". */
function dueIn(days: number): string {
  if (days === 0) return "due today";
  return days === 1 ? "due tomorrow" : `due in ${days} days`;
}

function quizState(
  standing: QuizStanding | undefined,
  counts: boolean,
  isOpen: boolean,
): Omit<QuizCell, "quizId"> {
  const pass = standing?.pass;
  if (pass && counts) {
    const reason = `passed ${formatPercent(pass.percent)}`;
    return { state: "passed", reason, attemptId: pass.attemptId };
  }
  if (isOpen) return { state: "open", reason: "in progress" };
  if (!standing) return { state: "none", reason: "not started" };
  if (pass && standing.lastPassed) {
    return { state: "renew", reason: "to renew", attemptId: pass.attemptId };
  }
  const reason = `failed ${formatPercent(standing.lastPercent)}`;
  return { state: "failed", reason, attemptId: standing.lastAttemptId };
}
