/** How many things wait at a place. */
export function WaitingCount({ count = 0 }: { count?: number }) {
  if (count === 0) return null;
  return (
    <span className="ml-2 inline-flex min-w-6 justify-center rounded-full bg-info-soft px-1.5 text-small font-semibold text-info tabular-nums">
      {count}
      <span className="sr-only"> waiting for an answer</span>
    </span>
  );
}
