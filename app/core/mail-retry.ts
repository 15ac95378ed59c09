const MINUTE_IN_MS = 60_000;

/** How long to wait after each failed try; when they are used up, it is given up. */
const PAUSES_MINUTES = [1, 5, 30, 120, 720] as const;

/** When to try again after so many tries have failed; undefined when it is to be given up. */
export function nextTryAt(tries: number, now: Date): Date | undefined {
  const minutes = PAUSES_MINUTES[tries - 1];
  return minutes === undefined ? undefined : new Date(now.getTime() + minutes * MINUTE_IN_MS);
}
