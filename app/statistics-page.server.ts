import { SAMPLES, type Sample } from "./core/attempt-counts.ts";
import { formatInstant } from "./core/calendar.ts";
import { flagInWords, inPercent } from "./core/item-flags.ts";
import type { AnalysedItem, QuizAnalysis } from "./core/quiz-analysis.ts";
import {
  countInWords,
  figureInWords,
  indexInWords,
  intervalInWords,
  SAMPLE_LABELS,
  SAMPLE_RULES,
  sampleNote,
} from "./core/statistics-words.ts";
import { toHtml } from "./markdown.server.ts";
import type { QuizStatistics } from "./statistics.server.ts";

type Asker = { homeSite: { timeZone: string }; roles: readonly string[] };

/** The statistics of a quiz as its page shows them: texts as HTML, figures in words. */
export function shownStatistics(found: QuizStatistics, { homeSite, roles }: Asker) {
  const { quizId, sample, quiz, version, versions, analysis, inUse, fewest } = found;
  const isAuthor = roles.includes("author");
  return {
    ...{ quizId, sample, fewest, title: quiz.title, isHidden: found.isHidden },
    waiting: found.waiting,
    version: version.hash,
    isInUse: version.hash === inUse,
    rule: SAMPLE_RULES[sample],
    versions: versions.map(({ hash, publishedAt, attempts }) => ({
      value: hash,
      label: `${hash.slice(0, 8)}, ${formatInstant(publishedAt, homeSite.timeZone)}${hash === inUse ? ", in use" : ""} (${attemptsInWords(attempts, fewest)})`,
    })),
    samples: SAMPLES.map((value) => ({ value, label: SAMPLE_LABELS[value] })),
    csvHref: `/statistics/${quizId}.csv?${new URLSearchParams({ version: version.hash, sample })}`,
    historyHref: isAuthor ? `/author/${quizId}/history` : undefined,
    whole: analysis && shownWhole(analysis, sample),
    items: analysis?.items.map((item) => shownItem(item, analysis, sample)) ?? [],
    hiddenItems: analysis?.hiddenItems ?? 0,
    hasDifferentSheets: analysis?.hasDifferentSheets ?? false,
  };
}

function attemptsInWords(attempts: number, fewest: number): string {
  if (attempts > 0 && attempts < fewest) return `fewer than ${fewest} attempts`;
  return attempts === 1 ? "1 attempt" : `${attempts.toLocaleString("en-GB")} attempts`;
}

const DIFFERENT_ITEMS =
  "Not said: items are drawn, so that attempts had different ones, and there is no whole to be consistent.";

function shownWhole(analysis: QuizAnalysis, sample: Sample) {
  const { n, passed, points, figures, hasDifferentSheets } = analysis;
  const note = sampleNote(sample, n);
  const ofWhole = (words: string) => (hasDifferentSheets ? DIFFERENT_ITEMS : words);
  const inPoints = (figure: number | null) =>
    figure === null ? "not defined" : `${figureInWords(figure)} of ${points} points`;
  return {
    n,
    note,
    passed: {
      count: countInWords(passed, n),
      share: n === 0 ? 0 : passed / n,
      words: n === 0 ? "" : `${indexInWords(passed / n)}, ${intervalInWords(passed, n)}`,
    },
    figures: figures && [
      { label: "Mean", value: inPoints(figures.mean) },
      { label: "Median", value: inPoints(figures.median) },
      { label: "Standard deviation", value: `${figureInWords(figures.standardDeviation)} points` },
      { label: "Skewness", value: figureInWords(figures.skewness) },
      { label: "Kurtosis", value: figureInWords(figures.kurtosis) },
      { label: "Internal consistency", value: ofWhole(indexInWords(figures.consistency)) },
      { label: "Error ratio", value: ofWhole(indexInWords(figures.errorRatio)) },
      {
        label: "Standard error",
        value: ofWhole(`${figureInWords(figures.standardError)} points`),
      },
    ],
  };
}

function shownItem(analysed: AnalysedItem, analysis: QuizAnalysis, sample: Sample) {
  const { item, n, right, blank, figures, parts, otherParts, flags } = analysed;
  return {
    id: item.id,
    type: item.type,
    stem: toHtml(item.stem),
    isCritical: item.critical,
    note: sampleNote(sample, n),
    right: countInWords(right, n),
    interval: intervalInWords(right, n),
    blank: countInWords(blank, n),
    figures: figures && {
      share: figures.facility,
      facility: indexInWords(figures.facility),
      standardDeviation: `${figureInWords(figures.standardDeviation)} points`,
      discrimination: indexInWords(figures.discrimination),
      efficiency: indexInWords(figures.efficiency),
      weight: analysis.hasDifferentSheets
        ? "not said of drawn items"
        : indexInWords(figures.effectiveWeight),
      isMastery: figures.isMastery,
    },
    flags: flags.map(flagInWords),
    /** The steps in the right order, which the parts name by their numbers. */
    steps: item.type === "ordering" ? item.steps.map(({ text }) => toHtml(text)) : undefined,
    parts: parts.map(({ part, name, text, prompt, isRight, given, thirds }) => ({
      ...{ part, name, isRight },
      text: text === undefined ? undefined : toHtml(text),
      prompt: prompt && { number: prompt.number, text: toHtml(prompt.text) },
      given: countInWords(given, n),
      share: inPercent(given / n),
      interval: intervalInWords(given, n),
      thirds: thirds && {
        lower: { share: thirds.lower, words: inPercent(thirds.lower) },
        upper: { share: thirds.upper, words: inPercent(thirds.upper) },
      },
    })),
    others: otherParts === 0 ? undefined : countInWords(otherParts, n),
  };
}
