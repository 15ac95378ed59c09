import { Fragment } from "react";
import { ChoosePerson } from "#app/components/bulk/choose-person.tsx";
import { Cell, DataTable, GroupRow, HeadCell, RowHead } from "#app/components/data-table.tsx";
import { Sign } from "#app/components/sign.tsx";
import { TEXT_OF_TONE } from "#app/components/tone.ts";
import { type BoardFilter, boardAddress } from "#app/core/board-filter.ts";
import type { QuizCell } from "#app/core/certification-cell.ts";
import { type BoardColumn, type BoardPersonRow, beginsGroup } from "./board-rows.ts";
import { ClearanceCell } from "./clearance-cell.tsx";
import { PersonOfRow } from "./person-of-row.tsx";
import { TONE_OF_QUIZ } from "./status-tone.ts";

type BoardGridProps = {
  label: string;
  certifications: readonly BoardColumn[];
  people: readonly BoardPersonRow[];
  filter: BoardFilter;
};

/**
 * People by certifications, for a desk: names stay in sight at the left. The quizzes of the
 * certification that the figures are about follow at the right.
 */
export function BoardGrid({ label, certifications, people, filter }: BoardGridProps) {
  const first = { ...filter, page: 1 };
  const chosenId = filter.certificationId ?? certifications[0]?.id;
  const chosenAt = certifications.findIndex(({ id }) => id === chosenId);
  const quizzes = certifications[chosenAt]?.quizzes ?? [];
  return (
    <DataTable
      label={label}
      head={
        <>
          <HeadCell
            sorted={filter.sort === "name" ? "ascending" : undefined}
            sortHref={boardAddress({ ...first, sort: "name" })}
          >
            Person
          </HeadCell>
          {certifications.map(({ id, title }) => (
            <HeadCell
              key={id}
              sorted={filter.sort === "until" && id === chosenId ? "ascending" : undefined}
              sortHref={boardAddress({
                ...first,
                sort: "until",
                certificationId: id === certifications[0]?.id ? undefined : id,
              })}
            >
              {title}
            </HeadCell>
          ))}
          {quizzes.map((quiz) => (
            <HeadCell key={quiz.id}>{quiz.title}</HeadCell>
          ))}
        </>
      }
    >
      {people.map((person, index) => (
        <Fragment key={person.id}>
          {beginsGroup(people, index) && (
            <GroupRow columns={1 + certifications.length + quizzes.length}>{person.group}</GroupRow>
          )}
          <tr>
            <RowHead>
              <div className="flex items-start">
                {!filter.on && <ChoosePerson {...person} />}
                <div className="min-w-0">
                  <PersonOfRow person={person} on={filter.on} />
                </div>
              </div>
            </RowHead>
            {certifications.map((certification, column) => {
              const cell = person.cells[column];
              return (
                <Cell key={certification.id}>
                  {cell && <ClearanceCell {...{ person, certification, cell, on: filter.on }} />}
                </Cell>
              );
            })}
            {person.cells[chosenAt]?.quizzes.map((quiz) => (
              <Cell key={quiz.quizId}>
                <QuizReason person={person} quiz={quiz} />
              </Cell>
            ))}
          </tr>
        </Fragment>
      ))}
    </DataTable>
  );
}

function QuizReason({ person, quiz }: { person: BoardPersonRow; quiz: QuizCell }) {
  const { state, reason, attemptId } = quiz;
  const tone = TONE_OF_QUIZ[state];
  return (
    <span className="flex items-start gap-1.5 text-small">
      <span className={`mt-[0.15em] ${TEXT_OF_TONE[tone]}`}>
        <Sign name={tone} />
      </span>
      {attemptId === undefined || !person.isStaffNow ? (
        <span className="text-ink-soft">{reason}</span>
      ) : (
        <a href={`/people/${person.id}/attempts/${attemptId}`} className="link">
          {reason}
        </a>
      )}
    </span>
  );
}
