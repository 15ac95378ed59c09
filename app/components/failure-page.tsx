import { ButtonLink } from "./button.tsx";
import { QuietFrame } from "./quiet-frame.tsx";

type FailurePageProps = {
  status: number;
  /** What the server had to say about it, in plain words. */
  message?: string;
  /** Stands in the log beside what happened. */
  reference?: string;
};

const TITLES: Record<number, string> = {
  400: "That could not be read",
  403: "This is not part of your role",
  404: "There is nothing at this address",
  409: "Something changed in the meantime",
  429: "Too many tries, please wait",
  503: "The server cannot reach its data just now",
};

const ADVICE: Record<number, string> = {
  403: "If you need it for your work, ask an admin of your clinic to give you the role.",
  404: "It may have been moved, or it belongs to somebody else.",
  503: "What you had saved before is still saved. Please try again in a moment.",
};

/** What went wrong, by its HTTP status, as a heading. */
export function failureTitle(status: number): string {
  const otherwise = status >= 500 ? "Something on our side did not work" : "Not possible";
  return TITLES[status] ?? otherwise;
}

/** One calm page for everything that did not go as asked. */
export function FailurePage({ status, message, reference }: FailurePageProps) {
  const isOurs = status >= 500;
  const advice =
    ADVICE[status] ??
    (isOurs ? "What you had saved before is still saved. Go back and try once more." : undefined);
  return (
    <QuietFrame title={failureTitle(status)}>
      <div className="grid gap-3">
        {message && <p>{message}</p>}
        {advice && advice !== message && <p>{advice}</p>}
        {isOurs && reference && (
          <p className="text-ink-soft">
            If it happens again, tell your admin this reference:{" "}
            <strong className="font-mono text-ink">{reference}</strong>
          </p>
        )}
      </div>
      <p>
        <ButtonLink href="/">Go to the start</ButtonLink>
      </p>
    </QuietFrame>
  );
}
