import type { ExceptionInForce } from "./requirement.ts";

/* What can be decided about one person and one certification, in words for whoever decides. Browsers load it: nothing here counts days. */

export const DECISIONS = ["assign", "extend", "waive", "suspend"] as const;
export type Decision = (typeof DECISIONS)[number];

type DecisionWords = {
  /** On the button that leads to it, and as the heading. */
  title: string;
  /** On the button that confirms it. */
  confirm: string;
  dayLabel: string;
};

export const DECISION_WORDS: Record<Decision, DecisionWords> = {
  assign: { title: "Assign", confirm: "Assign", dayLabel: "Due by" },
  extend: { title: "Extend the due date", confirm: "Extend", dayLabel: "New due date" },
  waive: { title: "Waive", confirm: "Waive", dayLabel: "Last day of the waiver" },
  suspend: { title: "Suspend", confirm: "Suspend", dayLabel: "Last day of the suspension" },
};

/** What follows from a decision, said before it is confirmed. */
export function consequenceOf(decision: Decision, name: string, title: string): string {
  switch (decision) {
    case "assign":
      return `${name} is asked to hold “${title}” by the day you choose. After that day it shows as overdue.`;
    case "extend":
      return `“${title}” is then due on the day you choose, and does not show as overdue before. An extension lets nobody treat who has no certificate in force.`;
    case "waive":
      return `Until the end of the day you choose, ${name} is not asked for “${title}”. A waiver never lets anybody treat: without a certificate in force they still may not.`;
    case "suspend":
      return `From the moment you confirm until the end of the day you choose, ${name} may not treat, whatever certificates they hold. The certificates stay as they are.`;
  }
}

type EndedKind = ExceptionInForce["kind"] | "assignment";

export const KIND_LABELS: Record<EndedKind, string> = {
  assignment: "Assignment",
  extension: "Extension",
  waiver: "Waiver",
  suspension: "Suspension",
};

/** What follows from ending something early. */
export function consequenceOfEnding(kind: EndedKind, name: string): string {
  switch (kind) {
    case "assignment":
      return `${name} is then no longer asked for it by this requirement. Certificates stay as they are.`;
    case "extension":
      return "It is then due on the day that holds without the extension. If that day is past, it shows as overdue at once.";
    case "waiver":
      return `${name} is then asked for it again at once. If its day is past, it shows as overdue.`;
    case "suspension":
      return `${name} may then treat again, as far as certificates, sign-offs and documents in force allow it.`;
  }
}
