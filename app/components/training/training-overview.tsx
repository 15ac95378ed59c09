import { ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { TEXT_OF_TONE } from "#app/components/tone.ts";
import { ValidityRing } from "#app/components/validity-ring.tsx";
import type { TrainingInWords } from "#app/core/training-words.ts";
import { PartCheckList } from "./part-check-list.tsx";
import { QuizCheckList } from "./quiz-check-list.tsx";

type TrainingOverviewProps = TrainingInWords & {
  name: string;
  /** Problem reports that the person sent, and answers to them that are new. */
  reports: { sent: number; newAnswers: number };
};

/** What is due next, and below it where one stands with everything. */
export function TrainingOverview(overview: TrainingOverviewProps) {
  const { name, due, certifications, others, reports } = overview;
  return (
    <div className="grid gap-10">
      <DueNext name={name} due={due} />
      <NewAnswers count={reports.newAnswers} />
      {(certifications.length > 0 || others.length > 0) && (
        <div className="grid items-start gap-6 lg:grid-cols-2">
          {certifications.map((certification) => (
            <CertificationCard key={certification.id} {...certification} />
          ))}
          {others.length > 0 && (
            <Card title={certifications.length > 0 ? "More quizzes" : "Quizzes"}>
              <QuizCheckList quizzes={others} />
            </Card>
          )}
        </div>
      )}
      {reports.sent > 0 && reports.newAnswers === 0 && (
        <p>
          <a href="/training/reports" className="link inline-flex min-h-11 items-center">
            Your problem reports
          </a>
        </p>
      )}
    </div>
  );
}

/** What authors answered to this person's reports and they have not read. */
function NewAnswers({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <div className="max-w-2xl">
      <Notice
        tone="info"
        title={
          count === 1
            ? "An author answered your problem report"
            : `Authors answered ${count} of your problem reports`
        }
      >
        <a href="/training/reports" className="link inline-flex min-h-11 items-center">
          {count === 1 ? "Read the answer" : "Read the answers"}
        </a>
      </Notice>
    </div>
  );
}

function DueNext({ name, due }: Pick<TrainingOverviewProps, "name" | "due">) {
  return (
    <div className="grid max-w-2xl justify-items-start gap-2">
      <p className="text-ink-soft wrap-anywhere">Hello, {name}</p>
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{due.title}</h1>
      <p className="max-w-reading text-ink-soft">{due.text}</p>
      {due.action && (
        <ButtonLink href={due.action.href} className="mt-3">
          {due.action.label}
        </ButtonLink>
      )}
    </div>
  );
}

function CertificationCard(props: TrainingInWords["certifications"][number]) {
  const { title, status, ring, certificateHref, withdrawal, due, decided, quizzes, parts } = props;
  return (
    <Card title={title}>
      <div className="grid grid-cols-[auto_1fr] items-center gap-x-4 sm:gap-x-6">
        <ValidityRing {...ring} tone={status.tone} />
        <div className="grid min-w-0 justify-items-start gap-1">
          <StatusBadge tone={status.tone}>{status.text}</StatusBadge>
          {due && <p className={TEXT_OF_TONE[status.tone]}>{due}</p>}
          {certificateHref && (
            <a href={certificateHref} className="link inline-flex min-h-11 items-center">
              See the certificate
            </a>
          )}
        </div>
      </div>
      {decided.map(({ tone, title, text }) => (
        <Notice key={title} tone={tone} title={title}>
          {text}
        </Notice>
      ))}
      {withdrawal && (
        <Notice tone="bad" title="Your certificate no longer counts">
          {withdrawal}
        </Notice>
      )}
      {quizzes.length > 0 && <QuizCheckList quizzes={quizzes} />}
      {parts.length > 0 && <PartCheckList parts={parts} />}
    </Card>
  );
}
