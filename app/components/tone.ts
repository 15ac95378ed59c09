/** What a thing means for the person who looks at it. The colours are used for nothing else. */
export type Tone = "good" | "soon" | "bad" | "info" | "none";

/** Text in the colour of a meaning: 7:1 on every ground and on its own tint. */
export const TEXT_OF_TONE: Record<Tone, string> = {
  good: "text-good",
  soon: "text-soon",
  bad: "text-bad",
  info: "text-info",
  none: "text-ink-soft",
};

/** The quiet ground behind such text. */
export const TINT_OF_TONE: Record<Tone, string> = {
  good: "bg-good-soft",
  soon: "bg-soon-soft",
  bad: "bg-bad-soft",
  info: "bg-info-soft",
  none: "bg-muted",
};

/** Shapes that are drawn in the colour of a meaning: 3:1 on every ground. */
export const FILL_OF_TONE: Record<Tone, string> = {
  good: "fill-good-fill",
  soon: "fill-soon-fill",
  bad: "fill-bad-fill",
  info: "fill-info-fill",
  none: "fill-line-strong",
};

export const STROKE_OF_TONE: Record<Tone, string> = {
  good: "stroke-good-fill",
  soon: "stroke-soon-fill",
  bad: "stroke-bad-fill",
  info: "stroke-info-fill",
  none: "stroke-line-strong",
};
