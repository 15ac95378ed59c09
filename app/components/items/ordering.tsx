import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { FormFields } from "#app/core/items/item.ts";
import type { PresentedOrdering } from "#app/core/items/ordering.ts";
import { orderOf, placeIn } from "#app/core/step-order.ts";
import { ItemFieldset } from "./item-fieldset.tsx";
import { OrderingList } from "./ordering-list.tsx";
import { PartSelect } from "./part-select.tsx";

type PresentOrderingProps = {
  /** Its texts are HTML. */
  item: PresentedOrdering;
  /** What its fields hold. */
  fields: FormFields;
  problem?: string;
};

const HINTS: Record<PresentedOrdering["scoring"], string> = {
  pairs: "Put the steps in order. Each pair in the right order counts.",
  exact: "Put the steps in order. Only the whole order scores.",
};

/** A server has no layout, and says so aloud. */
const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * A list with the place of each step is the form: it works without a script, and is what is sent. A
 * script hides it behind a list in which steps are placed and moved.
 */
export function PresentOrdering({ item, fields, problem }: PresentOrderingProps) {
  const form = useRef<HTMLDivElement>(null);
  /** Letters in the person's order; undefined where no list can show what the form holds. */
  const [order, setOrder] = useState<string[]>();
  const letters = item.steps.map(({ letter }) => letter);
  const fieldOf = (letter: string) => `${item.id}.${letter}`;

  function selectOf(letter: string): HTMLSelectElement | undefined {
    return [...(form.current?.querySelectorAll("select") ?? [])].find(
      ({ name }) => name === fieldOf(letter),
    );
  }

  // What was chosen before the script came is read once.
  useBeforePaint(() => {
    setOrder(orderOf(letters, (letter) => selectOf(letter)?.value ?? ""));
  }, []);

  function change(newer: string[]) {
    setOrder(newer);
    for (const letter of letters) {
      const select = selectOf(letter);
      if (select) select.value = placeIn(newer, letter);
    }
    // As if a person had chosen: whoever listens to the form saves.
    selectOf(letters[0] ?? "")?.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const places = item.steps.map((_, index) => {
    const place = String(index + 1);
    return { value: place, label: `Place ${place}` };
  });
  return (
    <ItemFieldset item={item} hint={HINTS[item.scoring]} problem={problem}>
      {order && (
        <OrderingList itemId={item.id} steps={item.steps} order={order} onChange={change} />
      )}
      <div ref={form} hidden={order !== undefined} className="grid gap-3">
        {item.steps.map(({ letter, text }) => (
          <PartSelect
            key={letter}
            name={fieldOf(letter)}
            label={text}
            placeholder="Choose its place …"
            options={places}
            chosen={fields[fieldOf(letter)]?.[0]}
          />
        ))}
      </div>
    </ItemFieldset>
  );
}
