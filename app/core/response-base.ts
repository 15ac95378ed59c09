import { formatTime } from "./calendar.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { FormFields } from "./items/item.ts";

/**
 * The fields of a response as text, "" for none: what a page is given to send back, so that the
 * server knows what the page was shown with. Equal responses have equal text. It is made of the
 * fields and not of the response, whose ids could give the key of an open item away.
 */
export function baseOf(fields: FormFields): string {
  return Object.keys(fields).length === 0 ? "" : canonicalJson(fields);
}

/**
 * The field in which a page sends back what another was shown with.
 * @param field the id of an item, or the field of its certainty
 */
export function baseField(field: string): string {
  return `_base.${field}`;
}

/** What a posted page says that a field was shown with; undefined when it does not say. */
export function baseIn(form: FormData, field: string): string | undefined {
  const base = form.get(baseField(field));
  return typeof base === "string" ? base : undefined;
}

/**
 * What a posted response means for the saved one.
 *
 * - `same`: nothing to do.
 * - `stale`: the page did not touch it, and it was changed elsewhere since: what is saved stays.
 * - `change`: it takes the place of what the page was shown with.
 * - `replace`: it takes the place of what was saved elsewhere since: the later one wins.
 */
export type Merge = "same" | "stale" | "change" | "replace";

/**
 * Decides by the texts of {@link baseOf}.
 * @param base what the page was shown with; undefined from a page that does not say
 */
export function mergeOf(base: string | undefined, posted: string, saved: string): Merge {
  if (posted === saved) return "same";
  if (base === undefined || base === saved) return "change";
  return posted === base ? "stale" : "replace";
}

/** Two windows or devices that met at one item. */
export type Meeting = {
  /** "replace-certainty": of the two it was how sure the person is that differed. */
  merge: Extract<Merge, "stale" | "replace"> | "replace-certainty";
  /** The item's place, counted from 1. */
  number: number;
  /** When the other response was saved; undefined when it had been taken away. */
  savedAt?: Date;
};

/** Tells the person what became of the two. */
export function meetingInWords({ merge, number, savedAt }: Meeting, timeZone: string): string {
  const elsewhere = "in another window or on another device";
  const time = savedAt && formatTime(savedAt, timeZone);
  if (merge === "replace-certainty") {
    const said = time ? `what was said at ${time}` : "what was said";
    return `Item ${number}: how sure you are, as said here, has replaced ${said} ${elsewhere}.`;
  }
  if (merge === "replace") {
    return time
      ? `Item ${number}: your response here has replaced another one, given at ${time} ${elsewhere}.`
      : `Item ${number}: your response here is saved. It had been taken away ${elsewhere}.`;
  }
  return time
    ? `Item ${number} was changed at ${time} ${elsewhere}. You see that response now.`
    : `Item ${number} was cleared ${elsewhere}. It is open now.`;
}

/** A meeting as part of an address, to be told on the page that follows: "replace.3.1772341950". */
export function meetingToText({ merge, number, savedAt }: Meeting): string {
  return [merge, number, ...(savedAt ? [Math.floor(savedAt.getTime() / 1000)] : [])].join(".");
}

/** The meeting behind the text of {@link meetingToText}, or undefined if it is not one. */
export function meetingFromText(text: string): Meeting | undefined {
  const [, merge, number, seconds] =
    /^(stale|replace|replace-certainty)\.(\d{1,3})(?:\.(\d{1,11}))?$/.exec(text) ?? [];
  if (merge !== "stale" && merge !== "replace" && merge !== "replace-certainty") return undefined;
  const savedAt = seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
  return { merge, number: Number(number), savedAt };
}
