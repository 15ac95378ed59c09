import { Button } from "#app/components/button.tsx";
import { CheckField, FieldSet, SelectField } from "#app/components/field.tsx";
import { Html } from "#app/components/html.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import type { RegradeMode } from "#app/core/regrade.ts";
import { type Confirmation, ConfirmForm, type ShownPlan, WhatChanges } from "./regrade-plan.tsx";

type RegradePageProps = {
  quizId: string;
  title: string;
  /** This page with what is chosen now. */
  address: string;
  choice: { itemIds: readonly string[]; mode?: RegradeMode; key?: string };
  problems: readonly Problem[];
  /** Stems are HTML. */
  items: readonly { itemId: string; stem: string; hasChanged: boolean }[];
  versions: readonly { hash: string; label: string }[];
  /** What can be done, most thorough first. */
  modes: readonly { mode: RegradeMode; label: string; explanation: string }[];
  /** The same items, with everybody credited. */
  creditAllHref: string;
  plan?: ShownPlan;
  confirmation: Confirmation;
};

/** Choosing what was wrong and what to do, seeing what it would change, and confirming that. */
export function RegradePage(props: RegradePageProps) {
  const { quizId, title, address, choice, plan, creditAllHref, confirmation } = props;
  const verb = choice.mode === "leave" ? "Record the decision" : "Change these results";
  return (
    <>
      <WayBack href={`/author/${quizId}/history`}>Back to the history of {title}</WayBack>
      <PageHeading
        title={`Regrade ${title}`}
        lead="For an item whose key or credit was wrong. You see every result that would change before anything does, and it can be undone."
      />
      <div className="grid gap-10">
        <ChoiceForm {...props} />
        {plan && (
          <section aria-labelledby="preview" className="grid gap-6">
            <h2 id="preview" className="text-title font-semibold">
              What would change
            </h2>
            <WhatChanges {...plan} address={address} creditAllHref={creditAllHref} />
            <ConfirmForm
              address={address}
              fingerprint={plan.fingerprint}
              verb={verb}
              hint="It stays in the history with your name, and everybody concerned reads it. Name no person."
              confirmation={confirmation}
            />
          </section>
        )}
      </div>
    </>
  );
}

function ChoiceForm({ quizId, choice, problems, items, versions, modes }: RegradePageProps) {
  const changed = items.filter(({ hasChanged }) => hasChanged);
  const others = items.filter(({ hasChanged }) => !hasChanged);
  const isOtherChosen = others.some(({ itemId }) => choice.itemIds.includes(itemId));
  const problemAt = (field: string) => problems.find((each) => each.field === field)?.message;
  return (
    <form action={`/author/${quizId}/regrade`} className="grid max-w-3xl gap-8">
      <ProblemSummary problems={problems} />
      <FieldSet
        legend="Which items were wrong?"
        id="items"
        hint={
          changed.length > 0
            ? "Items that differ between versions come first."
            : "No item differs between versions."
        }
        problem={problemAt("items")}
      >
        <ItemChoices items={changed} chosen={choice.itemIds} />
        {others.length > 0 && (
          <details open={isOtherChosen || changed.length === 0}>
            <summary className="link inline-flex min-h-11 cursor-pointer items-center">
              Items that are the same in every version ({others.length})
            </summary>
            <ItemChoices items={others} chosen={choice.itemIds} />
          </details>
        )}
      </FieldSet>
      <SelectField
        label="Which version is right?"
        name="key"
        hint="Results of versions that differ from it are looked at."
        problem={problemAt("key")}
        defaultValue={choice.key}
        options={[
          ...versions.map(({ hash, label }) => ({ value: hash, label })),
          { value: "none", label: "None: wrong in every version" },
        ]}
      />
      <FieldSet legend="What should happen?" id="mode" problem={problemAt("mode")}>
        {modes.map(({ mode, label, explanation }) => (
          <CheckField
            key={mode}
            type="radio"
            name="mode"
            value={mode}
            label={label}
            hint={explanation}
            defaultChecked={choice.mode === mode}
          />
        ))}
      </FieldSet>
      <div>
        <Button variant="secondary" name="_preview" value="yes">
          Show what would change
        </Button>
      </div>
    </form>
  );
}

type ItemChoicesProps = Pick<RegradePageProps, "items"> & { chosen: readonly string[] };

function ItemChoices({ items, chosen }: ItemChoicesProps) {
  return items.map(({ itemId, stem }) => (
    <CheckField
      key={itemId}
      name="item"
      value={itemId}
      label={
        <>
          <span className="block font-mono text-small text-ink-soft">{itemId}</span>
          <Html html={stem} />
        </>
      }
      defaultChecked={chosen.includes(itemId)}
    />
  ));
}
