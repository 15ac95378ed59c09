import { WhatItTakes } from "#app/components/parts/what-it-takes.tsx";
import {
  RequirementsCard,
  type RequirementsCardProps,
} from "#app/components/requirements/requirements-card.tsx";
import { TimeLine } from "#app/components/time-line.tsx";
import type { Tone } from "#app/components/tone.ts";
import { AttemptsLeft, type AttemptsLeftProps } from "./attempts-left.tsx";
import { CertificationCard, type CertificationOfPerson } from "./certification-card.tsx";
import { ExtraTimes, type ExtraTimesProps } from "./extra-times.tsx";
import { Part } from "./page-part.tsx";
import { PersonAttempts, type PersonAttemptsProps } from "./person-attempts.tsx";
import { PersonCertificates, type PersonCertificatesProps } from "./person-certificates.tsx";
import { PersonHead, type PersonHeadProps } from "./person-head.tsx";
import { SureButUnsafe, type SureButUnsafeProps } from "./sure-but-unsafe.tsx";

type PersonPageProps = PersonHeadProps &
  SureButUnsafeProps &
  PersonCertificatesProps &
  PersonAttemptsProps &
  AttemptsLeftProps &
  ExtraTimesProps & {
    certifications: readonly CertificationOfPerson[];
    whatItTakes: Parameters<typeof WhatItTakes>[0]["certifications"];
    /** What is asked of them, and what was decided about it. */
    requirements: RequirementsCardProps["requirements"];
    history: readonly { id: string; when: string; title: string; tone: Tone; note?: string }[];
  };

/** Somebody whom a manager answers for: where they stand, how they got there, what can be done. */
export function PersonPage(person: PersonPageProps) {
  const { id, on, certifications, whatItTakes, requirements, history } = person;
  return (
    <>
      <PersonHead {...person} />
      {!on && <SureButUnsafe {...person} />}
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] lg:items-start lg:gap-x-12">
        <div className="grid gap-10">
          {certifications.length > 0 && (
            <div className="grid gap-5">
              {certifications.map((certification) => (
                <CertificationCard key={certification.id} {...certification} />
              ))}
              <WhatItTakes certifications={whatItTakes} />
            </div>
          )}
          <RequirementsCard personId={id} requirements={requirements} />
          <PersonCertificates {...person} />
          <PersonAttempts {...person} />
          {!on && (
            <>
              <AttemptsLeft {...person} />
              <ExtraTimes {...person} />
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
