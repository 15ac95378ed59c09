import { Button } from "#app/components/button.tsx";
import { CheckField, FieldSet } from "#app/components/field.tsx";
import { type BoardFilter, boardAddress } from "#app/core/board-filter.ts";
import { BULK_KINDS } from "#app/core/bulk-kinds.ts";
import { BULK_WORDS } from "./bulk-words.ts";

type BulkBarProps = {
  filter: BoardFilter;
  /** How many people the filter shows, on all pages. */
  found: number;
};

/** Below the board: what to do for whoever is ticked, or for everybody whom the filter shows. */
export function BulkBar({ filter, found }: BulkBarProps) {
  const address = new URL(boardAddress({ ...filter, page: 1 }), "http://board");
  return (
    <form
      id="bulk"
      method="get"
      action="/bulk"
      aria-labelledby="bulk-title"
      className="print-hidden grid gap-4 rounded-card border border-line bg-raised p-5"
    >
      <h2 id="bulk-title" className="text-large font-semibold">
        Several people at once
      </h2>
      {[...address.searchParams].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FieldSet legend="For whom?" id="who">
        <div className="flex flex-wrap gap-x-8">
          <CheckField
            type="radio"
            name="who"
            value="ticked"
            label="Whoever is ticked above"
            defaultChecked
          />
          <CheckField
            type="radio"
            name="who"
            value="everybody"
            label={`Everybody the filter shows (${found.toLocaleString("en-GB")})`}
          />
        </div>
      </FieldSet>
      <div className="flex flex-wrap gap-3">
        {BULK_KINDS.map((kind) => (
          <Button key={kind} variant="secondary" name="kind" value={kind}>
            {BULK_WORDS[kind].verb}
          </Button>
        ))}
        <Button variant="secondary" formAction="/board.csv">
          Export them
        </Button>
      </div>
      <p className="text-small text-ink-soft">
        You see what would happen, and to whom, before anything does.{" "}
        <a href="/bulk" className="link">
          What was done before
        </a>
      </p>
    </form>
  );
}
