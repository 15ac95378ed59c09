import { Notice } from "#app/components/notice.tsx";

/** How a score was corrected after it was submitted: what changed, when, and why. */
export function Corrections({ corrections }: { corrections: readonly string[] }) {
  return (
    <Notice tone="info">
      {corrections.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  );
}
