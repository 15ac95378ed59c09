import { DetailList } from "#app/components/detail-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import type { Problem } from "#app/components/problem-summary.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { ReasonBox } from "./reason-box.tsx";

type OutsideRecordPageProps = {
  id: number;
  personId: number;
  name: string;
  outsideId: string;
  /** Of the requirement. */
  outsideTitle: string;
  title: string;
  tone: "good" | "bad";
  standing: string;
  documentNumber?: string;
  recorded: string;
  /** When it was withdrawn, by whom and why, where it was. */
  withdrawal?: string;
  mayWithdraw: boolean;
  problems?: readonly Problem[];
  reason?: string;
};

/** One record from outside, and the way to withdraw it. */
export function OutsideRecordPage(record: OutsideRecordPageProps) {
  const { id, personId, name, outsideId, outsideTitle, title, tone, standing } = record;
  const { documentNumber, recorded, withdrawal, mayWithdraw, problems, reason } = record;
  const back = `/people/${personId}/outside/${outsideId}`;
  const details = [
    { label: "Valid until", value: title.replace("Valid until ", "") },
    ...(documentNumber ? [{ label: "Document number", value: documentNumber }] : []),
    { label: "Recorded", value: recorded },
  ];
  return (
    <>
      <WayBack href={back}>Back to all records</WayBack>
      <PageHeading
        title={outsideTitle}
        lead={
          <div className="grid justify-items-start gap-2">
            <p>One record of {name}.</p>
            <StatusBadge tone={tone}>{standing}</StatusBadge>
          </div>
        }
      />
      <div className="grid max-w-2xl gap-8">
        {withdrawal && (
          <Notice tone="bad" title="This record was withdrawn">
            {withdrawal}
          </Notice>
        )}
        <DetailList details={details} />
        {mayWithdraw && (
          <section className="grid gap-3">
            <h2 className="text-large font-semibold">Withdraw this record</h2>
            <p className="max-w-reading text-ink-soft">
              It then no longer counts, from now on. What it says stays on record. To correct a day
              or a number, withdraw this record and make another one.
            </p>
            <ReasonBox
              action={`${back}/${id}`}
              label="Withdraw the record"
              {...{ back, problems, reason }}
            />
          </section>
        )}
      </div>
    </>
  );
}
