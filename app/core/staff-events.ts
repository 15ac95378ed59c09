import { type CalendarDay, formatDay } from "./calendar.ts";
import type { TitleOf } from "./history.ts";

/*
 * What happened to a person by the records that are never overwritten: where they worked, what was
 * asked of them and excepted, what they were signed off for and what they brought.
 */

export type StaffEvent = {
  id: string;
  at: Date;
  /** Who did it, where it was not the server. */
  by?: string;
  reason?: string;
} & (
  | { kind: "began" | "left"; site: string; jobRole?: string }
  | { kind: "signed-off" | "sign-off-withdrawn"; what: string; certificationId: string }
  | { kind: "recorded" | "record-withdrawn"; outsideId: string; until: CalendarDay }
  | {
      kind: "extension" | "waiver" | "suspension" | "exception-ended";
      certificationId?: string;
      until: CalendarDay;
    }
  | { kind: "required" | "no-longer-required"; certificationId: string }
);

type InWords = { title: string; tone: "good" | "bad" | "info" | "none"; note?: string };

/** An event in a sentence of a few words. */
export function staffEventInWords(event: StaffEvent, titleOf: TitleOf): InWords {
  const notes = [event.by && `By ${event.by}`, event.reason && `“${event.reason}”`];
  const note = notes.filter(Boolean).join(": ") || undefined;
  return { ...sentence(event, titleOf), note };
}

function sentence(event: StaffEvent, titleOf: TitleOf): Omit<InWords, "note"> {
  switch (event.kind) {
    case "began":
      return { title: `Began at ${place(event)}`, tone: "none" };
    case "left":
      return { title: `Stopped at ${place(event)}`, tone: "none" };
    case "signed-off":
      return {
        title: `Signed off: ${event.what}, ${titleOf(event.certificationId)}`,
        tone: "good",
      };
    case "sign-off-withdrawn":
      return { title: `Sign-off withdrawn: ${event.what}`, tone: "bad" };
    case "recorded":
      return {
        title: `Recorded: ${titleOf(event.outsideId)}, valid until ${formatDay(event.until)}`,
        tone: "good",
      };
    case "record-withdrawn":
      return { title: `Record withdrawn: ${titleOf(event.outsideId)}`, tone: "bad" };
    case "extension":
      return {
        title: `Due date moved to ${formatDay(event.until)}${of(event, titleOf)}`,
        tone: "info",
      };
    case "waiver":
      return { title: `Waived until ${formatDay(event.until)}${of(event, titleOf)}`, tone: "info" };
    case "suspension":
      return {
        title: `Suspended until ${formatDay(event.until)}${of(event, titleOf)}`,
        tone: "bad",
      };
    case "exception-ended":
      return { title: `Exception ended${of(event, titleOf)}`, tone: "info" };
    case "required":
      return { title: `Has to hold ${titleOf(event.certificationId)}`, tone: "info" };
    case "no-longer-required":
      return { title: `No longer has to hold ${titleOf(event.certificationId)}`, tone: "none" };
  }
}

function place({ site, jobRole }: { site: string; jobRole?: string }): string {
  return jobRole ? `${site} as ${jobRole}` : site;
}

function of({ certificationId }: { certificationId?: string }, titleOf: TitleOf): string {
  return certificationId === undefined ? ", everything" : `, ${titleOf(certificationId)}`;
}

/** What the audit log says too: the records say it once and better. */
export function isToldByRecords(action: string): boolean {
  return /^(sign-off|practical|outside|exception|requirement|suspension|waiver|extension)/.test(
    action,
  );
}

/** The newest first, no more than `most`. */
export function inOneLine<Entry extends { at: Date }>(
  entries: readonly Entry[],
  most: number,
): Entry[] {
  return [...entries].sort((one, other) => +other.at - +one.at).slice(0, most);
}
