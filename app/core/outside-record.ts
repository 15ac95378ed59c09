import { z } from "zod";
import { addMonths, type CalendarDay, formatDay, isCalendarDay } from "./calendar.ts";
import type { OutsidePart } from "./certification-file.ts";
import type { FormProblem } from "./form.ts";

const LONGEST_DOCUMENT_NUMBER = 60;
/** Longer than any licence; a later day is a slip of the fingers. */
const LONGEST_VALIDITY_MONTHS = 50 * 12;

/** What the page of an outside requirement sends. */
export const outsideRecordForm = z.object({
  validUntil: z
    .string()
    .trim()
    .refine(isCalendarDay, "Give a day that exists, as year, month and day: 2027-06-30."),
  documentNumber: z
    .string()
    .trim()
    .max(LONGEST_DOCUMENT_NUMBER, `Use at most ${LONGEST_DOCUMENT_NUMBER} characters.`),
  /** True where it is recorded although it has lapsed. */
  lapsed: z.string().transform((text) => text === "yes"),
  /** The newest record that whoever sends it has seen; 0 for none. */
  seen: z.string().transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : -1)),
});

export type OutsideRecordForm = z.output<typeof outsideRecordForm>;

/** What stands against a record that reads well by itself, on `today` at the person's home site. */
export function outsideRecordProblems(
  { validUntil, documentNumber, lapsed }: OutsideRecordForm,
  part: OutsidePart,
  today: CalendarDay,
): FormProblem[] {
  const problems: FormProblem[] = [];
  if (validUntil > addMonths(today, LONGEST_VALIDITY_MONTHS)) {
    const message = `${formatDay(validUntil)} is more than 50 years away. Check the year.`;
    problems.push({ field: "validUntil", message });
  } else if (validUntil < today && !lapsed) {
    const message = `${formatDay(validUntil)} is past. Check the year, or tick below that it has lapsed.`;
    problems.push({ field: "validUntil", message });
  }
  if (part.documentNumber === "required" && documentNumber === "") {
    problems.push({ field: "documentNumber", message: "Give the number on the document." });
  }
  return problems;
}

/** The number to keep: none where the requirement asks for none, or where none was given. */
export function keptDocumentNumber(
  { documentNumber }: Pick<OutsideRecordForm, "documentNumber">,
  part: OutsidePart,
): string | undefined {
  return part.documentNumber === "none" || documentNumber === "" ? undefined : documentNumber;
}
