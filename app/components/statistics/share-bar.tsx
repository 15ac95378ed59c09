type ShareBarProps = {
  /** From 0 to 1. */
  share: number;
  /** What it is about; `quiet` for the one of two that is only there to be compared with. */
  look?: "plain" | "quiet";
};

/**
 * A share as a bar, beside the number that says the same. Never in the colour of a meaning: a high
 * share of a safety item is mastery, and a low one is for people to judge.
 */
export function ShareBar({ share, look = "plain" }: ShareBarProps) {
  return (
    <svg className="my-1 h-2.5 w-full max-w-48 min-w-16" aria-hidden="true">
      <rect width="100%" height="100%" rx="5" className="fill-line" />
      {share > 0 && (
        <rect
          width={`${Math.min(1, share) * 100}%`}
          height="100%"
          rx="5"
          className={look === "plain" ? "fill-accent" : "fill-line-strong"}
        />
      )}
    </svg>
  );
}
