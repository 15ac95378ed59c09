import type { CertificationFacts, HeldCertificate } from "#app/core/certification-card.ts";
import type { CertificationDefinition } from "#app/core/certification-file.ts";
import type { PartRecords } from "#app/core/certification-parts.ts";
import type { QuizFacts } from "#app/core/quiz-line.ts";
import { trainingOf } from "#app/core/training.ts";

export const ZONE = "Europe/Dublin";
export const TODAY = "2026-11-22";
export const DEFINITION: CertificationDefinition = {
  title: "Operator",
  requires: { quizzes: ["one", "two"] },
  validity: { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 10 },
};

export function aQuiz(quizId: string, facts: Partial<QuizFacts> = {}): QuizFacts {
  return {
    quizId,
    title: `Quiz ${quizId}`,
    isPublished: true,
    allowance: { mayStart: true },
    ...facts,
  };
}

export function passedOn(day: string): Partial<QuizFacts> {
  return {
    last: { attemptId: 1, submittedOn: day, percent: 9_000, passed: true },
    pass: { passedOn: day, percent: 9_000 },
  };
}

export function failedOn(day: string, allowance: QuizFacts["allowance"]): Partial<QuizFacts> {
  return { last: { attemptId: 2, submittedOn: day, percent: 6_000, passed: false }, allowance };
}

export function heldUntil(lastValidOn: string, windowOpensOn: string): HeldCertificate {
  return { startsOn: "2026-01-01", lastValidOn, windowOpensOn, code: "CODE" };
}

export const IN_FORCE = heldUntil("2027-10-01", "2027-08-02");
export const IN_WINDOW = heldUntil("2026-12-31", "2026-11-01");

export function training(quizzes: QuizFacts[], held?: HeldCertificate) {
  const certification: CertificationFacts = { id: "operator", definition: DEFINITION, held };
  return trainingOf({ certifications: [certification], quizzes }, TODAY);
}

export const MAY_START = { mayStart: true, left: 2 } as const;
export const SPENT = { mayStart: false, reason: "limit-reached" } as const;

export function waitingUntil(instant: string) {
  return { mayStart: false, reason: "waiting", left: 1, opensAt: new Date(instant) } as const;
}

export const OPEN = {
  attemptId: 7,
  items: 20,
  nextItem: 7,
  startedAt: new Date("2026-11-20T10:00:00Z"),
};

const WITH_PARTS: CertificationDefinition = {
  ...DEFINITION,
  title: "Assistant",
  requires: {
    quizzes: ["one"],
    certifications: ["operator"],
    practical: [{ id: "tray", title: "Tray", steps: [{ id: "step", text: "Laid it out." }] }],
    outside: [{ id: "licence", title: "Licence", documentNumber: "required" }],
  },
};

export const LICENSED: PartRecords = {
  signOffs: [],
  outside: [{ outsideId: "licence", recordedOn: "2026-01-01", validUntil: "2027-06-30" }],
  certificates: [],
};

export const ASKED = { dueOn: "2099-12-31" };

export function withParts(facts: Partial<CertificationFacts>, quizzes: QuizFacts[]) {
  const assistant = { id: "assistant", definition: WITH_PARTS, ...facts };
  const operator = { id: "operator", definition: DEFINITION, held: IN_FORCE };
  return trainingOf({ certifications: [operator, assistant], quizzes }, TODAY);
}
