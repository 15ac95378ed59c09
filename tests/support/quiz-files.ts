import type { Item, ItemTypeName } from "#app/core/item-types.ts";
import { type HotspotItem, hotspot } from "#app/core/items/hotspot.ts";
import type { Orders } from "#app/core/items/item.ts";
import { type MatchingItem, matching } from "#app/core/items/matching.ts";
import { type MultipleItem, multiple } from "#app/core/items/multiple.ts";
import { type NumericItem, numeric } from "#app/core/items/numeric.ts";
import { type OrderingItem, ordering } from "#app/core/items/ordering.ts";
import { type SingleItem, single } from "#app/core/items/single.ts";
import { type TextItem, text } from "#app/core/items/text.ts";
import { type TrueFalseItem, trueFalse } from "#app/core/items/true-false.ts";
import type { Picture } from "#app/core/pictures.ts";
import { type Quiz, quizFile } from "#app/core/quiz.ts";

/*
 * Items and quizzes as an author could have written them, parsed by the schemas of the program.
 * Choices are letters; `key` says which of them are right: "AC". Texts are told apart by the ids.
 */

type ItemFields = {
  id?: string;
  critical?: boolean;
  certainty?: boolean;
  stem?: string;
  image?: Picture;
};
type ChoiceFields = { key?: string; choices?: string; harmful?: string };

/** One right choice, A unless `key` says otherwise, among "ABC". */
export function aSingle({
  key = "A",
  choices = "ABC",
  harmful,
  ...fields
}: ItemFields & ChoiceFields = {}): SingleItem {
  return single.schema.parse({
    ...itemFields("single", fields),
    choices: choicesOf({ key, choices, harmful }),
  });
}

/** Choices "ABCDE" with the key "ABC" under `net`, unless told otherwise. */
export function aMultiple({
  key = "ABC",
  choices = "ABCDE",
  harmful,
  scoring,
  ...fields
}: ItemFields & ChoiceFields & { scoring?: "net" | "exact" } = {}): MultipleItem {
  return multiple.schema.parse({
    ...itemFields("multiple", fields),
    scoring,
    choices: choicesOf({ key, choices, harmful }),
  });
}

/** A statement that is true unless `answer` says otherwise. */
export function aTrueFalse({
  answer = true,
  ...fields
}: ItemFields & { answer?: boolean } = {}): TrueFalseItem {
  return trueFalse.schema.parse({
    ...itemFields("true-false", fields),
    answer,
    rationales: { true: "Why true.", false: "Why false." },
  });
}

/**
 * Prompts "prompt-a" to "prompt-c" and targets "target-1" to "target-4". `key` says, prompt after
 * prompt, the number of the right target: "123".
 */
export function aMatching({
  key = "123",
  targets = 4,
  scoring,
  ...fields
}: ItemFields & {
  key?: string;
  targets?: number;
  scoring?: MatchingItem["scoring"];
} = {}): MatchingItem {
  return matching.schema.parse({
    ...itemFields("matching", fields),
    scoring,
    prompts: [...key].map((number, index) => ({
      id: `prompt-${letter(index).toLowerCase()}`,
      text: `Prompt ${letter(index)}`,
      target: `target-${number}`,
      rationale: `Why ${letter(index)} is ${number}.`,
    })),
    targets: Array.from({ length: targets }, (_, index) => ({
      id: `target-${index + 1}`,
      text: `Target ${index + 1}`,
    })),
  });
}

/** Steps in the right order, one a letter: "step-a" to "step-e". Critical pairs as "AB": A before B. */
export function anOrdering({
  steps = "ABCDE",
  criticalPairs = [],
  scoring,
  ...fields
}: ItemFields & {
  steps?: string;
  criticalPairs?: string[];
  scoring?: OrderingItem["scoring"];
} = {}): OrderingItem {
  return ordering.schema.parse({
    ...itemFields("ordering", fields),
    scoring,
    steps: [...steps].map((each) => ({
      id: stepId(each),
      text: `Step ${each}`,
      rationale: `Why ${each} stands there.`,
    })),
    criticalPairs: criticalPairs.map((pair) => ({
      first: stepId(pair.charAt(0)),
      // biome-ignore lint/suspicious/noThenProperty: the name of the field in quiz files.
      then: stepId(pair.charAt(1)),
      rationale: `Why ${pair}.`,
    })),
  });
}

/** 1.5 mm, give or take a quarter, unless told otherwise. */
export function aNumeric({
  answer = 1.5,
  tolerance = 0.25,
  unit = "mm",
  alternatives,
  ...fields
}: ItemFields &
  Partial<Pick<NumericItem, "answer" | "tolerance" | "unit">> & {
    alternatives?: { answer: number; tolerance?: number }[];
  } = {}): NumericItem {
  return numeric.schema.parse({
    ...itemFields("numeric", fields),
    ...(unit !== "" && { unit }),
    answer,
    tolerance,
    alternatives,
  });
}

/** "Hyperpigmentation" or "dark spots", unless told otherwise. */
export function aText({
  accepted = ["Hyperpigmentation", "dark spots"],
  ...fields
}: ItemFields & { accepted?: string[] } = {}): TextItem {
  return text.schema.parse({ ...itemFields("text", fields), accepted });
}

/**
 * Regions in a row on a picture of 800 by 600, one a letter: "choice-a" and so on, as of choices.
 * One of "ABC" is right, unless told otherwise.
 */
export function aHotspot({
  key = "A",
  choices = "ABC",
  harmful = "",
  select,
  scoring,
  image = { alt: "What it shows", hash: "0".repeat(64), width: 800, height: 600 },
  ...fields
}: ItemFields & ChoiceFields & Partial<Pick<HotspotItem, "select" | "scoring">> = {}): HotspotItem {
  return hotspot.schema.parse({
    ...itemFields("hotspot", { ...fields, image }),
    select,
    scoring,
    regions: choicesOf({ key, choices, harmful }).map(({ text, ...region }, index) => ({
      ...region,
      label: text,
      x: index * 12,
      y: 20,
      width: 10,
      height: 20,
    })),
  });
}

/** An item of each type, as its own factory makes it without being told anything else. */
const FACTORIES: Record<ItemTypeName, (fields: ItemFields) => Item> = {
  single: aSingle,
  multiple: aMultiple,
  "true-false": aTrueFalse,
  matching: aMatching,
  ordering: anOrdering,
  numeric: aNumeric,
  text: aText,
  hotspot: aHotspot,
};

/** An item of this type; its id is "a-single" and so on unless given. */
export function anItem(type: ItemTypeName, fields: ItemFields = {}): Item {
  return FACTORIES[type](fields);
}

/** Every item of a quiz that has one of each type. */
export function oneOfEachType(fields: Omit<ItemFields, "id"> = {}): Item[] {
  return Object.values(FACTORIES).map((factory) => factory(fields));
}

/** Parts in the order of the file. */
export const inFileOrder: Orders = {
  reorder: (things) => [...things],
  shuffle: (things) => [...things],
};

/** Parts in the opposite of the order of the file. */
export const backwards: Orders = {
  reorder: (things) => things.toReversed(),
  shuffle: (things) => things.toReversed(),
};

/** The id of the step that a letter stands for: "A" is "step-a". */
export function stepId(each: string): string {
  return `step-${each.toLowerCase()}`;
}

/** The ids of the steps in a word, in its order: "BA" is ["step-b", "step-a"]. */
export function stepIds(letters: string): string[] {
  return [...letters].map(stepId);
}

function letter(index: number): string {
  return "ABCDEFGH".charAt(index);
}

/** The id of the choice that a letter stands for: "A" is "choice-a". */
export function choiceId(letter: string): string {
  return `choice-${letter.toLowerCase()}`;
}

/** The ids of the choices in a word: "AB" is ["choice-a", "choice-b"]. */
export function choiceIds(letters: string): string[] {
  return [...letters].map(choiceId);
}

type SectionFields = { id?: string; minimum?: number; draw?: number; items: Item[] };

/** A quiz of the given sections ("section-1" and so on, unless named); passing score 80. */
export function aQuizOf(
  sections: SectionFields[],
  fields: Partial<Omit<Quiz, "sections">> = {},
): Quiz {
  return quizFile.parse({
    title: "A quiz",
    summary: "What it is about.",
    owner: "Clinical education lead",
    reviewBy: "2027-06-30",
    passingScore: 80,
    sources: { S1: { title: "A source" } },
    sections: sections.map((section, index) => {
      const id = section.id ?? `section-${index + 1}`;
      return { title: `Section ${id}`, ...section, id };
    }),
    ...fields,
  });
}

function itemFields(type: Item["type"], fields: ItemFields) {
  return {
    type,
    id: `a-${type}`,
    stem: "What do you do?",
    rationale: "What to take from it.",
    evidence: ["S1"],
    reviewBy: "2027-06-30",
    ...fields,
  };
}

function choicesOf({
  key,
  choices,
  harmful = "",
}: {
  key: string;
  choices: string;
  harmful?: string | undefined;
}) {
  return [...choices].map((letter) => ({
    id: choiceId(letter),
    text: `Choice ${letter}`,
    correct: key.includes(letter),
    critical: harmful.includes(letter),
    rationale: `Why ${letter}.`,
  }));
}
