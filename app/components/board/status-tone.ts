import type { SignName } from "#app/components/sign.tsx";
import type { Tone } from "#app/components/tone.ts";
import type { BoardState } from "#app/core/board-state.ts";
import type { QuizState } from "#app/core/certification-cell.ts";

/** Grace looks like expired where it does not let anybody treat: then it is only a word. */
export const TONE_OF_STATE: Record<BoardState, Tone> = {
  valid: "good",
  "due-soon": "soon",
  grace: "bad",
  expired: "bad",
  withdrawn: "bad",
  suspended: "bad",
  "part-missing": "bad",
  "part-lapsed": "bad",
  prerequisite: "bad",
  overdue: "bad",
  assigned: "info",
  none: "none",
};

export const TONE_OF_QUIZ: Record<QuizState, Tone & SignName> = {
  passed: "good",
  renew: "soon",
  failed: "bad",
  open: "info",
  none: "none",
};
