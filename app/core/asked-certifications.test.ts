import { expect, test } from "vitest";
import { askedCertifications } from "./asked-certifications.ts";
import type { CertificationDefinition } from "./certification-file.ts";

function definitionOf(certifications?: string[]): CertificationDefinition {
  return {
    title: "Any",
    requires: { quizzes: ["hygiene"], certifications },
    validity: { mode: "completion", months: 12, renewalWindowDays: 60, graceDays: 0 },
  };
}

const LICENCE = { id: "licence", title: "Licence", documentNumber: "none" as const };
const WITH_PARTS = { ...definitionOf(), requires: { quizzes: [], outside: [LICENCE] } };
const OPERATOR = { id: "operator", definition: definitionOf() };
const ASSISTANT = { id: "assistant", definition: WITH_PARTS };
const RADIO = { id: "radio", definition: definitionOf(["operator", "gone"]) };

function asked(...certifications: Parameters<typeof askedCertifications>[0]): string[] {
  return [...askedCertifications(certifications)].sort();
}

test("where nothing is required, what takes quizzes alone can be begun by anybody", () => {
  const another = { ...OPERATOR, id: "another" };
  expect(asked(OPERATOR, ASSISTANT, RADIO, another)).toEqual(["another", "operator"]);
});

test("where there is nothing of that kind, the first one is what a newcomer begins with", () => {
  expect(asked(ASSISTANT, { ...ASSISTANT, id: "other" })).toEqual(["assistant"]);
  expect(asked()).toEqual([]);
});

test("where something is required, that is what counts, and what is held or was taken back", () => {
  const required = { ...ASSISTANT, isRequired: true };
  expect(asked(OPERATOR, required)).toEqual(["assistant"]);
  expect(asked({ ...OPERATOR, held: {} }, required)).toEqual(["assistant", "operator"]);
  expect(asked({ ...OPERATOR, withdrawn: {} }, required)).toEqual(["assistant", "operator"]);
  expect(asked(OPERATOR, { ...ASSISTANT, held: {} })).toEqual(["assistant", "operator"]);
});

test("what an asked one rests on is asked as well", () => {
  expect(asked(OPERATOR, ASSISTANT, { ...RADIO, isRequired: true })).toEqual([
    "gone",
    "operator",
    "radio",
  ]);
});
