/** What can be done for many people: they must hold something, have more time for it, or are reminded. */
export const BULK_KINDS = ["assign", "extend", "remind"] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/** "unchanged": there was nothing to do. "refused": it could not be done. */
export const BULK_OUTCOMES = ["done", "unchanged", "refused"] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];
