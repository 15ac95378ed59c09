import { Sign } from "./sign.tsx";

type SavedNoteProps = {
  state: "saved" | "saving" | "not-saved" | "none";
  /** When it was saved: "10:42". */
  at?: string;
};

/** What is known of the response on this page: read out whenever it changes. */
export function SavedNote({ state, at }: SavedNoteProps) {
  return (
    <p role="status" className={`flex min-h-7 items-start gap-2 text-small ${LOOK[state]}`}>
      {(state === "saved" || state === "not-saved") && (
        <span className="mt-[0.15em]">
          <Sign name={state === "saved" ? "good" : "bad"} />
        </span>
      )}
      {words({ state, at })}
    </p>
  );
}

const LOOK: Record<SavedNoteProps["state"], string> = {
  saved: "text-good",
  saving: "text-ink-soft",
  "not-saved": "font-semibold text-bad",
  none: "",
};

function words({ state, at }: SavedNoteProps): string {
  switch (state) {
    case "saved":
      return at ? `Saved ${at}` : "Saved";
    case "saving":
      return "Saving …";
    case "not-saved":
      return "Not saved yet. Your response is still on this page.";
    case "none":
      return "";
  }
}
