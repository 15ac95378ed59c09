import { expect, test } from "vitest";
import {
  countInWords,
  figureInWords,
  indexInWords,
  intervalInWords,
  readSample,
  sampleNote,
} from "./statistics-words.ts";

test.each([
  [null, "first"],
  ["", "first"],
  ["newest", "newest"],
  ["all", "all"],
  ["every", "first"],
])("an address that asks for %j means the sample %s", (text, sample) => {
  expect(readSample(text)).toBe(sample);
});

test("beside a figure stand the sample and n", () => {
  expect(sampleNote("first", 1_214)).toBe("first attempts, n\u00a0=\u00a01,214");
});

test("a count with its interval", () => {
  expect(countInWords(15, 19)).toBe("15 of 19");
  expect(intervalInWords(15, 19)).toBe("95 % interval 57 % to 91 %");
});

test("figures have a real minus, and say where they are not defined", () => {
  expect(figureInWords(-0.888766)).toBe("−0.89");
  expect(figureInWords(null)).toBe("not defined");
  expect(indexInWords(-0.1562)).toBe("−15.6 %");
  expect(indexInWords(null)).toBe("not defined");
});
