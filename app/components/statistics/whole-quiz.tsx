import { Notice } from "#app/components/notice.tsx";
import { ShareBar } from "./share-bar.tsx";

export type ShownWhole = {
  n: number;
  /** "first attempts, n = 214" */
  note: string;
  passed: { count: string; share: number; words: string };
  /** Nothing below twenty attempts. */
  figures?: readonly { label: string; value: string }[];
};

/** The figures of all totals, each with the attempts behind it. */
export function WholeQuiz({ note, passed, figures }: ShownWhole) {
  return (
    <section className="grid gap-4" aria-labelledby="whole">
      <h2 id="whole" className="text-large font-semibold">
        The quiz as a whole
      </h2>
      <dl className="grid gap-px overflow-hidden rounded-card border border-line bg-line grid-cols-2 lg:grid-cols-3">
        <div className="grid content-start gap-1 bg-raised p-4 max-lg:col-span-2">
          <dt className="text-small text-ink-soft">Passed</dt>
          <dd className="grid gap-1.5">
            <span className="text-large font-semibold tabular-nums">{passed.count}</span>
            <ShareBar share={passed.share} />
            <span className="text-small tabular-nums">{passed.words}</span>
            <span className="text-small text-ink-soft">{note}</span>
          </dd>
        </div>
        {figures?.map(({ label, value }) => (
          <div key={label} className="grid content-start gap-1 bg-raised p-4">
            <dt className="text-small text-ink-soft">{label}</dt>
            <dd className="grid gap-1">
              <span className="font-semibold tabular-nums">{value}</span>
              <span className="text-small text-ink-soft">{note}</span>
            </dd>
          </div>
        ))}
      </dl>
      {!figures && (
        <Notice tone="info" title="Fewer than 20 attempts">
          Indices would say more about chance than about the quiz. Counts are shown, with the
          interval in which the true share lies 95 times in 100.
        </Notice>
      )}
    </section>
  );
}
