import type { Tone } from "#app/components/tone.ts";
import type { BulkKind, BulkOutcome } from "#app/core/bulk-kinds.ts";

type Words = {
  verb: string;
  title: string;
  lead: string;
  /** @param whom "3 people" */
  confirm: (whom: string) => string;
};

/** What a manager can do for several people, as buttons and headings say it. */
export const BULK_WORDS: Record<BulkKind, Words> = {
  assign: {
    verb: "Assign",
    title: "Assign a certification",
    lead: "They must hold it by the day you choose. It stands on their training at once.",
    confirm: (whom) => `Assign it to ${whom}`,
  },
  extend: {
    verb: "Give more time",
    title: "Give more time",
    lead: "The day by which they must hold a certification is moved. The reason stays on record.",
    confirm: (whom) => `Give ${whom} more time`,
  },
  remind: {
    verb: "Remind",
    title: "Remind people",
    lead: "Each of them is told in Needlepoint what you ask them to look at, and by mail where mail is set up.",
    confirm: (whom) => `Remind ${whom}`,
  },
};

/** What came, or would come, of somebody. */
export const OUTCOME_WORDS: Record<BulkOutcome, { tone: Tone; ahead: string; label: string }> = {
  done: { tone: "good", ahead: "Will be done", label: "Done" },
  unchanged: { tone: "none", ahead: "Nothing to do", label: "Nothing to do" },
  refused: { tone: "soon", ahead: "Will not be done", label: "Not done" },
};

export function peopleInWords(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString("en-GB")} people`;
}
