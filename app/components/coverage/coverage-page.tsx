import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { type Coverage, shareInWords } from "#app/core/coverage.ts";
import { FiguresTable } from "./figures-table.tsx";
import { ShareChart } from "./share-chart.tsx";
import { fillOf, WeeksChart } from "./weeks-chart.tsx";

type CoveragePageProps = {
  /** Month ends and today, oldest first. */
  days: readonly { day: string; text: string }[];
  certifications: readonly { id: string; title: string }[];
  coverage: readonly {
    title: string;
    all: readonly Coverage[];
    sites: readonly { site: string; points: readonly Coverage[] }[];
  }[];
  lapses: readonly { label: string; from: string; counts: readonly number[] }[];
  rates: readonly {
    quizId: string;
    title: string;
    taken: number;
    passed: number;
    attempts: number;
  }[];
};

/** More sites than this are in the table only. */
const MOST_PICTURES = 6;

/** Pictures for a manager: how the sites were covered, what lapses, how quizzes go. */
export function CoveragePage({ days, certifications, coverage, lapses, rates }: CoveragePageProps) {
  return (
    <>
      <PageHeading
        title="Coverage"
        lead="How much of your staff holds what, from records that are never overwritten."
      />
      {certifications.length === 0 ? (
        <EmptyState title="There is no certification yet">
          As soon as an author publishes one, its coverage is drawn here.
        </EmptyState>
      ) : (
        <div className="grid grid-cols-1 gap-12">
          {coverage.map((each) => (
            <CertificationCoverage key={each.title} {...each} days={days} />
          ))}
          <Lapses certifications={certifications} lapses={lapses} />
          <PassRates rates={rates} />
        </div>
      )}
    </>
  );
}

type CertificationCoverageProps = CoveragePageProps["coverage"][number] &
  Pick<CoveragePageProps, "days">;

function CertificationCoverage({ title, all, sites, days }: CertificationCoverageProps) {
  const everywhere = { site: "All your sites", points: all };
  const drawn =
    sites.length > 1 && sites.length <= MOST_PICTURES ? [everywhere, ...sites] : [everywhere];
  const listed = sites.length > 1 ? [everywhere, ...sites] : sites;
  if (all.every(({ hold, must }) => hold === 0 && must === 0)) {
    return (
      <section className="grid min-w-0 gap-2">
        <h2 className="text-large font-semibold wrap-anywhere">{title}</h2>
        <p className="text-ink-soft">Nobody held it in these twelve months, and nobody has to.</p>
      </section>
    );
  }
  return (
    <section className="grid min-w-0 gap-4">
      <h2 className="text-large font-semibold wrap-anywhere">{title}</h2>
      <p className="max-w-reading text-small text-ink-soft">
        The line is the share of all staff who hold it, at each month's end. The dashed line is the
        share of those who must.
      </p>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(17rem,100%),1fr))] gap-5">
        {drawn.map(({ site, points }) => (
          <li key={site} className="min-w-0 rounded-card border border-line bg-raised p-4">
            <h3 className="font-semibold wrap-anywhere">
              {sites.length > 1 ? site : sites[0]?.site}
            </h3>
            <p className="mb-2 text-small text-ink-soft tabular-nums">
              {nowInWords(points.at(-1))}
            </p>
            <ShareChart
              label={`${title}, ${site}: ${nowInWords(points.at(-1))}`}
              shares={points.map(({ hold, staff }) => (staff ? hold / staff : undefined))}
              mustShares={points.map(({ mustAndHold, must }) =>
                must ? mustAndHold / must : undefined,
              )}
              firstDay={days[0]?.text ?? ""}
              lastDay={days.at(-1)?.text ?? ""}
            />
          </li>
        ))}
      </ul>
      <FiguresTable
        caption={`Coverage of ${title} by site`}
        head={["Site", ...days.map(({ text }) => text)]}
        rows={listed.map(({ site, points }) => [site, ...points.map(pointInWords)])}
      />
    </section>
  );
}

function nowInWords(now: Coverage | undefined): string {
  if (!now || now.staff === 0) return "nobody works here";
  const all = `${now.hold} of ${now.staff} hold it`;
  return now.must > 0 ? `${all}; ${now.mustAndHold} of ${now.must} who must` : all;
}

function pointInWords({ staff, hold, must, mustAndHold }: Coverage): string {
  const all = `${shareInWords(hold, staff)} (${hold} of ${staff})`;
  return must > 0 ? `${all}; must: ${mustAndHold} of ${must}` : all;
}

function Lapses({ certifications, lapses }: Pick<CoveragePageProps, "certifications" | "lapses">) {
  const total = lapses.reduce((sum, { counts }) => sum + counts.reduce((all, n) => all + n, 0), 0);
  return (
    <section className="grid min-w-0 gap-4">
      <h2 className="text-large font-semibold">What lapses in the next six months</h2>
      <p className="text-ink-soft tabular-nums">
        {total === 0
          ? "Nothing lapses."
          : `${total} ${total === 1 ? "certificate lapses" : "certificates lapse"} unless renewed.`}
      </p>
      {total > 0 && (
        <>
          <ul className="flex flex-wrap gap-x-6 gap-y-1 text-small">
            {certifications.map(({ id, title }, index) => (
              <li key={id} className="flex items-center gap-2 wrap-anywhere">
                <svg viewBox="0 0 12 12" className="size-3.5 shrink-0" aria-hidden="true">
                  <rect
                    width="12"
                    height="12"
                    strokeWidth="1.5"
                    className={`${fillOf(index)} stroke-ink`}
                  />
                </svg>
                {title}
              </li>
            ))}
          </ul>
          <WeeksChart
            label={`Certificates that lapse in each of the next ${lapses.length} weeks: ${total} in all`}
            weeks={lapses}
            series={certifications.length}
          />
        </>
      )}
      <FiguresTable
        caption="What lapses by week and certification"
        head={["Week", ...certifications.map(({ title }) => title)]}
        rows={lapses.map(({ label, counts }) => [label, ...counts.map(String)])}
      />
    </section>
  );
}

function PassRates({ rates }: Pick<CoveragePageProps, "rates">) {
  return (
    <section className="grid min-w-0 gap-4">
      <h2 className="text-large font-semibold">How many have passed each quiz</h2>
      <p className="max-w-reading text-small text-ink-soft">
        Of your staff who have taken it at least once. Nearly all of them is as it should be.
      </p>
      {rates.length === 0 && <p>Nobody has taken a quiz yet.</p>}
      <ul className="grid max-w-2xl gap-4">
        {rates.map(({ quizId, title, taken, passed }) => (
          <li key={quizId} className="grid gap-1">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span className="wrap-anywhere">{title}</span>
              <span className="text-ink-soft tabular-nums">
                {passed} of {taken}
              </span>
            </p>
            <svg className="h-3 w-full overflow-hidden rounded-full" aria-hidden="true">
              <rect width="100%" height="100%" className="fill-line" />
              <rect width={`${(100 * passed) / taken}%`} height="100%" className="fill-accent" />
            </svg>
          </li>
        ))}
      </ul>
      {rates.length > 0 && (
        <FiguresTable
          caption="Quizzes taken and passed"
          head={["Quiz", "Have taken it", "Have passed it", "Share", "Attempts in all"]}
          rows={rates.map(({ title, taken, passed, attempts }) => [
            title,
            String(taken),
            String(passed),
            shareInWords(passed, taken),
            String(attempts),
          ])}
        />
      )}
    </section>
  );
}
