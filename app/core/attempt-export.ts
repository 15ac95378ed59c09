import type { CalendarDay } from "./calendar.ts";
import type { Certainty } from "./certainty.ts";
import type { ItemResponse } from "./item-types.ts";
import { UNITS_PER_POINT } from "./items/item.ts";
import { responseText } from "./response-text.ts";

/** A submitted attempt with everything in it, for whoever takes it elsewhere. */
export type ExportedAttempt = {
  id: number;
  personName: string;
  email: string;
  /** Where the person works, of the sites that whoever exports may see. */
  siteNames: readonly string[];
  quizId: string;
  quizTitle: string;
  versionId: number;
  versionHash: string;
  startedAt: Date;
  submittedAt: Date;
  /** Calendar date at the person's home site. */
  submittedOn: CalendarDay;
  /** Units of 1/10000 point. */
  units: number;
  maxUnits: number;
  /** Hundredths of a percent. */
  percent: number;
  passed: boolean;
  /** Why it did not pass, as the database keeps it. */
  reasons: string;
  /** In the order of the sheet; an item without a response was left open. */
  items: readonly ExportedItem[];
};

export type ExportedItem = {
  itemId: string;
  type: string;
  response?: ItemResponse;
  certainty?: Certainty;
  savedAt?: Date;
  /** Units of 1/10000 point; left out where whoever exports may not know. */
  units?: number;
};

const ATTEMPT_HEAD = [
  "Attempt",
  "Name",
  "E-mail",
  "Sites",
  "Quiz",
  "Quiz ID",
  "Quiz version",
  "Started at",
  "Submitted at",
  "Submitted on",
  "Score in percent",
  "Passed",
];

/** The first line of a file with one line an attempt. */
export const ATTEMPTS_HEAD: readonly string[] = [...ATTEMPT_HEAD, "Reasons"];

/** The first line of a file with one line an item of each attempt. */
export const RESPONSES_HEAD: readonly string[] = [
  ...ATTEMPT_HEAD,
  "Item number",
  "Item",
  "Item type",
  "Response",
  "Points",
  "How sure",
  "Saved at",
];

/** Instants are written in UTC, "2026-02-12T10:42:07.000Z"; days are those of the home site. */
function attemptColumns(attempt: ExportedAttempt): string[] {
  const { id, personName, email, siteNames, quizTitle, quizId, versionHash } = attempt;
  const { startedAt, submittedAt, submittedOn, percent, passed } = attempt;
  return [
    String(id),
    personName,
    email,
    siteNames.join(", "),
    quizTitle,
    quizId,
    versionHash,
    startedAt.toISOString(),
    submittedAt.toISOString(),
    submittedOn,
    String(percent / 100),
    passed ? "yes" : "no",
  ];
}

/** An attempt as one line. */
export function attemptLine(attempt: ExportedAttempt): string[] {
  return [...attemptColumns(attempt), attempt.reasons];
}

/** An attempt as one line for each item on its sheet, answered or not. */
export function responseLines(attempt: ExportedAttempt): string[][] {
  const columns = attemptColumns(attempt);
  return attempt.items.map(({ itemId, type, response, certainty, savedAt, units }, position) => [
    ...columns,
    String(position + 1),
    itemId,
    type,
    responseText(response),
    units === undefined ? "" : String(units / UNITS_PER_POINT),
    certainty ?? "",
    savedAt?.toISOString() ?? "",
  ]);
}
