import type { ReactNode } from "react";
import { PersonStateBadge } from "#app/components/accounts/person-state-badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { WhatItTakes } from "#app/components/parts/what-it-takes.tsx";
import {
  RequirementsCard,
  type RequirementsCardProps,
} from "#app/components/requirements/requirements-card.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { TimeLine } from "#app/components/time-line.tsx";
import type { Tone } from "#app/components/tone.ts";
import { CertificationCard, type CertificationOfPerson } from "./certification-card.tsx";
import { ExtraTimeRow, type ExtraTimeRowProps } from "./extra-time-row.tsx";
import { PastDayNotice } from "./past-day-notice.tsx";

type PersonPageProps = {
  id: number;
  name: string;
  email: string;
  state: "invited" | "active" | "deactivated";
  workplaces: readonly { siteName: string; jobRole?: string }[];
  /** True for a manager; an admin comes from the list of people. */
  seesBoard: boolean;
  /** What whoever looks may do with the account itself. */
  mayLink: boolean;
  mayAdminister: boolean;
  /** The quiz that was granted just now. */
  granted?: string;
  /** What was done about extra time just now, in a sentence. */
  extraTimeNotice?: string;
  /** A past day that the page shows, and the same ready to read. */
  on?: string;
  pastDay?: string;
  /** What was wrong with the day that was asked for. */
  dayProblem?: string;
  certifications: readonly CertificationOfPerson[];
  whatItTakes: Parameters<typeof WhatItTakes>[0]["certifications"];
  /** False for one's own page: nobody decides on their own certificates. */
  mayDecide: boolean;
  certificates: readonly {
    id: number;
    code: string;
    title: string;
    issuedOn: string;
    validUntil: string;
    isRenewed: boolean;
    /** When it was taken back and why, while it does not count. */
    withdrawal?: string;
  }[];
  attempts: readonly {
    id: number;
    title: string;
    when: string;
    state: "passed" | "failed" | "open";
    text: string;
    /** What they were sure of and got wrong, where it could have harmed a client. */
    sureButUnsafe?: string;
  }[];
  /** The same of each quiz that they have not passed since. */
  sureButUnsafe: readonly { attemptId: number; title: string; when: string; text: string }[];
  allowances: readonly AllowanceOfPerson[];
  /** What is asked of them, and what was decided about it. */
  requirements: RequirementsCardProps["requirements"];
  extraTimes: readonly Omit<ExtraTimeRowProps, "personId">[];
  history: readonly { id: string; when: string; title: string; tone: Tone; note?: string }[];
};

type AllowanceOfPerson = {
  quizId: string;
  title: string;
  text: string;
  isBlocked: boolean;
  canBeGranted: boolean;
};

/** Somebody whom a manager answers for: where they stand, how they got there, what can be done. */
export function PersonPage(person: PersonPageProps) {
  const { id, name, email, state, workplaces, certifications, certificates } = person;
  const { on, pastDay, dayProblem } = person;
  const { attempts, allowances, history, granted, seesBoard, extraTimes, extraTimeNotice } = person;
  const boardHref = on ? `/board?${new URLSearchParams({ on })}` : "/board";
  return (
    <>
      <p className="mb-4">
        <a
          href={seesBoard ? boardHref : "/people"}
          className="link inline-flex min-h-11 items-center"
        >
          {seesBoard ? "Back to the board" : "Back to all people"}
        </a>
      </p>
      <PageHeading
        title={name}
        lead={
          <div className="grid gap-2">
            <p>{workplaces.map(workplaceInWords).join(" · ")}</p>
            <p>
              <a href={`mailto:${email}`} className="link">
                {email}
              </a>
            </p>
            <p>
              <PersonStateBadge state={state} />
            </p>
          </div>
        }
        actions={<AccountActions {...person} />}
      />
      {dayProblem && (
        <div className="mb-8">
          <Notice tone="soon">{dayProblem}</Notice>
        </div>
      )}
      {pastDay && (
        <div className="mb-8">
          <PastDayNotice day={pastDay} todayHref={`/people/${id}`} />
        </div>
      )}
      {granted && (
        <div className="mb-8">
          <Notice tone="good" live>
            Another attempt at {granted} is granted.
          </Notice>
        </div>
      )}
      {extraTimeNotice && (
        <div className="mb-8">
          <Notice tone="good" live>
            {extraTimeNotice}
          </Notice>
        </div>
      )}
      {!on && <SureButUnsafe {...person} />}
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] lg:items-start lg:gap-x-12">
        <div className="grid gap-10">
          {certifications.length > 0 && (
            <div className="grid gap-5">
              {certifications.map((certification) => (
                <CertificationCard key={certification.id} {...certification} />
              ))}
              <WhatItTakes certifications={person.whatItTakes} />
            </div>
          )}
          <RequirementsCard personId={id} requirements={person.requirements} />
          <Part title="Certificates" isEmpty={certificates.length === 0} whenEmpty="None yet.">
            <Rows>
              {certificates.map(
                ({ code, title, issuedOn, validUntil, isRenewed, withdrawal, ...rest }) => (
                  <Row key={code} href={`/certificates/${code}`} title={title}>
                    <span>
                      Issued {issuedOn}, valid until {validUntil}
                      {isRenewed && ", renewed"}
                    </span>
                    {withdrawal && <StatusBadge tone="bad">{withdrawal}</StatusBadge>}
                    {person.mayDecide && (
                      <a
                        href={`/people/${id}/certificates/${rest.id}/withdraw`}
                        className="link inline-flex min-h-11 items-center"
                      >
                        {withdrawal ? "Let it count again" : "Withdraw"}
                        <span className="sr-only">
                          {" "}
                          {title}, issued {issuedOn}
                        </span>
                      </a>
                    )}
                  </Row>
                ),
              )}
            </Rows>
          </Part>
          <Part title="Attempts" isEmpty={attempts.length === 0} whenEmpty="None yet.">
            <Rows>
              {attempts.map((attempt) => (
                <Row
                  key={attempt.id}
                  href={`/people/${id}/attempts/${attempt.id}`}
                  title={attempt.title}
                >
                  <span className="tabular-nums">{attempt.when}</span>
                  <StatusBadge tone={TONE_OF_ATTEMPT[attempt.state]}>{attempt.text}</StatusBadge>
                  {attempt.sureButUnsafe && (
                    <StatusBadge tone="bad" sign="harmful">
                      {attempt.sureButUnsafe}
                    </StatusBadge>
                  )}
                </Row>
              ))}
            </Rows>
          </Part>
          {!on && (
            <>
              <Part
                title="Attempts left"
                isEmpty={allowances.length === 0}
                whenEmpty="There is no quiz to take at the moment."
              >
                <Rows>
                  {allowances.map((allowance) => (
                    <Allowance key={allowance.quizId} personId={id} {...allowance} />
                  ))}
                </Rows>
              </Part>
              <div className="grid justify-items-stretch gap-3">
                <Part
                  title="Extra time"
                  isEmpty={extraTimes.length === 0}
                  whenEmpty="None. The time limit of each quiz holds as it is."
                >
                  <Rows>
                    {extraTimes.map((extraTime) => (
                      <ExtraTimeRow key={extraTime.id} personId={id} {...extraTime} />
                    ))}
                  </Rows>
                </Part>
                <p>
                  <ButtonLink variant="secondary" href={`/people/${id}/extra-time`}>
                    Give extra time
                  </ButtonLink>
                </p>
              </div>
            </>
          )}
        </div>
        <Part
          title="Time line"
          isEmpty={history.length === 0}
          whenEmpty="Nothing has happened yet."
        >
          <TimeLine entries={history.map(({ note, ...entry }) => ({ ...entry, children: note }))} />
        </Part>
      </div>
    </>
  );
}

/** Nobody asks before doing what they are sure of: whoever answers for them has to. */
function SureButUnsafe({ id, sureButUnsafe }: Pick<PersonPageProps, "id" | "sureButUnsafe">) {
  if (sureButUnsafe.length === 0) return null;
  return (
    <div className="mb-8 max-w-3xl">
      <Notice tone="bad" title="Sure, but wrong on safety">
        <p>Talk it through with them before they treat anybody.</p>
        <ul className="mt-1 grid gap-1">
          {sureButUnsafe.map(({ attemptId, title, when, text }) => (
            <li key={attemptId}>
              <a href={`/people/${id}/attempts/${attemptId}`} className="link">
                {title}
              </a>
              , {when}. {text}.
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

const TONE_OF_ATTEMPT = { passed: "good", failed: "bad", open: "info" } as const;

function AccountActions({ id, state, mayLink, mayAdminister }: PersonPageProps) {
  return (
    <>
      {mayLink && state !== "deactivated" && (
        <ButtonLink variant="secondary" href={`/people/${id}/link`}>
          {state === "invited" ? "Invite again" : "New password link"}
        </ButtonLink>
      )}
      {mayAdminister && (
        <ButtonLink variant="secondary" href={`/admin/people/${id}`}>
          Roles and sites
        </ButtonLink>
      )}
      <ButtonLink variant="secondary" href={`/people/${id}/evidence.zip`} download>
        Evidence pack
      </ButtonLink>
    </>
  );
}

function Allowance({
  personId,
  quizId,
  title,
  text,
  isBlocked,
  canBeGranted,
}: AllowanceOfPerson & { personId: number }) {
  const search = new URLSearchParams({ quiz: quizId });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5">
      <div className="min-w-0 grow basis-40 wrap-anywhere">
        <p>{title}</p>
        <p className={`text-small ${isBlocked ? "font-semibold text-bad" : "text-ink-soft"}`}>
          {text}
        </p>
      </div>
      {canBeGranted && (
        <ButtonLink variant="quiet" href={`/people/${personId}/grant?${search}`} className="-mx-3">
          Grant another<span className="sr-only"> attempt at {title}</span>
        </ButtonLink>
      )}
    </li>
  );
}

type PartProps = { title: string; isEmpty: boolean; whenEmpty: string; children: ReactNode };

function Part({ title, isEmpty, whenEmpty, children }: PartProps) {
  return (
    <section className="grid gap-3">
      <h2 className="text-large font-semibold">{title}</h2>
      {isEmpty ? <p className="text-ink-soft">{whenEmpty}</p> : children}
    </section>
  );
}

function Rows({ children }: { children: ReactNode }) {
  return <ul className="divide-y divide-line border-y border-line">{children}</ul>;
}

function Row({ href, title, children }: { href: string; title: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
      <a href={href} className="link inline-flex min-h-11 min-w-0 items-center wrap-anywhere">
        {title}
      </a>
      <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-ink-soft">
        {children}
      </span>
    </li>
  );
}

function workplaceInWords({ siteName, jobRole }: { siteName: string; jobRole?: string }): string {
  return jobRole ? `${jobRole}, ${siteName}` : siteName;
}
