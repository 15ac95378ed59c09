import { expect, test } from "vitest";
import { seededRandom, seedFor, shuffled } from "./random.ts";

test("a seed gives the same numbers in every release: stored attempts depend on it", () => {
  const random = seededRandom(1);
  // The first numbers of Mulberry32 for this seed.
  expect([random(), random(), random()]).toEqual([
    0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
  ]);
  expect(seedFor(1, "never-today")).toBe(2_567_888_570);
  expect(shuffled([..."ABCDEFGH"], seededRandom(20_270_211)).join("")).toBe("HEBGCDFA");
});

test("numbers lie from 0 up to, never reaching, 1, and fill that range evenly", () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  const random = seededRandom(7);
  for (let count = 0; count < 10_000; count += 1) {
    const tenth = Math.floor(random() * 10);
    tenths[tenth] = (tenths[tenth] ?? Number.NaN) + 1;
  }
  expect(tenths).toHaveLength(10);
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test("a shuffle keeps everything once, and leaves what it was given as it was", () => {
  const things = Object.freeze(["A", "B", "C", "D"]);
  for (let seed = 0; seed < 50; seed += 1) {
    expect(shuffled(things, seededRandom(seed)).sort()).toEqual(["A", "B", "C", "D"]);
  }
  expect(shuffled([], seededRandom(1))).toEqual([]);
  expect(shuffled(["A"], seededRandom(1))).toEqual(["A"]);
});

test("every order of three is about equally likely", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed += 1) {
    const order = shuffled([..."ABC"], seededRandom(seed)).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(["ABC", "ACB", "BAC", "BCA", "CAB", "CBA"]);
  // Five standard deviations of a fair shuffle are 145.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(145);
});

test("a part's seed depends on the part and on the whole, and fits 32 bits", () => {
  expect(seedFor(1, "one")).toBe(seedFor(1, "one"));
  const seeds = [seedFor(1, "one"), seedFor(1, "two"), seedFor(2, "one"), seedFor(1, "eno")];
  expect(new Set(seeds).size).toBe(4);
  for (const seed of [...seeds, seedFor(0xffff_ffff, "naïve ☃ 🩹"), seedFor(-1, "")]) {
    expect(seed).toBe(seed >>> 0);
  }
});

test("the orders of two items in one attempt do not follow from each other", () => {
  const pairs = new Map<string, number>();
  for (let seed = 0; seed < 3600; seed += 1) {
    const [one, other] = ["item-1", "item-2"].map((id) =>
      shuffled([..."ABC"], seededRandom(seedFor(seed, id))).join(""),
    );
    const pair = `${one} ${other}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  expect(pairs.size).toBe(36);
  for (const count of pairs.values()) expect(Math.abs(count - 100)).toBeLessThan(50);
});
