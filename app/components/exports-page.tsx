import type { FormProblem } from "#app/core/form.ts";
import { problemAt } from "#app/core/form.ts";
import { Button, ButtonLink } from "./button.tsx";
import { Card } from "./card.tsx";
import { CheckField, Field, SelectField } from "./field.tsx";
import { PageHeading } from "./page-heading.tsx";

type ExportsPageProps = {
  /** Sites to choose from; with a single one there is nothing to choose. */
  sites: readonly { id: number; name: string }[];
  quizzes: readonly { quizId: string; title: string }[];
  /** True for managers, who have a board. */
  seesBoard: boolean;
  /** What was asked for, as it was typed, and what is wrong with it. */
  typed: { from: string; to: string; quiz: string; site: string };
  problems: readonly FormProblem[];
};

/** Everything that can be taken away as a file, with what is in it. */
export function ExportsPage({ sites, quizzes, seesBoard, typed, problems }: ExportsPageProps) {
  return (
    <>
      <PageHeading
        title="Exports"
        lead="Files for your own records, for other programs and for inspectors. They hold names and results: keep them as safe as you keep Needlepoint. Each export is noted in the audit log."
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title="Attempts with all responses">
          <p>
            One line for each item of each submitted attempt: who, which quiz in which version,
            when, the score, and what was responded to the item. People who have left are in it.
            Items and choices stand with the ids of the quiz file; instants are in UTC.
          </p>
          <form action="/exports/attempts.csv" className="grid gap-4">
            <Days typed={typed} problems={problems} label="Submitted" />
            <SelectField
              label="Quiz"
              name="quiz"
              defaultValue={typed.quiz}
              problem={problemAt(problems, "quiz")}
              options={[
                { value: "", label: "Every quiz" },
                ...quizzes.map(({ quizId, title }) => ({ value: quizId, label: title })),
              ]}
            />
            <SiteField id="attempts-site" {...{ sites, typed, problems }} />
            <CheckField
              label="For a spreadsheet"
              name="bom"
              value="1"
              defaultChecked
              hint="Begins the file with a byte-order mark, so that names in every alphabet are read rightly. Leave it out for other programs."
            />
            <div>
              <Button variant="secondary">Download attempts (CSV)</Button>
            </div>
          </form>
        </Card>
        <Card title="Evidence pack">
          <p>
            One archive (ZIP) for an inspector: people, certificates as a list and as PDFs,
            practical sign-offs, documents, requirements and exceptions, attempts with all
            responses, the quizzes exactly as they were taken, and the audit log, with a list of
            hashes by which anybody can tell that nothing was changed. For one person, the same is
            on their page. If you take quizzes yourself, the quizzes and the points of your own
            responses are left out.
          </p>
          <form action="/exports/evidence.zip" className="grid gap-4">
            <Days typed={typed} problems={problems} label="Period" />
            <SiteField id="evidence-site" {...{ sites, typed, problems }} />
            <div>
              <Button variant="secondary">Download evidence pack (ZIP)</Button>
            </div>
          </form>
        </Card>
        {seesBoard && (
          <Card title="The board">
            <p>
              One line for each person on your board: status, date and reason for each
              certification, and the last result of each quiz. To export a part of it, choose it on
              the board first.
            </p>
            <div>
              <ButtonLink href="/board.csv" variant="secondary" download>
                Download the board (CSV)
              </ButtonLink>
            </div>
          </Card>
        )}
      </div>
    </>
  );
}

type FilterProps = Pick<ExportsPageProps, "typed" | "problems">;

/** From which day to which. */
function Days({ typed, problems, label }: FilterProps & { label: string }) {
  const idOf = (name: string) => `${label.toLowerCase()}-${name}`;
  return (
    <div className="grid items-end gap-4 sm:grid-cols-2">
      <Field
        label={`${label} from`}
        name="from"
        id={idOf("from")}
        type="date"
        optional
        defaultValue={typed.from}
        problem={problemAt(problems, "from")}
      />
      <Field
        label="Until"
        name="to"
        id={idOf("to")}
        type="date"
        optional
        defaultValue={typed.to}
        problem={problemAt(problems, "to")}
      />
    </div>
  );
}

type SiteFieldProps = FilterProps & Pick<ExportsPageProps, "sites"> & { id: string };

function SiteField({ id, sites, typed, problems }: SiteFieldProps) {
  if (sites.length < 2) return null;
  return (
    <SelectField
      label="Site"
      name="site"
      id={id}
      defaultValue={typed.site}
      problem={problemAt(problems, "site")}
      options={[
        { value: "", label: "Every site" },
        ...sites.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
    />
  );
}
