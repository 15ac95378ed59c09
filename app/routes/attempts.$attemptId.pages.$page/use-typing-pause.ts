import { type FormEvent, useEffect, useRef } from "react";

/** What is half typed must not be sent, since it could not be read: "1," or "-". */
const PAUSE_IN_TYPING_MS = 800;

type TypingPause = {
  /** Sends at once what is chosen, and what is typed after a pause. */
  onChange: (event?: FormEvent<HTMLFormElement>) => void;
  /** Sends now what was typed and not sent: a field is left, or the page. */
  flush: () => void;
  /** Forgets it, because the whole form is on its way. */
  cancel: () => void;
  /** True while somebody is typing. */
  isTyping: () => boolean;
};

export function useTypingPause(send: () => void): TypingPause {
  const pause = useRef<ReturnType<typeof setTimeout>>();
  const newestSend = useRef(send);
  newestSend.current = send;

  function cancel() {
    clearTimeout(pause.current);
    pause.current = undefined;
  }

  function flush() {
    if (pause.current === undefined) return;
    cancel();
    newestSend.current();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: listens as long as the page is there.
  useEffect(() => {
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      cancel();
    };
  }, []);

  return {
    onChange(event) {
      cancel();
      if (isTypedInto(event?.target)) pause.current = setTimeout(flush, PAUSE_IN_TYPING_MS);
      else newestSend.current();
    },
    flush,
    cancel,
    isTyping: () => pause.current !== undefined,
  };
}

function isTypedInto(target: EventTarget | undefined): boolean {
  return target instanceof HTMLInputElement && target.type === "text";
}
