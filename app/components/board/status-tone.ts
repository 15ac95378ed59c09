import type { SignName } from "#app/components/sign.tsx";
import type { Tone } from "#app/components/tone.ts";
import type { QuizState } from "#app/core/board.ts";
import type { CertificationStatus } from "#app/core/certification.ts";

/** Grace looks like expired: it never means "may treat" by itself. */
export const TONE_OF_STATUS: Record<CertificationStatus, Tone> = {
  valid: "good",
  "due-soon": "soon",
  grace: "bad",
  expired: "bad",
  withdrawn: "bad",
  none: "none",
  assigned: "info",
  overdue: "bad",
};

export const TONE_OF_QUIZ: Record<QuizState, Tone & SignName> = {
  passed: "good",
  renew: "soon",
  failed: "bad",
  open: "info",
  none: "none",
};
