import { expect, test } from "vitest";
import { aMultiple, choiceId, choiceIds } from "#tests/support/quiz-files.ts";
import { lostIn, newLedger, noteAcknowledged, noteSent, notesOf, textOf } from "./ledger.ts";

function someNotes() {
  return notesOf(newLedger(), 1, 1);
}

test("what was sent and never acknowledged may be there or not", () => {
  const notes = someNotes();
  noteSent(notes, "item", '"A"');
  expect(lostIn(notes, new Map())).toEqual([]);
  expect(lostIn(notes, new Map([["item", "A"]]))).toEqual([]);
  expect(lostIn(notes, new Map([["item", "B"]]))).toEqual(["item"]);
});

test("what was acknowledged must be there, or something that was sent after it", () => {
  const notes = someNotes();
  noteSent(notes, "item", '"A"');
  noteAcknowledged(notes, "item", '"A"');
  expect(lostIn(notes, new Map())).toEqual(["item"]);
  noteSent(notes, "item", '"B"');
  expect(lostIn(notes, new Map([["item", "A"]]))).toEqual([]);
  expect(lostIn(notes, new Map([["item", "B"]]))).toEqual([]);
  noteAcknowledged(notes, "item", '"B"');
  expect(lostIn(notes, new Map([["item", "A"]]))).toEqual(["item"]);
});

test("a response is noted as the server reads it", () => {
  const item = aMultiple();
  expect(textOf(item, choiceIds("CA"))).toBe(JSON.stringify(choiceIds("AC")));
  expect(() => textOf(item, [choiceId("A"), "choice-z"])).toThrow("Choose");
});
