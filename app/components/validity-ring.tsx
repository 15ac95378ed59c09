import { STROKE_OF_TONE, TEXT_OF_TONE, type Tone } from "./tone.ts";

type ValidityRingProps = {
  /** How much of the validity is left, from 0 to 1. */
  share: number;
  tone: Tone;
  /** What is left, "212 days", or that nothing is: "Expired". A number is drawn large. */
  label: string;
};

const RADIUS = 42;
const LENGTH = 2 * Math.PI * RADIUS;

/** A ring that empties as a certificate runs out. */
export function ValidityRing({ share, tone, label }: ValidityRingProps) {
  const [, count, unit] = /^(\d\S*) (.+)$/.exec(label) ?? [];
  const left = Math.min(1, Math.max(0, share)) * LENGTH;
  return (
    <div role="img" aria-label={label} className="grid size-28 shrink-0 place-items-center">
      <svg
        viewBox="0 0 96 96"
        fill="none"
        strokeWidth="7"
        className="col-start-1 row-start-1 size-full"
        aria-hidden="true"
      >
        <circle cx="48" cy="48" r={RADIUS} className="stroke-line" />
        {left > 0 && (
          <circle
            cx="48"
            cy="48"
            r={RADIUS}
            strokeDasharray={`${left} ${LENGTH}`}
            strokeLinecap="round"
            transform="rotate(-90 48 48)"
            className={STROKE_OF_TONE[tone]}
          />
        )}
      </svg>
      <span
        className={`col-start-1 row-start-1 grid max-w-18 justify-items-center text-center text-small leading-tight ${TEXT_OF_TONE[tone]}`}
      >
        {count ? (
          <>
            <span className="text-large leading-none font-semibold tabular-nums">{count}</span>
            <span>{unit}</span>
          </>
        ) : (
          <span className="font-semibold">{label}</span>
        )}
      </span>
    </div>
  );
}
