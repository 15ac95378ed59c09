import type { Item, ItemResponse } from "#app/core/item-types.ts";
import { readItemResponse } from "#app/core/item-types.ts";

/** What a client knows of one attempt: what it was told is saved, and what may be. */
export type AttemptNotes = {
  attemptId: number;
  trainee: number;
  /** By item id: texts of responses. The first was acknowledged; the others were sent after it. */
  sent: Map<string, string[]>;
  isSubmitAcknowledged: boolean;
};

/** Everything that the clients were told, against which the database is held after each crash. */
export type Ledger = {
  attempts: Map<number, AttemptNotes>;
  acknowledged: number;
  submits: number;
};

export function newLedger(): Ledger {
  return { attempts: new Map(), acknowledged: 0, submits: 0 };
}

export function notesOf(ledger: Ledger, attemptId: number, trainee: number): AttemptNotes {
  const known = ledger.attempts.get(attemptId);
  if (known) return known;
  const notes = { attemptId, trainee, sent: new Map(), isSubmitAcknowledged: false };
  ledger.attempts.set(attemptId, notes);
  return notes;
}

/** The text of what is posted for an item, as the server will read it. */
export function textOf(item: Item, ticks: string | readonly string[]): string {
  const form = new FormData();
  for (const value of [ticks].flat()) form.append(item.id, value);
  const read = readItemResponse(item, form, { reorder: inFileOrder, shuffle: inFileOrder });
  if ("problem" in read) throw new Error(`${item.id}: ${read.problem}`);
  return textOfResponse(read.response);
}

const inFileOrder = <Thing>(things: readonly Thing[]) => [...things];

/** Equal responses have equal text; "" is none. */
function textOfResponse(response: ItemResponse | undefined): string {
  return response === undefined ? "" : JSON.stringify(response);
}

/** Notes that a response is on its way: from now on it may be saved, or not. */
export function noteSent(notes: AttemptNotes, itemId: string, text: string): void {
  const sent = notes.sent.get(itemId);
  if (sent) sent.push(text);
  // Nothing was acknowledged before: blank.
  else notes.sent.set(itemId, ["", text]);
}

/** Notes that the server has said that it has it: nothing older may come back. */
export function noteAcknowledged(notes: AttemptNotes, itemId: string, text: string): void {
  notes.sent.set(itemId, [text]);
}

/** Items of which something was acknowledged and something else, or nothing, is saved. */
export function lostIn(
  notes: AttemptNotes,
  saved: ReadonlyMap<string, ItemResponse> = new Map(),
): string[] {
  return [...notes.sent].flatMap(([itemId, texts]) =>
    texts.includes(textOfResponse(saved.get(itemId))) ? [] : [itemId],
  );
}
