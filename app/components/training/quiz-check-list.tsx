import { Sign } from "#app/components/sign.tsx";
import { TEXT_OF_TONE } from "#app/components/tone.ts";
import type { QuizLineInWords } from "#app/core/quiz-line-words.ts";

/** Quizzes as a check list: each with where one stands with it, and a way to it. */
export function QuizCheckList({ quizzes }: { quizzes: readonly QuizLineInWords[] }) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {quizzes.map(({ title, href, lastAttemptHref, tone, text }) => (
        <li key={title} className="grid grid-cols-[auto_1fr] gap-x-3 py-3 last:pb-0">
          <span className={`mt-[0.2em] ${TEXT_OF_TONE[tone]}`}>
            <Sign name={tone} />
          </span>
          <div className="min-w-0 wrap-anywhere">
            {href ? (
              <a href={href} className="link -my-2 inline-block py-2 font-semibold">
                {title}
              </a>
            ) : (
              <span className="font-semibold">{title}</span>
            )}
            <p className={`text-small text-balance ${TEXT_OF_TONE[tone]}`}>{text}</p>
            {lastAttemptHref && (
              <a
                href={lastAttemptHref}
                className="link -mb-2 inline-flex min-h-11 items-center text-small"
              >
                See your last attempt
                <span className="sr-only"> at {title}</span>
              </a>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
