import { StatusBadge } from "#app/components/status-badge.tsx";

export type OwnReportProps = {
  text: string;
  /** Instants are ready to read. */
  sentAt: string;
  isAttemptOpen: boolean;
  isAnswered: boolean;
  answer?: { text: string; by: string; at: string; isNew: boolean };
};

/** Something that the person who reads it has reported, and what an author answered. */
export function OwnReport({ text, sentAt, isAttemptOpen, isAnswered, answer }: OwnReportProps) {
  return (
    <div className="grid gap-3 rounded-card border border-line bg-raised p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-small text-ink-soft">You reported on {sentAt}</span>
        {!isAnswered && <StatusBadge tone="none">No answer yet</StatusBadge>}
        {answer?.isNew && <StatusBadge tone="info">New answer</StatusBadge>}
      </div>
      <p className="max-w-reading whitespace-pre-line wrap-anywhere">{text}</p>
      {isAnswered && isAttemptOpen && (
        <p className="text-small text-ink-soft">
          An author has answered. You can read it once you have submitted your attempt.
        </p>
      )}
      {answer && (
        <div className="grid gap-1 border-l-4 border-accent pl-4">
          <p className="text-small text-ink-soft">
            {answer.by} answered on {answer.at}
          </p>
          <p className="max-w-reading whitespace-pre-line wrap-anywhere">{answer.text}</p>
        </div>
      )}
    </div>
  );
}
