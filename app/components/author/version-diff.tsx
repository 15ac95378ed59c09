import type { ReactNode } from "react";
import { Html } from "#app/components/html.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";

/** Stems are HTML. */
type ShownItem = { itemId: string; stem: string };

export type ShownDiff = {
  isEmpty: boolean;
  added: readonly ShownItem[];
  removed: readonly ShownItem[];
  changed: readonly (ShownItem & { differences: readonly string[]; regradeHref?: string })[];
  settings: readonly { label: string; before?: string; after?: string }[];
};

/** What one version of a quiz says otherwise than another. */
export function VersionDiff({ isEmpty, added, removed, changed, settings }: ShownDiff) {
  if (isEmpty) return <p className="text-ink-soft">These versions say the same.</p>;
  return (
    <div className="grid gap-8">
      <Group title="Items changed" count={changed.length}>
        {changed.map(({ differences, regradeHref, ...item }) => (
          <DiffItem key={item.itemId} {...item}>
            <p className="flex flex-wrap gap-2">
              {differences.map((words) => (
                <StatusBadge key={words} tone={regradeHref ? "soon" : "none"}>
                  {words}
                </StatusBadge>
              ))}
            </p>
            {regradeHref && (
              <a href={regradeHref} className="link inline-flex min-h-11 items-center">
                Regrade results<span className="sr-only"> of {item.itemId}</span>
              </a>
            )}
          </DiffItem>
        ))}
      </Group>
      <Group title="Items added" count={added.length}>
        {added.map((item) => (
          <DiffItem key={item.itemId} {...item} />
        ))}
      </Group>
      <Group title="Items removed" count={removed.length}>
        {removed.map((item) => (
          <DiffItem key={item.itemId} {...item} />
        ))}
      </Group>
      <Group title="Settings" count={settings.length}>
        {settings.map(({ label, before, after }) => (
          <li key={label} className="grid gap-1 py-3 wrap-anywhere">
            <p className="font-semibold">{label}</p>
            <p>
              <span className="text-ink-soft">{before ?? "nothing"}</span>
              <span aria-hidden="true"> → </span>
              <span className="sr-only"> became </span>
              {after ?? "nothing"}
            </p>
          </li>
        ))}
      </Group>
    </div>
  );
}

type GroupProps = { title: string; count: number; children: ReactNode };

function Group({ title, count, children }: GroupProps) {
  if (count === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">
        {title} ({count})
      </h3>
      <ul className="divide-y divide-line border-y border-line">{children}</ul>
    </section>
  );
}

function DiffItem({ itemId, stem, children }: ShownItem & { children?: ReactNode }) {
  return (
    <li className="grid justify-items-start gap-2 py-3 wrap-anywhere">
      <p className="font-mono text-small text-ink-soft">{itemId}</p>
      <Html html={stem} />
      {children}
    </li>
  );
}
