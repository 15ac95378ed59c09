import { Button, ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { Field } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";

type StaffListPageProps = {
  headings: readonly string[];
  /** Names that may stand in the list. */
  sites: readonly string[];
  jobRoles: readonly string[];
  isAdmin: boolean;
  /** How large a file may be. */
  limitKb: number;
  /** What stands against the file that was chosen. */
  problems: readonly string[];
};

/** The staff list: taken away as a spreadsheet, and brought back. */
export function StaffListPage({ problems, ...list }: StaffListPageProps) {
  const { headings, sites, jobRoles, isAdmin, limitKb } = list;
  return (
    <>
      <PageHeading
        title="Staff list"
        lead={`Take ${isAdmin ? "everybody" : "the staff of your sites"} away as a spreadsheet, change what has changed, and bring it back. You see what it would do before anything happens.`}
      />
      <div className="grid gap-6 lg:grid-cols-2 lg:items-start">
        <Card title="Download">
          <p>
            One line for each person. It opens in every spreadsheet, and uploaded again as it is, it
            changes nothing.
          </p>
          <div>
            <ButtonLink href="/staff-list.csv" variant="secondary">
              Download the list as CSV
            </ButtonLink>
          </div>
        </Card>
        <Card title="Upload">
          {problems.length > 0 && (
            <div id="problems" role="alert">
              <Notice tone="bad" title="This file cannot be read as a staff list">
                <ul className="grid gap-1">
                  {problems.map((problem) => (
                    <li key={problem}>{problem}</li>
                  ))}
                </ul>
                <p className="mt-2">Nothing was changed.</p>
              </Notice>
            </div>
          )}
          <form method="post" encType="multipart/form-data" className="grid gap-5">
            <Field
              label="Staff list"
              name="file"
              type="file"
              accept=".csv,text/csv"
              required
              hint={`A CSV file in UTF-8, with commas or semicolons, up to ${limitKb} kB.`}
            />
            <div>
              <Button>Show what it would do</Button>
            </div>
          </form>
        </Card>
        <div className="lg:col-span-2">
          <Card title="What stands in a list">
            <DetailList details={meaningOf(headings)} />
            <p>
              People who are not in the file are left alone. A column that you leave out changes
              nothing.
            </p>
            <details>
              <summary className="flex min-h-11 items-center font-semibold text-accent">
                Names of sites and job roles
              </summary>
              <p>Sites: {sites.join("; ") || "none yet"}.</p>
              <p>Job roles: {jobRoles.join("; ") || "none yet"}.</p>
            </details>
          </Card>
        </div>
      </div>
    </>
  );
}

const MEANINGS: Record<string, string> = {
  Name: "As it should stand on a certificate.",
  "E-mail": "Says who it is. Somebody with a new address is somebody new.",
  Sites: "Where they work, with semicolons between. The first is the home site.",
  "Job roles": "One for all of their sites, or one for each in the same order. Empty for none.",
  Roles: "What they may do here: Trainee, Manager, Author, Admin. Managers can only add trainees.",
  Manages: "For managers: the sites whose staff they see.",
  Active: "Yes, or no: whoever is not active cannot sign in. Their records stay.",
};

function meaningOf(headings: readonly string[]) {
  return headings.map((label) => ({ label, value: MEANINGS[label] }));
}
