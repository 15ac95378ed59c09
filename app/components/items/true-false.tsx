import type {
  PresentedTrueFalse,
  ReviewedTrueFalse,
  TrueFalseResponse,
} from "#app/core/items/true-false.ts";
import { ChoiceRow } from "./choice-row.tsx";
import { ItemFieldset } from "./item-fieldset.tsx";
import { ReviewedChoices } from "./reviewed-choices.tsx";

type PresentTrueFalseProps = {
  /** Its texts are HTML. */
  item: PresentedTrueFalse;
  response: TrueFalseResponse | undefined;
  problem?: string;
};

const CHOICES: { id: TrueFalseResponse; text: string }[] = [
  { id: "true", text: "True" },
  { id: "false", text: "False" },
];

export function PresentTrueFalse({ item, response, problem }: PresentTrueFalseProps) {
  return (
    <ItemFieldset item={item} hint="Is this statement true or false?" problem={problem}>
      <div className="grid gap-3 sm:grid-cols-2">
        {CHOICES.map((choice) => (
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
export function ReviewTrueFalse({ item }: { item: ReviewedTrueFalse }) {
  return <ReviewedChoices choices={item.choices} />;
}
