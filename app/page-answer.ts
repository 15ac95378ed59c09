import type { PageProgress } from "./attempt-page.server.ts";
import type { UnreadableResponse } from "./core/attempt-pages.ts";
import type { ShownResponse } from "./core/shown-response.ts";

type Taken = {
  progress: PageProgress;
  /** What is saved now as it was sent, as text, by field. */
  bases: Record<string, string>;
  /** What is saved for items that the page shows as they were before. */
  fresh: Record<string, ShownResponse>;
  /** Where another window or device was met, in words. */
  notices: string[];
};

/** What became of a page that was sent. */
export type PageAnswer =
  | ({ state: "saved" } & Taken)
  | ({ state: "unreadable"; unreadable: Record<string, UnreadableResponse> } & Taken)
  | NotTaken;

/** Nothing of it was saved. */
export type NotTaken =
  /** It never arrived, or the server could not keep it. */
  | {
      state: "not-saved";
      /** Stands in the server's log; without one the server was not reached. */
      reference?: string;
      /** What stands in the form, for a page that is made anew. */
      typed?: Record<string, ShownResponse>;
    }
  | { state: "signed-out"; signInHref: string }
  /** There is no such page any more: trying again would be in vain. */
  | { state: "refused" };

export function isTaken(answer: PageAnswer): answer is Exclude<PageAnswer, NotTaken> {
  return answer.state === "saved" || answer.state === "unreadable";
}

/**
 * What a script's request that failed means for what it sent; undefined for a way that leads on,
 * such as the result of an attempt that was submitted meanwhile.
 */
export function answerOfFailure(failure: unknown): NotTaken | undefined {
  if (!(failure instanceof Response)) return { state: "not-saved" };
  const location = failure.headers.get("Location");
  if (location?.startsWith("/sign-in")) return { state: "signed-out", signInHref: location };
  if (failure.status >= 500) return { state: "not-saved" };
  return failure.status >= 400 ? { state: "refused" } : undefined;
}

/** In the place of a page that could not be asked for. */
export type NotLoaded = { isNotLoaded: true };

/** What was asked for, or that it could not be: a connection that drops must not take the page away. */
export async function orNotLoaded<Loaded>(asked: Promise<Loaded>): Promise<Loaded | NotLoaded> {
  try {
    return await asked;
  } catch (failure) {
    const notLoaded = notLoadedOf(failure);
    if (!notLoaded) throw failure;
    return notLoaded;
  }
}

/** What a loader's failed request means; undefined for what the server has decided. */
export function notLoadedOf(failure: unknown): NotLoaded | undefined {
  const isDecided = failure instanceof Response && failure.status < 500;
  return isDecided ? undefined : { isNotLoaded: true };
}
