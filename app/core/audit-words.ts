import { formatDay, formatInstant, isCalendarDay } from "./calendar.ts";
import { formatPercent } from "./scoring.ts";

type AuditValue = string | number | boolean | null;

/** An action of the audit log in plain words: "person.invited-again" is "Person invited again". */
export function auditWords(action: string): string {
  return capitalised(action.replace(/[.-]/g, " ").replace(/^sign off/, "sign-off"));
}

/**
 * The details of an audit entry as one line: "Roles: manager, trainee · Home site: 3". Instants,
 * whose names end in "At", are told in this time zone.
 */
export function auditDetailText(
  detail: Readonly<Record<string, AuditValue>>,
  timeZone: string,
): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${detailName(name)}: ${detailValue(name, value, timeZone)}`)
    .join(" · ");
}

/** "homeSiteId" is "Home site": that a number names something is plain to see. */
function detailName(name: string): string {
  const words = name
    .replace(/Id(s?)$|At$|(?<=^until)On$/, "$1")
    .replace(/[A-Z]/g, (letter) => ` ${letter}`);
  return capitalised(words.toLowerCase());
}

function detailValue(name: string, value: AuditValue, timeZone: string): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (name === "mode" && typeof value === "string") return DECISIONS[value] ?? value;
  if (name.endsWith("At") && typeof value === "string") {
    return formatInstant(new Date(value), timeZone);
  }
  if (typeof value === "string" && isCalendarDay(value)) return formatDay(value);
  // Percents are kept in hundredths.
  return name === "percent" && typeof value === "number" ? formatPercent(value) : String(value);
}

/** What was decided about results whose key was wrong. */
const DECISIONS: Readonly<Record<string, string>> = {
  leave: "left as they are",
  "credit-all": "everybody credited",
  "upward-only": "recomputed upward only",
  recompute: "recomputed",
  undo: "put back",
};

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
