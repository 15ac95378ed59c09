import fc from "fast-check";
import { expect, test } from "vitest";
import { rightResponse, wrongResponse } from "#db/seeding/responses.ts";
import {
  aMatching,
  aMultiple,
  aNumeric,
  anOrdering,
  aSingle,
  aText,
  aTrueFalse,
  choiceId,
  inFileOrder,
  stepId,
} from "#tests/support/quiz-files.ts";
import {
  completenessOf,
  type Item,
  type ItemResponse,
  itemFields,
  readItemResponse,
  scoreItem,
} from "./item-types.ts";
import { seededRandom } from "./random.ts";

/* What holds for every type of item, whatever its key and whatever is given as a response. */

type Case = {
  item: Item;
  response: ItemResponse | undefined;
  /** Responses that are like it, but for a part that is wrong or missing. */
  worse: ItemResponse[];
  /** The same item and the same response, with parts listed the other way round. */
  turned: { item: Item; response: ItemResponse | undefined };
};

const anyLetters = fc.subarray([..."ABCDE"]);
const anyCritical = fc.boolean();

const anyChoiceCase: fc.Arbitrary<Case> = fc
  .record({
    key: fc.subarray([..."ABCD"], { minLength: 1 }),
    given: anyLetters,
    harmful: fc.constantFrom("", "E"),
    scoring: fc.constantFrom("net" as const, "exact" as const),
    critical: anyCritical,
  })
  .map(({ key, given, harmful, ...fields }) => {
    const item = aMultiple({ ...fields, key: key.join(""), harmful });
    const response = given.length === 0 ? undefined : given.map(choiceId);
    const wrong = [..."ABCDE"].filter((each) => !key.includes(each) && !given.includes(each));
    return {
      item,
      response,
      worse: wrong.map((each) => [...given, each].map(choiceId)),
      turned: {
        item: { ...item, choices: item.choices.toReversed() },
        response: response?.toReversed(),
      },
    };
  });

const anySingleCase: fc.Arbitrary<Case> = fc
  .record({
    key: fc.constantFrom(..."ABC"),
    given: fc.option(fc.constantFrom(..."ABC"), { nil: undefined }),
    critical: anyCritical,
  })
  .map(({ given, ...fields }) => {
    const item = aSingle(fields);
    const response = given && choiceId(given);
    return {
      item,
      response,
      worse: [..."ABC"].filter((each) => each !== fields.key).map(choiceId),
      turned: { item: { ...item, choices: item.choices.toReversed() }, response },
    };
  });

const anyTrueFalseCase: fc.Arbitrary<Case> = fc
  .record({ answer: fc.boolean(), given: fc.boolean(), critical: anyCritical })
  .map(({ given, ...fields }) => {
    const item = aTrueFalse(fields);
    const response = String(given);
    return { item, response, worse: [String(!fields.answer)], turned: { item, response } };
  });

const anyMatchingCase: fc.Arbitrary<Case> = fc
  .record({
    key: fc.array(fc.constantFrom(..."1234"), { minLength: 2, maxLength: 6 }),
    given: fc.array(fc.constantFrom(..."1234-"), { minLength: 6, maxLength: 6 }),
    scoring: fc.constantFrom("pairs" as const, "exact" as const),
    critical: anyCritical,
  })
  .map(({ key, given, ...fields }) => {
    const item = aMatching({ ...fields, key: key.join("") });
    const pairs = item.prompts.flatMap(({ id }, index): [string, string][] =>
      given[index] === "-" ? [] : [[id, `target-${given[index]}`]],
    );
    const response = pairs.length === 0 ? undefined : Object.fromEntries(pairs);
    return {
      item,
      response,
      worse: item.prompts.map(({ id, target }) => ({
        ...response,
        [id]: target === "target-1" ? "target-2" : "target-1",
      })),
      turned: {
        item: {
          ...item,
          prompts: item.prompts.toReversed(),
          targets: item.targets.toReversed(),
        },
        response: response && Object.fromEntries(pairs.toReversed()),
      },
    };
  });

const anyOrderingCase: fc.Arbitrary<Case> = fc
  .record({
    given: fc.shuffledSubarray([..."ABCDE"]),
    scoring: fc.constantFrom("pairs" as const, "exact" as const),
    critical: anyCritical,
  })
  .map(({ given, ...fields }) => {
    const item = anOrdering({ ...fields, criticalPairs: ["AB", "DE"] });
    const swaps = given.slice(1).flatMap((later, index) => {
      const swapped = given.with(index, later).with(index + 1, given[index] ?? "");
      return (given[index] ?? "") < later ? [swapped.map(stepId)] : [];
    });
    const response = given.length === 0 ? undefined : given.map(stepId);
    return {
      item,
      response,
      worse: [...swaps, ...(given.length > 1 ? [given.slice(1).map(stepId)] : [])],
      turned: { item: { ...item, criticalPairs: item.criticalPairs.toReversed() }, response },
    };
  });

const anyNumericCase: fc.Arbitrary<Case> = fc
  .record({
    answer: fc.integer({ min: -500, max: 500 }),
    tolerance: fc.nat(50),
    given: fc.integer({ min: -600, max: 600 }),
    critical: anyCritical,
  })
  .map(({ answer, tolerance, given, critical }) => {
    const item = aNumeric({
      answer: answer / 100,
      tolerance: tolerance / 100,
      alternatives: [{ answer: 9 }, { answer: 8, tolerance: 0.5 }],
      critical,
    });
    const response = String(given / 100);
    const turned = { ...item, alternatives: item.alternatives.toReversed() };
    return { item, response, worse: ["100"], turned: { item: turned, response } };
  });

const anyTextCase: fc.Arbitrary<Case> = fc
  .record({ given: fc.constantFrom("dark spots", "PIH", "pih ", "hypo"), critical: anyCritical })
  .map(({ given, critical }) => {
    const item = aText({ accepted: ["dark spots", "PIH"], critical });
    const turned = { ...item, accepted: item.accepted.toReversed() };
    return { item, response: given, worse: ["hypo"], turned: { item: turned, response: given } };
  });

const anyCase = fc.oneof(
  anyChoiceCase,
  anySingleCase,
  anyTrueFalseCase,
  anyMatchingCase,
  anyOrderingCase,
  anyNumericCase,
  anyTextCase,
);

test("a score is a whole number of units within its bounds", () => {
  fc.assert(
    fc.property(anyCase, ({ item, response }) => {
      const { units } = scoreItem(item, response);
      expect(Number.isInteger(units) && units >= 0 && units <= 10_000).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("a score does not depend on the order in which parts are listed", () => {
  fc.assert(
    fc.property(anyCase, ({ item, response, turned }) => {
      expect(scoreItem(turned.item, turned.response)).toEqual(scoreItem(item, response));
    }),
    { numRuns: 500 },
  );
});

test("a wrong choice more, or a part that is wrong or missing, never raises a score", () => {
  fc.assert(
    fc.property(anyCase, ({ item, response, worse }) => {
      const { units } = scoreItem(item, response);
      const isReplaced =
        item.type !== "multiple" && item.type !== "matching" && item.type !== "ordering";
      for (const each of worse) {
        expect(scoreItem(item, each).units).toBeLessThanOrEqual(isReplaced ? 0 : units);
      }
    }),
    { numRuns: 500 },
  );
});

test("a blank is 0 and the right response full, whatever the item", () => {
  fc.assert(
    fc.property(anyCase, ({ item }) => {
      expect(scoreItem(item, undefined)).toEqual(
        item.critical ? { units: 0, criticalFailure: "blank" } : { units: 0 },
      );
      expect(scoreItem(item, rightResponse(item))).toEqual({ units: 10_000 });
      expect(completenessOf(item, rightResponse(item))).toBe("answered");
    }),
    { numRuns: 500 },
  );
});

test("the wrong response of the demo earns nothing, and does no harm where it can", () => {
  fc.assert(
    fc.property(anyCase, fc.nat(), ({ item }, seed) => {
      fc.pre(item.type !== "multiple" || item.choices.some(({ correct }) => !correct));
      const { units, criticalFailure } = scoreItem(item, wrongResponse(item, seededRandom(seed)));
      expect(units).toBe(0);
      if (item.type === "ordering") expect(criticalFailure).not.toBe("critical-pair");
    }),
    { numRuns: 500 },
  );
});

test("what the fields of a form hold for a response is read as that response", () => {
  fc.assert(
    fc.property(anyCase, ({ item, response }) => {
      const form = new FormData();
      for (const [name, values] of Object.entries(itemFields(item, response, inFileOrder))) {
        for (const value of values) form.append(name, value);
      }
      const read = readItemResponse(item, form, inFileOrder);
      const tidy = typeof response === "string" ? response.trim() : response;
      expect(read).toEqual({ response: tidy });
    }),
    { numRuns: 500 },
  );
});
