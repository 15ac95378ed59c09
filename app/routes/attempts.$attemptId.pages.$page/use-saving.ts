import { useFetcher, useLocation, useNavigation, useSubmit } from "@remix-run/react";
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { AttemptPage, PageProgress } from "#app/attempt-page.server.ts";
import type { UnreadableResponse } from "#app/core/attempt-pages.ts";
import { baseField } from "#app/core/response-base.ts";
import type { ShownResponse } from "#app/core/shown-response.ts";
import { isTaken, type NotLoaded, type NotTaken, type PageAnswer } from "#app/page-answer.ts";
import { useOutbox } from "#app/use-outbox.ts";
import { useTypingPause } from "./use-typing-pause.ts";

/** What the page shows of an item; a new `edition` is shown afresh, over what stands in its fields. */
type Shown = ShownResponse & { edition: number };

type Saving = {
  form: RefObject<HTMLFormElement>;
  onChange: (event?: FormEvent<HTMLFormElement>) => void;
  /** A field is left. */
  onBlur: () => void;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  state: "saving" | "not-saved" | "unreadable" | "settled";
  /** Newer than what the page was loaded with, once something was saved. */
  progress?: PageProgress;
  unreadable?: Record<string, UnreadableResponse>;
  /** By item id. */
  shown: Record<string, Shown>;
  /** Where another window or device was met. */
  notices: string[];
  /** Why something is not saved yet. */
  trouble?: NotTaken;
  /** True where this device keeps it until it is. */
  isKept: boolean;
  /** True after a way on was asked for that could not be gone. */
  isHeldUp: boolean;
};

/**
 * Sends the page whenever a response changes, and holds every way on until all is saved.
 * @param moved what became of the page when it was sent by one of its buttons
 */
export function useSaving(page: AttemptPage, moved: PageAnswer | undefined): Saving {
  const form = useRef<HTMLFormElement>(null);
  const { pathname } = useLocation();
  const submit = useSubmit();
  const navigation = useNavigation();
  const reloaded = useFetcher<AttemptPage | NotLoaded>();
  const [answer, setAnswer] = useState(moved);
  const [progress, setProgress] = useState(moved && isTaken(moved) ? moved.progress : undefined);
  const [shown, setShown] = useState(() => shownOn(page, moved));
  const [notices, setNotices] = useState(moved && isTaken(moved) ? moved.notices : []);
  const [isHeldUp, setIsHeldUp] = useState(false);
  /** What the fields were shown with; newer than what is rendered while React has not come round. */
  const bases = useRef(basesOf(shown));
  /** Where a button that was pressed meanwhile leads. */
  const goAfterwards = useRef<string>();
  const outbox = useOutbox(page, useFetcher<PageAnswer>(), hear);
  const typing = useTypingPause(send);

  function fields(go: string): FormData {
    const data = new FormData(form.current ?? undefined);
    for (const [field, base] of Object.entries(bases.current)) data.set(baseField(field), base);
    data.set("_go", go);
    return data;
  }

  function send() {
    const body = new URLSearchParams();
    for (const [name, value] of fields("stay")) body.append(name, String(value));
    outbox.add(pathname, body.toString());
  }

  /** Takes over what is saved elsewhere for items that nobody is changing here. */
  function showAfresh(newer: Readonly<Record<string, ShownResponse>>) {
    if (!outbox.isEmpty() || typing.isTyping()) return;
    const changed = Object.entries(newer).filter(([, item]) =>
      Object.entries(item.bases).some(([field, base]) => base !== bases.current[field]),
    );
    if (changed.length === 0) return;
    for (const [, item] of changed) Object.assign(bases.current, item.bases);
    setShown((known) => ({
      ...known,
      ...Object.fromEntries(
        changed.map(([id, item]) => [id, { ...item, edition: (known[id]?.edition ?? 0) + 1 }]),
      ),
    }));
  }

  function take(newest: PageAnswer) {
    setAnswer(newest);
    if (!isTaken(newest)) return;
    setProgress(newest.progress);
    if (newest.notices.length > 0) setNotices(newest.notices);
    Object.assign(bases.current, newest.bases);
    setShown((known) => withBases(known, newest.bases));
    showAfresh(newest.fresh);
  }

  function hear(newest: PageAnswer, isFromHere: boolean) {
    if (isFromHere) take(newest);
    else if (isTaken(newest)) setNotices((known) => [...known, ...newest.notices]);
    if (!isTaken(newest)) {
      // Nobody is taken elsewhere by surprise, minutes after pressing a button.
      if (goAfterwards.current !== undefined) setIsHeldUp(true);
      goAfterwards.current = undefined;
      return;
    }
    setIsHeldUp(false);
    if (!outbox.isEmpty()) return;
    const go = goAfterwards.current;
    goAfterwards.current = undefined;
    if (go !== undefined && newest.notices.length === 0) submit(fields(go), { method: "post" });
    else if (!isFromHere) reloaded.load(pathname);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer may start this.
  useEffect(() => {
    if (!moved) return;
    take(moved);
    if (isTaken(moved)) return;
    setIsHeldUp(true);
    send();
  }, [moved]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a page that is loaded anew may start this.
  useEffect(() => {
    // What was chosen before the script was there has started no save.
    if (form.current && isTouched(form.current)) send();
    else if (!moved) showAfresh(shownOn(page, undefined));
  }, [page]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a page that is loaded anew may start this.
  useEffect(() => {
    if (!reloaded.data || "isNotLoaded" in reloaded.data) return;
    setProgress(reloaded.data.progress);
    showAfresh(shownOn(reloaded.data, undefined));
  }, [reloaded.data]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: listens as long as the page is there.
  useEffect(() => {
    // A page that the browser took out of its memory shows what was true when it was left.
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && reloaded.load(pathname);
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);

  const isSending = outbox.waiting > 0 || navigation.state === "submitting";
  return {
    form,
    onChange: typing.onChange,
    onBlur: typing.flush,
    onSubmit(event) {
      typing.cancel();
      if (outbox.isEmpty()) return;
      event.preventDefault();
      const { submitter } = event.nativeEvent as SubmitEvent;
      goAfterwards.current = submitter instanceof HTMLButtonElement ? submitter.value : "";
      outbox.flush();
    },
    // While it is tried again, what is not saved stays said.
    state: stateOf(outbox.trouble ?? answer, isSending),
    progress,
    unreadable: answer?.state === "unreadable" ? answer.unreadable : undefined,
    shown,
    notices,
    // Without a script, what the answer says is all there is.
    trouble: outbox.trouble ?? (answer && !isTaken(answer) ? answer : undefined),
    isKept: outbox.waiting > 0 && outbox.isKept,
    isHeldUp,
  };
}

function stateOf(answer: PageAnswer | undefined, isSending: boolean): Saving["state"] {
  if (answer?.state === "not-saved" || answer?.state === "signed-out") return "not-saved";
  if (isSending) return "saving";
  return answer?.state === "unreadable" ? "unreadable" : "settled";
}

/** What the page was loaded with; what could not be saved stays in the form as it was typed. */
function shownOn({ items }: AttemptPage, moved: PageAnswer | undefined): Record<string, Shown> {
  const typed = moved?.state === "not-saved" ? moved.typed : undefined;
  return Object.fromEntries(
    items.map(({ item: { id }, fields, certainty, bases }) => {
      const kept = typed?.[id];
      const shown = kept
        ? { ...kept, bases: { ...bases, ...kept.bases } }
        : { fields, certainty, bases };
      return [id, { ...shown, edition: 0 }];
    }),
  );
}

function basesOf(shown: Readonly<Record<string, Shown>>): Record<string, string> {
  return Object.assign({}, ...Object.values(shown).map(({ bases }) => bases));
}

function withBases(
  shown: Readonly<Record<string, Shown>>,
  newer: Readonly<Record<string, string>>,
): Record<string, Shown> {
  return Object.fromEntries(
    Object.entries(shown).map(([itemId, item]) => [
      itemId,
      {
        ...item,
        bases: Object.fromEntries(
          Object.entries(item.bases).map(([field, base]) => [field, newer[field] ?? base]),
        ),
      },
    ]),
  );
}

/** True if a field stands otherwise than the page was shown with. */
function isTouched(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLSelectElement) {
      const byDefault = [...field.options].find(({ defaultSelected }) => defaultSelected);
      return field.value !== (byDefault ?? field.options[0])?.value;
    }
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
    return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
  });
}
