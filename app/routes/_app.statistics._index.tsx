import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { StatisticsListPage } from "#app/components/statistics/statistics-list-page.tsx";
import { UNITS_PER_POINT } from "#app/core/items/item.ts";
import { FEWEST_FOR_INDICES } from "#app/core/quiz-analysis.ts";
import {
  countInWords,
  figureInWords,
  indexInWords,
  intervalInWords,
  readSample,
  SAMPLE_RULES,
  sampleNote,
} from "#app/core/statistics-words.ts";
import { requireRole } from "#app/session.server.ts";
import { listQuizStatistics } from "#app/statistics.server.ts";

export const meta: MetaFunction = () => [{ title: "Statistics · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requireRole(request, "author", "manager");
  const sample = readSample(new URL(request.url).searchParams.get("sample"));
  const { rows, waiting, fewest } = await listQuizStatistics(person, sample);
  return {
    ...{ sample, waiting, fewest, rule: SAMPLE_RULES[sample] },
    quizzes: rows.map(({ n, passed, points, totalUnits, version, ...quiz }) => ({
      quizId: quiz.quizId,
      title: quiz.title,
      href: `/statistics/${quiz.quizId}?sample=${sample}`,
      isRetired: quiz.isRetired,
      version: version?.slice(0, 8),
      isInUse: quiz.isInUse,
      isHidden: quiz.isHidden,
      figures:
        n === 0 || quiz.isHidden
          ? undefined
          : {
              note: sampleNote(sample, n),
              passed: countInWords(passed, n),
              rate: n < FEWEST_FOR_INDICES ? intervalInWords(passed, n) : indexInWords(passed / n),
              share: passed / n,
              mean:
                n < FEWEST_FOR_INDICES
                  ? undefined
                  : `${figureInWords(totalUnits / (n * UNITS_PER_POINT))} of ${points} points`,
            },
    })),
  };
}

export default function StatisticsRoute() {
  return <StatisticsListPage {...useLoaderData<typeof loader>()} />;
}
