/** Which attempts are looked at: each person's first or newest at the quiz, or all of them. */
export const SAMPLES = ["first", "newest", "all"] as const;
export type Sample = (typeof SAMPLES)[number];

/**
 * Where an attempt stands among those that its person has submitted at the quiz, whatever their
 * version. Each is counted once, at its place; every sample is some of the places.
 */
export const PLACES = ["only", "first", "between", "newest"] as const;
export type Place = (typeof PLACES)[number];

/** The places whose attempts are in a sample. */
export const PLACES_IN: Record<Sample, readonly Place[]> = {
  first: ["only", "first"],
  newest: ["only", "newest"],
  all: PLACES,
};

/** The place of the attempt at `index`, of so many that a person has submitted at a quiz. */
export function placeOf(index: number, submitted: number): Place {
  if (submitted === 1) return "only";
  if (index === 0) return "first";
  return index === submitted - 1 ? "newest" : "between";
}

/** An attempt as it is counted. Marks and totals are units of 1/10000 point. */
export type CountedAttempt = {
  total: number;
  passed: boolean;
  /** What was on its sheet; `position` is the item's among all items of the version. */
  items: readonly { position: number; units: number; parts: readonly string[] }[];
};

/** How attempts with the same total fared at one item. */
export type ItemTally = {
  /** How many had so many units. */
  marks: Map<number, number>;
  /** How many gave this part of a response; "" is a blank. */
  parts: Map<string, number>;
};

/** Tallies by the position of the item in its version. */
export type ItemTallies = Map<number, ItemTally>;

/** Attempts with the same total. */
export type Tally = { attempts: number; passed: number; items: ItemTallies };

export function emptyTally(): Tally {
  return { attempts: 0, passed: 0, items: new Map() };
}

/** Counts an attempt in, or with -1 out again. What nobody is left of is no longer there. */
export function countAttempt(
  tally: Tally,
  { passed, items }: Omit<CountedAttempt, "total">,
  times: 1 | -1,
): void {
  tally.attempts += times;
  tally.passed += passed ? times : 0;
  for (const { position, units, parts } of items) {
    const item = itemAt(tally, position);
    add(item.marks, units, times);
    for (const part of parts) add(item.parts, part, times);
    if (item.marks.size === 0 && item.parts.size === 0) tally.items.delete(position);
  }
}

/** Adds what another tally counted; what is zero afterwards is no longer there. */
export function addTally(tally: Tally, other: Tally): void {
  tally.attempts += other.attempts;
  tally.passed += other.passed;
  for (const [position, { marks, parts }] of other.items) {
    const item = itemAt(tally, position);
    for (const [units, attempts] of marks) add(item.marks, units, attempts);
    for (const [part, attempts] of parts) add(item.parts, part, attempts);
    if (item.marks.size === 0 && item.parts.size === 0) tally.items.delete(position);
  }
}

function itemAt({ items }: Tally, position: number): ItemTally {
  const known = items.get(position);
  if (known) return known;
  const item: ItemTally = { marks: new Map(), parts: new Map() };
  items.set(position, item);
  return item;
}

function add<Key>(counts: Map<Key, number>, key: Key, attempts: number): void {
  const sum = (counts.get(key) ?? 0) + attempts;
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
}

type WrittenItem = [position: number, marks: [number, number][], parts: [string, number][]];

/** Tallies as text. Equal tallies give equal texts. */
export function itemsToText(items: ItemTallies): string {
  const written = [...items]
    .map(
      ([position, { marks, parts }]): WrittenItem => [
        position,
        [...marks].sort(([one], [other]) => one - other),
        [...parts].sort(([one], [other]) => (one < other ? -1 : 1)),
      ],
    )
    .sort(([one], [other]) => one - other);
  return JSON.stringify(written);
}

/** What {@link itemsToText} wrote. */
export function itemsFromText(text: string): ItemTallies {
  const written = JSON.parse(text) as WrittenItem[];
  return new Map(
    written.map(([position, marks, parts]) => [
      position,
      { marks: new Map(marks), parts: new Map(parts) },
    ]),
  );
}
