import { Button, ButtonLink } from "#app/components/button.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";

type EndRequirementPageProps = {
  id: number;
  title: string;
  who: string;
  due: string;
  people: number;
};

/** The one question before a requirement of a group ends. */
export function EndRequirementPage({ id, title, who, due, people }: EndRequirementPageProps) {
  return (
    <>
      <PageHeading
        title="End this requirement?"
        lead={
          <p>
            {people === 1 ? "1 person is" : `${people} people are`} then no longer asked for it by
            this requirement. Certificates stay as they are, and so does what was asked until now.
          </p>
        }
      />
      <div className="grid max-w-reading gap-6">
        <DetailList
          details={[
            { label: "Certification", value: title },
            { label: "Who", value: who },
            { label: "Due", value: due },
          ]}
        />
        <form method="post" action={`/requirements/${id}`} className="flex flex-wrap gap-3">
          <Button variant="danger">End it</Button>
          <ButtonLink variant="quiet" href="/requirements">
            Keep it
          </ButtonLink>
        </form>
      </div>
    </>
  );
}
