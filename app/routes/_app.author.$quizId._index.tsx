import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { FaultList } from "#app/components/fault-list.tsx";
import { Html } from "#app/components/html.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { QuizFileBadge } from "#app/components/quiz-file-card.tsx";
import { QuizPreview } from "#app/components/quiz-preview.tsx";
import { TimeLine } from "#app/components/time-line.tsx";
import { dayAt, formatInstant } from "#app/core/calendar.ts";
import { shownFault } from "#app/core/quiz-file.ts";
import { toHtml } from "#app/markdown.server.ts";
import { quizFolderState } from "#app/quiz-files.server.ts";
import { previewOf, rulesOf } from "#app/quiz-preview.server.ts";
import { requireRole } from "#app/session.server.ts";
import { findQuizVersion, listEveryQuiz, listVersions } from "#db/queries/quizzes.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? "Preview"} · Needlepoint` },
];

export async function loader({ request, params: { quizId = "" } }: LoaderFunctionArgs) {
  const author = await requireRole(request, "author");
  const { timeZone } = author.homeSite;
  const { searchParams } = new URL(request.url);
  const [quizzes, versions] = await Promise.all([listEveryQuiz(), listVersions(quizId)]);
  const current = quizzes.find((each) => each.quizId === quizId);
  const wanted = searchParams.get("version") ?? current?.hash;
  const version = versions.find(({ hash }) => hash === wanted);
  const quiz = version && (await findQuizVersion(version.versionId));
  if (!current || !quiz) {
    throw new Response("There is no such quiz, or it was never published.", { status: 404 });
  }
  const today = dayAt(new Date(), timeZone);
  const showKeys = searchParams.get("keys") === "show";
  const file = quizFolderState().files.find(({ kind, id }) => kind === "quiz" && id === quizId);
  return {
    quizId,
    title: quiz.title,
    summary: toHtml(quiz.summary),
    file: file && { ...file, faults: file.faults.map((fault) => shownFault(fault)) },
    isCurrent: version.hash === current.hash,
    showKeys,
    toggleHref: `?${new URLSearchParams({ version: version.hash, keys: showKeys ? "hide" : "show" })}`,
    versions: versions.map(({ hash, publishedAt }) => ({
      id: hash,
      shortHash: hash.slice(0, 8),
      href: `?version=${hash}`,
      isCurrent: hash === current.hash,
      isShown: hash === version.hash,
      publishedAt: formatInstant(publishedAt, timeZone),
    })),
    rules: rulesOf(quiz, today),
    sections: previewOf(quiz, showKeys, today),
  };
}

export default function PreviewPage() {
  const {
    quizId,
    title,
    summary,
    file,
    isCurrent,
    showKeys,
    toggleHref,
    versions,
    rules,
    sections,
  } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title={title}
        lead={<Html html={summary} />}
        actions={
          <>
            <ButtonLink variant="quiet" href="/author">
              All quiz files
            </ButtonLink>
            <ButtonLink variant="quiet" href={`/statistics/${quizId}`}>
              Statistics
            </ButtonLink>
            <ButtonLink variant="secondary" href={`/author/${quizId}/history`}>
              History
            </ButtonLink>
            <ButtonLink variant="secondary" href={toggleHref}>
              {showKeys ? "Hide what is right" : "Show what is right, and why"}
            </ButtonLink>
          </>
        }
      />
      {file && file.state !== "published" && (
        <div className="mb-8">
          <Card
            title={file.name}
            aside={<QuizFileBadge state={file.state} faults={file.faults.length} />}
          >
            {file.faults.length > 0 && <FaultList fileName={file.name} faults={file.faults} />}
          </Card>
        </div>
      )}
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <aside className="grid gap-6 lg:order-last" aria-label="About this quiz">
          <Card title="Rules">
            <DetailList details={rules} />
          </Card>
          <Card title="Versions">
            <TimeLine
              entries={versions.map(({ id, shortHash, href, publishedAt, ...version }) => ({
                id,
                when: publishedAt,
                tone: version.isCurrent ? "good" : "none",
                title: (
                  <>
                    {version.isShown ? (
                      shortHash
                    ) : (
                      <a href={href} className="link">
                        {shortHash}
                      </a>
                    )}
                    {version.isCurrent && " (in use)"}
                  </>
                ),
              }))}
            />
          </Card>
        </aside>
        <div className="grid min-w-0 gap-8">
          <Notice tone="info" title="A preview">
            {isCurrent
              ? "Items and choices stand in the order of the file. Nothing you choose here is saved."
              : "An earlier version, in the order of its file. Nothing you choose here is saved."}
          </Notice>
          <QuizPreview sections={sections} />
        </div>
      </div>
    </>
  );
}
