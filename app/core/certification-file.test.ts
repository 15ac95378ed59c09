import { expect, test } from "vitest";
import {
  type CertificationDefinition,
  foundationsFirst,
  inOrderOfNeed,
} from "./certification-file.ts";

function named(title: string, certifications: string[] = []) {
  const definition: CertificationDefinition = {
    title,
    requires: { quizzes: ["hygiene"], certifications },
    validity: { mode: "completion", months: 12, renewalWindowDays: 60, graceDays: 0 },
  };
  return { id: title.toLowerCase(), definition };
}

function ids(certifications: { id: string }[]): string[] {
  return certifications.map(({ id }) => id);
}

test("what others rest on is listed first, and equals by title", () => {
  const all = [named("Assistant"), named("Zoom", ["operator"]), named("Operator"), named("Nurse")];
  expect(ids(foundationsFirst(all))).toEqual(["operator", "assistant", "nurse", "zoom"]);
});

test("of a chain the end that rests on nothing comes first, as certificates need it", () => {
  const all = [named("A", ["b"]), named("B", ["c"]), named("C")];
  expect(ids(foundationsFirst(all))).toEqual(["c", "b", "a"]);
  expect(ids(inOrderOfNeed(all))).toEqual(["c", "b", "a"]);
  expect(ids(inOrderOfNeed(foundationsFirst(all)))).toEqual(["c", "b", "a"]);
});

test("what leads back to itself or to nothing is listed all the same", () => {
  const all = [named("A", ["b"]), named("B", ["a"]), named("C", ["gone"])];
  expect(ids(foundationsFirst(all)).sort()).toEqual(["a", "b", "c"]);
  expect(ids(inOrderOfNeed(all)).sort()).toEqual(["a", "b", "c"]);
});
