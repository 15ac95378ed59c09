import { ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { ReachBar } from "./reach-bar.tsx";

export type RequirementsOfCertification = {
  certificationId: string;
  title: string;
  groups: readonly GroupLine[];
  /** Those of whom it is asked by name. */
  singles?: {
    people: number;
    holding: number;
    shown: readonly { id: number; name: string }[];
    more: number;
  };
};

type GroupLine = {
  id: number;
  /** "Nurse, Linden Harbour" */
  who: string;
  /** "within 30 days of joining" */
  due: string;
  people: number;
  holding: number;
  mayEnd: boolean;
};

/** Who must hold what, a card for each certification. */
export function RequirementList({
  certifications,
}: {
  certifications: readonly RequirementsOfCertification[];
}) {
  return (
    <div className="grid gap-6">
      {certifications.map(({ certificationId, title, groups, singles }) => (
        <Card key={certificationId} title={title}>
          <ul className="divide-y divide-line border-t border-line">
            {groups.map((group) => (
              <Group key={group.id} title={title} {...group} />
            ))}
            {singles && <Singles certificationId={certificationId} {...singles} />}
          </ul>
        </Card>
      ))}
    </div>
  );
}

function Group({ id, title, who, due, people, holding, mayEnd }: GroupLine & { title: string }) {
  return (
    <li className="grid items-center gap-x-6 gap-y-2 py-3 last:pb-0 sm:grid-cols-[minmax(0,1fr)_14rem_6rem]">
      <div className="min-w-0 wrap-anywhere">
        <p className="font-semibold">{who}</p>
        <p className="text-ink-soft">{due}</p>
      </div>
      <ReachBar people={people} holding={holding} />
      <div className="sm:justify-self-end">
        {mayEnd ? (
          <ButtonLink variant="quiet" href={`/requirements/${id}`} className="max-sm:-mx-3">
            End<span className="sr-only">{` ${title}, ${who}, ${due}`}</span>
          </ButtonLink>
        ) : (
          <span className="text-small text-ink-soft">Set by an admin</span>
        )}
      </div>
    </li>
  );
}

function Singles({
  certificationId,
  people,
  holding,
  shown,
  more,
}: NonNullable<RequirementsOfCertification["singles"]> & { certificationId: string }) {
  const search = new URLSearchParams({ certification: certificationId });
  return (
    <li className="grid items-start gap-x-6 gap-y-2 py-3 last:pb-0 sm:grid-cols-[minmax(0,1fr)_14rem_6rem]">
      <div className="min-w-0 wrap-anywhere">
        <p className="font-semibold">Single people</p>
        <ul className="flex flex-wrap gap-x-4">
          {shown.map(({ id, name }) => (
            <li key={id}>
              <a
                href={`/people/${id}/requirement?${search}`}
                className="link inline-flex min-h-11 items-center"
              >
                {name}
              </a>
            </li>
          ))}
          {more > 0 && (
            <li className="inline-flex min-h-11 items-center text-ink-soft">and {more} more</li>
          )}
        </ul>
      </div>
      <ReachBar people={people} holding={holding} />
    </li>
  );
}
