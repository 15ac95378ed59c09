import { z } from "zod";

/*
 * A picture has two forms. Authors name a file and say what it shows; a published version names the
 * content by its hash and knows its size, so that it shows the same picture for ever. Neither form
 * passes for the other.
 */

/** Folders and file names of plain letters, at most three folders deep: they work on every system. */
const PATH = /^([A-Za-z0-9][A-Za-z0-9_-]*\/){0,3}[A-Za-z0-9][A-Za-z0-9._-]*$/;
const ENDINGS = ["svg", "png", "jpg", "jpeg", "webp"] as const;
type Ending = (typeof ENDINGS)[number];

/** What each ending promises, as browsers call it. */
const MEDIA_TYPES: Record<Ending, string> = {
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
};

/** The most bytes that a picture's file may have. */
export const LARGEST_PICTURE = 2_000_000;

/** The media type that a file name promises, or undefined when no picture may be called that. */
export function mediaTypeOf(fileName: string): string | undefined {
  const ending = ENDINGS.find((each) => fileName.endsWith(`.${each}`));
  return ending && MEDIA_TYPES[ending];
}

const alt = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(300, "must not be longer than 300 characters");

/** A picture as authors write it. */
export const authoredPicture = z
  .strictObject({
    src: z
      .string()
      .regex(
        PATH,
        'must be a path inside the folder of quizzes, of letters, digits and hyphens, for example "hand-hygiene/palm.svg"',
      )
      .refine(
        (path) => mediaTypeOf(path) !== undefined,
        "must end in .svg, .png, .jpg, .jpeg or .webp",
      )
      .describe("Where the file lies, from the folder of quizzes on."),
    alt: alt.describe("What it shows, for those who do not see it; never the answer."),
  })
  .meta({ title: "image" });

/** A picture as a version holds it. */
export const picture = z
  .strictObject({
    alt,
    /** SHA-256 of the file's content, in hex. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    /** Pixels, as the file gives them. */
    width: z.int().positive(),
    height: z.int().positive(),
  })
  .meta({ title: "image" });

export type Picture = z.output<typeof picture>;

/** What is known of a picture's file: what a version keeps of it, or why it cannot be used. */
export type PictureFile = Omit<Picture, "alt"> | { problem: string };
