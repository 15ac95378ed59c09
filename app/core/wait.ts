const MINUTE_IN_MS = 60_000;

/** "in 12 minutes": until `then`, in whole minutes, never less than one. */
export function waitText(now: Date, then: Date): string {
  const minutes = Math.max(1, Math.ceil((then.getTime() - now.getTime()) / MINUTE_IN_MS));
  return minutes === 1 ? "in 1 minute" : `in ${minutes} minutes`;
}
