import type { Item } from "#app/core/item-types.ts";
import { type MultipleItem, multiple } from "#app/core/items/multiple.ts";
import { type SingleItem, single } from "#app/core/items/single.ts";
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
