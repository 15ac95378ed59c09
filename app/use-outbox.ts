import { useEffect, useRef, useState } from "react";
import { type Post, pauseAfter, withoutPost, withPost, withSent } from "./core/outbox.ts";
import { forgetOthers, keepPosts, keptPosts, type Owner } from "./kept-responses.ts";
import { isTaken, type NotTaken, type PageAnswer } from "./page-answer.ts";

/** Sends a form without leaving the page: Remix's fetcher, as far as it is needed here. */
type Sender = {
  submit: (fields: URLSearchParams, options: { method: "post"; action: string }) => void;
  data: PageAnswer | undefined;
};

type OutboxState = {
  /** How many posts the server has not taken yet. */
  waiting: number;
  /** Why they are waiting, once a try has failed. */
  trouble?: NotTaken;
  /** False where the browser keeps nothing, so that leaving the page would lose them. */
  isKept: boolean;
};

export type Outbox = OutboxState & {
  /** Sends the newest state of a page, after what is under way. */
  add: (path: string, body: string) => void;
  /** Tries again now. */
  flush: () => void;
  isEmpty: () => boolean;
};

/**
 * Sends pages one after the other, so that an older state can never overtake a newer one, keeps
 * them on this device until the server has taken them, and tries again what failed. It begins with
 * what an earlier page, window or life of the browser has left for this attempt.
 * @param onAnswer is told of every answer, and whether its post was made on this page
 */
export function useOutbox(
  owner: Owner,
  sender: Sender,
  onAnswer: (answer: PageAnswer, isFromHere: boolean) => void,
): Outbox {
  const posts = useRef<Post[]>([]);
  const gone = useRef(new Set<string>());
  const here = useRef("");
  const underWay = useRef<string>();
  const failures = useRef(0);
  const [state, setState] = useState<OutboxState>({ waiting: 0, isKept: true });

  function keep(more: Partial<OutboxState> = {}) {
    const isKept = keepPosts(owner, posts.current, gone.current);
    setState((known) => ({ ...known, ...more, isKept, waiting: posts.current.length }));
  }

  function flush() {
    const [next] = posts.current;
    if (!next || underWay.current !== undefined) return;
    underWay.current = next.id;
    posts.current = withSent(posts.current, next.id);
    keep();
    sender.submit(new URLSearchParams(next.body), { method: "post", action: next.path });
  }

  function add(path: string, body: string) {
    here.current ||= newId();
    posts.current = withPost(posts.current, { id: newId(), window: here.current, path, body });
    if (underWay.current === undefined) flush();
    else keep();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was left is taken over once.
  useEffect(() => {
    forgetOthers(owner.personId);
    posts.current = [...keptPosts(owner), ...posts.current];
    flush();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer may start this.
  useEffect(() => {
    const answer = sender.data;
    const post = posts.current.find(({ id }) => id === underWay.current);
    if (!answer || !post) return;
    underWay.current = undefined;
    if (isTaken(answer) || answer.state === "refused") {
      failures.current = 0;
      gone.current.add(post.id);
      posts.current = withoutPost(posts.current, post, isTaken(answer) ? answer.bases : {});
      keep({ trouble: undefined });
    } else {
      failures.current += 1;
      keep({ trouble: answer });
    }
    onAnswer(answer, post.window === here.current);
    if (failures.current === 0) flush();
  }, [sender.data]);

  const { trouble, isKept } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failed try plans the next one.
  useEffect(() => {
    if (!trouble) return;
    // Signing in happens in another window, from which one comes back to this one.
    const again = trouble.state === "signed-out" ? "focus" : "online";
    const pause = trouble.state === "signed-out" ? undefined : pauseAfter(failures.current);
    const timer = pause === undefined ? undefined : setTimeout(flush, pause);
    window.addEventListener(again, flush);
    return () => {
      clearTimeout(timer);
      window.removeEventListener(again, flush);
    };
  }, [trouble]);

  useEffect(() => {
    if (!trouble || isKept) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [trouble, isKept]);

  return { ...state, add, flush, isEmpty: () => posts.current.length === 0 };
}

/** Unlike any other in this browser. */
function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
