import { sql } from "drizzle-orm";
import { db } from "#db/client.server.ts";

/** Resolves when the database answers; rejects when it does not. */
export async function pingDatabase(): Promise<void> {
  const q = await db();
  await q.select({ one: sql`1` });
}
