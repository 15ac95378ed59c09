import type { ResultRow } from "#app/components/author/result-changes.tsx";
import { type Asker, listVisibleNames } from "#db/queries/people.ts";
import type { PlannedRecertification } from "#db/queries/recertifications.ts";
import type { RegradePlan } from "#db/queries/regrade-plans.ts";
import type { RegradedResult } from "#db/queries/regrades.ts";
import { formatDay } from "./core/calendar.ts";
import type { RecordedScore } from "./core/regrade.ts";
import { notRecomputedInWords, planInWords } from "./core/regrade-words.ts";
import { formatPercent, formatPoints } from "./core/scoring.ts";

/** How many results a page lists. */
const RESULTS_PER_PAGE = 100;

type Shown = { hashes: ReadonlyMap<number, string>; page: number };

/** A plan as its page shows it: nobody's name unless the asker may see that person anyway. */
export async function describePlan(asker: Asker, plan: RegradePlan, shown: Shown) {
  const { results, open, changes, certificates, notRecomputed, fingerprint } = plan;
  const { withdraw, lift, issue } = countCertificates(certificates);
  return {
    summary: planInWords(results, changes),
    changes: changes.length,
    open,
    fingerprint,
    certificates: [
      { label: "withdrawn", count: withdraw, tone: "bad" as const },
      { label: "in force again", count: lift, tone: "good" as const },
      { label: "issued", count: issue, tone: "good" as const },
    ].filter(({ count }) => count > 0),
    notRecomputed: notRecomputed.map(({ itemId, why, results }) =>
      notRecomputedInWords(itemId, why, results),
    ),
    ...(await describeResults(asker, changes, certificates, shown)),
  };
}

/** Changed results, one page of them, ready to read. */
export async function describeResults(
  asker: Asker,
  results: readonly RegradedResult[],
  certificates: readonly PlannedRecertification[],
  { hashes, page }: Shown,
) {
  const pageCount = Math.max(1, Math.ceil(results.length / RESULTS_PER_PAGE));
  const wanted = Math.min(page, pageCount);
  const some = results.slice((wanted - 1) * RESULTS_PER_PAGE, wanted * RESULTS_PER_PAGE);
  const names = await listVisibleNames(asker, [...new Set(some.map(({ personId }) => personId))]);
  const told = new Set<number>();
  const rows = some.map((result): ResultRow => {
    const { attemptId, personId, versionId, submittedOn, before, after } = result;
    const name = names.get(personId);
    // What happens to a person's certificates stands beside their first result only.
    const own = told.has(personId)
      ? []
      : certificates.filter((certificate) => certificate.personId === personId);
    told.add(personId);
    return {
      attemptId,
      who: name ?? `Attempt ${attemptId}`,
      href: name === undefined ? undefined : `/people/${personId}/attempts/${attemptId}`,
      submittedOn: formatDay(submittedOn),
      version: (hashes.get(versionId) ?? "").slice(0, 8),
      before: scoreInShort(before),
      after: scoreInShort(after),
      verdict: verdictOf(before, after),
      certificates: own.flatMap(certificateChanges),
    };
  });
  return { rows, page: wanted, pageCount };
}

/** "12 of 15, 80 %" */
function scoreInShort({ units, maxUnits, percent }: RecordedScore): string {
  return `${formatPoints(units)} of ${formatPoints(maxUnits)}, ${formatPercent(percent)}`;
}

function verdictOf(before: RecordedScore, after: RecordedScore): ResultRow["verdict"] {
  if (before.passed === after.passed) return after.passed ? "stays-passed" : "stays-failed";
  return after.passed ? "now-passed" : "now-failed";
}

function certificateChanges({ title, withdraw, lift, issue }: PlannedRecertification) {
  return [
    ...withdraw.map(() => ({ tone: "bad" as const, text: `“${title}” withdrawn` })),
    ...lift.map(() => ({ tone: "good" as const, text: `“${title}” in force again` })),
    ...issue.map(({ completedOn, lastValidOn }) => ({
      tone: "good" as const,
      text: `“${title}” issued as of ${formatDay(completedOn)}, valid until ${formatDay(lastValidOn)}`,
    })),
  ];
}

function countCertificates(certificates: readonly PlannedRecertification[]) {
  const counts = { withdraw: 0, lift: 0, issue: 0 };
  for (const { withdraw, lift, issue } of certificates) {
    counts.withdraw += withdraw.length;
    counts.lift += lift.length;
    counts.issue += issue.length;
  }
  return counts;
}
