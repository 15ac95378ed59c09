import { type CalendarDay, formatDay } from "./calendar.ts";
import type { ValidityPeriod } from "./certification.ts";
import type { ValidityRule } from "./certification-file.ts";

const GROUP_LENGTH = 4;

/** A verification code as people read it out: "K7QM-2F9X-T4CD-8HJP". */
export function groupedCode(code: string): string {
  return code.match(new RegExp(`.{1,${GROUP_LENGTH}}`, "g"))?.join("-") ?? code;
}

/** What a certificate is worth on `today`, a calendar date of its site. */
export type Worth = "not-yet" | "in-force" | "replaced" | "lapsed" | "withdrawn";

export function worthOn(
  { startsOn, lastValidOn }: Pick<ValidityPeriod, "startsOn" | "lastValidOn">,
  isRenewed: boolean,
  today: CalendarDay,
  isWithdrawn = false,
): Worth {
  if (isWithdrawn) return "withdrawn";
  if (today < startsOn) return "not-yet";
  if (today <= lastValidOn) return "in-force";
  return isRenewed ? "replaced" : "lapsed";
}

/** What a certificate rests on beside quizzes, as it was frozen. */
export type CertifiedParts = {
  practical?: readonly {
    title: string;
    observerName: string;
    signedOn: CalendarDay;
    validUntil?: CalendarDay;
  }[];
  outside?: readonly { title: string; documentNumber?: string; validUntil: CalendarDay }[];
  certifications?: readonly { title: string; code: string; lastValidOn: CalendarDay }[];
};

/** The parts beside quizzes of a certificate, each with what is known of it, ready to read. */
export function certifiedParts({
  practical = [],
  outside = [],
  certifications = [],
}: CertifiedParts): { title: string; note: string }[] {
  return [
    ...certifications.map(({ title, code, lastValidOn }) => ({
      title,
      note: `Certificate ${groupedCode(code)}, valid until ${formatDay(lastValidOn)}`,
    })),
    ...practical.map(({ title, observerName, signedOn, validUntil }) => {
      const until = validUntil === undefined ? "" : `, valid until ${formatDay(validUntil)}`;
      return { title, note: `Signed off by ${observerName} on ${formatDay(signedOn)}${until}` };
    }),
    ...outside.map(({ title, documentNumber, validUntil }) => {
      const number = documentNumber === undefined ? "" : `No. ${documentNumber}, `;
      const note = `${number}valid until ${formatDay(validUntil)}`;
      return { title, note: note.charAt(0).toUpperCase() + note.slice(1) };
    }),
  ];
}

/** The rule that a certificate was issued under, in a sentence or two. */
export function ruleInWords(rule: ValidityRule): string {
  const { months, renewalWindowDays } = rule;
  const window =
    renewalWindowDays === 0
      ? "It can be renewed on its last valid day."
      : `It can be renewed from ${counted(renewalWindowDays, "day")} before its last valid day.`;
  switch (rule.mode) {
    case "completion":
      return `Valid for ${counted(months, "month")} from the day of completion. ${window}`;
    case "anniversary":
      return `Valid for ${counted(months, "month")}. ${window} Renewing early loses nothing: the new period follows on.`;
    case "fixed":
      return `Ends every ${counted(months, "month")}, counted from ${formatDay(rule.fixedDay)}, and is valid for at least ${counted(rule.minimumActiveDays, "day")}. ${window}`;
  }
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
