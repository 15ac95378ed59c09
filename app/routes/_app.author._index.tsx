import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { QuizFileCard } from "#app/components/quiz-file-card.tsx";
import { formatInstant } from "#app/core/calendar.ts";
import { countByType, itemsOf, type Quiz } from "#app/core/quiz.ts";
import { shownFault } from "#app/core/quiz-file.ts";
import { requirementLines } from "#app/core/requirement-lines.ts";
import { env } from "#app/env.server.ts";
import { type QuizFileState, quizFolderState } from "#app/quiz-files.server.ts";
import { requireRole } from "#app/session.server.ts";
import { listEveryCertification } from "#db/queries/certification-definitions.ts";
import { findQuizVersion, listEveryQuiz } from "#db/queries/quizzes.ts";

export const meta: MetaFunction = () => [{ title: "Quiz files · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const author = await requireRole(request, "author");
  const { files, problem } = quizFolderState();
  const [quizzes, certifications] = await Promise.all([listEveryQuiz(), listEveryCertification()]);
  const versions = await Promise.all(quizzes.map(({ versionId }) => findQuizVersion(versionId)));
  const quizById = new Map(
    quizzes.map((quiz, index) => [quiz.quizId, { ...quiz, contents: contentsOf(versions[index]) }]),
  );
  const certificationById = new Map(certifications.map((each) => [each.id, each]));

  function lookUp({ kind, id }: QuizFileState) {
    if (kind === "quiz") return quizById.get(id);
    const certification = certificationById.get(id);
    if (!certification) return undefined;
    const parts = requirementLines(certification.definition);
    const requires = parts.map(({ label, text }) => `${label}: ${text}`);
    return { ...certification, contents: `Requires ${requires.join(" · ")}` };
  }

  return {
    folder: env.QUIZ_DIR,
    problem,
    files: files.toSorted(faultyFirst).map((file) => {
      const stored = lookUp(file);
      const publishedAt = stored && formatInstant(stored.publishedAt, author.homeSite.timeZone);
      return {
        name: file.name,
        title: stored?.title ?? file.name,
        href: file.kind === "quiz" && stored ? `/author/${file.id}` : undefined,
        state: file.state,
        version: stored && `${stored.hash.slice(0, 8)}, ${publishedAt}`,
        contents: stored?.contents,
        faults: file.faults.map((fault) => shownFault(fault)),
      };
    }),
  };
}

function faultyFirst(one: QuizFileState, other: QuizFileState): number {
  return Number(other.faults.length > 0) - Number(one.faults.length > 0);
}

function contentsOf(quiz: Quiz | undefined): string | undefined {
  if (!quiz) return undefined;
  const types = countByType(quiz).map(({ type, count }) => `${count} ${type}`);
  return `${itemsOf(quiz).length} items: ${types.join(", ")}`;
}

export default function AuthorPage() {
  const { folder, problem, files } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Quiz files"
        lead={
          <p>
            Every file in <code>{folder}</code>, as it is now. Save a file, and load this page
            again: what is in order is in use within a second.
          </p>
        }
      />
      {problem && (
        <div className="mb-6">
          <Notice tone="bad" title="The folder cannot be read">
            {problem} Everything that was published stays in use.
          </Notice>
        </div>
      )}
      {files.length === 0 ? (
        <EmptyState title="No quiz file yet">
          Save a file such as <code>{folder}/hand-hygiene.json</code>. The guide in{" "}
          <code>{folder}/README.md</code> has a full example to begin with.
        </EmptyState>
      ) : (
        <ul className="grid gap-5">
          {files.map((file) => (
            <li key={file.name}>
              <QuizFileCard {...file} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
