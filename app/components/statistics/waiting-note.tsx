import { Notice } from "#app/components/notice.tsx";

/** That not everything is counted yet: after an update, or a rush of attempts. */
export function WaitingNote({ waiting }: { waiting: number }) {
  if (waiting === 0) return null;
  const attempts =
    waiting === 1 ? "1 attempt is" : `${waiting.toLocaleString("en-GB")} attempts are`;
  return (
    <Notice tone="info" title="Still counting">
      {attempts} not in these figures yet. They will be in a moment: load the page again.
    </Notice>
  );
}
