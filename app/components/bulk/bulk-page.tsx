import { Button, ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Field, SelectField, TextAreaField } from "#app/components/field.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import type { BulkKind } from "#app/core/bulk-kinds.ts";
import { BulkPlan, type ShownPlan } from "./bulk-plan.tsx";
import { BULK_WORDS, peopleInWords } from "./bulk-words.ts";

type BulkPageProps = {
  kind: BulkKind;
  today: string;
  certifications: readonly { id: string; title: string }[];
  /** How many people are chosen, and whether by the filter. */
  people: number;
  isEverybody: boolean;
  /** Who is chosen, as the address says it: names and values. */
  selection: readonly (readonly [string, string])[];
  problems: readonly Problem[];
  typed: Readonly<Record<string, string | undefined>>;
  /** What would come of it, once everything is chosen. */
  plan?: ShownPlan;
  address: string;
  token: string;
  isStale: boolean;
};

/** What is to be done for several people: first what, then what would happen, then the confirmation. */
export function BulkPage({ plan, address, token, isStale, ...bulk }: BulkPageProps) {
  const { kind, people, isEverybody, selection } = bulk;
  const filter = selection.filter(([name]) => !["person", "who", "kind"].includes(name));
  const board = `/board?${new URLSearchParams(filter.map(([name, value]) => [name, value]))}`;
  const { title, lead } = BULK_WORDS[kind];
  const whom = isEverybody ? "everybody the filter shows" : "whoever you ticked";
  return (
    <>
      <WayBack href={board}>Back to the board</WayBack>
      <PageHeading title={title} lead={`For ${peopleInWords(people)}: ${whom}. ${lead}`} />
      {people === 0 ? (
        <EmptyState title="Nobody is chosen" action={<ButtonLink href={board}>Choose</ButtonLink>}>
          Tick people on the board, or choose everybody whom the filter shows.
        </EmptyState>
      ) : (
        <div className="grid grid-cols-1 gap-10">
          <OrderForm {...bulk} hasPlan={plan !== undefined} />
          {plan && <BulkPlan {...{ kind, plan, address, token, isStale }} />}
        </div>
      )}
    </>
  );
}

type OrderFormProps = Omit<BulkPageProps, "plan" | "address" | "token" | "isStale"> & {
  hasPlan: boolean;
};

function OrderForm({
  kind,
  today,
  certifications,
  selection,
  problems,
  typed,
  hasPlan,
}: OrderFormProps) {
  const problemAt = (name: string) => problems.find(({ field }) => field === name)?.message;
  const date = { type: "date", min: today, required: true } as const;
  return (
    <form method="get" action="/bulk" className="grid max-w-reading gap-6">
      <ProblemSummary problems={problems} />
      {selection.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <SelectField
        label="Certification"
        name="certificationId"
        defaultValue={typed.certificationId}
        problem={problemAt("certificationId")}
        options={certifications.map(({ id, title }) => ({ value: id, label: title }))}
      />
      {kind === "assign" && (
        <Field
          {...date}
          label="Due by"
          name="dueOn"
          hint="The last day on which they are not late."
          defaultValue={typed.dueOn}
          problem={problemAt("dueOn")}
        />
      )}
      {kind === "extend" && (
        <>
          <Field
            {...date}
            label="New due date"
            name="untilOn"
            defaultValue={typed.untilOn}
            problem={problemAt("untilOn")}
          />
          <TextAreaField
            label="Why"
            name="reason"
            hint="Stays on record with your name, and is shown to whoever looks later."
            rows={3}
            required
            maxLength={500}
            defaultValue={typed.reason}
            problem={problemAt("reason")}
          />
        </>
      )}
      <div>
        <Button variant={hasPlan ? "secondary" : "primary"}>Show what would happen</Button>
      </div>
    </form>
  );
}
