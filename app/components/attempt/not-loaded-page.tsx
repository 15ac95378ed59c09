import { useEffect } from "react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";

const AGAIN_AFTER_MS = 5_000;

/** In the place of a page that could not be loaded; it is asked for again by itself. */
export function NotLoadedPage({ onAgain }: { onAgain: () => void }) {
  useEffect(() => {
    const timer = setInterval(onAgain, AGAIN_AFTER_MS);
    window.addEventListener("online", onAgain);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", onAgain);
    };
  }, [onAgain]);
  return (
    <QuietFrame title="This page cannot be loaded now">
      <p role="alert">
        The server cannot be reached. Everything you have given is kept. The page appears by itself
        as soon as there is a connection.
      </p>
      <p className="flex flex-wrap gap-3">
        <Button type="button" onClick={onAgain}>
          Try again
        </Button>
        <ButtonLink href="/training" variant="secondary">
          My training
        </ButtonLink>
      </p>
    </QuietFrame>
  );
}
