import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HistoryPage } from "#app/components/author/history-page.tsx";
import { formatInstant } from "#app/core/calendar.ts";
import { differenceInWords, diffQuizzes, isEmptyDiff } from "#app/core/quiz-diff.ts";
import { modeInWords, regradeAddress } from "#app/core/regrade-words.ts";
import { toHtml } from "#app/markdown.server.ts";
import { findQuizHistory } from "#app/quiz-history.server.ts";
import { requireRole } from "#app/session.server.ts";
import { listRegrades } from "#db/queries/regrades.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `History of ${data?.title ?? "a quiz"} · Needlepoint` },
];

export async function loader({ request, params: { quizId = "" } }: LoaderFunctionArgs) {
  const author = await requireRole(request, "author");
  const { timeZone } = author.homeSite;
  const [history, regrades] = await Promise.all([findQuizHistory(quizId), listRegrades(quizId)]);
  if (!history) throw new Response(null, { status: 404 });
  const { versions } = history;
  const { searchParams } = new URL(request.url);
  const find = (name: string) => versions.find(({ hash }) => hash === searchParams.get(name));
  const to = find("to") ?? versions[0];
  const from = find("from") ?? versions[to ? versions.indexOf(to) + 1 : 0] ?? to;
  const diff = from && to ? diffQuizzes(from.quiz, to.quiz) : undefined;
  const withStem = (item: { itemId: string; stem: string }) => ({
    itemId: item.itemId,
    stem: toHtml(item.stem),
  });
  return {
    quizId,
    title: history.title,
    versions: versions.map(({ hash, publishedAt, isCurrent, submitted, open }) => ({
      hash,
      shortHash: hash.slice(0, 8),
      publishedAt: formatInstant(publishedAt, timeZone),
      isCurrent: isCurrent && !history.isRetired,
      submitted,
      open,
    })),
    from: from?.hash,
    to: to?.hash,
    diff: diff && {
      isEmpty: isEmptyDiff(diff),
      added: diff.added.map(withStem),
      removed: diff.removed.map(withStem),
      changed: diff.changed.map(({ differences, isScoredOtherwise, ...item }) => ({
        ...withStem(item),
        differences: differences.map(differenceInWords),
        regradeHref: isScoredOtherwise
          ? regradeAddress(quizId, { itemIds: [item.itemId], key: to?.hash })
          : undefined,
      })),
      settings: diff.settings,
    },
    regrades: regrades.map((regrade) => ({
      id: regrade.id,
      mode: modeInWords(regrade.mode),
      items: regrade.itemIds.join(", "),
      reason: regrade.reason,
      when: formatInstant(regrade.regradedAt, timeZone),
      who: regrade.regradedBy,
      results: regrade.results,
      isUndone: regrade.undoneById !== undefined,
    })),
  };
}

export default function HistoryRoute() {
  return <HistoryPage {...useLoaderData<typeof loader>()} />;
}
