import { ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Sign } from "#app/components/sign.tsx";
import { TEXT_OF_TONE, type Tone } from "#app/components/tone.ts";

type WhatItTakesProps = {
  certifications: readonly {
    id: string;
    title: string;
    parts: readonly {
      key: string;
      title: string;
      tone: Tone;
      text: string;
      action?: { label: string; href: string };
    }[];
  }[];
};

/** Every part of every certification, where somebody stands with it, and what can be done. */
export function WhatItTakes({ certifications }: WhatItTakesProps) {
  return certifications.map(({ id, title, parts }) => (
    <Card key={id} title={`What it takes: ${title}`}>
      <ul className="divide-y divide-line border-t border-line">
        {parts.map((part) => (
          <li
            key={part.key}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5 last:pb-0"
          >
            <div className="grid min-w-0 grow basis-48 grid-cols-[auto_1fr] gap-x-3">
              <span className={`mt-[0.2em] ${TEXT_OF_TONE[part.tone]}`}>
                <Sign name={part.tone} />
              </span>
              <div className="min-w-0 wrap-anywhere">
                <p>{part.title}</p>
                <p className={`text-small ${TEXT_OF_TONE[part.tone]}`}>{part.text}</p>
              </div>
            </div>
            {part.action && (
              <ButtonLink variant="quiet" href={part.action.href} className="-mx-3">
                {part.action.label}
                <span className="sr-only">
                  {part.title}, {title}
                </span>
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </Card>
  ));
}
