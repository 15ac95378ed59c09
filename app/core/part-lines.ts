import { addDays, type CalendarDay, formatDay } from "./calendar.ts";
import { type CertificationDefinition, requiresOf } from "./certification-file.ts";
import { FOR_EVER, type PartRecords, type PartState, partStates } from "./certification-parts.ts";

/** Where a person stands with one part of a certification beside its quizzes, in words. */
export type PartLine = {
  kind: PartState["kind"];
  /** The id of the part in its file; of a required certification, its own. */
  id: string;
  title: string;
  tone: "good" | "soon" | "bad" | "none";
  text: string;
  /** True where it is not in force today. */
  isMissing: boolean;
};

type Names = {
  /** The title of a certification by its id. */
  titleOf: (certificationId: string) => string;
  /** How many steps of a practical sign-off are confirmed and wait for the others. */
  confirmedSteps: (practicalId: string) => number;
};

/** The parts beside quizzes, in the order in which a certification asks for them. */
export function partLines(
  definition: Pick<CertificationDefinition, "requires" | "validity">,
  records: PartRecords,
  today: CalendarDay,
  { titleOf, confirmedSteps }: Names,
): PartLine[] {
  const { practical, outside } = requiresOf(definition);
  const soonFrom = addDays(today, definition.validity.renewalWindowDays);
  return partStates(definition, records, today).map((part): PartLine => {
    const { kind, id, until } = part;
    const inForce = until !== undefined && until >= today;
    if (kind === "practical") {
      const { title = id, steps = [] } = practical.find((each) => each.id === id) ?? {};
      const state = stateInWords(part, today, soonFrom, ["Not signed off yet", "Signed off"]);
      const confirmed = confirmedSteps(id);
      if (confirmed === 0) return { kind, id, title, isMissing: !inForce, ...state };
      const progress = `${confirmed} of ${steps.length} steps confirmed`;
      const text = until === undefined ? progress : `${state.text}. For the next: ${progress}`;
      return { kind, id, title, isMissing: !inForce, ...state, text };
    }
    const title =
      kind === "outside" ? (outside.find((each) => each.id === id)?.title ?? id) : titleOf(id);
    const words: [string, string] =
      kind === "outside" ? ["Not recorded yet", "Recorded"] : ["Not held yet", "Held"];
    const state = stateInWords(part, today, soonFrom, words);
    return { kind, id, title, isMissing: !inForce, ...state };
  });
}

/** @param words for what was never there, and for what does not lapse */
function stateInWords(
  { until }: PartState,
  today: CalendarDay,
  soonFrom: CalendarDay,
  [never, always]: readonly [string, string],
): Pick<PartLine, "tone" | "text"> {
  if (until === undefined) return { tone: "none", text: never };
  if (until === FOR_EVER) return { tone: "good", text: `${always}, does not lapse` };
  if (until < today) return { tone: "bad", text: `Lapsed: was valid until ${formatDay(until)}` };
  return { tone: until < soonFrom ? "soon" : "good", text: `Valid until ${formatDay(until)}` };
}
