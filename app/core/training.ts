import { askedCertifications } from "./asked-certifications.ts";
import type { Allowance } from "./attempt.ts";
import { addDays, type CalendarDay, daysBetween, formatDay, formatInstant } from "./calendar.ts";
import {
  type CertificationStatus,
  certificationProgress,
  passesCountFrom,
  type QuizPass,
  type ValidityPeriod,
  type WithdrawnCertificate,
} from "./certification.ts";
import type { CertificationDefinition } from "./certification-file.ts";
import { NO_RECORDS, type PartRecords } from "./certification-parts.ts";
import { type ClearanceFacts, requiredStatus } from "./clearance.ts";
import { type PartLine, partLines } from "./part-lines.ts";
import { formatPercent, type HundredthsOfPercent } from "./scoring.ts";
import {
  byNeed,
  decidedInWords,
  distanceOf,
  dueInWordsOf,
  type Standing,
  standingOf,
} from "./training-due.ts";

/** Everything that decides what a person has to do next. */
export type TrainingFacts = {
  certifications: readonly CertificationFacts[];
  quizzes: readonly QuizFacts[];
};

export type CertificationFacts = {
  id: string;
  definition: CertificationDefinition;
  /** The newest certificate, in force or lapsed. */
  held?: HeldCertificate;
  /** The newest certificate that was taken back. */
  withdrawn?: WithdrawnCertificate;
  /** What is on record for the parts beside quizzes; nothing when left out. */
  records?: PartRecords;
  /** How many steps are confirmed of each practical sign-off that waits for the others, by id. */
  confirmedSteps?: ReadonlyMap<string, number>;
  /** What is asked of the person, waived and suspended. */
  required?: Pick<ClearanceFacts, "dueOn" | "waivedUntil" | "suspendedUntil">;
};

export type HeldCertificate = ValidityPeriod & { code: string };

export type QuizFacts = {
  quizId: string;
  title: string;
  /** False once the file is gone: what is open can be finished, nothing new can be started. */
  isPublished: boolean;
  /** The newest submitted attempt. */
  last?: {
    attemptId: number;
    submittedOn: CalendarDay;
    percent: HundredthsOfPercent;
    passed: boolean;
  };
  /** The newest pass. */
  pass?: { passedOn: CalendarDay; percent: HundredthsOfPercent };
  /** The attempt under way. */
  open?: OpenAttempt;
  allowance: Allowance;
};

export type OpenAttempt = {
  attemptId: number;
  items: number;
  /** The first item without a response, counted from 1; undefined when none is left. */
  nextItem?: number;
  startedAt: Date;
};

/** Where a person stands with one quiz of a certification. */
export type QuizState =
  | { kind: "in-progress"; open: OpenAttempt }
  | { kind: "passed"; percent: HundredthsOfPercent; passedOn: CalendarDay }
  | { kind: "not-yet" }
  | { kind: "failed"; percent: HundredthsOfPercent; allowance: Allowance }
  /** The pass there is does not count for the next certificate. */
  | { kind: "again"; passedOn: CalendarDay; allowance: Allowance }
  /** Required since the certificate was issued: comes with the renewal. */
  | { kind: "with-renewal"; from: CalendarDay }
  | { kind: "not-available" };

export type QuizLine = QuizName & {
  isPublished: boolean;
  /** The newest submitted attempt, to look back at. */
  lastAttemptId?: number;
  state: QuizState;
};

export type CertificationCard = {
  id: string;
  title: string;
  status: CertificationStatus;
  held?: HeldCertificate;
  /** What was taken back, where that is what the status says. */
  withdrawn?: WithdrawnCertificate;
  /** By when it is asked for, waived, suspended: as far as it counts today. */
  standing: Standing;
  quizzes: QuizLine[];
  /** Practical sign-offs, outside requirements and required certifications. */
  parts: PartLine[];
  /** False for one that is only on offer: nothing of it is due. */
  isAsked: boolean;
};

/** The one thing that is due next. */
export type Due =
  | { kind: "continue"; quiz: QuizName; open: OpenAttempt }
  | {
      kind: "start";
      quiz: QuizName;
      certification: string;
      isAgain: boolean;
      /** Of the certificate that has lapsed, where one has. */
      lastValidOn?: CalendarDay;
      /** By when it is asked for, where it was never held. */
      due?: Standing["due"];
    }
  | { kind: "renew"; quiz: QuizName; certification: string; lastValidOn: CalendarDay }
  | { kind: "part"; part: PartLine; certification: string }
  | { kind: "wait"; quiz: QuizName; opensAt: Date; lastAttemptId?: number }
  | { kind: "ask-manager"; quiz: QuizName; lastAttemptId?: number }
  | { kind: "nothing"; held?: { title: string; certificate: HeldCertificate } }
  | { kind: "nothing-published" };

type QuizName = Pick<QuizFacts, "quizId" | "title">;

export type Training = {
  due: Due;
  certifications: CertificationCard[];
  /** Quizzes that no certification requires. */
  others: QuizLine[];
};

/** What a person sees of their training on `today`, a calendar date of their home site. */
export function trainingOf(
  { certifications, quizzes }: TrainingFacts,
  today: CalendarDay,
): Training {
  const required = new Set(certifications.flatMap(({ definition }) => definition.requires.quizzes));
  const titles = new Map(certifications.map(({ id, definition }) => [id, definition.title]));
  const asked = askedCertifications(
    certifications.map((each) => ({ ...each, isRequired: each.required?.dueOn !== undefined })),
  );
  const cards = certifications
    .map((facts) => cardOf(facts, quizzes, today, titles, asked.has(facts.id)))
    .sort((one, other) => Number(other.isAsked) - Number(one.isAsked));
  const others = quizzes
    .filter(({ quizId, isPublished, open }) => !required.has(quizId) && (isPublished || open))
    .map((quiz) => lineOf(quiz, looseState(quiz)));
  return { due: dueNext(cards, others, quizzes), certifications: cards, others };
}

function cardOf(
  {
    id,
    definition,
    held,
    withdrawn,
    required,
    records = NO_RECORDS,
    confirmedSteps,
  }: CertificationFacts,
  quizzes: readonly QuizFacts[],
  today: CalendarDay,
  titles: ReadonlyMap<string, string>,
  isAsked: boolean,
): CertificationCard {
  const byId = new Map(quizzes.map((quiz) => [quiz.quizId, quiz]));
  const passes = quizzes.flatMap(({ quizId, pass }): QuizPass[] =>
    pass ? [{ quizId, passedOn: pass.passedOn }] : [],
  );
  const status = requiredStatus({ ...required, held, withdrawn }, definition, today);
  const { done } = certificationProgress(definition, passes, held, today);
  const countsFrom = passesCountFrom(definition.validity, held, today);
  return {
    id,
    title: definition.title,
    status,
    held,
    withdrawn: status === "withdrawn" ? withdrawn : undefined,
    isAsked,
    parts: partLines(definition, records, today, {
      titleOf: (certificationId) => titles.get(certificationId) ?? certificationId,
      confirmedSteps: (practicalId) => confirmedSteps?.get(practicalId) ?? 0,
    }),
    standing: standingOf(status, required, today),
    quizzes: definition.requires.quizzes.map((quizId) => {
      const quiz = byId.get(quizId);
      if (!quiz) {
        const state: QuizState = { kind: "not-available" };
        return { quizId, title: quizId, isPublished: false, state };
      }
      const state =
        status === "valid" && held
          ? settledState(quiz, held)
          : stateOf(quiz, done.includes(quizId), countsFrom);
      return lineOf(quiz, state);
    }),
  };
}

/** While a certificate is in force and its window is not open, nothing is due. */
function settledState({ open, pass }: QuizFacts, held: HeldCertificate): QuizState {
  if (open) return { kind: "in-progress", open };
  return pass ? { kind: "passed", ...pass } : { kind: "with-renewal", from: held.windowOpensOn };
}

function stateOf(quiz: QuizFacts, isDone: boolean, countsFrom: CalendarDay): QuizState {
  const { open, pass, last, allowance, isPublished } = quiz;
  if (open) return { kind: "in-progress", open };
  if (isDone && pass) return { kind: "passed", ...pass };
  if (!isPublished) return { kind: "not-available" };
  const failedLately = last && !last.passed && last.submittedOn >= countsFrom;
  if (last && !last.passed && (failedLately || !pass)) {
    return { kind: "failed", percent: last.percent, allowance };
  }
  return pass ? { kind: "again", passedOn: pass.passedOn, allowance } : { kind: "not-yet" };
}

/** A quiz outside of every certification: its pass counts for ever. */
function looseState(quiz: QuizFacts): QuizState {
  return stateOf(quiz, quiz.pass !== undefined, "");
}

function dueNext(
  cards: readonly CertificationCard[],
  others: readonly QuizLine[],
  quizzes: readonly QuizFacts[],
): Due {
  const underWay = quizzes
    .flatMap(({ open, ...quiz }) => (open ? [{ quiz: nameOf(quiz), open }] : []))
    .sort((one, other) => other.open.startedAt.getTime() - one.open.startedAt.getTime());
  const [newest] = underWay;
  if (newest) return { kind: "continue", ...newest };
  if (cards.length === 0 && others.length === 0) return { kind: "nothing-published" };

  const asked = cards.filter(({ isAsked }) => isAsked);
  const missing = byNeed(asked).flatMap((card) =>
    card.quizzes.flatMap((quiz) => {
      const allowance = allowanceOf(quiz.state);
      return allowance ? [{ card, quiz, allowance }] : [];
    }),
  );
  const startable = missing.filter(({ allowance }) => allowance.mayStart);
  const [first] = startable;
  if (first) {
    const { quiz } = first;
    const { title: certification, status, held, standing } = first.card;
    if (status === "due-soon" && held) {
      return { kind: "renew", quiz: nameOf(quiz), certification, lastValidOn: held.lastValidOn };
    }
    const isAgain = quiz.state.kind !== "not-yet";
    const hasLapsed = status === "expired" || status === "grace";
    const lastValidOn = hasLapsed ? held?.lastValidOn : undefined;
    const { due } = standing;
    return { kind: "start", quiz: nameOf(quiz), certification, isAgain, lastValidOn, due };
  }
  for (const { title: certification, parts } of byNeed(asked)) {
    // A required certification has a card of its own.
    const part = parts.find(({ kind, isMissing }) => isMissing && kind !== "certification");
    if (part) return { kind: "part", part, certification };
  }
  const waits = missing
    .flatMap(({ quiz, allowance }) =>
      "opensAt" in allowance ? [{ ...blockedOf(quiz), opensAt: allowance.opensAt }] : [],
    )
    .sort((one, other) => one.opensAt.getTime() - other.opensAt.getTime());
  const [soonest] = waits;
  if (soonest) return { kind: "wait", ...soonest };
  const [blocked] = missing;
  if (blocked) return { kind: "ask-manager", ...blockedOf(blocked.quiz) };
  return { kind: "nothing", held: heldLongest(cards) };
}

/** Whether a quiz that is still missing may be started; undefined for one that is not missing. */
function allowanceOf(state: QuizState): Allowance | undefined {
  switch (state.kind) {
    case "not-yet":
      return { mayStart: true };
    case "failed":
    case "again":
      return state.allowance;
    default:
      return undefined;
  }
}

function heldLongest(cards: readonly CertificationCard[]) {
  return cards
    .flatMap(({ title, held, status }) =>
      held && status !== "expired" ? [{ title, certificate: held }] : [],
    )
    .sort((one, other) =>
      one.certificate.lastValidOn < other.certificate.lastValidOn ? 1 : -1,
    )[0];
}

function nameOf({ quizId, title }: QuizName): QuizName {
  return { quizId, title };
}

function blockedOf(quiz: QuizLine): { quiz: QuizName; lastAttemptId?: number } {
  return { quiz: nameOf(quiz), lastAttemptId: quiz.lastAttemptId };
}

function lineOf(quiz: QuizFacts, state: QuizState): QuizLine {
  const { isPublished, last } = quiz;
  return { ...nameOf(quiz), isPublished, lastAttemptId: last?.attemptId, state };
}

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

/** What a state means to the person, and how it looks. */
export type StateInWords = { tone: "good" | "soon" | "bad" | "info" | "none"; text: string };

/** The state of one quiz, short enough for a line of the check list. */
export function quizStateInWords(state: QuizState, timeZone: string): StateInWords {
  switch (state.kind) {
    case "in-progress":
      return { tone: "info", text: `In progress, ${placeOf(state.open)}` };
    case "passed":
      return {
        tone: "good",
        text: `Passed ${formatPercent(state.percent)} on ${formatDay(state.passedOn)}`,
      };
    case "not-yet":
      return { tone: "none", text: "Not yet" };
    case "failed":
      return {
        tone: "bad",
        text: `Not passed, ${formatPercent(state.percent)}. ${nextTry(state.allowance, timeZone)}`,
      };
    case "again":
      return {
        tone: "soon",
        text: `Needs renewing, last passed ${formatDay(state.passedOn)}.${state.allowance.mayStart ? "" : ` ${nextTry(state.allowance, timeZone)}`}`,
      };
    case "with-renewal":
      return { tone: "none", text: `Part of the renewal from ${formatDay(state.from)}` };
    case "not-available":
      return { tone: "none", text: "Not available at the moment" };
  }
}

function placeOf({ nextItem, items }: OpenAttempt): string {
  return nextItem === undefined ? "ready to submit" : `item ${nextItem} of ${items}`;
}

/** When a quiz can be tried again, and how many attempts are left, in a sentence or two. */
function nextTry(allowance: Allowance, timeZone: string): string {
  if (allowance.mayStart) {
    return ["You can try again now.", attemptsLeft(allowance.left)].filter(Boolean).join(" ");
  }
  if (allowance.reason === "limit-reached") {
    return "No attempts are left. Your manager can grant another one.";
  }
  const opens = `The next try opens on ${formatInstant(allowance.opensAt, timeZone)}.`;
  return [opens, attemptsLeft(allowance.left)].filter(Boolean).join(" ");
}

function attemptsLeft(left: number | undefined): string | undefined {
  if (left === undefined) return undefined;
  return left === 1 ? "One attempt is left." : `${left} attempts are left.`;
}

/** What is due, said to the person: a heading, a sentence, and where its button leads. */
export type DueInWords = {
  title: string;
  text: string;
  action?: { label: string; href: string };
};

export function dueInWords(due: Due, timeZone: string): DueInWords {
  switch (due.kind) {
    case "continue": {
      const { quiz, open } = due;
      const isAllAnswered = open.nextItem === undefined;
      return {
        title: `Continue with “${quiz.title}”`,
        text: isAllAnswered
          ? "Every item is answered. Check your responses and submit them."
          : `You are at item ${open.nextItem} of ${open.items}. What you have answered is saved.`,
        action: {
          label: isAllAnswered ? "Check and submit" : "Continue",
          href: isAllAnswered ? `/attempts/${open.attemptId}/check` : `/attempts/${open.attemptId}`,
        },
      };
    }
    case "start":
      return {
        title: due.isAgain ? `Take “${due.quiz.title}” again` : `Take “${due.quiz.title}” next`,
        text: startInWords(due),
        action: coverOf(due.quiz),
      };
    case "renew":
      return {
        title: `Renew with “${due.quiz.title}”`,
        text: `Your certificate “${due.certification}” is valid until ${formatDay(due.lastValidOn)}. You can renew it now.`,
        action: coverOf(due.quiz),
      };
    case "part":
      return {
        title:
          due.part.kind === "practical"
            ? `Ask your manager to watch you: “${due.part.title}”`
            : `Show your manager your “${due.part.title}”`,
        text: `${due.part.text}. “${due.certification}” needs it.`,
      };
    case "wait":
      return {
        title: `“${due.quiz.title}” opens again soon`,
        text: `The next try opens on ${formatInstant(due.opensAt, timeZone)}. Until then, see how your last attempt went.`,
        action: lastAttemptOf(due),
      };
    case "ask-manager":
      return {
        title: `Ask your manager about “${due.quiz.title}”`,
        text: "No attempts are left. Your manager can grant you another one.",
        action: lastAttemptOf(due),
      };
    case "nothing":
      return due.held
        ? {
            title: "Nothing is due",
            text: `You are certified as “${due.held.title}” until ${formatDay(due.held.certificate.lastValidOn)}.`,
            action: {
              label: "See your certificate",
              href: `/certificates/${due.held.certificate.code}`,
            },
          }
        : { title: "Nothing is due", text: "There is nothing you have to do at the moment." };
    case "nothing-published":
      return {
        title: "There is no training yet",
        text: "As soon as the first quiz is published, it appears here. There is nothing you have to do.",
      };
  }
}

function startInWords({
  certification,
  lastValidOn,
  due,
}: Extract<Due, { kind: "start" }>): string {
  if (lastValidOn) {
    return `Your certificate “${certification}” was valid until ${formatDay(lastValidOn)}. This quiz is part of renewing it.`;
  }
  if (!due) return `It is part of “${certification}”.`;
  const verb = due.inDays < 0 ? "was" : "is";
  const distance = distanceOf(due.inDays);
  return `It is part of “${certification}”, which ${verb} due by ${formatDay(due.on)}, ${distance}.`;
}

function lastAttemptOf({ lastAttemptId }: { lastAttemptId?: number }): DueInWords["action"] {
  return lastAttemptId === undefined
    ? undefined
    : { label: "See your last attempt", href: `/attempts/${lastAttemptId}/result` };
}

function coverOf({ quizId }: QuizName): { label: string; href: string } {
  return { label: "Look at the quiz", href: `/quizzes/${quizId}` };
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

/** A line of a check list: where its quiz can be looked at, and how the last attempt went. */
export type QuizLineInWords = {
  title: string;
  href?: string;
  lastAttemptHref?: string;
} & StateInWords;

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

function lineInWords(line: QuizLine, timeZone: string): QuizLineInWords {
  const { quizId, title, isPublished, lastAttemptId, state } = line;
  const cover = isPublished ? `/quizzes/${quizId}` : undefined;
  return {
    title,
    href: state.kind === "in-progress" ? `/attempts/${state.open.attemptId}` : cover,
    lastAttemptHref: lastAttemptId === undefined ? undefined : `/attempts/${lastAttemptId}/result`,
    ...quizStateInWords(state, timeZone),
  };
}

/** For each asked certification that takes this quiz and is not complete yet, what else it takes. */
function stillMissing(
  { certifications }: Training,
  quizId: string,
): { certification: string; quizzes: string[] }[] {
  return certifications.flatMap(({ title, status, quizzes, parts, isAsked }) => {
    const missing = [
      ...quizzes.filter(({ state }) => state.kind !== "passed"),
      ...parts.filter(({ isMissing }) => isMissing),
    ];
    const takesThis = isAsked && quizzes.some((quiz) => quiz.quizId === quizId);
    return takesThis && status !== "valid" && missing.length > 0
      ? [{ certification: title, quizzes: missing.map((each) => each.title) }]
      : [];
  });
}

/** What follows a submitted attempt; nothing once a newer attempt at the quiz has followed it. */
export type NextStep = {
  /** When a failed quiz can be tried again. */
  nextTry?: { text: string; href?: string };
  missing: { certification: string; quizzes: string[] }[];
  due: DueInWords;
};

export function nextStep(
  training: Training,
  attempt: { quizId: string; attemptId: number; passed: boolean },
  timeZone: string,
): NextStep | undefined {
  const { quizId, attemptId, passed } = attempt;
  const lines = [...training.certifications.flatMap(({ quizzes }) => quizzes), ...training.others];
  const line = lines.find((each) => each.quizId === quizId);
  if (line?.lastAttemptId !== attemptId || line.state.kind === "in-progress") return undefined;
  const { state } = line;
  return {
    nextTry:
      !passed && state.kind === "failed"
        ? {
            text: nextTry(state.allowance, timeZone),
            href: state.allowance.mayStart ? `/quizzes/${quizId}` : undefined,
          }
        : undefined,
    missing: passed ? stillMissing(training, quizId) : [],
    due: dueInWords(training.due, timeZone),
  };
}
