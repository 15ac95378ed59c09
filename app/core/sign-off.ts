import { z } from "zod";
import type { CalendarDay } from "./calendar.ts";
import { lastValidDay } from "./certification.ts";
import type { PracticalPart } from "./certification-file.ts";

/*
 * A practical sign-off: observers confirm step by step what they have seen, over as many days as it
 * takes; the last of them puts their name to all of it.
 */

/** A step that an observer has confirmed, and that is in no sign-off yet. */
export type StepConfirmation = {
  stepId: string;
  observerId: number;
  observerName: string;
  confirmedAt: Date;
};

/** What the page of a sign-off sends. */
export const signOffForm = z.object({
  /** The steps that are ticked. */
  step: z.array(z.string()),
  /** The steps that were confirmed already when the page was made. */
  shown: z.array(z.string()),
  /** The newest sign-off that whoever sends it has seen; 0 for none. */
  seen: z.string().transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : -1)),
  go: z.string().transform((text) => (text === "sign" ? ("sign" as const) : ("save" as const))),
  attest: z.string().transform((text) => text === "yes"),
});

export type SignOffForm = z.output<typeof signOffForm>;

/**
 * What somebody has ticked and unticked, whatever others have done since the page was made: a step
 * that a colleague confirmed meanwhile is neither ticked nor shown here, and stays.
 */
export function stepChanges(
  { step, shown }: Pick<SignOffForm, "step" | "shown">,
  { steps }: Pick<PracticalPart, "steps">,
): { confirm: string[]; takeBack: string[] } {
  const known = steps.map(({ id }) => id);
  return {
    confirm: known.filter((id) => step.includes(id) && !shown.includes(id)),
    takeBack: known.filter((id) => shown.includes(id) && !step.includes(id)),
  };
}

/** The steps that nobody has confirmed yet, in their order. */
export function stepsMissing(
  { steps }: Pick<PracticalPart, "steps">,
  confirmations: readonly Pick<StepConfirmation, "stepId">[],
): PracticalPart["steps"] {
  return steps.filter(({ id }) => !confirmations.some(({ stepId }) => stepId === id));
}

/** The sentence that an observer puts their name to. */
export function attestation(observerName: string, personName: string): string {
  return `I, ${observerName}, confirm that ${personName} has done every step as it says here, seen by me or by the colleague whose name stands beside it.`;
}

/** The last day that a sign-off counts; undefined where it does not lapse. */
export function signOffValidUntil(
  { validMonths }: Pick<PracticalPart, "validMonths">,
  signedOn: CalendarDay,
): CalendarDay | undefined {
  return validMonths === undefined ? undefined : lastValidDay(signedOn, validMonths);
}
