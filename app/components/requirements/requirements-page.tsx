import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import type { Problem } from "#app/components/problem-summary.tsx";
import { type RequirementChoices, RequirementForm } from "./requirement-form.tsx";
import { RequirementList, type RequirementsOfCertification } from "./requirement-list.tsx";

type RequirementsPageProps = {
  requirements: readonly RequirementsOfCertification[];
  choices: RequirementChoices;
  /** What has just been done, in a sentence. */
  notice?: string;
  problems?: readonly Problem[];
  typed?: Readonly<Record<string, readonly string[]>>;
};

/** Who must hold what, and the form that adds to it. */
export function RequirementsPage(page: RequirementsPageProps) {
  const { requirements, choices, notice, problems, typed } = page;
  return (
    <>
      <PageHeading
        title="Requirements"
        lead={
          <p>
            Who must hold which certification, and by when. Whoever joins, moves or changes their
            job role is asked, or no longer asked, by itself.
          </p>
        }
      />
      <div className="grid gap-8">
        {notice && (
          <Notice tone="good" live>
            {notice}
          </Notice>
        )}
        {requirements.length === 0 ? (
          <EmptyState title="Nothing is required yet">
            {choices.certifications.length === 0
              ? "As soon as a certification file is published, you can ask for it here."
              : "Add a requirement below: everyone with a job role at a site, by a day or so many days after joining. You see how many people it concerns before it counts."}
          </EmptyState>
        ) : (
          <RequirementList certifications={requirements} />
        )}
        <NewRequirement choices={choices} problems={problems} typed={typed} />
      </div>
    </>
  );
}

function NewRequirement({
  choices,
  problems,
  typed,
}: Pick<RequirementsPageProps, "choices" | "problems" | "typed">) {
  if (choices.certifications.length === 0) return null;
  if (choices.sites.length === 0) {
    return (
      <p className="text-ink-soft">
        You do not look after a site yet. An admin of your clinic can add one to your account.
      </p>
    );
  }
  return <RequirementForm {...choices} problems={problems} typed={typed} />;
}
