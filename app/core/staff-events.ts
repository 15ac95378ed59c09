/*
 * Where a person worked and what they did there, by the periods that are never overwritten. All
 * else that happens to a person stands in the audit log (history.ts).
 */

export type StaffEvent = {
  id: string;
  at: Date;
  kind: "began" | "left";
  site: string;
  jobRole?: string;
};

/** An event in a few words. */
export function staffEventTitle({ kind, site, jobRole }: StaffEvent): string {
  const place = jobRole ? `${site} as ${jobRole}` : site;
  return kind === "began" ? `Began at ${place}` : `Stopped at ${place}`;
}

/** The newest first, no more than `most`. */
export function inOneLine<Entry extends { at: Date }>(
  entries: readonly Entry[],
  most: number,
): Entry[] {
  return [...entries].sort((one, other) => +other.at - +one.at).slice(0, most);
}
