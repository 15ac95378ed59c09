import type { ReactNode } from "react";

type DetailListProps = { details: readonly { label: string; value: ReactNode }[] };

/** Facts about one thing, each with its name. */
export function DetailList({ details }: DetailListProps) {
  return (
    <dl className="@container divide-y divide-line border-y border-line">
      {details.map(({ label, value }) => (
        <div key={label} className="grid gap-x-6 py-2.5 @md:grid-cols-[minmax(8rem,14rem)_1fr]">
          <dt className="text-ink-soft">{label}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
