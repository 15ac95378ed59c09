import { Button, ButtonLink } from "#app/components/button.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import type { ExtraTimeRowProps } from "./extra-time-row.tsx";

type EndExtraTimePageProps = Omit<ExtraTimeRowProps, "personId"> & {
  personId: number;
  name: string;
};

/** The one question before somebody has no more time than everybody. */
export function EndExtraTimePage(props: EndExtraTimePageProps) {
  const { personId, name, id, amount, quiz, given, reason } = props;
  const back = `/people/${personId}`;
  return (
    <>
      <PageHeading
        title="End extra time?"
        lead={
          <p>
            {name} then no longer has it in attempts to come. An attempt that is under way ends
            sooner; at least five minutes to finish are left, if there are as many now.
          </p>
        }
      />
      <div className="grid max-w-reading gap-6">
        <DetailList
          details={[
            { label: "How much", value: amount },
            { label: "For", value: quiz },
            { label: "Given", value: given },
            { label: "Why", value: reason },
          ]}
        />
        <form method="post" action={`${back}/extra-time/${id}`} className="flex flex-wrap gap-3">
          <Button variant="danger">End it</Button>
          <ButtonLink variant="quiet" href={back}>
            Keep it
          </ButtonLink>
        </form>
      </div>
    </>
  );
}
