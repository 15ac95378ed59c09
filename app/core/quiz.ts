import { z } from "zod";
import { type Item, type ItemTypeName, item, itemFaults } from "./item-types.ts";
import { calendarDay, markdown, plainText, stableId } from "./items/fields.ts";
import type { ItemFault } from "./items/item.ts";
import { nearestWord } from "./spelling.ts";

const percent = z.int().min(1).max(100);

/** Short names of sources, as the evidence base gives them: "S97". */
const sourceId = z
  .string()
  .regex(
    /^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/,
    'must consist of letters, digits and hyphens, for example "S97"',
  );

const source = z
  .strictObject({
    title: plainText.describe("What it is called."),
    authors: plainText.optional().describe("As a reader would look for them."),
    publisher: plainText.optional().describe("Journal, publisher or body."),
    year: z.int().min(1900).max(2100).optional().describe("The year it was published."),
    url: z
      .url({
        protocol: /^https?$/,
        hostname: /./,
        error: 'must be a web address, for example "https://doi.org/10.1000/182"',
      })
      .optional()
      .describe("Where it can be read."),
  })
  .meta({ title: "source" });

const section = z
  .strictObject({
    id: stableId.describe("Unique in the quiz, and the same for ever."),
    title: plainText.describe("What the trainee reads above its items."),
    minimum: percent
      .optional()
      .describe("Percent of this section's points that must be reached, beside the passing score."),
    draw: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe("How many of the items each attempt gets; all of them when left out."),
    items: z.array(item).min(1, "needs at least one item").describe("The pool of items."),
  })
  .meta({ title: "section" });

/** A quiz file as authors write it (PRODUCT.md section 9). */
export const quizFile = z
  .strictObject({
    $schema: z
      .string()
      .optional()
      .describe('"./quiz.schema.json": lets an editor complete and check the file.'),
    title: plainText.describe("The name of the quiz."),
    summary: markdown.describe("What it is about, in one or two sentences. Markdown."),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag, for example "en"')
      .default("en")
      .describe('The language of the texts: "en", "de", "fr-CA".'),
    owner: plainText.describe("Who answers for the content."),
    reviewBy: calendarDay.describe("The day by which somebody must have checked the quiz again."),
    passingScore: percent.describe("Percent of all points that must be reached."),
    timeLimitMinutes: z
      .int()
      .min(1)
      .max(600)
      .optional()
      .describe("How long an attempt may take; as long as one likes when left out."),
    attempts: z
      .strictObject({
        limit: z
          .int()
          .min(1)
          .max(100)
          .optional()
          .describe("How many attempts a person has in one certification cycle."),
        waitHours: z
          .int()
          .min(0)
          .max(8760)
          .default(0)
          .describe("How long a person waits after a failed attempt."),
      })
      .optional()
      .describe("How often a quiz can be tried; without limit or wait when left out."),
    itemsPerPage: z
      .union([z.int().min(1).max(500), z.literal("all")])
      .default(1)
      .describe('How many items a page shows: a number, or "all".'),
    shuffle: z
      .array(z.enum(["items", "choices"]))
      .default([])
      .describe("What every attempt sees in an order of its own."),
    review: z
      .enum(["after-submit", "after-pass", "never"])
      .default("after-submit")
      .describe("When a trainee may see what was right, and why."),
    certainty: z
      .boolean()
      .default(false)
      .describe("Whether items ask how sure one is. It never changes the score."),
    sources: z
      .record(sourceId, source)
      .default({})
      .describe("What the items cite, each under a short name of its own."),
    sections: z
      .array(section)
      .min(1, "needs at least one section")
      .describe("The parts of the quiz, in order."),
  })
  .meta({ title: "quiz", description: "A quiz of Needlepoint. The file name is the quiz's id." });

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

/** How many items of each type there are, in the order in which the types first occur. */
export function countByType(quiz: Quiz): { type: ItemTypeName; count: number }[] {
  const counts = new Map<ItemTypeName, number>();
  for (const { type } of itemsOf(quiz)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count }));
}

/** What is known of a source beside its title: "Chu S. Dermatol Surg, 2021". */
export function sourceDetail({ authors, publisher, year }: Source): string {
  const published = [publisher, year].filter((part) => part !== undefined).join(", ");
  return [authors, published].filter(Boolean).join(". ");
}

/** True if the quiz has items that must be answered fully right. */
export function hasCriticalItems(quiz: Quiz): boolean {
  return itemsOf(quiz).some((item) => item.critical);
}

/** A fault at a path in the file; at the name of the field instead of its value if `at` says so. */
export type QuizFault = ItemFault & { at?: "name" };

/** What the schema cannot say about a quiz: faults of meaning. */
export function quizFaults(quiz: Quiz): QuizFault[] {
  const inItems = quiz.sections.flatMap(({ items }, sectionIndex) =>
    items.flatMap((item, itemIndex) =>
      itemFaults(item).map(({ path, message }) => ({
        path: ["sections", sectionIndex, "items", itemIndex, ...path],
        message,
      })),
    ),
  );
  return [...outlineFaults(quiz), ...inItems];
}

/**
 * The parts of a quiz that refer to each other. In a file with faults some of them cannot be read
 * and are undefined; what is known of the others can still be checked.
 */
export type QuizOutline = {
  sources?: Record<string, unknown>;
  sections: readonly {
    id?: string;
    draw?: number;
    items?: readonly { id?: string; evidence?: readonly string[] }[];
  }[];
};

/** Faults between the parts of a quiz: ids used twice, sources missing or never cited, draws. */
export function outlineFaults({ sources, sections }: QuizOutline): QuizFault[] {
  const faults: QuizFault[] = [];
  const itemIds = new Set<string>();
  const sectionIds = new Set<string>();
  const cited = new Set<string>();
  let knowsAllCitations = sections.length > 0;
  for (const [sectionIndex, { id, draw, items }] of sections.entries()) {
    const path = ["sections", sectionIndex];
    if (id !== undefined && sectionIds.has(id)) {
      faults.push({
        path: [...path, "id"],
        message: `The section id "${id}" is used twice. Give each section its own.`,
      });
    }
    if (id !== undefined) sectionIds.add(id);
    if (draw !== undefined && items !== undefined && draw > items.length) {
      faults.push({
        path: [...path, "draw"],
        message: `"draw" asks for ${draw} items, but this section has only ${items.length}.`,
      });
    }
    if (items === undefined) knowsAllCitations = false;
    for (const [itemIndex, item] of items?.entries() ?? []) {
      const itemPath = [...path, "items", itemIndex];
      if (item.id !== undefined && itemIds.has(item.id)) {
        faults.push({
          path: [...itemPath, "id"],
          message: `The item id "${item.id}" is used twice. Give each item of the quiz its own.`,
        });
      }
      if (item.id !== undefined) itemIds.add(item.id);
      if (item.evidence === undefined) knowsAllCitations = false;
      faults.push(...citationFaults(item.evidence ?? [], sources, [...itemPath, "evidence"]));
      for (const source of item.evidence ?? []) cited.add(source);
    }
  }
  for (const source of knowsAllCitations ? Object.keys(sources ?? {}) : []) {
    if (!cited.has(source)) {
      faults.push({
        path: ["sources", source],
        at: "name",
        message: `No item cites the source ${JSON.stringify(source)}. Cite it or take it out.`,
      });
    }
  }
  return faults;
}

function citationFaults(
  evidence: readonly string[],
  sources: QuizOutline["sources"],
  path: QuizFault["path"],
): QuizFault[] {
  return evidence.flatMap((source, index): QuizFault[] => {
    const at = [...path, index];
    if (sources && !Object.hasOwn(sources, source)) {
      return [{ path: at, message: unknownSource(source, sources) }];
    }
    const isRepeated = evidence.indexOf(source) < index;
    return isRepeated
      ? [{ path: at, message: `${JSON.stringify(source)} is cited twice in this item.` }]
      : [];
  });
}

function unknownSource(source: string, sources: Record<string, unknown>): string {
  const nearest = nearestWord(source, Object.keys(sources));
  const fault = `${JSON.stringify(source)} is not in this quiz's "sources".`;
  return nearest === undefined ? fault : `${fault} Did you mean "${nearest}"?`;
}
