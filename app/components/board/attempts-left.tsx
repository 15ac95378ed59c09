import { ButtonLink } from "#app/components/button.tsx";
import { Part, Rows } from "./page-part.tsx";

type AllowanceOfPerson = {
  quizId: string;
  title: string;
  text: string;
  isBlocked: boolean;
  canBeGranted: boolean;
};

export type AttemptsLeftProps = { id: number; allowances: readonly AllowanceOfPerson[] };

/** How many attempts somebody has left at each quiz, with the way to grant another. */
export function AttemptsLeft({ id, allowances }: AttemptsLeftProps) {
  return (
    <Part
      title="Attempts left"
      isEmpty={allowances.length === 0}
      whenEmpty="There is no quiz to take at the moment."
    >
      <Rows>
        {allowances.map((allowance) => (
          <Allowance key={allowance.quizId} personId={id} {...allowance} />
        ))}
      </Rows>
    </Part>
  );
}

function Allowance({
  personId,
  quizId,
  title,
  text,
  isBlocked,
  canBeGranted,
}: AllowanceOfPerson & { personId: number }) {
  const search = new URLSearchParams({ quiz: quizId });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5">
      <div className="min-w-0 grow basis-40 wrap-anywhere">
        <p>{title}</p>
        <p className={`text-small ${isBlocked ? "font-semibold text-bad" : "text-ink-soft"}`}>
          {text}
        </p>
      </div>
      {canBeGranted && (
        <ButtonLink variant="quiet" href={`/people/${personId}/grant?${search}`} className="-mx-3">
          Grant another<span className="sr-only"> attempt at {title}</span>
        </ButtonLink>
      )}
    </li>
  );
}
