import { Notice } from "#app/components/notice.tsx";

/** Back at the item after reporting a problem with it. */
export function ReportSent() {
  return (
    <div className="mb-6">
      <Notice tone="good" title="Your report is sent" live>
        Go on with the quiz. You read the answer in My training, once you have submitted.
      </Notice>
    </div>
  );
}
