import { z } from "zod";
import { grantForm } from "./attempt-grant.ts";
import type { BulkKind, BulkOutcome } from "./bulk-kinds.ts";
import { addDays, type CalendarDay, formatDay, isCalendarDay } from "./calendar.ts";
import type { CertificationDefinition } from "./certification-file.ts";
import { type ClearanceFacts, hasOwnParts, requiredStatus } from "./clearance.ts";
import type { FormProblem } from "./form.ts";
import { readForm, readId } from "./form.ts";

/** What is to be done for each of many people. */
export type BulkOrder = { certificationId: string } & (
  | { kind: "assign"; dueOn: CalendarDay }
  | { kind: "extend"; untilOn: CalendarDay; reason: string }
  | { kind: "remind" }
);

/** What an order does to one person, or why it does nothing. */
export type BulkVerdict = { outcome: BulkOutcome; note: string };

/** What decides about one person. Days are calendar dates of their site. */
export type BulkFacts = ClearanceFacts & {
  /** False until they have accepted their invitation. */
  hasJoined: boolean;
  /** The latest day to which their due date was moved. */
  extendedUntil?: CalendarDay;
};

/**
 * What an order does to one person.
 * @param facts undefined for whoever is not among the staff of whoever gives the order
 * @param definition undefined where the certification is not in use any more
 */
export function bulkVerdict(
  order: BulkOrder,
  facts: BulkFacts | undefined,
  definition: CertificationDefinition | undefined,
  today: CalendarDay,
): BulkVerdict {
  if (!facts) return refused("not among your staff");
  if (!definition) return refused("this certification is not in use any more");
  if (facts.waivedUntil !== undefined && facts.waivedUntil >= today) {
    return unchanged(`waived until ${formatDay(facts.waivedUntil)}`);
  }
  switch (order.kind) {
    case "assign":
      return assignVerdict(order.dueOn, facts, definition, today);
    case "extend":
      return extendVerdict(order.untilOn, facts, definition, today);
    case "remind":
      return remindVerdict(facts, definition, today);
  }
}

function assignVerdict(
  dueOn: CalendarDay,
  facts: BulkFacts,
  definition: CertificationDefinition,
  today: CalendarDay,
): BulkVerdict {
  const { held, dueOn: due, extendedUntil } = facts;
  const status = requiredStatus(facts, definition, today);
  const isHeld = status === "valid" || status === "due-soon";
  if (isHeld && held && held.lastValidOn >= dueOn) {
    return unchanged(`holds it already, until ${formatDay(held.lastValidOn)}`);
  }
  if (due !== undefined && due <= dueOn) {
    return unchanged(`has to hold it by ${formatDay(due)} already`);
  }
  if (extendedUntil !== undefined && extendedUntil > dueOn) {
    return unchanged(`has more time, until ${formatDay(extendedUntil)}`);
  }
  // Somewhere it is a day later already.
  if (dueOn < today) return refused(`${formatDay(dueOn)} is over where they work`);
  return done(`due by ${formatDay(dueOn)}`);
}

function extendVerdict(
  untilOn: CalendarDay,
  facts: BulkFacts,
  definition: CertificationDefinition,
  today: CalendarDay,
): BulkVerdict {
  const { dueOn, held } = facts;
  const status = requiredStatus(facts, definition, today);
  if (status === "valid" || status === "due-soon") return unchanged(holdsIt(held));
  if (status === "expired" || status === "grace" || status === "withdrawn") {
    return refused("their certificate has lapsed: a later due date does not bring it back");
  }
  if (dueOn === undefined) return refused("not required of them");
  if (dueOn >= untilOn) return unchanged(`due by ${formatDay(dueOn)} already`);
  return done(`due by ${formatDay(untilOn)}, before ${formatDay(dueOn)}`);
}

function remindVerdict(
  facts: BulkFacts,
  definition: CertificationDefinition,
  today: CalendarDay,
): BulkVerdict {
  const { held, dueOn, partsUntil, hasJoined } = facts;
  if (!hasJoined) return refused("has not joined yet: make them a new link");
  const status = requiredStatus(facts, definition, today);
  if (status === "none" && dueOn === undefined) return refused("not required of them");
  const lacksPart = hasOwnParts(definition) && (partsUntil === undefined || partsUntil < today);
  if (status === "valid" && !lacksPart) return unchanged(holdsIt(held));
  return done("reminded");
}

function holdsIt(held: BulkFacts["held"]): string {
  return held ? `holds it, until ${formatDay(held.lastValidOn)}` : "holds it";
}

function done(note: string): BulkVerdict {
  return { outcome: "done", note };
}

function unchanged(note: string): BulkVerdict {
  return { outcome: "unchanged", note };
}

function refused(note: string): BulkVerdict {
  return { outcome: "refused", note };
}

/** How far ahead a date may lie: what is later was mistyped. */
const FURTHEST_DAYS = 1830;

/** A day from a form, from `first` on. */
function dayFrom(first: CalendarDay, message: string) {
  return z
    .string()
    .refine(isCalendarDay, "Choose a date.")
    .refine((day) => !isCalendarDay(day) || day >= first, message)
    .refine(
      (day) => !isCalendarDay(day) || day < first || day <= addDays(first, FURTHEST_DAYS),
      "This is more than five years away. Choose an earlier date.",
    );
}

/** The order that a form gives, or what is missing in it. `today` where the asker is. */
export function readBulkOrder(
  kind: BulkKind,
  form: FormData,
  certificationIds: readonly string[],
  today: CalendarDay,
): { value: BulkOrder; problems?: undefined } | { value?: undefined; problems: FormProblem[] } {
  const certificationId = z
    .string()
    .refine((id) => certificationIds.includes(id), "Choose a certification.");
  const { reason } = grantForm.shape;
  if (kind === "assign") {
    const dueOn = dayFrom(today, "Choose today or a later date.");
    const reading = readForm(z.object({ certificationId, dueOn }), form);
    return reading.problems ? reading : { value: { kind, ...reading.value } };
  }
  if (kind === "extend") {
    const untilOn = dayFrom(addDays(today, 1), "Choose a date after today.");
    const reading = readForm(z.object({ certificationId, untilOn, reason }), form);
    return reading.problems ? reading : { value: { kind, ...reading.value } };
  }
  const reading = readForm(z.object({ certificationId }), form);
  return reading.problems ? reading : { value: { kind, ...reading.value } };
}

/** An order as it is kept with its job. */
const storedOrder = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("assign"), certificationId: z.string(), dueOn: z.string() }),
  z.object({
    kind: z.literal("extend"),
    certificationId: z.string(),
    untilOn: z.string(),
    reason: z.string(),
  }),
  z.object({ kind: z.literal("remind"), certificationId: z.string() }),
]);

export function parseBulkOrder(stored: unknown): BulkOrder {
  return storedOrder.parse(stored);
}

/** Who is chosen: everybody whom the board's filter shows, or those who are ticked, each once. */
export function readChosen(params: URLSearchParams): "everybody" | number[] {
  if (params.get("who") === "everybody") return "everybody";
  return [...new Set(params.getAll("person").flatMap((text) => readId(text) ?? []))];
}

/** "Assign Micro-needling operator, due by 3 May 2027". */
export function bulkOrderInWords(order: BulkOrder, title: string): string {
  switch (order.kind) {
    case "assign":
      return `Assign ${title}, due by ${formatDay(order.dueOn)}`;
    case "extend":
      return `Move the due date of ${title} to ${formatDay(order.untilOn)}`;
    case "remind":
      return `Remind of ${title}`;
  }
}
