import { z } from "zod";
import { type Item, item, itemFaults } from "./item-types.ts";
import { calendarDay, markdown, stableId } from "./items/fields.ts";
import type { ItemFault } from "./items/item.ts";

const percent = z.int().min(1, "must be at least 1").max(100, "must be at most 100");

const source = z.strictObject({
  title: z.string().trim().min(1, "must not be empty"),
  authors: z.string().optional(),
  publisher: z.string().optional(),
  year: z.int().min(1900).max(2100).optional(),
  url: z.url({ protocol: /^https?$/, error: "must be a web address" }).optional(),
});

const section = z.strictObject({
  id: stableId,
  title: z.string().trim().min(1, "must not be empty"),
  minimum: percent
    .optional()
    .describe("Percent of this section's points that must be reached, beside the passing score."),
  draw: z
    .int()
    .min(1, "must be at least 1")
    .optional()
    .describe("How many of the items each attempt gets; all of them when left out."),
  items: z.array(item).min(1, "needs at least one item"),
});

/** A quiz file as authors write it (PRODUCT.md section 9). */
export const quizFile = z.strictObject({
  $schema: z.string().optional(),
  title: z.string().trim().min(1, "must not be empty"),
  summary: markdown,
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag, for example "en"')
    .default("en"),
  owner: z.string().trim().min(1, "must not be empty").describe("Who answers for the content."),
  reviewBy: calendarDay,
  passingScore: percent.describe("Percent of all points that must be reached."),
  timeLimitMinutes: z.int().min(1).max(600).optional(),
  attempts: z
    .strictObject({
      limit: z.int().min(1).max(100).optional(),
      waitHours: z.int().min(0).max(8760).default(0),
    })
    .optional()
    .describe("How often, per certification cycle, and how long after a failed attempt."),
  itemsPerPage: z
    .union([z.int().min(1).max(500), z.literal("all")])
    .default(1)
    .describe('A number, or "all" for one page.'),
  shuffle: z.array(z.enum(["items", "choices"])).default([]),
  review: z
    .enum(["after-submit", "after-pass", "never"])
    .default("after-submit")
    .describe("When a trainee may see keys and rationales."),
  sources: z.record(z.string(), source).default({}),
  sections: z.array(section).min(1, "needs at least one section"),
});

export type Quiz = Omit<z.output<typeof quizFile>, "$schema">;
export type Section = Quiz["sections"][number];
export type Source = z.output<typeof source>;

/** Every item of the quiz, in the order of the file. */
export function itemsOf(quiz: Quiz): Item[] {
  return quiz.sections.flatMap(({ items }) => items);
}

/** How many items one attempt has. */
export function itemCount(quiz: Quiz): number {
  return quiz.sections.reduce((count, { draw, items }) => count + (draw ?? items.length), 0);
}

/** True if the quiz has items that must be answered fully right. */
export function hasCriticalItems(quiz: Quiz): boolean {
  return itemsOf(quiz).some((item) => item.critical);
}

/** What the schema cannot say about a quiz: faults of meaning, each at a path in the file. */
export function quizFaults(quiz: Quiz): ItemFault[] {
  const faults: ItemFault[] = [];
  const itemIds = new Set<string>();
  const sectionIds = new Set<string>();
  const cited = new Set<string>();
  for (const [sectionIndex, { id, draw, items }] of quiz.sections.entries()) {
    const path = ["sections", sectionIndex];
    if (sectionIds.has(id)) {
      faults.push({ path: [...path, "id"], message: `The section id "${id}" is used twice.` });
    }
    sectionIds.add(id);
    if (draw !== undefined && draw > items.length) {
      faults.push({
        path: [...path, "draw"],
        message: `Cannot draw ${draw} items from the ${items.length} of this section.`,
      });
    }
    for (const [itemIndex, item] of items.entries()) {
      const itemPath = [...path, "items", itemIndex];
      if (itemIds.has(item.id)) {
        faults.push({
          path: [...itemPath, "id"],
          message: `The item id "${item.id}" is used twice. Ids must be unique in the quiz.`,
        });
      }
      itemIds.add(item.id);
      for (const [evidenceIndex, sourceId] of item.evidence.entries()) {
        cited.add(sourceId);
        if (!Object.hasOwn(quiz.sources, sourceId)) {
          faults.push({
            path: [...itemPath, "evidence", evidenceIndex],
            message: `"${sourceId}" is not in this quiz's sources.`,
          });
        }
      }
      for (const { path: within, message } of itemFaults(item)) {
        faults.push({ path: [...itemPath, ...within], message });
      }
    }
  }
  for (const sourceId of Object.keys(quiz.sources)) {
    if (!cited.has(sourceId)) {
      faults.push({
        path: ["sources", sourceId],
        message: `No item cites the source "${sourceId}". Cite it or take it out.`,
      });
    }
  }
  return faults;
}
