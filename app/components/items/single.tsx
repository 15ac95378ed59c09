import type { FormFields } from "#app/core/items/item.ts";
import type { PresentedSingle, ReviewedSingle } from "#app/core/items/single.ts";
import { ChoiceRow, isFilled } from "./choice-row.tsx";
import { ItemFieldset } from "./item-fieldset.tsx";
import { ReviewedChoices } from "./reviewed-choices.tsx";

type PresentSingleProps = {
  /** Its texts are HTML. */
  item: PresentedSingle;
  /** What its fields hold. */
  fields: FormFields;
  problem?: string;
};

export function PresentSingle({ item, fields, problem }: PresentSingleProps) {
  return (
    <ItemFieldset item={item} problem={problem}>
      <div className="grid gap-3">
        {item.choices.map((choice) => (
          <ChoiceRow
            key={choice.id}
            type="radio"
            name={item.id}
            choice={choice}
            isChosen={isFilled(fields, item.id, choice.id)}
          />
        ))}
      </div>
    </ItemFieldset>
  );
}

/** Its texts are HTML. */
export function ReviewSingle({ item }: { item: ReviewedSingle }) {
  return <ReviewedChoices choices={item.choices} />;
}
