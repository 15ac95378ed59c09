import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("./styles.css", import.meta.url), "utf8");

const TINTS = ["accent-soft", "good-soft", "soon-soft", "bad-soft", "info-soft"];
const GROUNDS = ["surface", "raised", "muted"];
const MEANINGS = ["good", "soon", "bad", "info"];

const TEXT: [string, string[]][] = [
  ["ink", [...GROUNDS, ...TINTS]],
  ["ink-soft", [...GROUNDS, ...TINTS]],
  ["accent", [...GROUNDS, "accent-soft"]],
  ["on-accent", ["accent", "accent-strong", "bad"]],
  ...["ink", "accent", "good", "bad"].map((name): [string, string[]] => [
    `paper-${name}`,
    ["paper"],
  ]),
  ...MEANINGS.map((meaning): [string, string[]] => [meaning, [...GROUNDS, `${meaning}-soft`]]),
];

const SHAPES: [string, string[]][] = [
  ["line-strong", [...GROUNDS, "accent-soft"]],
  ["accent", [...GROUNDS, ...TINTS]],
  ...MEANINGS.map((meaning): [string, string[]] => [
    `${meaning}-fill`,
    ["surface", "raised", `${meaning}-soft`],
  ]),
];

const THEMES = { light: tokensOf("@theme {"), dark: tokensOf("prefers-color-scheme: dark") };

test("the dark theme gives every colour that the light one has", () => {
  expect(THEMES.light.size).toBeGreaterThan(0);
  expect([...THEMES.dark.keys()]).toEqual([...THEMES.light.keys()]);
});

test.each(pairs(TEXT))("$theme: text in $front on $back reaches 7:1", ({ theme, front, back }) => {
  expect(contrast(luminance(theme, front), luminance(theme, back))).toBeGreaterThanOrEqual(7);
});

test.each(pairs(SHAPES))("$theme: $front drawn on $back reaches 3:1", ({ theme, front, back }) => {
  expect(contrast(luminance(theme, front), luminance(theme, back))).toBeGreaterThanOrEqual(3);
});

type Theme = keyof typeof THEMES;
type Oklch = [lightness: number, chroma: number, hue: number];

function pairs(table: [string, string[]][]): { theme: Theme; front: string; back: string }[] {
  return (["light", "dark"] as const).flatMap((theme) =>
    table.flatMap(([front, backs]) => backs.map((back) => ({ theme, front, back }))),
  );
}

function tokensOf(opening: string): Map<string, Oklch> {
  const start = css.indexOf(opening);
  const block = css.slice(start, css.indexOf("}", start));
  const found = block.matchAll(/--color-([a-z-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g);
  return new Map(
    [...found].map(([, name = "", ...numbers]) => [name, numbers.map(Number) as Oklch]),
  );
}

function luminance(theme: Theme, token: string): number {
  const colour = THEMES[theme].get(token);
  if (!colour) throw new Error(`styles.css has no colour "${token}" in its ${theme} theme`);
  const [red, green, blue] = linearRgb(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linearRgb([lightness, chroma, hue]: Oklch): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    inGamut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    inGamut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    inGamut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function inGamut(channel: number): number {
  return Math.min(1, Math.max(0, channel));
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
