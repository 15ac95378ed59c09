import type { FormFields } from "#app/core/items/item.ts";
import type { PresentedNumeric, ReviewedNumeric } from "#app/core/items/numeric.ts";
import { ItemFieldset } from "./item-fieldset.tsx";
import { GivenAndRight, ReviewedPart, stateOf } from "./reviewed-part.tsx";
import { TypedField } from "./typed-field.tsx";

type PresentNumericProps = {
  /** Its texts are HTML. */
  item: PresentedNumeric;
  /** What its fields hold. */
  fields: FormFields;
  problem?: string;
};

export function PresentNumeric({ item, fields, problem }: PresentNumericProps) {
  return (
    <ItemFieldset item={item} problem={problem}>
      <TypedField
        name={item.id}
        label={item.unit === undefined ? "Your number" : `Your number, in ${item.unit}`}
        hint="Decimals with a point or a comma."
        unit={item.unit}
        inputMode="decimal"
        typed={fields[item.id]?.[0]}
        isInvalid={problem !== undefined}
        className="w-40 tabular-nums"
      />
    </ItemFieldset>
  );
}

/** Its texts are HTML. */
export function ReviewNumeric({ item }: { item: ReviewedNumeric }) {
  const { chosen, right } = item;
  const withUnit = (text: string) => (item.unit === undefined ? text : `${text} ${item.unit}`);
  const accepted = right.map(({ number, from, to }) =>
    from === to ? withUnit(number) : `${withUnit(number)} (from ${from} to ${withUnit(to)})`,
  );
  return (
    <ReviewedPart state={stateOf(item)}>
      <GivenAndRight
        given={chosen === undefined ? undefined : withUnit(chosen)}
        right={accepted.join(", or ")}
      />
    </ReviewedPart>
  );
}
