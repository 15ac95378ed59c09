import type { Sample } from "#app/core/attempt-counts.ts";
import { itemCount } from "#app/core/quiz.ts";
import { analyseQuiz } from "#app/core/quiz-analysis.ts";
import { readSample } from "#app/core/statistics-words.ts";
import { listSites } from "#db/queries/organisation.ts";
import { findQuizVersion, listEveryQuiz, listVersions } from "#db/queries/quizzes.ts";
import type { SignedInPerson } from "#db/queries/sessions.ts";
import {
  countWaitingForStatistics,
  foldStatistics,
  listTallies,
  listTotals,
  type TotalCounts,
} from "#db/queries/statistics.ts";

/** Of fewer attempts, those who know the people could tell who gave what (decision 0024). */
const FEWEST_FOR_MANAGERS = 5;

type Asker = Pick<SignedInPerson, "roles" | "managedSiteIds">;

/** The smallest number of attempts of which somebody may see figures. */
async function fewestFor({ roles, managedSiteIds }: Asker): Promise<number> {
  if (roles.includes("author")) return 1;
  const sites = await listSites();
  return sites.every(({ id }) => managedSiteIds.includes(id)) ? 1 : FEWEST_FOR_MANAGERS;
}

type ListedVersion = Awaited<ReturnType<typeof listVersions>>[number];

/** A version, and how many attempts of the sample it has. */
type CountedVersion = ListedVersion & { attempts: number };

function countVersions(
  versions: readonly ListedVersion[],
  totals: readonly TotalCounts[],
): CountedVersion[] {
  return versions.map((version) => ({
    ...version,
    attempts: totals
      .filter(({ versionId }) => versionId === version.versionId)
      .reduce((sum, { attempts }) => sum + attempts, 0),
  }));
}

/** The version in use, unless nobody has taken it yet: then the newest that somebody has. */
function telling(versions: readonly CountedVersion[], inUse: string): CountedVersion | undefined {
  const current = versions.find(({ hash }) => hash === inUse);
  if (current && current.attempts > 0) return current;
  return versions.find(({ attempts }) => attempts > 0) ?? current;
}

/** Every quiz with the figures of the version that tells most, for whoever may see that many. */
export async function listQuizStatistics(asker: Asker, sample: Sample) {
  await foldStatistics();
  const [fewest, quizzes, totals, waiting] = await Promise.all([
    fewestFor(asker),
    listEveryQuiz(),
    listTotals(sample),
    countWaitingForStatistics(),
  ]);
  const rows = await Promise.all(
    quizzes.map(async ({ quizId, title, hash, retiredAt }) => {
      const versions = countVersions(await listVersions(quizId), totals);
      const version = telling(versions, hash);
      const quiz = version && (await findQuizVersion(version.versionId));
      const own = totals.filter(({ versionId }) => versionId === version?.versionId);
      const sum = (figure: (row: TotalCounts) => number) =>
        own.reduce((whole, row) => whole + figure(row), 0);
      const n = version?.attempts ?? 0;
      return {
        ...{ quizId, title, n },
        isRetired: retiredAt !== undefined,
        version: version?.hash,
        isInUse: version?.hash === hash,
        isHidden: n > 0 && n < fewest,
        passed: sum(({ passed }) => passed),
        points: quiz ? itemCount(quiz) : 0,
        totalUnits: sum(({ total, attempts }) => total * attempts),
      };
    }),
  );
  return { rows, waiting, fewest };
}

/**
 * What an address of the statistics of a quiz asks for; page and file show the same.
 * @returns undefined where there is no such quiz or version
 */
export async function findQuizStatistics(asker: Asker, quizId: string, address: URL) {
  await foldStatistics();
  const sample = readSample(address.searchParams.get("sample"));
  const [fewest, quizzes, stored, totals, waiting] = await Promise.all([
    fewestFor(asker),
    listEveryQuiz(),
    listVersions(quizId),
    listTotals(sample),
    countWaitingForStatistics(),
  ]);
  const current = quizzes.find((each) => each.quizId === quizId);
  if (!current) return undefined;
  const versions = countVersions(stored, totals);
  const wanted = address.searchParams.get("version");
  const version = wanted
    ? versions.find(({ hash }) => hash === wanted)
    : telling(versions, current.hash);
  const quiz = version && (await findQuizVersion(version.versionId));
  if (!quiz) return undefined;
  const analysis = analyseQuiz(quiz, await listTallies(version.versionId, sample), fewest);
  return {
    ...{ quizId, sample, fewest, waiting, versions, version, quiz, analysis },
    inUse: current.hash,
    isHidden: version.attempts > 0 && version.attempts < fewest,
  };
}

export type QuizStatistics = NonNullable<Awaited<ReturnType<typeof findQuizStatistics>>>;
