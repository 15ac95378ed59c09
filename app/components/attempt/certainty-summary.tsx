import { Notice } from "#app/components/notice.tsx";
import { CERTAINTY_LABELS, type JudgedLevel } from "#app/core/certainty.ts";

type CertaintySummaryProps = {
  levels: readonly JudgedLevel[];
  /** One for each level. */
  sentences: readonly string[];
  /** What they were sure of and got wrong, what could have harmed a client first. */
  sureButWrong: readonly { itemId: string; number: number; text: string; isUnsafe: boolean }[];
};

/** How well somebody judged themselves: sure but wrong first, then a picture, then in words. */
export function CertaintySummary({ levels, sentences, sureButWrong }: CertaintySummaryProps) {
  const unsafe = sureButWrong.filter(({ isUnsafe }) => isUnsafe);
  const others = sureButWrong.filter(({ isUnsafe }) => !isUnsafe);
  return (
    <section aria-labelledby="certainty" className="grid max-w-3xl gap-4">
      <h2 id="certainty" className="text-large font-semibold">
        How sure, and how right
      </h2>
      {unsafe.length > 0 && (
        <Notice tone="bad" title="Sure, but wrong on safety">
          <ul>
            {[...new Set(unsafe.map(({ text }) => text))].map((said) => (
              <li key={said} className="grid gap-1 py-1">
                {said}
                <ItemLinks items={unsafe.filter(({ text }) => text === said)} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {others.length > 0 && (
        <div className="grid gap-1">
          <p>Sure, but not right:</p>
          <ItemLinks items={others} />
        </div>
      )}
      <ul className="grid gap-3">
        {levels.map((level) => (
          <Level key={level.certainty} {...level} most={mostOf(levels)} />
        ))}
      </ul>
      <p className="max-w-reading">{sentences.join(" ")}</p>
    </section>
  );
}

function ItemLinks({ items }: { items: readonly { itemId: string; number: number }[] }) {
  return (
    <span className="flex flex-wrap gap-x-4">
      {items.map(({ itemId, number }) => (
        <a
          key={itemId}
          href={`#item-${itemId}`}
          className="link inline-flex min-h-11 items-center sm:min-h-8"
        >
          Item {number}
        </a>
      ))}
    </span>
  );
}

/** What was right of one level, as a bar beside those of the others. */
function Level({ certainty, given, right, most }: JudgedLevel & { most: number }) {
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <li className="grid grid-cols-[6rem_1fr] items-center gap-x-4 gap-y-1 sm:grid-cols-[6rem_minmax(0,24rem)_auto]">
      <span className="font-semibold">{CERTAINTY_LABELS[certainty]}</span>
      <span className="text-ink-soft tabular-nums sm:order-last">
        {right} of {given} right
      </span>
      <svg aria-hidden="true" className="col-span-2 h-4 w-full sm:col-span-1">
        <rect width={share(given)} height="16" rx="4" className="fill-bad-fill" />
        {right > 0 && (
          <rect
            width={share(right)}
            height="16"
            rx="4"
            className="fill-good-fill stroke-surface"
            strokeWidth={right < given ? 2 : 0}
          />
        )}
      </svg>
    </li>
  );
}

function mostOf(levels: readonly JudgedLevel[]): number {
  return Math.max(...levels.map(({ given }) => given));
}
