import { ButtonLink } from "#app/components/button.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";

type StaffImportDoneProps = {
  fileName: string;
  result: {
    created: number;
    updated: number;
    deactivated: number;
    reactivated: number;
    unchanged: number;
    faulty: number;
  };
  /** Who is in the list and cannot sign in before they have a link. */
  notJoined: readonly { id: number; name: string }[];
};

/** What came of a list that was confirmed. */
export function StaffImportDone({ fileName, result, notJoined }: StaffImportDoneProps) {
  const details = [
    { label: "Added", value: result.created },
    { label: "Changed", value: result.updated },
    { label: "Deactivated", value: result.deactivated },
    { label: "Active again", value: result.reactivated },
    { label: "As they were", value: result.unchanged },
    { label: "Lines left out for a fault", value: result.faulty },
  ].map(({ label, value }) => ({ label, value: value.toLocaleString("en-GB") }));
  return (
    <>
      <PageHeading title="The list was brought in" lead={fileName} />
      <div className="grid max-w-3xl gap-8">
        <Notice tone="good" live>
          Done. Everybody in it is as the list says; people who are not in it were left alone.
        </Notice>
        <DetailList details={details} />
        {notJoined.length > 0 && (
          <section className="grid gap-3">
            <h2 className="text-large font-semibold">Not joined yet</h2>
            <p className="max-w-reading text-ink-soft">
              Each of them needs a link to choose a password. Make it here and send it to them.
            </p>
            <ul className="divide-y divide-line border-y border-line">
              {notJoined.map(({ id, name }) => (
                <li
                  key={id}
                  className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-1.5"
                >
                  <span className="min-w-0 wrap-anywhere">{name}</span>
                  <ButtonLink href={`/people/${id}/link`} variant="quiet">
                    Make a link<span className="sr-only"> for {name}</span>
                  </ButtonLink>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p className="flex flex-wrap gap-3">
          <ButtonLink href="/people">See all people</ButtonLink>
          <ButtonLink href="/staff-list" variant="secondary">
            Upload another list
          </ButtonLink>
        </p>
      </div>
    </>
  );
}
