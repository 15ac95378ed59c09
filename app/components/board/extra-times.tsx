import { ButtonLink } from "#app/components/button.tsx";
import { ExtraTimeRow, type ExtraTimeRowProps } from "./extra-time-row.tsx";
import { Part, Rows } from "./page-part.tsx";

export type ExtraTimesProps = {
  id: number;
  extraTimes: readonly Omit<ExtraTimeRowProps, "personId">[];
};

/** The extra time that somebody has, with the way to give more. */
export function ExtraTimes({ id, extraTimes }: ExtraTimesProps) {
  return (
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
  );
}
