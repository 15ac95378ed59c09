import { z } from "zod";
import type { Picture } from "#app/core/pictures.ts";
import { markdown, plainText, stableId } from "./fields.ts";
import type { ItemFault } from "./item.ts";

/** Where a region lies: the box around it, in percent of the picture's width and height. */
const percentOfPicture = z.number().min(0).max(100);

export const region = z
  .strictObject({
    id: stableId.describe("Unique in the item, and the same for ever: responses hang on it."),
    label: plainText
      .max(120, "must not be longer than 120 characters")
      .describe("What it is called in the list beside the picture; enough to choose by."),
    shape: z
      .enum(["ellipse", "rectangle"])
      .default("ellipse")
      .describe("How it is drawn inside its box."),
    x: percentOfPicture.describe("Left edge of its box, in percent of the picture's width."),
    y: percentOfPicture.describe("Top edge of its box, in percent of the picture's height."),
    width: percentOfPicture.describe("Width of its box, in percent of the picture's width."),
    height: percentOfPicture.describe("Height of its box, in percent of the picture's height."),
    correct: z.boolean().default(false).describe("Whether the region is right."),
    critical: z
      .boolean()
      .default(false)
      .describe("A harmful region: choosing it fails the attempt, whatever the score."),
    rationale: markdown.describe("Why this region is right or wrong. Markdown."),
  })
  .meta({ title: "region" });

export type Region = z.output<typeof region>;
/** The box around a region. */
export type Box = Pick<Region, "x" | "y" | "width" | "height">;

/** What a finger can hit (WCAG 2.2, 2.5.8), in pixels. */
const SMALLEST_TARGET = 24;
/** How wide a picture is on the narrowest screen, in pixels: 320 less the margins of the page. */
const NARROWEST_PICTURE = 288;
/** Sums of decimals are off by less than this. */
const ROUNDING = 1e-6;

/**
 * Regions from the top down, and from left to right: an order that follows from the picture and
 * says nothing about the key, as the order of the file could.
 */
export function inReadingOrder(regions: readonly Region[]): Region[] {
  return [...regions].sort((one, other) => one.y - other.y || one.x - other.x);
}

/** Faults of where regions lie: outside the picture, too small to hit, over each other. */
export function placeFaults(regions: readonly Region[], picture: Picture): ItemFault[] {
  return regions.flatMap((each, index) => {
    const path = ["regions", index];
    const problem =
      outsideProblem(each) ?? sizeProblem(each, picture) ?? overlapProblem(regions, index);
    return problem === undefined ? [] : [{ path, message: problem }];
  });
}

function outsideProblem({ id, x, y, width, height }: Region): string | undefined {
  if (x + width > 100 + ROUNDING) {
    return `The region "${id}" reaches beyond the right edge of the picture: "x" and "width" make ${shown(x + width)}, and 100 is the edge.`;
  }
  if (y + height > 100 + ROUNDING) {
    return `The region "${id}" reaches beyond the lower edge of the picture: "y" and "height" make ${shown(y + height)}, and 100 is the edge.`;
  }
  return undefined;
}

function sizeProblem({ id, width, height }: Region, picture: Picture): string | undefined {
  const pictureHeight = (NARROWEST_PICTURE * picture.height) / picture.width;
  const least = {
    width: (SMALLEST_TARGET / NARROWEST_PICTURE) * 100,
    height: (SMALLEST_TARGET / pictureHeight) * 100,
  };
  if (width >= least.width - ROUNDING && height >= least.height - ROUNDING) return undefined;
  return (
    `The region "${id}" is too small for a finger on a phone. ` +
    `On this picture it needs a "width" of at least ${roundedUp(least.width)} and a "height" of at least ${roundedUp(least.height)}.`
  );
}

function overlapProblem(regions: readonly Region[], index: number): string | undefined {
  const one = regions[index];
  const other = one && regions.slice(0, index).find((earlier) => doOverlap(one, earlier));
  return other && `The regions "${other.id}" and "${one.id}" overlap. Move them apart.`;
}

type Point = { x: number; y: number };
type Outlined = Box & Pick<Region, "shape">;

/** Points on each outline that are tried; finer than a pixel on a small screen. */
const OUTLINE_POINTS = 720;

/** True if the two share more than an edge. */
export function doOverlap(one: Outlined, other: Outlined): boolean {
  const isClear =
    one.x + one.width <= other.x + ROUNDING ||
    other.x + other.width <= one.x + ROUNDING ||
    one.y + one.height <= other.y + ROUNDING ||
    other.y + other.height <= one.y + ROUNDING;
  if (isClear) return false;
  // Of two shapes without dents that overlap, one reaches into the other with its outline.
  return (
    pointsOf(one).some((point) => contains(other, point)) ||
    pointsOf(other).some((point) => contains(one, point))
  );
}

/** The centre of a shape, and points all along its outline. */
function pointsOf(shape: Outlined): Point[] {
  const centre = { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
  const outline = Array.from({ length: OUTLINE_POINTS }, (_, index) => {
    const angle = (index / OUTLINE_POINTS) * 2 * Math.PI;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    // A rectangle is reached by going on from the circle to the edge of the square around it.
    const stretch = shape.shape === "ellipse" ? 1 : 1 / Math.max(Math.abs(cos), Math.abs(sin));
    return {
      x: centre.x + (cos * stretch * shape.width) / 2,
      y: centre.y + (sin * stretch * shape.height) / 2,
    };
  });
  return [centre, ...outline];
}

function contains({ x, y, width, height, shape }: Outlined, point: Point): boolean {
  const across = Math.abs(point.x - x - width / 2) / (width / 2);
  const down = Math.abs(point.y - y - height / 2) / (height / 2);
  const distance = shape === "ellipse" ? Math.hypot(across, down) : Math.max(across, down);
  return distance < 1 - ROUNDING;
}

function shown(number: number): number {
  return Math.round(number * 100) / 100;
}

function roundedUp(number: number): number {
  return Math.ceil(number * 10 - ROUNDING) / 10;
}
