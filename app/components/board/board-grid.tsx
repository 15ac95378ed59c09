import { Fragment } from "react";
import { ChoosePerson } from "#app/components/bulk/choose-person.tsx";
import { Cell, DataTable, HeadCell, RowHead } from "#app/components/data-table.tsx";
import { Sign } from "#app/components/sign.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { TEXT_OF_TONE } from "#app/components/tone.ts";
import { type BoardFilter, boardAddress, type QuizCell } from "#app/core/board.ts";
import { type BoardColumn, type BoardPersonRow, placeOf } from "./board-rows.ts";
import { TONE_OF_QUIZ, TONE_OF_STATUS } from "./status-tone.ts";

type BoardGridProps = {
  label: string;
  certifications: readonly BoardColumn[];
  people: readonly BoardPersonRow[];
  filter: BoardFilter;
};

/** People by certifications and quizzes, for a desk: names stay in sight at the left. */
export function BoardGrid({ label, certifications, people, filter }: BoardGridProps) {
  const first = { ...filter, page: 1 };
  const chosenId = filter.certificationId ?? certifications[0]?.id;
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
          {certifications.map(({ id, title, quizzes }) => (
            <Fragment key={id}>
              <HeadCell
                sorted={filter.sort === "until" && id === chosenId ? "ascending" : undefined}
                sortHref={boardAddress({
                  ...first,
                  sort: "until",
                  certificationId: id === certifications[0]?.id ? undefined : id,
                })}
              >
                {title}
              </HeadCell>
              {quizzes.map((quiz) => (
                <HeadCell key={quiz.id}>{quiz.title}</HeadCell>
              ))}
            </Fragment>
          ))}
        </>
      }
    >
      {people.map((person) => (
        <tr key={person.id}>
          <RowHead>
            <div className="flex items-start">
              <ChoosePerson {...person} />
              <div className="min-w-0">
                <PersonName person={person} />
              </div>
            </div>
          </RowHead>
          {person.cells.map(({ status, reason, quizzes }, index) => (
            <Fragment key={certifications[index]?.id}>
              <Cell>
                <a
                  href={`/people/${person.id}#certification-${certifications[index]?.id}`}
                  className="block min-w-56"
                >
                  <StatusBadge tone={TONE_OF_STATUS[status]}>{reason}</StatusBadge>
                </a>
              </Cell>
              {quizzes.map((quiz) => (
                <Cell key={quiz.quizId}>
                  <QuizReason personId={person.id} quiz={quiz} />
                </Cell>
              ))}
            </Fragment>
          ))}
        </tr>
      ))}
    </DataTable>
  );
}

function PersonName({ person }: { person: BoardPersonRow }) {
  return (
    <>
      <a href={`/people/${person.id}`} className="link">
        {person.name}
      </a>
      <span className="block text-small font-normal text-ink-soft">{placeOf(person)}</span>
      {!person.hasJoined && (
        <span className="block text-small font-normal text-info">Invited, not joined yet</span>
      )}
    </>
  );
}

function QuizReason({ personId, quiz }: { personId: number; quiz: QuizCell }) {
  const { state, reason, attemptId } = quiz;
  const tone = TONE_OF_QUIZ[state];
  return (
    <span className="flex items-start gap-1.5 text-small">
      <span className={`mt-[0.15em] ${TEXT_OF_TONE[tone]}`}>
        <Sign name={tone} />
      </span>
      {attemptId === undefined ? (
        <span className="text-ink-soft">{reason}</span>
      ) : (
        <a href={`/people/${personId}/attempts/${attemptId}`} className="link">
          {reason}
        </a>
      )}
    </span>
  );
}
