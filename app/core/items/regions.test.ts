import fc from "fast-check";
import { expect, test } from "vitest";
import { aHotspot } from "#tests/support/quiz-files.ts";
import { doOverlap, inReadingOrder, placeFaults } from "./regions.ts";

type Place = {
  shape?: "ellipse" | "rectangle";
  x: number;
  y: number;
  width: number;
  height: number;
};

const PICTURE = { alt: "A face", hash: "0".repeat(64), width: 800, height: 600 };

/** A hotspot whose regions "choice-a", "choice-b" lie where they are put. */
function regionsAt(...places: Place[]) {
  const letters = "ABCDEF".slice(0, places.length);
  return aHotspot({ choices: letters }).regions.map((region, index) => ({
    ...region,
    ...places[index],
  }));
}

function faultsOf(places: Place[], picture = PICTURE): string[] {
  return placeFaults(regionsAt(...places), picture).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
}

test("regions that touch the edges of the picture and each other are in place", () => {
  const halves = [
    { shape: "rectangle" as const, x: 0, y: 0, width: 33.3, height: 100 },
    { shape: "rectangle" as const, x: 33.3, y: 0, width: 66.7, height: 100 },
  ];
  expect(faultsOf(halves)).toStrictEqual([]);
});

test("a region that reaches beyond the picture is a fault, and says by how much", () => {
  const away = { x: 0, y: 0, width: 20, height: 20 };
  expect(faultsOf([away, { x: 85.5, y: 0, width: 15, height: 20 }])).toStrictEqual([
    'regions.1: The region "choice-b" reaches beyond the right edge of the picture: "x" and "width" make 100.5, and 100 is the edge.',
  ]);
  expect(faultsOf([away, { x: 30, y: 90, width: 15, height: 20 }])).toStrictEqual([
    'regions.1: The region "choice-b" reaches beyond the lower edge of the picture: "y" and "height" make 110, and 100 is the edge.',
  ]);
});

// 24 of 288 pixels across; the height follows from the shape of the picture.
test.each([
  [800, 600, 8.4, 11.2, true],
  [800, 600, 8.3, 11.2, false],
  [800, 600, 8.4, 11.1, false],
  [600, 1200, 8.4, 4.2, true],
  [600, 1200, 8.4, 4.1, false],
])("on %i by %i a region of %d by %d percent is large enough: %s", (...line) => {
  const [width, height, regionWidth, regionHeight, isFine] = line;
  const places = [
    { x: 0, y: 0, width: regionWidth, height: regionHeight },
    { x: 50, y: 50, width: 20, height: 20 },
  ];
  const faults = faultsOf(places, { ...PICTURE, width, height });
  expect(faults.length === 0).toBe(isFine);
  if (!isFine) expect(faults[0]).toContain("is too small for a finger on a phone");
});

test("a region that is too small is told how large it must be", () => {
  const places = [
    { x: 0, y: 0, width: 5, height: 5 },
    { x: 50, y: 50, width: 20, height: 20 },
  ];
  expect(faultsOf(places)).toStrictEqual([
    'regions.0: The region "choice-a" is too small for a finger on a phone. On this picture it needs a "width" of at least 8.4 and a "height" of at least 11.2.',
  ]);
});

test("regions that overlap are a fault at the later one", () => {
  const places = [
    { x: 0, y: 0, width: 20, height: 20 },
    { x: 40, y: 40, width: 20, height: 20 },
    { x: 45, y: 55, width: 20, height: 20 },
  ];
  expect(faultsOf(places)).toStrictEqual([
    'regions.2: The regions "choice-b" and "choice-c" overlap. Move them apart.',
  ]);
});

const ellipse = { shape: "ellipse" } as const;
const rectangle = { shape: "rectangle" } as const;
const square = { x: 0, y: 0, width: 20, height: 20 };

test.each([
  ["the same place", { ...ellipse, ...square }, { ...ellipse, ...square }, true],
  [
    "one in the other",
    { ...rectangle, ...square },
    { ...ellipse, x: 8, y: 8, width: 4, height: 4 },
    true,
  ],
  [
    "a cross",
    { ...rectangle, x: 8, y: 0, width: 4, height: 20 },
    { ...rectangle, x: 0, y: 8, width: 20, height: 4 },
    true,
  ],
  ["side by side", { ...rectangle, ...square }, { ...rectangle, ...square, x: 20 }, false],
  [
    "corners of boxes, but not of ellipses",
    { ...ellipse, ...square },
    { ...ellipse, ...square, x: 17, y: 17 },
    false,
  ],
  [
    "corners of rectangles",
    { ...rectangle, ...square },
    { ...rectangle, ...square, x: 17, y: 17 },
    true,
  ],
  [
    "an ellipse in the corner of a box",
    { ...ellipse, ...square },
    { ...rectangle, x: 18, y: 18, width: 9, height: 9 },
    false,
  ],
])("regions overlap where their shapes do: %s", (_, one, other, expected) => {
  expect(doOverlap(one, other)).toBe(expected);
  expect(doOverlap(other, one)).toBe(expected);
});

test("regions in reading order do not depend on the order of the file", () => {
  const places = [
    { x: 60, y: 10, width: 20, height: 20 },
    { x: 10, y: 50, width: 20, height: 20 },
    { x: 10, y: 10, width: 20, height: 20 },
  ];
  const regions = regionsAt(...places);
  fc.assert(
    fc.property(fc.shuffledSubarray(regions, { minLength: 3 }), (shuffled) => {
      const order = inReadingOrder(shuffled).map(({ id }) => id);
      expect(order).toStrictEqual(["choice-c", "choice-a", "choice-b"]);
    }),
  );
});
