import { z } from "zod";
import { calendarDay, plainText, stableId } from "./items/fields.ts";

const validityFields = {
  months: z.int().min(1).max(120).describe("How long a certificate is valid."),
  renewalWindowDays: z
    .int()
    .min(0)
    .max(730)
    .describe("How many days before the last valid day it can be renewed."),
  graceDays: z
    .int()
    .min(0)
    .max(365)
    .default(0)
    .describe('How many days after the last valid day it shows as "grace" before "expired".'),
  graceMayTreat: z
    .boolean()
    .optional()
    .describe("Whether somebody in grace may still treat. Without it, grace is only a word."),
};

const validity = z
  .discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("completion"), ...validityFields }),
    z.strictObject({ mode: z.literal("anniversary"), ...validityFields }),
    z.strictObject({
      mode: z.literal("fixed"),
      ...validityFields,
      fixedDay: calendarDay.describe("One of the days on which every certificate ends."),
      minimumActiveDays: z.int().min(0).max(3660).describe("At least renewalWindowDays."),
    }),
  ])
  .describe(
    "From when a certificate counts: completion, anniversary (renewing early loses nothing) or fixed days.",
  )
  .meta({ title: "validity" });

const SHORTEST_MONTH_DAYS = 28;

const practicalPart = z
  .strictObject({
    id: stableId.describe("Stays the same for ever: sign-offs hang on it."),
    title: plainText.describe("What is shown in practice."),
    steps: z
      .array(
        z.strictObject({
          id: stableId.describe("Stays the same for ever."),
          text: plainText.describe("What the observer has seen, as one sentence."),
        }),
      )
      .min(1, "must name at least one step")
      .refine(haveOwnIds, "must not use an id twice")
      .describe("What the observer confirms, one by one."),
    validMonths: z
      .int()
      .min(1)
      .max(120)
      .optional()
      .describe("How long the sign-off counts. Left out, it does not lapse."),
  })
  .meta({ title: "practical sign-off" });

/** Whether the number of a document is recorded. */
export const DOCUMENT_NUMBERS = ["none", "optional", "required"] as const;
export const DEFAULT_DOCUMENT_NUMBER = "optional";

const outsidePart = z
  .strictObject({
    id: stableId.describe("The same id in two certifications is the same requirement."),
    title: plainText.describe("What somebody outside the clinic has issued."),
    hint: plainText.optional().describe("What whoever records it should look for."),
    documentNumber: z
      .enum(DOCUMENT_NUMBERS)
      .default(DEFAULT_DOCUMENT_NUMBER)
      .describe("Whether the number of the document is recorded."),
  })
  .meta({ title: "outside requirement" });

function haveOwnIds(parts: readonly { id: string }[]): boolean {
  return new Set(parts.map(({ id }) => id)).size === parts.length;
}

function areDifferent(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}

/** A certification file as authors write it (PRODUCT.md section 9). */
export const certificationFile = z
  .strictObject({
    $schema: z
      .string()
      .optional()
      .describe('"../certification.schema.json": lets an editor complete and check the file.'),
    title: plainText.describe("What a person can hold."),
    requires: z
      .strictObject({
        quizzes: z
          .array(stableId)
          .refine(areDifferent, "must not name a quiz twice")
          .default([])
          .describe("Ids of the quizzes that must be passed: their file names without .json."),
        certifications: z
          .array(stableId)
          .refine(areDifferent, "must not name a certification twice")
          .optional()
          .describe("Ids of the certifications that must be in force."),
        practical: z
          .array(practicalPart)
          .refine(haveOwnIds, "must not use an id twice")
          .optional()
          .describe("What an observer must have seen and signed off."),
        outside: z
          .array(outsidePart)
          .refine(haveOwnIds, "must not use an id twice")
          .optional()
          .describe("What must be in force from outside: a licence, a life-support course."),
      })
      .refine(
        ({ quizzes, practical = [], outside = [] }) =>
          quizzes.length + practical.length + outside.length > 0,
        "must ask for at least one quiz, practical sign-off or outside requirement",
      )
      .describe("What it takes to be certified."),
    validity,
  })
  .refine(
    ({ validity }) =>
      validity.mode !== "fixed" || validity.minimumActiveDays >= validity.renewalWindowDays,
    {
      path: ["validity", "minimumActiveDays"],
      error: 'must be at least "renewalWindowDays", or a new certificate could lapse in its window',
    },
  )
  .refine(
    ({ validity: { months, renewalWindowDays } }) =>
      months < 1 || renewalWindowDays < months * SHORTEST_MONTH_DAYS,
    {
      path: ["validity", "renewalWindowDays"],
      error: "must be shorter than the validity, or a new certificate would be due at once",
    },
  )
  .meta({
    title: "certification",
    description: "A certification of Needlepoint. The file name is the certification's id.",
  });

export type ValidityRule = z.output<typeof validity>;
export type CertificationDefinition = Omit<z.output<typeof certificationFile>, "$schema">;
export type PracticalPart = z.output<typeof practicalPart>;
export type OutsidePart = z.output<typeof outsidePart>;

/** What a certification asks for, each kind of part with an empty list where there is none. */
export type Requires = {
  quizzes: readonly string[];
  certifications: readonly string[];
  practical: readonly PracticalPart[];
  outside: readonly OutsidePart[];
};

/**
 * Certifications in such an order that each comes after those it requires. One that leads back to
 * itself, which no sound file does, comes where it was.
 */
export function inOrderOfNeed<Named extends { id: string; definition: CertificationDefinition }>(
  certifications: readonly Named[],
): Named[] {
  const ordered = new Set<Named>();
  const visit = (each: Named, above: ReadonlySet<string>): void => {
    const below = new Set(above).add(each.id);
    for (const id of requiresOf(each.definition).certifications) {
      const required = certifications.find((other) => other.id === id);
      if (required && !below.has(id)) visit(required, below);
    }
    ordered.add(each);
  };
  for (const each of certifications) visit(each, new Set());
  return [...ordered];
}

/**
 * Certifications in the order in which they are listed, and of which the first is meant where none
 * is chosen: the more others rest on one, the earlier it comes; among equals, by title.
 */
export function foundationsFirst<Named extends { id: string; definition: CertificationDefinition }>(
  certifications: readonly Named[],
): Named[] {
  const restingOn = new Map(certifications.map(({ id }) => [id, 0]));
  for (const { id } of certifications) {
    for (const below of requiredBelow(id, certifications)) {
      restingOn.set(below, (restingOn.get(below) ?? 0) + 1);
    }
  }
  return certifications.toSorted(
    (one, other) =>
      (restingOn.get(other.id) ?? 0) - (restingOn.get(one.id) ?? 0) ||
      compareTexts(one.definition.title, other.definition.title) ||
      compareTexts(one.id, other.id),
  );
}

/** Ids of everything that a certification requires, directly or through others. */
function requiredBelow(
  id: string,
  certifications: readonly { id: string; definition: CertificationDefinition }[],
  found = new Set<string>(),
): Set<string> {
  const own = certifications.find((each) => each.id === id);
  for (const below of own ? requiresOf(own.definition).certifications : []) {
    if (found.has(below)) continue;
    found.add(below);
    requiredBelow(below, certifications, found);
  }
  return found;
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Everything that it takes to hold a certification. */
export function requiresOf({ requires }: Pick<CertificationDefinition, "requires">): Requires {
  const { quizzes, certifications = [], practical = [], outside = [] } = requires;
  return { quizzes, certifications, practical, outside };
}
