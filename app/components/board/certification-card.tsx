import { Card } from "#app/components/card.tsx";
import { Sign } from "#app/components/sign.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { TEXT_OF_TONE } from "#app/components/tone.ts";
import { ValidityRing } from "#app/components/validity-ring.tsx";
import type { BoardState } from "#app/core/board-state.ts";
import { TONE_OF_STATE } from "./status-tone.ts";

export type CertificationOfPerson = {
  id: string;
  title: string;
  state: BoardState;
  mayTreat: boolean;
  reason: string;
  /** What is left of the certificate, while it is in force. */
  left?: { share: number; label: string };
  missing: readonly { title: string; reason: string }[];
  parts: readonly { key: string; title: string; text: string; isInForce: boolean }[];
  actions: readonly { label: string; href: string }[];
};

/** Whether somebody may treat by one certification, why, and what can be done about it. */
export function CertificationCard(certification: CertificationOfPerson) {
  const { id, title, state, mayTreat, reason, left, missing, parts, actions } = certification;
  const tone = TONE_OF_STATE[state];
  return (
    <div id={`certification-${id}`}>
      <Card
        title={title}
        aside={<StatusBadge tone={tone}>{mayTreat ? "May treat" : "May not treat"}</StatusBadge>}
      >
        <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
          {left && <ValidityRing share={left.share} label={left.label} tone={tone} />}
          <div className="grid min-w-0 grow basis-60 gap-2">
            <p className="text-large">{reason.charAt(0).toUpperCase() + reason.slice(1)}</p>
            {missing.length > 0 && (
              <>
                <p className="text-ink-soft">Still missing:</p>
                <ul className="grid gap-1">
                  {missing.map((quiz) => (
                    <PartLine key={quiz.title} title={quiz.title} text={quiz.reason} />
                  ))}
                </ul>
              </>
            )}
            {parts.length > 0 && (
              <ul aria-label={`What else ${title} takes`} className="grid gap-1">
                {parts.map((part) => (
                  <PartLine {...part} key={part.key} />
                ))}
              </ul>
            )}
          </div>
        </div>
        {actions.length > 0 && (
          <ul className="flex flex-wrap gap-x-6 border-t border-line pt-2">
            {actions.map(({ label, href }) => (
              <li key={href}>
                <a href={href} className="link inline-flex min-h-11 items-center">
                  {label}
                  <span className="sr-only">, {title}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

type PartLineProps = { title: string; text: string; isInForce?: boolean };

function PartLine({ title, text, isInForce = false }: PartLineProps) {
  const tone = isInForce ? "good" : "bad";
  return (
    <li className="flex items-start gap-2 wrap-anywhere">
      <span className={`mt-[0.2em] ${TEXT_OF_TONE[tone]}`}>
        <Sign name={tone} />
      </span>
      <span className="min-w-0">
        {title} <span className="text-ink-soft">({text})</span>
      </span>
    </li>
  );
}
