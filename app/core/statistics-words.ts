import { SAMPLES, type Sample } from "./attempt-counts.ts";
import { inPercent } from "./item-flags.ts";
import { wilsonInterval } from "./wilson.ts";

/** What a sample is called in a list. */
export const SAMPLE_LABELS: Record<Sample, string> = {
  first: "First attempts",
  newest: "Newest attempts",
  all: "All attempts",
};

/** The rule of a sample, in a sentence. */
export const SAMPLE_RULES: Record<Sample, string> = {
  first: "Each person’s first attempt at this quiz, where it was at this version.",
  newest: "Each person’s newest attempt at this quiz, where it was at this version.",
  all: "All attempts at this version, several of one person too.",
};

/** The sample that an address asks for; first attempts unless it names another. */
export function readSample(text: string | null): Sample {
  return SAMPLES.find((sample) => sample === text) ?? "first";
}

/** "first attempts, n = 214", n and its number on one line: what stands beside every figure. */
export function sampleNote(sample: Sample, n: number): string {
  return `${SAMPLE_LABELS[sample].toLowerCase()}, n = ${n.toLocaleString("en-GB")}`;
}

/** "15 of 19". */
export function countInWords(count: number, n: number): string {
  return `${count.toLocaleString("en-GB")} of ${n.toLocaleString("en-GB")}`;
}

/** "95 % interval 57 % to 91 %", by Wilson. */
export function intervalInWords(count: number, n: number): string {
  const { from, to } = wilsonInterval(count, n);
  return `95 % interval ${inPercent(from)} to ${inPercent(to)}`;
}

/** A figure with so many decimals, or why there is none. */
export function figureInWords(figure: number | null, decimals = 2): string {
  return figure === null ? "not defined" : figure.toFixed(decimals).replace("-", "−");
}

/** A share or an index as "61.9 %", or why there is none. */
export function indexInWords(index: number | null): string {
  return index === null ? "not defined" : `${(index * 100).toFixed(1).replace("-", "−")} %`;
}
