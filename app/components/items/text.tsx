import type { FormFields } from "#app/core/items/item.ts";
import type { PresentedText, ReviewedText } from "#app/core/items/text.ts";
import { ItemFieldset } from "./item-fieldset.tsx";
import { GivenAndRight, ReviewedPart, stateOf } from "./reviewed-part.tsx";
import { TypedField } from "./typed-field.tsx";

type PresentTextProps = {
  /** Its texts are HTML. */
  item: PresentedText;
  /** What its fields hold. */
  fields: FormFields;
  problem?: string;
};

export function PresentText({ item, fields, problem }: PresentTextProps) {
  return (
    <ItemFieldset item={item} problem={problem}>
      <TypedField
        name={item.id}
        label="Your words"
        hint="A word or a few. Capitals and accents do not matter; spelling does."
        typed={fields[item.id]?.[0]}
        isInvalid={problem !== undefined}
        className="w-full max-w-reading"
      />
    </ItemFieldset>
  );
}

/** Its texts are HTML; what was typed and what is accepted is plain. */
export function ReviewText({ item }: { item: ReviewedText }) {
  const { chosen, accepted } = item;
  return (
    <ReviewedPart state={stateOf(item)}>
      <GivenAndRight given={chosen} right={accepted.join(", or ")} />
    </ReviewedPart>
  );
}
