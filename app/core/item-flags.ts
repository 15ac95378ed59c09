import { type Item, isChosenOne } from "./item-types.ts";
import type { ItemPart } from "./items/item.ts";

/** A part of responses, and how often it was given. */
export type PartCount = ItemPart & {
  given: number;
  /** Shares of the lower and the upper third by total, from 0 to 1; null where there are too few. */
  thirds: { lower: number; upper: number } | null;
};

/** What is remarkable about an item, and may be a fault of it. */
export type ItemFlag =
  | { kind: "wrong-ones-agree"; name: string; count: number; of: number; prompt?: number }
  | { kind: "good-avoid-right"; name: string; lower: number; upper: number; prompt?: number }
  | { kind: "good-choose-wrong"; name: string; lower: number; upper: number; prompt?: number }
  | { kind: "hardly-chosen"; names: string[]; n: number }
  | { kind: "runs-against"; discrimination: number }
  | { kind: "tells-little"; discrimination: number }
  | { kind: "hard"; facility: number }
  | { kind: "left-blank"; count: number; n: number };

/** From here on an item is mastered: what few got wrong says nothing against it. */
export const MASTERY = 0.9;
/** Fewer wrong ones agree by chance. */
const FEWEST_WRONG = 5;
const AGREEING = 0.8;
/** How much the thirds must differ before it is worth a word. */
const REMARKABLE_DIFFERENCE = 0.1;
const HARDLY = 0.02;
/** Of fewer attempts, nobody choosing something is no sign that nobody would. */
const FEWEST_FOR_HARDLY = 50;
const LITTLE = 0.1;
const HARD = 0.3;
const MANY_BLANKS = 0.1;

export type FlaggedItem = {
  item: Item;
  n: number;
  facility: number;
  discrimination: number | null;
  blank: number;
  parts: readonly PartCount[];
  /** How many gave something wrong that is not among the parts. */
  otherWrong: number;
};

/** What to look at in an item, the gravest first. Nothing at all where it is mastered. */
export function flagsOf(flagged: FlaggedItem): ItemFlag[] {
  const { item, n, facility, discrimination, blank, parts, otherWrong } = flagged;
  if (facility >= MASTERY) return [];
  const flags: ItemFlag[] =
    isChosenOne(item) && !hasOneDistractor(item)
      ? groupsOf(parts).flatMap((group) => agreement(group, otherWrong))
      : [];
  for (const { name, isRight, thirds, prompt } of parts) {
    const difference = thirds ? thirds.upper - thirds.lower : 0;
    if (!thirds || Math.abs(difference) < REMARKABLE_DIFFERENCE) continue;
    if (isRight === difference > 0) continue;
    const kind = isRight ? "good-avoid-right" : "good-choose-wrong";
    flags.push({ kind, name, ...thirds, ...(prompt && { prompt: prompt.number }) });
  }
  if (discrimination !== null && discrimination < 0) {
    flags.push({ kind: "runs-against", discrimination });
  } else if (discrimination !== null && discrimination < LITTLE) {
    flags.push({ kind: "tells-little", discrimination });
  }
  if (facility < HARD) flags.push({ kind: "hard", facility });
  if (blank >= MANY_BLANKS * n) flags.push({ kind: "left-blank", count: blank, n });
  const hardly = parts.filter(({ isRight, given }) => !isRight && given < HARDLY * n);
  if (n >= FEWEST_FOR_HARDLY && hardly.length > 0 && hasDistractors(item)) {
    flags.push({ kind: "hardly-chosen", names: hardly.map(({ name }) => name), n });
  }
  return flags;
}

/** Parts that stand for the same thing that was asked: of a matching item, each prompt. */
function groupsOf(parts: readonly PartCount[]): PartCount[][] {
  const groups = new Map<number | undefined, PartCount[]>();
  for (const part of parts) {
    const number = part.prompt?.number;
    groups.set(number, [...(groups.get(number) ?? []), part]);
  }
  return [...groups.values()];
}

function agreement(parts: readonly PartCount[], otherWrong: number): ItemFlag[] {
  const wrong = parts.filter(({ isRight }) => !isRight);
  const of = wrong.reduce((sum, { given }) => sum + given, otherWrong);
  const [most] = wrong.toSorted((one, other) => other.given - one.given);
  if (!most || of < FEWEST_WRONG || most.given < AGREEING * of) return [];
  const { name, given: count, prompt } = most;
  return [{ kind: "wrong-ones-agree", name, count, of, ...(prompt && { prompt: prompt.number }) }];
}

/** Where there is only one wrong choice, all who are wrong agree. */
function hasOneDistractor(item: Item): boolean {
  if (item.type === "single") return item.choices.length === 2;
  if (item.type === "hotspot") return item.regions.length === 2;
  return item.type === "true-false";
}

/** Wrong things to choose that an author has written, each to be chosen by somebody. */
function hasDistractors({ type }: Item): boolean {
  return type === "single" || type === "multiple" || type === "hotspot";
}

/** A flag in plain words. */
export function flagInWords(flag: ItemFlag): string {
  switch (flag.kind) {
    case "wrong-ones-agree": {
      const { count, of, name, prompt } = flag;
      const where = prompt === undefined ? "" : ` at prompt ${prompt}`;
      return `${count} of ${of} who were wrong${where} chose ${name}: check the key.`;
    }
    case "good-avoid-right":
      return `Those who did well overall chose ${named(flag)}, which is right, less often than those who did badly (${shares(flag)}): check the key and the wording.`;
    case "good-choose-wrong":
      return `Those who did well overall chose ${named(flag)}, which is wrong, more often than those who did badly (${shares(flag)}): is it wrong for those who know a lot?`;
    case "hardly-chosen": {
      const { names, n } = flag;
      return names.length === 1
        ? `Fewer than 2 in 100 chose this distractor: ${names[0]} (n = ${n}). What nobody takes for right asks nothing.`
        : `Fewer than 2 in 100 chose each of these distractors: ${names.join(", ")} (n = ${n}). What nobody takes for right asks nothing.`;
    }
    case "runs-against":
      return `Whoever did better on the other items did worse on this one (discrimination ${inPercent(flag.discrimination)}).`;
    case "tells-little":
      return `It hardly tells those who did well on the other items from those who did not (discrimination ${inPercent(flag.discrimination)}).`;
    case "hard":
      return `Only ${inPercent(flag.facility)} of the points were had: is it taught, is the stem clear, is the key right?`;
    case "left-blank":
      return `${flag.count} of ${flag.n} left it blank: is it clear what is to be done?`;
  }
}

function named({ name, prompt }: { name: string; prompt?: number }): string {
  return prompt === undefined ? name : `${name} at prompt ${prompt}`;
}

function shares({ lower, upper }: { lower: number; upper: number }): string {
  return `${inPercent(upper)} against ${inPercent(lower)}`;
}

/** "62 %": a share or an index in whole percent. */
export function inPercent(share: number): string {
  return `${Math.round(share * 100)} %`.replace("-", "−");
}
