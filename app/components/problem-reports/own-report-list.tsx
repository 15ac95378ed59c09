import { Html } from "#app/components/html.tsx";
import { OwnReport, type OwnReportProps } from "./own-report.tsx";

type OwnReportListProps = {
  reports: readonly (OwnReportProps & {
    id: number;
    quizTitle: string;
    /** HTML, see {@link Html}. */
    stem: string;
    /** Where the item stands. */
    href: string;
  })[];
};

/** Everything that somebody has reported, newest first, each with its item. */
export function OwnReportList({ reports }: OwnReportListProps) {
  return (
    <ol className="grid max-w-3xl gap-8">
      {reports.map(({ id, quizTitle, stem, href, ...report }) => (
        <li key={id} id={`report-${id}`} className="grid gap-3 border-t border-line pt-5">
          <p className="text-small text-ink-soft wrap-anywhere">{quizTitle}</p>
          <Html html={stem} className="line-clamp-3 max-w-reading font-semibold" />
          <OwnReport {...report} />
          <p>
            <a href={href} className="link inline-flex min-h-11 items-center">
              {report.isAttemptOpen ? "Add to this report" : "See the item"}
              <span className="sr-only"> of report {id}</span>
            </a>
          </p>
        </li>
      ))}
    </ol>
  );
}
