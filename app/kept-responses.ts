import { type Post, postsIn } from "./core/outbox.ts";

/*
 * Responses that are not saved yet, kept on this device so that a browser that ends or a page that
 * is left loses nothing. One entry for each attempt of a person; this file alone knows its name.
 */

export type Owner = { personId: number; attemptId: number };

const PREFIX = "needlepoint.kept.";

function nameOf({ personId, attemptId }: Owner): string {
  return `${PREFIX}${personId}.${attemptId}`;
}

/** What is kept for this attempt, by any window of this browser. */
export function keptPosts(owner: Owner): Post[] {
  try {
    return postsIn(localStorage.getItem(nameOf(owner)));
  } catch {
    return [];
  }
}

/**
 * Keeps the posts of one window beside those of others.
 * @param gone ids of posts that were taken by the server, or given up
 * @returns false if this browser keeps nothing
 */
export function keepPosts(
  owner: Owner,
  posts: readonly Post[],
  gone: ReadonlySet<string>,
): boolean {
  const ours = new Set(posts.map(({ id }) => id));
  const kept = keptPosts(owner).filter(({ id }) => !ours.has(id) && !gone.has(id));
  try {
    if (kept.length + posts.length === 0) localStorage.removeItem(nameOf(owner));
    else localStorage.setItem(nameOf(owner), JSON.stringify([...kept, ...posts]));
    return true;
  } catch {
    return false;
  }
}

/** Forgets what was kept of an attempt: once it is submitted nothing can be saved any more. */
export function forgetAttempt(attemptId: number): void {
  forget((name) => name.endsWith(`.${attemptId}`));
}

/** Forgets what others have left on a shared device. */
export function forgetOthers(personId: number): void {
  forget((name) => !name.startsWith(`${PREFIX}${personId}.`));
}

export function forgetEverybody(): void {
  forget(() => true);
}

function forget(isMeant: (name: string) => boolean): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && isMeant(name)) localStorage.removeItem(name);
    }
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
