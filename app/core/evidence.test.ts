import { expect, test } from "vitest";
import { evidenceReadme, evidenceTitle, pictureHashesIn } from "./evidence.ts";

const ABOUT = { madeAt: "2026-11-22T10:00:00.000Z", madeBy: "Niamh", organisationName: "Linden" };

test.each([
  [{}, "Everybody"],
  [{ siteName: "Harbour", from: "2026-01-01" }, "Everybody at Harbour, from 2026-01-01"],
  [
    { personName: "Ada", from: "2026-01-01", to: "2026-12-31" },
    "Ada, from 2026-01-01 until 2026-12-31",
  ],
])("%j is about %s", (about, title) => {
  expect(evidenceTitle({ ...ABOUT, ...about })).toBe(title);
  expect(evidenceReadme({ ...ABOUT, ...about }, true)).toContain(`About: ${title}\n`);
});

test("whose evidence it is, is said where it is of everybody", () => {
  expect(evidenceReadme(ABOUT, true)).toContain("whom Niamh may see");
  expect(evidenceReadme({ ...ABOUT, personName: "Ada" }, true)).not.toContain("may see");
});

test("quizzes are listed where they are in it, and missed aloud where they are not", () => {
  expect(evidenceReadme(ABOUT, true)).toContain("quiz-versions/ ");
  expect(evidenceReadme(ABOUT, false)).not.toContain("quiz-versions/ ");
  expect(evidenceReadme(ABOUT, false)).toContain("are left out");
});

test("the pictures of a version are found, each once", () => {
  const [one, other] = ["a".repeat(64), "b".repeat(64)];
  const content = JSON.stringify([
    { hash: one },
    { image: { alt: "x", hash: other } },
    { hash: one },
  ]);
  expect(pictureHashesIn(content)).toEqual([one, other]);
  expect(pictureHashesIn("{}")).toEqual([]);
});
