import { expect, test } from "vitest";
import {
  attestation,
  signOffForm,
  signOffValidUntil,
  stepChanges,
  stepsMissing,
} from "./sign-off.ts";

const PART = {
  steps: [
    { id: "tray", text: "Laid out the tray." },
    { id: "pack", text: "Checked the pack." },
    { id: "sharps", text: "Put the cartridge away." },
  ],
};

test.each([
  ["nothing is ticked", [], [], [], []],
  ["two are ticked", ["pack", "tray"], [], ["tray", "pack"], []],
  ["one is ticked that was shown", ["tray"], ["tray"], [], []],
  ["one is unticked", [], ["tray"], [], ["tray"]],
  ["one for another", ["pack"], ["tray"], ["pack"], ["tray"]],
  ["a step that there is not", ["hands", "tray"], ["gloves"], ["tray"], []],
])("what changes when %s", (_case, step, shown, confirm, takeBack) => {
  expect(stepChanges({ step, shown }, PART)).toEqual({ confirm, takeBack });
});

test("the steps that are missing come in the order of the file", () => {
  expect(stepsMissing(PART, [{ stepId: "pack" }]).map(({ id }) => id)).toEqual(["tray", "sharps"]);
  expect(
    stepsMissing(
      PART,
      [...PART.steps].map(({ id }) => ({ stepId: id })),
    ),
  ).toEqual([]);
});

test("an observer attests with their own name", () => {
  expect(attestation("Ana Reyes", "Bo Lind")).toMatch(/^I, Ana Reyes, confirm that Bo Lind has/);
});

test.each([
  [12, "2024-02-29", "2025-02-28"],
  [6, "2024-08-31", "2025-02-28"],
  [24, "2026-11-28", "2028-11-27"],
])("a sign-off of %i months made on %s counts until %s", (validMonths, signedOn, until) => {
  expect(signOffValidUntil({ validMonths }, signedOn)).toBe(until);
});

test("a sign-off without a limit does not lapse", () => {
  expect(signOffValidUntil({}, "2026-11-28")).toBeUndefined();
});

test("what a form does not say clearly is the careful reading of it", () => {
  const odd = { step: [], shown: [], seen: "x", go: "", attest: "on" };
  expect(signOffForm.parse(odd)).toEqual({
    step: [],
    shown: [],
    seen: -1,
    go: "save",
    attest: false,
  });
});
