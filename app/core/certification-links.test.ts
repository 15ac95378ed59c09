import { expect, test } from "vitest";
import { type CertificationOutline, linkFaults } from "./certification-links.ts";

function outline({ certifications = [], outside = [] }: Partial<CertificationOutline> = {}) {
  return { certifications, outside };
}

function faultsOf(
  own: Partial<CertificationOutline>,
  others: Record<string, Partial<CertificationOutline>>,
): string[] {
  const all = Object.entries(others).map(([id, each]) => [id, outline(each)] as const);
  return linkFaults("operator", outline(own), new Map(all)).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
}

test("certifications that are there may be required, by several and in a chain", () => {
  const others = { a: { certifications: ["b"] }, b: { certifications: ["c"] }, c: {} };
  expect(faultsOf({ certifications: ["a", "b"] }, others)).toEqual([]);
});

test("a certification that is not there is named with the nearest one", () => {
  expect(faultsOf({ certifications: ["asistant", "dentist"] }, { assistant: {} })).toEqual([
    'requires.certifications.0: There is no certification file "asistant.json". Did you mean "assistant"?',
    'requires.certifications.1: There is no certification file "dentist.json".',
  ]);
});

test("a certification cannot require itself, nor by way of others", () => {
  expect(faultsOf({ certifications: ["operator"] }, {})).toEqual([
    "requires.certifications.0: A certification cannot require itself.",
  ]);
  const others = { a: { certifications: ["b"] }, b: { certifications: [undefined, "operator"] } };
  expect(faultsOf({ certifications: [undefined, "a"] }, others)).toEqual([
    'requires.certifications.1: Nobody could ever hold this: "operator" requires "a" requires "b" requires "operator".',
  ]);
});

test("a circle among others is their fault, and is not gone round for ever", () => {
  const others = { a: { certifications: ["b"] }, b: { certifications: ["a"] } };
  expect(faultsOf({ certifications: ["a"] }, others)).toEqual([]);
});

test("the same outside requirement reads the same in every file", () => {
  const licence = { id: "licence", title: "Licence", documentNumber: "required" };
  expect(faultsOf({ outside: [licence] }, { a: { outside: [{ ...licence }] } })).toEqual([]);
  expect(
    faultsOf({ outside: [licence] }, { a: { outside: [{ ...licence, title: "License" }] } }),
  ).toEqual([
    'requires.outside.0.title: "licence" has the title "License" in "a.json", and one record serves both files. Write the same in each.',
  ]);
  expect(
    faultsOf({ outside: [licence] }, { a: { outside: [{ ...licence, documentNumber: "none" }] } }),
  ).toEqual([
    'requires.outside.0.documentNumber: "licence" has the documentNumber "none" in "a.json", and one record serves both files. Write the same in each.',
  ]);
});

test("what cannot be read in another file is not held against this one", () => {
  const licence = { id: "licence", title: "Licence", documentNumber: "required" };
  const unreadable = { outside: [{ id: "licence" }, {}] };
  expect(faultsOf({ outside: [licence, {}] }, { a: unreadable })).toEqual([]);
});
