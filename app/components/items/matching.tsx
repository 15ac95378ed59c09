import type { FormFields } from "#app/core/items/item.ts";
import type { PresentedMatching, ReviewedMatching } from "#app/core/items/matching.ts";
import { ItemFieldset } from "./item-fieldset.tsx";
import { PartSelect } from "./part-select.tsx";
import { GivenAndRight, ReviewedPart } from "./reviewed-part.tsx";

type PresentMatchingProps = {
  /** Its texts are HTML. */
  item: PresentedMatching;
  /** What its fields hold. */
  fields: FormFields;
  problem?: string;
};

const HINTS: Record<PresentedMatching["scoring"], string> = {
  pairs: "Choose one for each. Some may fit more than once, some not at all.",
  exact:
    "Choose one for each. Some may fit more than once, some not at all. Only all of them together score.",
};

/** What is longer is cut short in a closed list on a phone, so that it stands in full above. */
const LONGEST_IN_LIST = 28;

export function PresentMatching({ item, fields, problem }: PresentMatchingProps) {
  const isLong = item.targets.some(({ label }) => label.length > LONGEST_IN_LIST);
  const options = item.targets.map(({ letter, label }) => ({
    value: letter,
    label: isLong ? `${letter}: ${label}` : label,
  }));
  return (
    <ItemFieldset item={item} hint={HINTS[item.scoring]} problem={problem}>
      <div className="grid gap-5">
        {isLong && <Targets targets={item.targets} />}
        <div className="grid gap-3">
          {item.prompts.map(({ id, text }) => {
            const name = `${item.id}.${id}`;
            return (
              <PartSelect
                key={id}
                name={name}
                label={text}
                placeholder="Choose …"
                options={options}
                chosen={fields[name]?.[0]}
              />
            );
          })}
        </div>
      </div>
    </ItemFieldset>
  );
}

/** Every target in full, with the letter that it has in the lists. */
function Targets({ targets }: Pick<PresentedMatching, "targets">) {
  return (
    <ul className="grid max-w-reading gap-2">
      {targets.map(({ letter, label }) => (
        <li key={letter} className="grid grid-cols-[1.5rem_1fr] gap-2">
          <span className="font-semibold text-accent">{letter}</span>
          <span className="min-w-0 wrap-anywhere">{label}</span>
        </li>
      ))}
    </ul>
  );
}

/** Its texts are HTML. */
export function ReviewMatching({ item }: { item: ReviewedMatching }) {
  return (
    <ul className="grid gap-3">
      {item.prompts.map(({ id, text, rationale, chosen, right, isRight }) => (
        <li key={id}>
          <ReviewedPart state={stateOf(item, chosen, isRight)} text={text} rationale={rationale}>
            <GivenAndRight given={isRight ? undefined : chosen} right={right} />
          </ReviewedPart>
        </li>
      ))}
    </ul>
  );
}

function stateOf({ isBlank }: ReviewedMatching, chosen: string | undefined, isRight: boolean) {
  if (isBlank) return "none";
  if (chosen === undefined) return "open";
  return isRight ? "right" : "not-right";
}
