type ReachBarProps = { people: number; holding: number };

/** How many of those who must hold something hold it: drawn small, and said in words. */
export function ReachBar({ people, holding }: ReachBarProps) {
  const share = people === 0 ? 0 : (100 * holding) / people;
  return (
    <div className="grid w-full max-w-56 gap-1">
      <svg className="h-2 w-full overflow-hidden rounded-full" aria-hidden="true">
        <rect width="100%" height="100%" className="fill-line" />
        <rect width={`${share}%`} height="100%" className="fill-good-fill" />
      </svg>
      <p className="text-small text-ink-soft tabular-nums">{reachInWords({ people, holding })}</p>
    </div>
  );
}

/** "9 of 12 people hold it". */
function reachInWords({ people, holding }: ReachBarProps): string {
  if (people === 0) return "Nobody at the moment";
  const noun = people === 1 ? "person" : "people";
  return `${holding.toLocaleString("en-GB")} of ${people.toLocaleString("en-GB")} ${noun} ${holding === 1 ? "holds" : "hold"} it`;
}
