import type { FormFields } from "#app/core/items/item.ts";
import type {
  PresentedTrueFalse,
  ReviewedTrueFalse,
  TrueFalseResponse,
} from "#app/core/items/true-false.ts";
import { ChoiceRow, isFilled } from "./choice-row.tsx";
import { ItemFieldset } from "./item-fieldset.tsx";
import { ReviewedChoices } from "./reviewed-choices.tsx";

type PresentTrueFalseProps = {
  /** Its texts are HTML. */
  item: PresentedTrueFalse;
  /** What its fields hold. */
  fields: FormFields;
  problem?: string;
};

const CHOICES: { id: TrueFalseResponse; text: string }[] = [
  { id: "true", text: "True" },
  { id: "false", text: "False" },
];

export function PresentTrueFalse({ item, fields, problem }: PresentTrueFalseProps) {
  return (
    <ItemFieldset item={item} hint="Is this statement true or false?" problem={problem}>
      <div className="grid gap-3 sm:grid-cols-2">
        {CHOICES.map((choice) => (
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
export function ReviewTrueFalse({ item }: { item: ReviewedTrueFalse }) {
  return <ReviewedChoices choices={item.choices} />;
}
