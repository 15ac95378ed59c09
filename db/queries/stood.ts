import { and, gt, isNull, lte, or, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** A condition: the row was there at the instant, and not withdrawn by then; or is not now. */
export function stood(from: PgColumn, withdrawn: PgColumn, at: Date | undefined): SQL | undefined {
  if (!at) return isNull(withdrawn);
  return and(lte(from, at), or(isNull(withdrawn), gt(withdrawn, at)));
}
