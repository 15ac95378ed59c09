import { ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { TONE_OF_EXCEPTION } from "./exception-tone.ts";

export type RequirementsCardProps = {
  personId: number;
  requirements: readonly {
    certificationId: string;
    title: string;
    /** "Due by 10 Jul 2026, in 12 days" */
    due: string;
    exceptions: readonly { id: number; kind: keyof typeof TONE_OF_EXCEPTION; text: string }[];
  }[];
};

/** What is asked of somebody, and what was decided about it; with the way to change it. */
export function RequirementsCard({ personId, requirements }: RequirementsCardProps) {
  if (requirements.length === 0) return null;
  return (
    <Card title="Requirements and exceptions">
      <ul className="divide-y divide-line border-t border-line">
        {requirements.map(({ certificationId, title, due, exceptions }) => {
          const search = new URLSearchParams({ certification: certificationId });
          return (
            <li
              key={certificationId}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5 last:pb-0"
            >
              <div className="grid min-w-0 grow basis-40 justify-items-start gap-1 wrap-anywhere">
                <p>{title}</p>
                <p className="text-small text-ink-soft">{due}</p>
                {exceptions.map(({ id, kind, text }) => (
                  <StatusBadge key={id} tone={TONE_OF_EXCEPTION[kind]}>
                    {text}
                  </StatusBadge>
                ))}
              </div>
              <ButtonLink
                variant="quiet"
                href={`/people/${personId}/requirement?${search}`}
                className="-mx-3"
              >
                Change<span className="sr-only"> what is asked: {title}</span>
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
