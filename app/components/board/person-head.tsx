import { PersonStateBadge } from "#app/components/accounts/person-state-badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { PastDayNotice } from "./past-day-notice.tsx";

export type PersonHeadProps = {
  id: number;
  name: string;
  email: string;
  state: "invited" | "active" | "deactivated";
  workplaces: readonly { siteName: string; jobRole?: string }[];
  /** True for a manager; an admin comes from the list of people. */
  seesBoard: boolean;
  /** What whoever looks may do with the account itself. */
  mayLink: boolean;
  mayAdminister: boolean;
  /** The quiz that was granted just now. */
  granted?: string;
  /** What was done about extra time just now, in a sentence. */
  extraTimeNotice?: string;
  /** A past day that the page shows, and the same ready to read. */
  on?: string;
  pastDay?: string;
  /** What was wrong with the day that was asked for. */
  dayProblem?: string;
};

/** Who it is, what can be done with their account, and what has just been done about them. */
export function PersonHead(person: PersonHeadProps) {
  const { id, name, email, state, workplaces, granted, seesBoard, extraTimeNotice } = person;
  const { on, pastDay, dayProblem } = person;
  const boardHref = on ? `/board?${new URLSearchParams({ on })}` : "/board";
  return (
    <>
      <WayBack href={seesBoard ? boardHref : "/people"}>
        {seesBoard ? "Back to the board" : "Back to all people"}
      </WayBack>
      <PageHeading
        title={name}
        lead={
          <div className="grid gap-2">
            <p>{workplaces.map(workplaceInWords).join(" · ")}</p>
            <p>
              <a href={`mailto:${email}`} className="link">
                {email}
              </a>
            </p>
            <p>
              <PersonStateBadge state={state} />
            </p>
          </div>
        }
        actions={<AccountActions {...person} />}
      />
      {dayProblem && (
        <div className="mb-8">
          <Notice tone="soon">{dayProblem}</Notice>
        </div>
      )}
      {pastDay && (
        <div className="mb-8">
          <PastDayNotice day={pastDay} todayHref={`/people/${id}`} />
        </div>
      )}
      {granted && (
        <div className="mb-8">
          <Notice tone="good" live>
            Another attempt at {granted} is granted.
          </Notice>
        </div>
      )}
      {extraTimeNotice && (
        <div className="mb-8">
          <Notice tone="good" live>
            {extraTimeNotice}
          </Notice>
        </div>
      )}
    </>
  );
}

function AccountActions({ id, state, mayLink, mayAdminister }: PersonHeadProps) {
  return (
    <>
      {mayLink && state !== "deactivated" && (
        <ButtonLink variant="secondary" href={`/people/${id}/link`}>
          {state === "invited" ? "Invite again" : "New password link"}
        </ButtonLink>
      )}
      {mayAdminister && (
        <ButtonLink variant="secondary" href={`/admin/people/${id}`}>
          Roles and sites
        </ButtonLink>
      )}
      <ButtonLink variant="secondary" href={`/people/${id}/evidence.zip`} download>
        Evidence pack
      </ButtonLink>
    </>
  );
}

function workplaceInWords({ siteName, jobRole }: { siteName: string; jobRole?: string }): string {
  return jobRole ? `${jobRole}, ${siteName}` : siteName;
}
