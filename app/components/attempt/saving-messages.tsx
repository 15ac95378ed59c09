import { Notice } from "#app/components/notice.tsx";
import { Sign } from "#app/components/sign.tsx";

type SavingMessagesProps = {
  /** Why something is not saved yet. */
  trouble?: { state: string; reference?: string; signInHref?: string };
  /** True where this device keeps it until it is. */
  isKept: boolean;
  /** True after a way on was asked for that could not be gone. */
  isHeldUp?: boolean;
  /** Where another window or device was met. */
  notices?: readonly string[];
};

/** What a person must know of saving: loud where something is not saved, calm otherwise. */
export function SavingMessages({ trouble, isKept, isHeldUp, notices = [] }: SavingMessagesProps) {
  return (
    <>
      {trouble && <UnsavedAlert trouble={trouble} isKept={isKept} isHeldUp={isHeldUp} />}
      {notices.length > 0 && (
        <Notice tone="info" title="This attempt is open somewhere else too" live>
          <ul className="grid gap-1">
            {notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function UnsavedAlert({
  trouble,
  isKept,
  isHeldUp,
}: Required<Pick<SavingMessagesProps, "trouble">> & SavingMessagesProps) {
  const { state, reference, signInHref } = trouble;
  return (
    <div
      role="alert"
      className="unsaved-alert sticky top-2 z-10 grid grid-cols-[auto_1fr] gap-x-3 rounded-card border-2 border-bad-fill bg-bad-soft p-4 shadow-float"
    >
      <span className="mt-[0.2em] text-bad">
        <Sign name="bad" />
      </span>
      <div className="grid min-w-0 gap-1 wrap-anywhere">
        <h2 className="font-semibold text-bad">{titleOf(state)}</h2>
        {state === "signed-out" ? (
          <p>
            <a href={signInHref} className="link inline-flex min-h-11 items-center font-semibold">
              Sign in to go on
            </a>
            : your responses on this page are kept.
          </p>
        ) : (
          <p>
            {reference ? "The server cannot save just now. " : "The server cannot be reached. "}
            {isKept
              ? "What you gave is kept on this device and sent again by itself."
              : "What you gave still stands on this page. Please try again in a moment."}
            {isHeldUp && " Until then the page you asked for cannot be loaded."}
          </p>
        )}
        {reference && (
          <p className="text-small">
            If it lasts, tell your admin this reference:{" "}
            <strong className="font-mono">{reference}</strong>
          </p>
        )}
      </div>
    </div>
  );
}

function titleOf(state: string): string {
  if (state === "signed-out") return "Your sign-in has expired";
  return state === "refused" ? "This could not be saved" : "Not saved yet";
}
