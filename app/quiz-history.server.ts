import { findQuizVersion, listEveryQuiz, listVersions } from "#db/queries/quizzes.ts";
import { countAttemptsByVersion } from "#db/queries/regrades.ts";
import { differencesOf } from "./core/item-comparison.ts";
import type { Item } from "./core/item-types.ts";
import { itemsOf, type Quiz } from "./core/quiz.ts";

/** Every version of a quiz, newest first, with what it says; undefined where there is no such quiz. */
export async function findQuizHistory(quizId: string) {
  const [everyQuiz, stored, counts] = await Promise.all([
    listEveryQuiz(),
    listVersions(quizId),
    countAttemptsByVersion(quizId),
  ]);
  const current = everyQuiz.find((each) => each.quizId === quizId);
  if (!current) return undefined;
  const versions = await Promise.all(
    stored.map(async (version) => {
      const quiz = await findQuizVersion(version.versionId);
      if (!quiz) throw new Error(`There is no quiz version ${version.versionId}`);
      const attempts = counts.get(version.versionId) ?? { submitted: 0, open: 0 };
      return { ...version, ...attempts, quiz, isCurrent: version.hash === current.hash };
    }),
  );
  return { quizId, title: current.title, isRetired: current.retiredAt !== undefined, versions };
}

/** An item that can be regraded: as its newest version reads, and whether others read otherwise. */
export type RegradableItem = { item: Item; hasChanged: boolean };

/** Every item that any version has; those that differ between versions first. */
export function regradableItems(versions: readonly { quiz: Quiz }[]): RegradableItem[] {
  const items = new Map<string, RegradableItem>();
  for (const item of versions.flatMap(({ quiz }) => itemsOf(quiz))) {
    const newest = items.get(item.id);
    const differences = newest ? differencesOf(item, newest.item) : [];
    const differs = differences.some((each) => each !== "explanation" && each !== "order");
    items.set(
      item.id,
      newest
        ? { ...newest, hasChanged: newest.hasChanged || differs }
        : { item, hasChanged: false },
    );
  }
  return [...items.values()].sort(
    (one, other) => Number(other.hasChanged) - Number(one.hasChanged),
  );
}
