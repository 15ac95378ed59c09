import { z } from "zod";
import { type Picture, picture } from "#app/core/pictures.ts";
import {
  harmOfChoices,
  type PresentedItemBase,
  placesOf,
  presentBase,
  type ReviewedItemBase,
  reviewBase,
  scoreChosen,
  tellingIdFaults,
} from "./choices.ts";
import { baseItemFields } from "./fields.ts";
import type { ItemFault, ItemType } from "./item.ts";
import { type Box, inReadingOrder, placeFaults, type Region, region } from "./regions.ts";

const schema = z.strictObject({
  type: z.literal("hotspot"),
  ...baseItemFields,
  image: picture.describe("The picture with the regions on it."),
  select: z
    .enum(["one", "several"])
    .default("one")
    .describe("one: exactly one region is right, and one can be chosen. several: any number."),
  scoring: z
    .enum(["net", "exact"])
    .optional()
    .describe('How "several" is scored, as in a "multiple" item; "net" when left out.'),
  regions: z
    .array(region)
    .min(2, "needs at least two regions")
    .max(26, "can have 26 regions at the most: each has a letter")
    .describe("What can be chosen on the picture."),
});

export type HotspotItem = z.output<typeof schema>;
/** The ids of the chosen regions, in the order of the quiz file; never empty. */
export type HotspotResponse = string[];

export type PresentedRegion = Pick<Region, "id" | "label" | "shape"> & Box;
export type ReviewedRegion = PresentedRegion & {
  rationale: string;
  chosen: boolean;
  correct: boolean;
  harmful: boolean;
};

type Shown = Pick<HotspotItem, "select"> & {
  image: Picture;
  /** Of "several". */
  scoring: "net" | "exact";
};
export type PresentedHotspot = PresentedItemBase<"hotspot"> &
  Shown & { regions: PresentedRegion[] };
export type ReviewedHotspot = ReviewedItemBase<"hotspot"> & Shown & { regions: ReviewedRegion[] };

/**
 * Regions to be picked on a picture. One right region is scored like "single", several like
 * "multiple". The picture is one way to choose; the labels are another, and enough.
 */
export const hotspot = {
  type: "hotspot",
  schema,
  faults({ image, select, scoring, regions }) {
    const faults = [...namingFaults(regions), ...placeFaults(regions, image)];
    const right = regions.filter(({ correct }) => correct).length;
    if (select === "one" && right !== 1) {
      faults.push({
        path: ["regions"],
        message: `A "hotspot" item has exactly one correct region unless "select" is "several"; this one has ${right}.`,
      });
    }
    if (select === "several" && right === 0) {
      faults.push({
        path: ["regions"],
        message: 'A "hotspot" item needs at least one correct region; this one has none.',
      });
    }
    if (select === "one" && scoring !== undefined) {
      faults.push({
        path: ["scoring"],
        message:
          '"scoring" is for several regions: where one is chosen, it is right or wrong. Take it out, or let "select" be "several".',
      });
    }
    return faults;
  },
  present: (item, { reorder }) => ({
    ...presentBase(item),
    ...shownOf(item),
    regions: reorder(inReadingOrder(item.regions)).map(presentRegion),
  }),
  readResponse({ id, select, regions }, form) {
    const values = form.getAll(id);
    const chosen = regions.map((each) => each.id).filter((each) => values.includes(each));
    if (chosen.length !== new Set(values).size) {
      return { problem: "Choose from the regions shown." };
    }
    if (select === "one" && chosen.length > 1) return { problem: "Choose one region only." };
    return { response: chosen.length === 0 ? undefined : chosen };
  },
  fields: ({ id }, response) => ({ [id]: response }),
  isComplete: () => true,
  score: (item, response = []) =>
    scoreChosen(item.regions, response, item.select === "one" ? "exact" : shownOf(item).scoring),
  harm: ({ regions }, response) => harmOfChoices(regions, response),
  review: (item, response, { reorder }) => ({
    ...reviewBase(item, response),
    ...shownOf(item),
    regions: reorder(inReadingOrder(item.regions)).map((each) => ({
      ...presentRegion(each),
      rationale: each.rationale,
      chosen: response?.includes(each.id) ?? false,
      correct: each.correct,
      harmful: each.critical,
    })),
  }),
  partsOf: ({ regions }, response) => placesOf(regions, response),
  describeParts: ({ regions }) =>
    regions.map(({ label, correct }, place) => ({
      part: String(place),
      name: `“${label}”`,
      isRight: correct,
    })),
} satisfies ItemType<HotspotItem, HotspotResponse, PresentedHotspot, ReviewedHotspot>;

function shownOf({ image, select, scoring = "net" }: HotspotItem): Shown {
  return { image, select, scoring };
}

function presentRegion({ id, label, shape, x, y, width, height }: Region): PresentedRegion {
  return { id, label, shape, x, y, width, height };
}

/** Faults of what regions are called, and of what they mean. */
function namingFaults(regions: readonly Region[]): ItemFault[] {
  const faults: ItemFault[] = [];
  for (const [index, { id, label, correct, critical }] of regions.entries()) {
    const earlier = regions.slice(0, index);
    if (earlier.some((each) => each.id === id)) {
      faults.push({
        path: ["regions", index, "id"],
        message: `The region id "${id}" is used twice in this item. Give each region its own id.`,
      });
    }
    faults.push(...tellingIdFaults(["regions", index], id));
    if (earlier.some((each) => each.label === label)) {
      faults.push({
        path: ["regions", index, "label"],
        message: `Two regions are called "${label}". Whoever goes by the list could not tell them apart.`,
      });
    }
    if (correct && critical) {
      faults.push({
        path: ["regions", index, "critical"],
        message: `The region "${id}" is both correct and critical (harmful). It can be only one of them.`,
      });
    }
  }
  return faults;
}
