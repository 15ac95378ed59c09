import { formatDay } from "./calendar.ts";
import { canonicalJson } from "./canonical-json.ts";
import { differencesOf, type ItemDifference, isScoredOtherwise } from "./item-comparison.ts";
import { itemsOf, type Quiz, type Section } from "./quiz.ts";

/** What happened to an item between two versions. */
export type ItemChange = {
  itemId: string;
  /** As it reads in the later version that has it. Markdown. */
  stem: string;
  differences: (ItemDifference | "moved")[];
  /** True where results of the one version would have been scored otherwise by the other. */
  isScoredOtherwise: boolean;
};

export type NamedItem = Pick<ItemChange, "itemId" | "stem">;

/** A decision about the quiz as a whole; undefined where the version says nothing. */
export type SettingChange = { label: string; before?: string; after?: string };

/** What changed from one version of a quiz to another. Versions that say the same differ in nothing. */
export type QuizDiff = {
  added: NamedItem[];
  removed: NamedItem[];
  changed: ItemChange[];
  settings: SettingChange[];
};

/** What changed from `before` to `after`, in the order of the later version. */
export function diffQuizzes(before: Quiz, after: Quiz): QuizDiff {
  const old = new Map(itemsOf(before).map((item) => [item.id, item]));
  const now = new Map(itemsOf(after).map((item) => [item.id, item]));
  const moved = movedItems(before, after);
  const changed = [...now.values()].flatMap((item): ItemChange[] => {
    const was = old.get(item.id);
    if (!was) return [];
    const differences = [
      ...differencesOf(was, item),
      ...(moved.has(item.id) ? (["moved"] as const) : []),
    ];
    if (differences.length === 0) return [];
    const scored = isScoredOtherwise(differencesOf(was, item));
    return [{ itemId: item.id, stem: item.stem, differences, isScoredOtherwise: scored }];
  });
  return {
    added: [...now.values()].filter(({ id }) => !old.has(id)).map(named),
    removed: [...old.values()].filter(({ id }) => !now.has(id)).map(named),
    changed,
    settings: settingChanges(before, after),
  };
}

/** Whether two versions differ in nothing that a file can say. */
export function isEmptyDiff({ added, removed, changed, settings }: QuizDiff): boolean {
  return [added, removed, changed, settings].every((changes) => changes.length === 0);
}

function named({ id, stem }: { id: string; stem: string }): NamedItem {
  return { itemId: id, stem };
}

/**
 * Items that stand in another section, or elsewhere in theirs: as few of them as explain the new
 * order. One that comes or goes moves nobody.
 */
function movedItems(before: Quiz, after: Quiz): Set<string> {
  const old = placesOf(before);
  const moved = new Set<string>();
  for (const section of after.sections) {
    const stayed = section.items.flatMap(({ id }) => {
      const place = old.get(id);
      if (!place) return [];
      if (place.sectionId !== section.id) moved.add(id);
      return place.sectionId === section.id ? [{ id, position: place.position }] : [];
    });
    const inOrder = longestRising(stayed.map(({ position }) => position));
    for (const { id, position } of stayed) if (!inOrder.has(position)) moved.add(id);
  }
  return moved;
}

function placesOf({ sections }: Quiz): Map<string, { sectionId: string; position: number }> {
  return new Map(
    sections.flatMap(({ id: sectionId, items }) =>
      items.map(({ id }, position) => [id, { sectionId, position }] as const),
    ),
  );
}

/** A longest part of different numbers that rises, as a set. */
function longestRising(numbers: readonly number[]): Set<number> {
  const best: number[][] = [];
  for (const number of numbers) {
    const longest = best
      .filter((chain) => (chain.at(-1) ?? number) < number)
      .reduce<number[]>((long, chain) => (chain.length > long.length ? chain : long), []);
    best.push([...longest, number]);
  }
  return new Set(
    best.reduce<number[]>((long, chain) => (chain.length > long.length ? chain : long), []),
  );
}

type Setting = { label: string; of: (quiz: Quiz) => string | undefined };

const SETTINGS: readonly Setting[] = [
  { label: "Title", of: ({ title }) => title },
  { label: "Summary", of: ({ summary }) => summary },
  { label: "Passing score", of: ({ passingScore }) => `${passingScore} %` },
  {
    label: "Time limit",
    of: ({ timeLimitMinutes }) =>
      timeLimitMinutes === undefined ? undefined : counted(timeLimitMinutes, "minute"),
  },
  { label: "Attempts in each cycle", of: ({ attempts }) => attempts?.limit?.toString() },
  {
    label: "Wait after a failed attempt",
    of: ({ attempts }) => (attempts?.waitHours ? counted(attempts.waitHours, "hour") : undefined),
  },
  { label: "Items on a page", of: ({ itemsPerPage }) => String(itemsPerPage) },
  { label: "Shuffled", of: ({ shuffle }) => shuffle.toSorted().join(", ") },
  { label: "Review", of: ({ review }) => review.replace("-", " ") },
  { label: "Language", of: ({ language }) => language },
  { label: "Owner", of: ({ owner }) => owner },
  { label: "Review by", of: ({ reviewBy }) => formatDay(reviewBy) },
];

function settingChanges(before: Quiz, after: Quiz): SettingChange[] {
  const ofQuiz = SETTINGS.map(({ label, of }) => ({
    label,
    before: of(before) || undefined,
    after: of(after) || undefined,
  }));
  return [...ofQuiz, ...sectionChanges(before, after), ...sourceChanges(before, after)].filter(
    (change) => change.before !== change.after,
  );
}

/** Sections that came, went, or changed their own rules. */
function sectionChanges(before: Quiz, after: Quiz): SettingChange[] {
  const old = new Map(before.sections.map((section) => [section.id, section]));
  const now = new Map(after.sections.map((section) => [section.id, section]));
  const order = (sections: ReadonlyMap<string, Section>, others: ReadonlyMap<string, Section>) =>
    [...sections.keys()].filter((id) => others.has(id)).join(", ");
  return [
    ...[...new Set([...old.keys(), ...now.keys()])].map((id) => ({
      label: `Section “${(now.get(id) ?? old.get(id))?.title ?? id}”`,
      before: sectionInWords(old.get(id)),
      after: sectionInWords(now.get(id)),
    })),
    { label: "Order of sections", before: order(old, now), after: order(now, old) },
  ];
}

function sectionInWords(section: Section | undefined): string | undefined {
  if (!section) return undefined;
  const { title, draw, minimum } = section;
  const drawn = draw === undefined ? "all items" : `${counted(draw, "item")} drawn`;
  return `${title}: ${drawn}${minimum === undefined ? "" : `, at least ${minimum} %`}`;
}

function sourceChanges(before: Quiz, after: Quiz): SettingChange[] {
  return [...new Set([...Object.keys(before.sources), ...Object.keys(after.sources)])]
    .filter(
      (id) =>
        canonicalJson(before.sources[id] ?? null) !== canonicalJson(after.sources[id] ?? null),
    )
    .map((id) => ({
      label: `Source ${id}`,
      before: sourceInWords(before.sources[id]),
      after: sourceInWords(after.sources[id]),
    }));
}

function sourceInWords(source: Quiz["sources"][string] | undefined): string | undefined {
  if (!source) return undefined;
  const { title, authors, publisher, year, url } = source;
  return [title, authors, publisher, year, url].filter((part) => part !== undefined).join(", ");
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

const DIFFERENCE_WORDS: Record<ItemDifference | "moved", string> = {
  type: "Another type of item",
  key: "Re-keyed",
  credit: "Credit changed",
  parts: "Choices added or removed",
  wording: "Reworded",
  explanation: "Explanation or sources changed",
  order: "Choices in another order",
  moved: "Moved",
};

/** What changed of an item, in a word or two. */
export function differenceInWords(difference: ItemDifference | "moved"): string {
  return DIFFERENCE_WORDS[difference];
}
