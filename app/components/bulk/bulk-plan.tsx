import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { BULK_OUTCOMES, type BulkKind, type BulkOutcome } from "#app/core/bulk-kinds.ts";
import { BulkPeople } from "./bulk-people.tsx";
import { BULK_WORDS, OUTCOME_WORDS, peopleInWords } from "./bulk-words.ts";

export type ShownPlan = {
  fingerprint: string;
  counts: Readonly<Record<BulkOutcome, number>>;
  shown: readonly { personId: number; name: string; outcome: BulkOutcome; note: string }[];
  page: number;
  pageCount: number;
};

type BulkPlanProps = {
  kind: BulkKind;
  plan: ShownPlan;
  /** The page that shows this, with all that is chosen. */
  address: string;
  token: string;
  /** True when something changed between what was shown and what was confirmed. */
  isStale: boolean;
};

/** What would happen, to how many, and to whom not and why; and the confirmation of just that. */
export function BulkPlan({ kind, plan, address, token, isStale }: BulkPlanProps) {
  const { counts, shown, page, pageCount, fingerprint } = plan;
  return (
    <section aria-labelledby="plan-title" className="grid grid-cols-1 gap-6">
      <h2 id="plan-title" className="text-large font-semibold">
        What would happen
      </h2>
      {isStale && (
        <Notice tone="soon" title="Something changed in the meantime" live>
          Nothing was done. This is how it is now: look at it, and confirm again.
        </Notice>
      )}
      <ul className="flex flex-wrap gap-2">
        {BULK_OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
          <li key={outcome}>
            <StatusBadge tone={OUTCOME_WORDS[outcome].tone}>
              {OUTCOME_WORDS[outcome].ahead}: {peopleInWords(counts[outcome])}
            </StatusBadge>
          </li>
        ))}
      </ul>
      {counts.done > 0 ? (
        <form method="post" action={address}>
          <input type="hidden" name="_fingerprint" value={fingerprint} />
          <input type="hidden" name="_token" value={token} />
          <Button>{BULK_WORDS[kind].confirm(peopleInWords(counts.done))}</Button>
        </form>
      ) : (
        <Notice tone="info" title="There is nothing to do">
          Why not stands beside each name.
        </Notice>
      )}
      <div className="grid grid-cols-1 gap-4">
        <BulkPeople label="What would happen to each" rows={shown} isAhead />
        <Pagination page={page} pageCount={pageCount} hrefFor={(to) => partOf(address, to)} />
      </div>
    </section>
  );
}

function partOf(address: string, part: number): string {
  const { pathname, searchParams } = new URL(address, "http://bulk");
  searchParams.set("part", String(part));
  return `${pathname}?${searchParams}`;
}
