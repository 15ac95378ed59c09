import type { ComponentProps } from "react";
import { DetailList } from "#app/components/detail-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { type Confirmation, ConfirmForm, type ShownPlan, WhatChanges } from "./regrade-plan.tsx";
import { ResultChanges } from "./result-changes.tsx";

type RegradeRecordProps = {
  quizId: string;
  title: string;
  number: number;
  address: string;
  /** True when it was done just now. */
  isDone: boolean;
  mode: string;
  items: readonly string[];
  /** The beginning of the hash of the version whose key is right. */
  keyVersion?: string;
  reason: string;
  who: string;
  when: string;
  undoes?: number;
  undoneBy?: number;
  followedBy?: number;
  /** Why it cannot be undone. */
  whyNot?: string;
  results: Omit<ComponentProps<typeof ResultChanges>, "hrefFor">;
  /** What undoing it would do. */
  undo?: ShownPlan;
  confirmation: Confirmation;
};

/** A regrade as it was decided, each result that it changed, and a way to take it back. */
export function RegradeRecord(props: RegradeRecordProps) {
  const { quizId, title, number, address, isDone, results, undo, whyNot, confirmation } = props;
  const other = props.undoneBy ?? props.followedBy ?? props.undoes;
  return (
    <>
      <WayBack href={`/author/${quizId}/history`}>Back to the history of {title}</WayBack>
      <PageHeading title={`Regrade ${number} of ${title}`} />
      <div className="grid gap-10">
        {isDone && (
          <Notice tone="good" title="Done" live>
            Old and new scores both stay on record, here and in the audit log.
          </Notice>
        )}
        <div className="max-w-3xl">
          <DetailList
            details={[
              { label: "Decision", value: props.mode },
              { label: "Items", value: props.items.join(", ") },
              { label: "Right version", value: props.keyVersion ?? "none" },
              { label: "Why", value: props.reason },
              { label: "Who and when", value: `${props.who}, ${props.when}` },
            ]}
          />
        </div>
        {results.rows.length > 0 && (
          <section aria-labelledby="results" className="grid gap-4">
            <h2 id="results" className="text-large font-semibold">
              Results that it changed
            </h2>
            <ResultChanges {...results} hrefFor={(to) => `${address}?page=${to}`} />
          </section>
        )}
        {whyNot && (
          <Notice tone="info">
            {whyNot}{" "}
            {other !== undefined && (
              <a href={`/author/${quizId}/regrades/${other}`} className="link">
                See regrade {other}
              </a>
            )}
          </Notice>
        )}
        {undo && (
          <section aria-labelledby="undo" className="grid gap-6">
            <h2 id="undo" className="text-title font-semibold">
              Undo it
            </h2>
            <WhatChanges {...undo} rows={undo.rows} address={address} />
            <ConfirmForm
              address={address}
              fingerprint={undo.fingerprint}
              verb="Undo this regrade"
              hint="Every score goes back to what it was. The reason stays in the history with your name, and everybody concerned reads it."
              confirmation={confirmation}
            />
          </section>
        )}
      </div>
    </>
  );
}
