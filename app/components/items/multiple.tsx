import type { FormFields } from "#app/core/items/item.ts";
import type { PresentedMultiple, ReviewedMultiple } from "#app/core/items/multiple.ts";
import { ChoiceRow, isFilled } from "./choice-row.tsx";
import { ItemFieldset } from "./item-fieldset.tsx";
import { ReviewedChoices } from "./reviewed-choices.tsx";

type PresentMultipleProps = {
  /** Its texts are HTML. */
  item: PresentedMultiple;
  /** What its fields hold. */
  fields: FormFields;
  problem?: string;
};

const HINTS: Record<PresentedMultiple["scoring"], string> = {
  net: "Choose all that apply. A wrong choice takes away from a right one.",
  exact: "Choose all that apply. Only the exact set scores.",
};

export function PresentMultiple({ item, fields, problem }: PresentMultipleProps) {
  return (
    <ItemFieldset item={item} hint={HINTS[item.scoring]} problem={problem}>
      <div className="grid gap-3">
        {item.choices.map((choice) => (
          <ChoiceRow
            key={choice.id}
            type="checkbox"
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
export function ReviewMultiple({ item }: { item: ReviewedMultiple }) {
  return <ReviewedChoices choices={item.choices} />;
}
