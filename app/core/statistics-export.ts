import type { Sample } from "./attempt-counts.ts";
import { flagInWords } from "./item-flags.ts";
import type { AnalysedItem, QuizAnalysis } from "./quiz-analysis.ts";
import { SAMPLE_LABELS } from "./statistics-words.ts";
import { wilsonInterval } from "./wilson.ts";

/** The first line: what each column holds. Shares and indices are from -1 to 1, marks in points. */
export const STATISTICS_HEAD = [
  ...["Row", "Item", "Type", "Text", "Right", "Sample", "n"],
  ...["Passed, fully right or chosen", "Share", "Share: 95 % from", "Share: 95 % to"],
  ...["Facility", "SD", "Discrimination", "Efficiency", "Effective weight"],
  ...["Share in lower third", "Share in upper third"],
  ...["Mean", "Median", "Skewness", "Kurtosis", "Consistency", "Error ratio", "Standard error"],
  "Worth a look",
] as const;

type Column = (typeof STATISTICS_HEAD)[number];
type Line = Partial<Record<Column, string | number | null>>;

/** A line for the quiz, each item, and each part of it; numbers as numbers. */
export function statisticsLines(analysis: QuizAnalysis, sample: Sample): (string | number)[][] {
  const { n, passed, figures, items } = analysis;
  const whole: Line = {
    ...{ Row: "quiz", "Passed, fully right or chosen": passed, n },
    ...shareOf(passed, n),
    Mean: figures?.mean,
    Median: figures?.median,
    SD: figures?.standardDeviation,
    Skewness: figures?.skewness,
    Kurtosis: figures?.kurtosis,
    Consistency: figures?.consistency,
    "Error ratio": figures?.errorRatio,
    "Standard error": figures?.standardError,
  };
  const lines = [whole, ...items.flatMap(itemLines)];
  return lines.map((line) => {
    const named: Line = { ...line, Sample: SAMPLE_LABELS[sample] };
    return STATISTICS_HEAD.map((column) => named[column] ?? "");
  });
}

function itemLines({ item, n, right, figures, parts, flags }: AnalysedItem): Line[] {
  const about = { Item: item.id, Type: item.type, n };
  return [
    {
      ...{ ...about, Row: "item", Text: item.stem, "Passed, fully right or chosen": right },
      ...shareOf(right, n),
      Facility: figures?.facility,
      SD: figures?.standardDeviation,
      Discrimination: figures?.discrimination,
      Efficiency: figures?.efficiency,
      "Effective weight": figures?.effectiveWeight,
      "Worth a look": flags.map(flagInWords).join(" "),
    },
    ...parts.map(({ name, text, prompt, isRight, given, thirds }) => ({
      ...{ ...about, Row: "part", Right: isRight ? "right" : "wrong" },
      Text: [prompt && `${prompt.number}. ${prompt.text}:`, name, text].filter(Boolean).join(" "),
      "Passed, fully right or chosen": given,
      ...shareOf(given, n),
      "Share in lower third": thirds?.lower,
      "Share in upper third": thirds?.upper,
    })),
  ];
}

function shareOf(count: number, n: number): Line {
  if (n === 0) return {};
  const { from, to } = wilsonInterval(count, n);
  return { Share: count / n, "Share: 95 % from": from, "Share: 95 % to": to };
}
