import { Button, ButtonLink } from "#app/components/button.tsx";
import { CheckField, Field } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { type RecordRow, RecordRows } from "./record-rows.tsx";

type OutsidePageProps = {
  personId: number;
  name: string;
  outsideId: string;
  title: string;
  hint?: string;
  documentNumber: "none" | "optional" | "required";
  certificationTitles: readonly string[];
  /** The newest record there is: whoever posts an older one has not seen it. */
  seen: number;
  /** True where whoever looks is the person themselves. */
  isOwn: boolean;
  records: readonly (Omit<RecordRow, "href"> & { recorded: string })[];
  problems?: readonly Problem[];
  /** What was typed before, by field. */
  typed?: Readonly<Record<string, readonly string[]>>;
  /** True after a record was made just now. */
  isSaved: boolean;
};

/** A licence, a course: until when it is valid, and what was recorded before. */
export function OutsidePage(page: OutsidePageProps) {
  const { personId, name, outsideId, title, certificationTitles, isOwn, records, isSaved } = page;
  return (
    <>
      <WayBack href={`/people/${personId}`}>Back to {name}</WayBack>
      <PageHeading
        title={title}
        lead={
          <p>
            What {name} has from outside the clinic. It counts for{" "}
            {certificationTitles.map((each) => `“${each}”`).join(" and ")}.
          </p>
        }
      />
      <div className="grid max-w-2xl gap-10">
        {isSaved && (
          <Notice tone="good" live>
            It is recorded.
          </Notice>
        )}
        {isOwn ? (
          <Notice tone="info" title="Nobody records their own documents">
            Show it to another manager of one of your sites, or to an admin.
          </Notice>
        ) : (
          <RecordForm {...page} />
        )}
        {records.length > 0 && (
          <section className="grid gap-3">
            <h2 className="text-large font-semibold">Recorded so far</h2>
            <RecordRows
              rows={records.map(({ recorded: _, ...record }) => ({
                ...record,
                href: `/people/${personId}/outside/${outsideId}/${record.id}`,
              }))}
            />
          </section>
        )}
      </div>
    </>
  );
}

function RecordForm(page: OutsidePageProps) {
  const { personId, outsideId, hint, documentNumber, seen, problems = [], typed = {} } = page;
  const back = `/people/${personId}`;
  const problemOf = (name: string) => problems.find(({ field }) => field === name)?.message;
  // Asked only where it is in question.
  const isPast = problemOf("validUntil")?.includes("is past") || typed.lapsed?.[0] === "yes";
  return (
    <form method="post" action={`${back}/outside/${outsideId}`} className="grid gap-6" noValidate>
      <ProblemSummary problems={problems} />
      <input type="hidden" name="seen" value={seen} />
      {hint && <p className="max-w-reading">{hint}</p>}
      <Field
        type="date"
        label="Valid until"
        name="validUntil"
        hint="The last day on which it is valid, as it stands on the document."
        problem={problemOf("validUntil")}
        defaultValue={typed.validUntil?.[0]}
        required
      />
      {isPast && (
        <CheckField
          label="It has lapsed. Record it all the same."
          name="lapsed"
          id="lapsed"
          value="yes"
          defaultChecked={typed.lapsed?.[0] === "yes"}
        />
      )}
      {documentNumber !== "none" && (
        <Field
          label="Document number"
          name="documentNumber"
          optional={documentNumber === "optional"}
          problem={problemOf("documentNumber")}
          defaultValue={typed.documentNumber?.[0]}
          autoComplete="off"
          maxLength={60}
        />
      )}
      <div className="flex flex-wrap gap-3">
        <Button>Record it</Button>
        <ButtonLink variant="quiet" href={back}>
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
