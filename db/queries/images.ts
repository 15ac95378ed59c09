import { eq } from "drizzle-orm";
import { db, type Queryable, tables } from "#db/client.server.ts";

const { images } = tables;

/** A picture as versions name it: by the SHA-256 of its content, in hex. */
export type StoredImage = { hash: string; mediaType: string; content: Buffer };

/** Stores pictures that are not stored yet, in the transaction that publishes what shows them. */
export async function saveImages(q: Queryable, toStore: readonly StoredImage[]): Promise<void> {
  for (const image of toStore) {
    await q.insert(images).values(image).onConflictDoNothing({ target: images.hash });
  }
}

/**
 * A picture of any version, past or present. Everybody who is signed in may see it: the hash, which
 * nobody can guess, stands only on pages that show it.
 */
export async function findImage(hash: string): Promise<StoredImage | undefined> {
  const q = await db();
  const [image] = await q.select().from(images).where(eq(images.hash, hash));
  return image;
}
