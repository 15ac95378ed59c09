type DotPage = {
  /** Counted from 1. */
  number: number;
  /** "partly": something on it is answered, and something is not. */
  state: "answered" | "partly" | "open";
  isHere: boolean;
  /** What the page is, to be read out: "Item 3" or "Items 4 to 6". */
  label: string;
};

const STATE_WORDS: Record<DotPage["state"], string> = {
  answered: "answered",
  partly: "partly answered",
  open: "open",
};

/**
 * The pages of an attempt as a row of submit buttons, so that moving saves what is chosen. Stands
 * inside the form; posts `_go` as "page:3".
 */
export function ProgressDots({ pages }: { pages: readonly DotPage[] }) {
  return (
    <nav aria-label="Items">
      <ol className="flex flex-wrap gap-x-1 gap-y-1.5 sm:gap-2">
        {pages.map(({ number, state, isHere, label }) => (
          <li key={number}>
            <button
              type="submit"
              name="_go"
              value={`page:${number}`}
              aria-label={`${label}, ${STATE_WORDS[state]}`}
              aria-current={isHere ? "step" : undefined}
              className={`relative grid size-7 place-items-center rounded-full border text-small leading-none tabular-nums transition-colors hover:border-accent sm:size-9 ${
                state === "open"
                  ? "border-line-strong bg-raised text-ink-soft"
                  : "border-accent bg-accent-soft text-accent"
              } ${isHere ? "font-semibold outline-2 outline-offset-1 outline-ink" : ""}`}
            >
              {number}
              {state === "answered" && <Tick />}
              {state === "partly" && <HalfDot />}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const MARK = "absolute -top-1 -right-1 size-3 sm:-top-1.5 sm:-right-1.5 sm:size-3.5";

/** Half of what a tick would fill. */
function HalfDot() {
  return (
    <svg viewBox="0 0 14 14" className={MARK} aria-hidden="true">
      <circle cx="7" cy="7" r="6" strokeWidth="2" className="fill-raised stroke-accent" />
      <path d="M7 1a6 6 0 0 0 0 12Z" className="fill-accent" />
    </svg>
  );
}

function Tick() {
  return (
    <svg viewBox="0 0 14 14" className={MARK} aria-hidden="true">
      <circle cx="7" cy="7" r="7" className="fill-accent" />
      <path
        d="m4 7.3 2.1 2.1L10 5.2"
        fill="none"
        strokeWidth="1.75"
        strokeLinecap="round"
        className="stroke-on-accent"
      />
    </svg>
  );
}
