import { Button } from "#app/components/button.tsx";
import { TextAreaField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { ResultChanges, type ResultRow } from "./result-changes.tsx";

export type ShownPlan = {
  /** "3 of 41 results change: 1 pass becomes a fail." */
  summary: string;
  changes: number;
  /** Attempts under way that hold an item as it was wrong. */
  open: number;
  fingerprint: string;
  certificates: readonly { label: string; count: number; tone: "good" | "bad" }[];
  notRecomputed: readonly string[];
  rows: readonly ResultRow[];
  page: number;
  pageCount: number;
};

type WhatChangesProps = ShownPlan & {
  /** The page that shows this, with what is chosen. */
  address: string;
  /** The same with everybody credited, where that can be chosen. */
  creditAllHref?: string;
};

/** Everything that a regrade, or undoing one, would do. */
export function WhatChanges(props: WhatChangesProps) {
  const { summary, open, certificates, notRecomputed, rows, page, pageCount } = props;
  const { address, creditAllHref } = props;
  return (
    <>
      <p className="max-w-reading text-large">{summary}</p>
      {certificates.length > 0 && (
        <p className="flex flex-wrap gap-2">
          {certificates.map(({ label, count, tone }) => (
            <StatusBadge key={label} tone={tone}>
              {count} {count === 1 ? "certificate" : "certificates"} {label}
            </StatusBadge>
          ))}
        </p>
      )}
      {notRecomputed.length > 0 && (
        <Notice tone="soon" title="Some responses cannot be recomputed">
          <ul className="grid gap-1">
            {notRecomputed.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          {creditAllHref && (
            <a href={creditAllHref} className="link inline-flex min-h-11 items-center">
              See what crediting everybody would change
            </a>
          )}
        </Notice>
      )}
      {open > 0 && (
        <Notice
          tone="info"
          title={open === 1 ? "1 attempt under way" : `${open} attempts under way`}
        >
          It goes by the version that it was started with. Once submitted, it can be regraded here.
        </Notice>
      )}
      {rows.length > 0 && (
        <ResultChanges
          rows={rows}
          page={page}
          pageCount={pageCount}
          hrefFor={(to) => `${address}${address.includes("?") ? "&" : "?"}page=${to}`}
        />
      )}
    </>
  );
}

export type Confirmation = {
  problems: readonly Problem[];
  /** True when something changed between what was shown and what was confirmed. */
  isStale: boolean;
  reason?: string;
};

/** What an action says of a confirmation that was not carried out. */
type Refusal = { typed: Readonly<Record<string, readonly string[]>> } & (
  | { problems: readonly Problem[] }
  | { isStale: boolean }
);

/** The form as it is shown again after it was refused, or for the first time. */
export function confirmationOf(refusal: Refusal | undefined): Confirmation {
  return {
    problems: refusal && "problems" in refusal ? refusal.problems : [],
    isStale: refusal !== undefined && "isStale" in refusal,
    reason: refusal?.typed.reason?.[0],
  };
}

type ConfirmFormProps = {
  address: string;
  fingerprint: string;
  /** What the button does. */
  verb: string;
  hint: string;
  confirmation: Confirmation;
};

/** The reason, and the confirmation of exactly what is shown above. */
export function ConfirmForm({ address, fingerprint, verb, hint, confirmation }: ConfirmFormProps) {
  const { problems, isStale, reason } = confirmation;
  return (
    <form method="post" action={address} className="grid max-w-reading gap-6">
      {isStale && (
        <Notice tone="soon" title="Something changed in the meantime" live>
          Nothing was done. What stands above is how it is now: look at it, and confirm again.
        </Notice>
      )}
      <ProblemSummary problems={problems} />
      <input type="hidden" name="_fingerprint" value={fingerprint} />
      <TextAreaField
        label="Why"
        name="reason"
        hint={hint}
        problem={problems.find(({ field }) => field === "reason")?.message}
        defaultValue={reason}
        rows={3}
        required
        maxLength={500}
      />
      <div>
        <Button>{verb}</Button>
      </div>
    </form>
  );
}
