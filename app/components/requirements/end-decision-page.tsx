import { Button, ButtonLink } from "#app/components/button.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { ReasonField } from "#app/components/reason-field.tsx";

export type EndDecisionPageProps = {
  personId: number;
  name: string;
  certificationId: string;
  title: string;
  /** Which one: the name and the value in the address. */
  ends: { name: "end" | "unassign"; id: number };
  label: string;
  text: string;
  /** When, by whom and why, where that is known. */
  given?: string;
  reason?: string;
  consequence: string;
  problems?: readonly Problem[];
  typed?: Readonly<Record<string, readonly string[]>>;
};

/** Ending early what was decided about one person: what follows from it, and why. */
export function EndDecisionPage(page: EndDecisionPageProps) {
  const { personId, name, certificationId, title, ends, label, text, given, reason } = page;
  const { consequence, problems = [], typed = {} } = page;
  const search = new URLSearchParams({ certification: certificationId });
  const back = `/people/${personId}/requirement?${search}`;
  return (
    <>
      <PageHeading title={`End the ${label.toLowerCase()}?`} lead={<p>{consequence}</p>} />
      <form
        method="post"
        action={`${back}&${ends.name}=${ends.id}`}
        className="grid max-w-reading gap-6"
        noValidate
      >
        <ProblemSummary problems={problems} />
        <DetailList
          details={[
            { label: "Person", value: name },
            { label: "Certification", value: title },
            { label, value: text },
            ...(given ? [{ label: "Given", value: given }] : []),
            ...(reason ? [{ label: "Why", value: reason }] : []),
          ]}
        />
        <ReasonField
          label="Why it ends"
          problem={problems.find(({ field }) => field === "reason")?.message}
          reason={typed.reason?.[0]}
        />
        <div className="flex flex-wrap gap-3">
          <Button variant="danger">End it</Button>
          <ButtonLink variant="quiet" href={back}>
            Keep it
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
