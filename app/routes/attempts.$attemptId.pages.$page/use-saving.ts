import { useFetcher, useNavigation, useSubmit } from "@remix-run/react";
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { PageProgress } from "#app/attempt-page.server.ts";
import type { UnreadableResponse } from "#app/core/attempt-pages.ts";

/** How long to wait before trying again what could not be saved. */
const TRY_AGAIN_AFTER_MS = 4_000;

/** What became of a page that was sent. */
export type PageAnswer =
  | { state: "saved"; progress: PageProgress }
  | {
      state: "unreadable";
      progress: PageProgress;
      unreadable: Record<string, UnreadableResponse>;
    }
  /** It never arrived, or the server could not keep it. */
  | { state: "not-saved" };

type Saving = {
  form: RefObject<HTMLFormElement>;
  onChange: () => void;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  state: "saving" | "not-saved" | "unreadable" | "settled";
  /** Newer than what the page was loaded with, once something was saved. */
  progress?: PageProgress;
  unreadable?: Record<string, UnreadableResponse>;
};

/**
 * Sends the page whenever a response changes. One request is under way at a time, and what changes
 * meanwhile is sent after it, so that an older state can never overtake a newer one.
 * @param moved what became of the page when it was sent by one of its buttons
 */
export function useSaving(moved: PageAnswer | undefined): Saving {
  const form = useRef<HTMLFormElement>(null);
  const fetcher = useFetcher<PageAnswer>();
  const submit = useSubmit();
  const navigation = useNavigation();
  const [answer, setAnswer] = useState(moved);
  const [progress, setProgress] = useState(progressIn(moved));
  const underWay = useRef(false);
  const hasChanged = useRef(false);
  /** Where a button that was pressed meanwhile leads. */
  const goAfterwards = useRef<string>();

  function send() {
    if (!form.current) return;
    underWay.current = true;
    hasChanged.current = false;
    fetcher.submit(fieldsOf(form.current, "stay"), { method: "post" });
  }

  function take(newest: PageAnswer | undefined) {
    if (!newest) return;
    setAnswer(newest);
    setProgress((known) => progressIn(newest) ?? known);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer may start this.
  useEffect(() => take(moved), [moved]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer may start this.
  useEffect(() => {
    const { data } = fetcher;
    if (!data) return;
    underWay.current = false;
    take(data);
    const go = goAfterwards.current;
    goAfterwards.current = undefined;
    if (go !== undefined && form.current) {
      submit(fieldsOf(form.current, go), { method: "post" });
    } else if (hasChanged.current) {
      send();
    }
  }, [fetcher.data]);

  const isLost = answer?.state === "not-saved";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failed try plans the next one.
  useEffect(() => {
    if (!isLost) return;
    const again = () => {
      if (!underWay.current) send();
    };
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const timer = setTimeout(again, TRY_AGAIN_AFTER_MS);
    window.addEventListener("online", again);
    window.addEventListener("beforeunload", warn);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
      window.removeEventListener("beforeunload", warn);
    };
  }, [answer]);

  const isSending = fetcher.state === "submitting" || navigation.state === "submitting";
  return {
    form,
    onChange() {
      if (underWay.current) hasChanged.current = true;
      else send();
    },
    onSubmit(event) {
      if (!underWay.current) return;
      event.preventDefault();
      const { submitter } = event.nativeEvent as SubmitEvent;
      goAfterwards.current = submitter instanceof HTMLButtonElement ? submitter.value : "";
    },
    state: stateOf(isSending, answer),
    progress,
    unreadable: answer?.state === "unreadable" ? answer.unreadable : undefined,
  };
}

function stateOf(isSending: boolean, answer: PageAnswer | undefined): Saving["state"] {
  // While it is tried again, what is not saved stays said.
  if (answer?.state === "not-saved") return "not-saved";
  if (isSending) return "saving";
  return answer?.state === "unreadable" ? "unreadable" : "settled";
}

function progressIn(answer: PageAnswer | undefined): PageProgress | undefined {
  return answer && "progress" in answer ? answer.progress : undefined;
}

function fieldsOf(form: HTMLFormElement, go: string): FormData {
  const fields = new FormData(form);
  fields.set("_go", go);
  return fields;
}
