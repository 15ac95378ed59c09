import { addDays, type CalendarDay, daysBetween, formatDay } from "./calendar.ts";
import type { CertificationStatus, ValidityPeriod, WithdrawnCertificate } from "./certification.ts";
import type { PartLine } from "./part-lines.ts";
import { lineInWords, type QuizLineInWords, type StateInWords } from "./quiz-line-words.ts";
import type { Training } from "./training.ts";
import { decidedInWords, dueInWordsOf } from "./training-due.ts";
import { type DueInWords, dueInWords } from "./training-next-words.ts";

/** What is left of a certificate on `today`: the share of its days, and that in words. */
export function validityLeft(
  held: ValidityPeriod | undefined,
  today: CalendarDay,
): { share: number; label: string } {
  if (!held) return { share: 0, label: "Not yet" };
  const left = daysBetween(today, held.lastValidOn) + 1;
  if (left <= 0) return { share: 0, label: "Expired" };
  const all = daysBetween(held.startsOn, held.lastValidOn) + 1;
  return { share: Math.min(1, left / all), label: left === 1 ? "1 day" : `${left} days` };
}

/** The status of a certification as its holder reads it. */
export function statusInWords(
  status: CertificationStatus,
  held: ValidityPeriod | undefined,
  withdrawn?: WithdrawnCertificate,
): string {
  if (withdrawn) return `Withdrawn on ${formatDay(withdrawn.withdrawnOn)}`;
  if (!held || status === "none" || status === "assigned" || status === "overdue") {
    return "Not certified yet";
  }
  const day = formatDay(held.lastValidOn);
  switch (status) {
    case "withdrawn":
      return "Withdrawn";
    case "valid":
      return `Valid until ${day}`;
    case "due-soon":
      return `Renew by ${day}`;
    case "grace":
      return `In grace since ${formatDay(addDays(held.lastValidOn, 1))}`;
    case "expired":
      return `Lapsed, last valid ${day}`;
  }
}

/** The training page, ready to read. */
export type TrainingInWords = {
  due: DueInWords;
  certifications: {
    id: string;
    title: string;
    status: { tone: Tone; text: string };
    ring: { share: number; label: string };
    certificateHref?: string;
    /** By when it is asked for: "Due by 10 Dec 2026, in 12 days". */
    due?: string;
    /** That it is waived, or that they are suspended. */
    decided: { tone: "info" | "bad"; title: string; text: string }[];
    /** Why the certificate was taken back, where it was. */
    withdrawal?: string;
    quizzes: QuizLineInWords[];
    parts: PartLineInWords[];
  }[];
  others: QuizLineInWords[];
};

/** A part beside the quizzes, as its holder reads it. */
export type PartLineInWords = { key: string; title: string } & StateInWords;

type Tone = StateInWords["tone"];

const STATUS_TONES: Record<CertificationStatus, Tone> = {
  none: "none",
  assigned: "info",
  overdue: "bad",
  valid: "good",
  "due-soon": "soon",
  grace: "soon",
  expired: "bad",
  withdrawn: "bad",
};

/** The training page of a person whose home site is in this zone, on `today` there. */
export function trainingInWords(
  { due, certifications, others }: Training,
  today: CalendarDay,
  timeZone: string,
): TrainingInWords {
  return {
    due: dueInWords(due, timeZone),
    certifications: certifications.map(({ id, title, status, held, withdrawn, ...card }) => ({
      id,
      title,
      status: { tone: STATUS_TONES[status], text: statusInWords(status, held, withdrawn) },
      ring: withdrawn ? { share: 0, label: "Withdrawn" } : validityLeft(held, today),
      certificateHref: codeHref(withdrawn ?? held),
      withdrawal: withdrawn && withdrawalInWords(withdrawn),
      due: card.standing.due && dueInWordsOf(card.standing.due),
      decided: decidedInWords(card.standing),
      quizzes: card.quizzes.map((line) => lineInWords(line, timeZone)),
      parts: card.parts.map(partInWords),
    })),
    others: others.map((line) => lineInWords(line, timeZone)),
  };
}

function withdrawalInWords({ reason, isByRegrade }: WithdrawnCertificate): string {
  return isByRegrade ? `A result that it rests on was corrected: ${reason}` : reason;
}

function codeHref(certificate: { code: string } | undefined): string | undefined {
  return certificate && `/certificates/${certificate.code}`;
}

function partInWords({ kind, id, title, tone, text, isMissing }: PartLine): PartLineInWords {
  const asks = { practical: "Ask your manager to watch you", outside: "Show it to your manager" };
  const what = kind === "certification" || !isMissing ? text : `${text}. ${asks[kind]}.`;
  const named = kind === "practical" ? `Practical sign-off: ${title}` : title;
  return { key: `${kind} ${id}`, title: named, tone, text: what };
}
