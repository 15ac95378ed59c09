/** A waiver takes a requirement away, and is no good news about treating. */
export const TONE_OF_EXCEPTION = {
  extension: "info",
  waiver: "info",
  suspension: "bad",
} as const;
