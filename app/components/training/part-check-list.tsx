import { Sign } from "#app/components/sign.tsx";
import { TEXT_OF_TONE } from "#app/components/tone.ts";
import type { PartLineInWords } from "#app/core/training-words.ts";

/** What a certification takes beside quizzes: each with where one stands with it. */
export function PartCheckList({ parts }: { parts: readonly PartLineInWords[] }) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {parts.map(({ key, title, tone, text }) => (
        <li key={key} className="grid grid-cols-[auto_1fr] gap-x-3 py-3 last:pb-0">
          <span className={`mt-[0.2em] ${TEXT_OF_TONE[tone]}`}>
            <Sign name={tone} />
          </span>
          <div className="min-w-0 wrap-anywhere">
            <p className="font-semibold">{title}</p>
            <p className={`text-small text-balance ${TEXT_OF_TONE[tone]}`}>{text}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
