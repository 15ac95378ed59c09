import { StatusBadge } from "#app/components/status-badge.tsx";
import type { Tone } from "#app/components/tone.ts";

export type RecordRow = { id: number; href: string; title: string; tone: Tone; standing: string };

/** Records one below the other, each a way to it, with what it is worth today. */
export function RecordRows({ rows }: { rows: readonly RecordRow[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {rows.map(({ id, href, title, tone, standing }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
          <a href={href} className="link inline-flex min-h-11 min-w-0 items-center wrap-anywhere">
            {title}
          </a>
          <StatusBadge tone={tone}>{standing}</StatusBadge>
        </li>
      ))}
    </ul>
  );
}
