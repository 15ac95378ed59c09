import { baseField } from "./response-base.ts";

/** A page of an attempt on its way to the server: its fields as a browser would post them. */
export type Post = {
  id: string;
  /** The window that wrote it, or one that is gone and has left it behind. */
  window: string;
  /** Where to. */
  path: string;
  /** The fields, URL-encoded. */
  body: string;
  /** Sent at least once: it may have arrived, so it is repeated as it was. */
  isSent: boolean;
};

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** How long to wait before the next try, after so many have failed. */
export function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1));
}

/**
 * The newest state of a page takes the place of an older one of the same window that was not sent
 * yet. What another window has left is a state of its own.
 */
export function withPost(posts: readonly Post[], newest: Omit<Post, "isSent">): Post[] {
  const older = posts.find((post) => isOfSamePage(post, newest) && !post.isSent);
  if (!older) return [...posts, { ...newest, isSent: false }];
  return posts.map((post) => (post === older ? { ...older, body: newest.body } : post));
}

export function withSent(posts: readonly Post[], id: string): Post[] {
  return posts.map((post) => (post.id === id ? { ...post, isSent: true } : post));
}

/**
 * The posts that are left once one was answered. Those of the same page and window were written while
 * it was under way: what it saved is what they change.
 * @param bases what is saved now as it was posted, by field
 */
export function withoutPost(
  posts: readonly Post[],
  answered: Pick<Post, "id" | "window" | "path">,
  bases: Readonly<Record<string, string>>,
): Post[] {
  return posts
    .filter((post) => post.id !== answered.id)
    .map((post) =>
      isOfSamePage(post, answered) && !post.isSent
        ? { ...post, body: withBases(post.body, bases) }
        : post,
    );
}

type PageOfWindow = Pick<Post, "window" | "path">;

function isOfSamePage(one: PageOfWindow, other: PageOfWindow): boolean {
  return one.window === other.window && one.path === other.path;
}

function withBases(body: string, bases: Readonly<Record<string, string>>): string {
  const fields = new URLSearchParams(body);
  for (const [field, base] of Object.entries(bases)) {
    if (fields.has(baseField(field))) fields.set(baseField(field), base);
  }
  return fields.toString();
}

/** Reads posts that were kept as text; what is not one is left out. */
export function postsIn(text: string | null): Post[] {
  if (text === null) return [];
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter(isPost) : [];
  } catch {
    return [];
  }
}

function isPost(thing: unknown): thing is Post {
  if (typeof thing !== "object" || thing === null) return false;
  const { id, window, path, body, isSent } = thing as Record<string, unknown>;
  return (
    typeof id === "string" &&
    typeof window === "string" &&
    typeof path === "string" &&
    typeof body === "string" &&
    typeof isSent === "boolean"
  );
}
