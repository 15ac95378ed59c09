import { fieldsOnSheet, itemsOnSheet, type Sheet } from "./attempt.ts";
import { typedFor } from "./attempt-pages.ts";
import { CERTAINTIES, type Certainty, certaintyField } from "./certainty.ts";
import type { Item, ItemResponse } from "./item-types.ts";
import type { FormFields } from "./items/item.ts";
import type { Quiz } from "./quiz.ts";
import { baseIn, baseOf } from "./response-base.ts";

/** What a page shows of an item: what is saved, or what could not be saved yet. */
export type ShownResponse = {
  /** What its fields hold. */
  fields: FormFields;
  certainty?: Certainty;
  /** What it was shown with, as text, by the field that a page sends it back for. */
  bases: Record<string, string>;
};

/** What a page shows of an item for which this is saved. */
export function shownOf(
  quiz: Quiz,
  sheet: Sheet,
  item: Item,
  { response, certainty }: { response?: ItemResponse; certainty?: Certainty } = {},
): ShownResponse {
  const fields = fieldsOnSheet(quiz, sheet, item, response);
  const bases = { [item.id]: baseOf(fields), [certaintyField(item.id)]: certainty ?? "" };
  return { fields, certainty, bases };
}

/** What stands in a posted form for every item of a page, to be shown again as it is. */
export function typedOnPage(
  quiz: Quiz,
  sheet: Sheet,
  positions: readonly number[],
  form: FormData,
): Record<string, ShownResponse> {
  const items = itemsOnSheet(quiz, sheet);
  return Object.fromEntries(
    positions.flatMap((position) => {
      const item = items[position];
      if (!item) return [];
      const posted = form.get(certaintyField(item.id));
      const bases = [item.id, certaintyField(item.id)].flatMap((field) => {
        const base = baseIn(form, field);
        return base === undefined ? [] : [[field, base]];
      });
      const shown: ShownResponse = {
        fields: typedFor(item, form),
        certainty: CERTAINTIES.find((each) => each === posted),
        bases: Object.fromEntries(bases),
      };
      return [[item.id, shown]];
    }),
  );
}
