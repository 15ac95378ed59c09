import { boardCell, type PartOnBoard, type PersonOnBoard } from "./board-cell.ts";
import { STATE_LABELS } from "./board-state.ts";
import { type CalendarDay, dayAt } from "./calendar.ts";
import type { NamedCertification } from "./clearance.ts";
import { formatPercent } from "./scoring.ts";

/** A person with all that their line of the export tells. */
export type ExportedPerson = PersonOnBoard & {
  name: string;
  email: string;
  /** IANA name of the zone of the home site. */
  timeZone: string;
  /** Where the person works, of the sites that whoever exports may see. */
  workplaces: readonly { siteName: string; jobRole?: string }[];
};

/** The first line: what each column holds. */
export function exportHead(
  certifications: readonly NamedCertification[],
  titleOf: (quizId: string) => string,
): string[] {
  const columns = certifications.flatMap(({ definition: { title, requires } }) => [
    `${title}: may treat`,
    `${title}: status`,
    `${title}: valid until`,
    `${title}: reason`,
    `${title}: due`,
    `${title}: parts`,
    ...requires.quizzes.flatMap((quizId) => [
      `${titleOf(quizId)}: last result`,
      `${titleOf(quizId)}: date`,
    ]),
  ]);
  return ["Name", "E-mail", "Site", "Job role", ...columns];
}

/**
 * A person's line. Dates are written "2027-02-11", which every spreadsheet sorts rightly.
 * @param certifications those of the head
 * @param rules the same as they hold for this person, where that is something else
 */
export function exportLine(
  certifications: readonly NamedCertification[],
  person: ExportedPerson,
  today: CalendarDay,
  rules: readonly NamedCertification[] = certifications,
): string[] {
  const { name, email, timeZone, workplaces, held, withdrawn, standings } = person;
  const jobRoles = workplaces.flatMap(({ jobRole }) => jobRole ?? []);
  const columns = certifications.flatMap((certification) => {
    const rule = rules.find(({ id }) => id === certification.id) ?? certification;
    const cell = boardCell(rule, rules, person, today);
    const why = cell.state === "withdrawn" && withdrawn.get(certification.id)?.reason;
    const reason = why ? `${cell.reason}: ${why}` : cell.reason;
    const results = certification.definition.requires.quizzes.flatMap((quizId) => {
      const standing = standings.get(quizId);
      if (!standing) return ["", ""];
      const { lastPassed, lastPercent, lastSubmittedAt, pass } = standing;
      // The newest pass knows its day; anything else is worked out from the instant.
      const day = lastPassed && pass ? pass.passedOn : dayAt(lastSubmittedAt, timeZone);
      return [`${lastPassed ? "passed" : "failed"} ${formatPercent(lastPercent)}`, day];
    });
    const validUntil = held.get(certification.id)?.lastValidOn ?? "";
    const answer = [cell.mayTreat ? "yes" : "no", STATE_LABELS[cell.state], validUntil, reason];
    return [...answer, cell.dueOn ?? "", cell.parts.map(partInWords).join("; "), ...results];
  });
  const sites = workplaces.map(({ siteName }) => siteName);
  return [name, email, sites.join(", "), [...new Set(jobRoles)].join(", "), ...columns];
}

/** "Licence: lapsed 2026-05-03": dates as in the other columns. */
function partInWords({ title, isInForce, text, until }: PartOnBoard): string {
  if (until === undefined) return `${title}: ${text}`;
  return `${title}: ${isInForce ? "until" : "lapsed"} ${until}`;
}

/**
 * Text that no spreadsheet takes for the beginning of a formula after a separator of its own
 * choice: some read semicolons, tabs or line breaks where the file means commas. The beginning
 * of the text itself is for the writer of the file to guard.
 */
export function harmlessWithin(text: string): string {
  return text.replace(/([;\t\r\n]["' ]*)([=+\-@＝＋－＠])/g, "$1'$2");
}
