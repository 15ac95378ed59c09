import { ButtonLink } from "#app/components/button.tsx";

export type ExtraTimeRowProps = {
  personId: number;
  id: number;
  /** "15 minutes more" */
  amount: string;
  /** The title of one quiz, or that it is for every one. */
  quiz: string;
  /** "11 Feb 2027 by Maja Lind" */
  given: string;
  reason: string;
};

/** One extra time that somebody has, with the way to end it. */
export function ExtraTimeRow({ personId, id, amount, quiz, given, reason }: ExtraTimeRowProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5">
      <div className="min-w-0 grow basis-40 wrap-anywhere">
        <p>
          <span className="font-semibold">{amount}</span>, {quiz}
        </p>
        <p className="text-small text-ink-soft">
          {given}: “{reason}”
        </p>
      </div>
      <ButtonLink variant="quiet" href={`/people/${personId}/extra-time/${id}`}>
        End<span className="sr-only"> {`${amount}, ${quiz}`}</span>
      </ButtonLink>
    </li>
  );
}
