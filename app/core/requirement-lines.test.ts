import { expect, test } from "vitest";
import { requirementLines } from "./requirement-lines.ts";

test("what a certification asks for is told kind by kind, and what it does not ask for is left out", () => {
  expect(requirementLines({ requires: { quizzes: ["hygiene", "sharps"] } })).toEqual([
    { label: "quizzes", text: "hygiene, sharps" },
  ]);
  const steps = [
    { id: "one", text: "One." },
    { id: "two", text: "Two." },
  ];
  expect(
    requirementLines({
      requires: {
        quizzes: [],
        certifications: ["operator"],
        practical: [
          { id: "tray", title: "Tray", steps },
          { id: "room", title: "Room", steps: steps.slice(1) },
        ],
        outside: [{ id: "licence", title: "Licence", documentNumber: "required" }],
      },
    }),
  ).toEqual([
    { label: "certifications", text: "operator" },
    { label: "practical sign-offs", text: "Tray (2 steps), Room (1 step)" },
    { label: "outside requirements", text: "Licence" },
  ]);
});
