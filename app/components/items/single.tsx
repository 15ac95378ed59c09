import type { PresentedSingle, ReviewedSingle, SingleResponse } from "#app/core/items/single.ts";
import { ChoiceRow } from "./choice-row.tsx";
import { ItemFieldset } from "./item-fieldset.tsx";
import { ReviewedChoices } from "./reviewed-choices.tsx";

type PresentSingleProps = {
  /** Its texts are HTML. */
  item: PresentedSingle;
  response: SingleResponse | undefined;
  problem?: string;
};

export function PresentSingle({ item, response, problem }: PresentSingleProps) {
  return (
    <ItemFieldset item={item} problem={problem}>
      <div className="grid gap-3">
        {item.choices.map((choice) => (
          <ChoiceRow
            key={choice.id}
            type="radio"
            name={item.id}
            choice={choice}
            isChosen={choice.id === response}
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
