import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { StepAnswer } from "#app/step-answer.ts";

type StepSaving = {
  form: RefObject<HTMLFormElement>;
  onChange: (event: FormEvent<HTMLFormElement>) => void;
  /** Newer than what the page was loaded with, once something was saved. */
  confirmed: Readonly<Record<string, string>>;
  /** Steps that are on their way. */
  sending: ReadonlySet<string>;
  trouble?: "not-saved" | "signed-out";
  again: () => void;
};

/**
 * Saves each step as soon as it is ticked or unticked, one request after the other. What could not
 * be saved stays ticked and is said; the form's buttons send all of it as well.
 */
export function useStepSaving(
  loaded: Readonly<Record<string, string>>,
  { address, seen }: { address: string; seen: number },
): StepSaving {
  const form = useRef<HTMLFormElement>(null);
  /** Steps as they were last ticked or unticked, and not saved yet. */
  const waiting = useRef(new Map<string, boolean>());
  const isBusy = useRef(false);
  const [confirmed, setConfirmed] = useState(loaded);
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  const [trouble, setTrouble] = useState<StepSaving["trouble"]>();

  async function send(): Promise<void> {
    if (isBusy.current || waiting.current.size === 0) return;
    isBusy.current = true;
    const sent = new Map(waiting.current);
    setSending(new Set(sent.keys()));
    const body = new URLSearchParams({ seen: String(seen), go: "save" });
    // A step that is shown and not ticked is taken back; one that is ticked and not shown is new.
    for (const [id, isTicked] of sent) body.append(isTicked ? "step" : "shown", id);
    const answer = await post(address, body);
    isBusy.current = false;
    setSending(new Set());
    if (typeof answer === "string") {
      setTrouble(answer);
      return;
    }
    if ("goTo" in answer) {
      window.location.assign(answer.goTo);
      return;
    }
    for (const [id, isTicked] of sent) {
      if (waiting.current.get(id) === isTicked) waiting.current.delete(id);
    }
    setTrouble(undefined);
    setConfirmed(answer.confirmed);
    await send();
  }

  function note(box: HTMLInputElement): void {
    waiting.current.set(box.value, box.checked);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only once, for what was ticked before the script was there.
  useEffect(() => {
    for (const box of boxesOf(form.current)) {
      if (box.checked !== box.defaultChecked) note(box);
    }
    void send();
  }, []);

  return {
    form,
    onChange({ target }) {
      if (!(target instanceof HTMLInputElement) || target.name !== "step") return;
      note(target);
      void send();
    },
    confirmed,
    sending,
    trouble,
    again: () => void send(),
  };
}

function boxesOf(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.elements ?? [])].filter(
    (field) => field instanceof HTMLInputElement && field.name === "step",
  ) as HTMLInputElement[];
}

async function post(
  address: string,
  body: URLSearchParams,
): Promise<StepAnswer | NonNullable<StepSaving["trouble"]>> {
  try {
    const response = await fetch(address, { method: "POST", body });
    // An expired sign-in leads to the page that asks for it.
    if (response.redirected) return "signed-out";
    return response.ok ? ((await response.json()) as StepAnswer) : "not-saved";
  } catch {
    return "not-saved";
  }
}
