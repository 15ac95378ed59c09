/** How sure a person is of a response. Never changes a score (PRODUCT.md section 3). */
export const CERTAINTIES = ["sure", "fairly-sure", "guess"] as const;

export type Certainty = (typeof CERTAINTIES)[number];
