import { TONE_OF_STATE } from "#app/components/board/status-tone.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { Tone } from "#app/components/tone.ts";
import { WayBack } from "#app/components/way-back.tsx";
import type { CertificationStatus } from "#app/core/certification.ts";
import { DECISION_WORDS, type Decision } from "#app/core/decision-words.ts";
import { TONE_OF_EXCEPTION } from "./exception-tone.ts";

export type PersonRequirementProps = {
  personId: number;
  name: string;
  certificationId: string;
  title: string;
  /** True for whoever looks at their own. */
  isOneself: boolean;
  status: CertificationStatus;
  reason: string;
  mayTreat: boolean;
  due: string;
  why: readonly { id: number; isTheirs: boolean; text: string; rule: string; due: string }[];
  exceptions: readonly {
    id: number;
    kind: keyof typeof TONE_OF_EXCEPTION;
    text: string;
    given: string;
    reason: string;
  }[];
  decisions: readonly Decision[];
  /** What has just been done, in a sentence. */
  notice?: string;
};

/** One person and one certification: what is asked and why, what was decided, what can be. */
export function PersonRequirementPage(page: PersonRequirementProps) {
  const { personId, name, title, isOneself, status, reason, mayTreat, notice } = page;
  return (
    <>
      <WayBack href={`/people/${personId}`}>Back to {name}</WayBack>
      <PageHeading
        title={`${name}: ${title}`}
        lead={
          <div className="grid justify-items-start gap-2">
            <StatusBadge tone={toneOf(status, mayTreat)}>
              {mayTreat ? "May treat today" : "May not treat today"}
            </StatusBadge>
            <p>{reason.charAt(0).toUpperCase() + reason.slice(1)}.</p>
          </div>
        }
      />
      <div className="grid max-w-3xl gap-6">
        {notice && (
          <Notice tone="good" live>
            {notice}
          </Notice>
        )}
        {isOneself && (
          <Notice tone="info" title="This is you">
            Nobody decides about themselves. Ask another manager of your site, or an admin.
          </Notice>
        )}
        <Why {...page} />
        <Standing {...page} />
        {!isOneself && <Actions {...page} />}
      </div>
    </>
  );
}

/** A certificate in force never looks good on somebody who may not treat. */
function toneOf(status: CertificationStatus, mayTreat: boolean): Tone {
  const tone = TONE_OF_STATE[status];
  return !mayTreat && (tone === "good" || tone === "soon") ? "bad" : tone;
}

function addressOf({ personId, certificationId }: PersonRequirementProps, more: object): string {
  const search = new URLSearchParams({ certification: certificationId, ...more });
  return `/people/${personId}/requirement?${search}`;
}

function Why(page: PersonRequirementProps) {
  const { due, why, isOneself } = page;
  return (
    <Card title="What is asked">
      <p className="text-large">{due}</p>
      {why.length === 0 ? (
        <p className="text-ink-soft">No requirement is about them.</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {why.map(({ id, isTheirs, text, rule, due }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5 last:pb-0"
            >
              <div className="min-w-0 grow basis-40 wrap-anywhere">
                <p className="font-semibold">{text}</p>
                <p className="text-small text-ink-soft">
                  {rule === due.replace("due ", "") ? due : `${rule}: ${due}`}
                </p>
              </div>
              {isTheirs && !isOneself && (
                <ButtonLink
                  variant="quiet"
                  href={addressOf(page, { unassign: id })}
                  className="-mx-3"
                >
                  End<span className="sr-only"> the assignment, {due}</span>
                </ButtonLink>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Standing(page: PersonRequirementProps) {
  const { exceptions, isOneself } = page;
  if (exceptions.length === 0) return null;
  return (
    <Card title="Exceptions">
      <ul className="divide-y divide-line border-t border-line">
        {exceptions.map(({ id, kind, text, given, reason }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5 last:pb-0"
          >
            <div className="grid min-w-0 grow basis-40 justify-items-start gap-1 wrap-anywhere">
              <StatusBadge tone={TONE_OF_EXCEPTION[kind]}>{text}</StatusBadge>
              <p className="text-small text-ink-soft">
                {given}: “{reason}”
              </p>
            </div>
            {!isOneself && (
              <ButtonLink variant="quiet" href={addressOf(page, { end: id })} className="-mx-3">
                End<span className="sr-only"> {text}</span>
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Actions(page: PersonRequirementProps) {
  return (
    <Card title="Decide">
      <div className="flex flex-wrap gap-3">
        {page.decisions.map((decision) => (
          <ButtonLink key={decision} variant="secondary" href={addressOf(page, { do: decision })}>
            {DECISION_WORDS[decision].title}
          </ButtonLink>
        ))}
      </div>
      <p className="text-small text-ink-soft">
        You see what follows before you confirm. What was decided before is never overwritten.
      </p>
    </Card>
  );
}
