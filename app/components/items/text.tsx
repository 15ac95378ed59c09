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
  const {
    chosen,
    accepted: [first, ...others],
  } = item;
  return (
    <ReviewedPart state={stateOf(item)}>
      <GivenAndRight given={chosen} right={first} />
      {/* Spellings and synonyms by the dozen would bury the one word to remember. */}
      {others.length > 0 && (
        <details className="text-small text-ink-soft">
          <summary className="inline-flex min-h-11 cursor-pointer items-center underline underline-offset-2">
            Also accepted ({others.length})
          </summary>
          <p className="wrap-anywhere">{others.join(" · ")}</p>
        </details>
      )}
    </ReviewedPart>
  );
}
