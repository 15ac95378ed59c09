import { randomInt } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { QuizCover } from "#app/components/attempt/quiz-cover.tsx";
import { coverFacts, refusalInWords } from "#app/core/quiz-cover.ts";
import { toHtml } from "#app/markdown.server.ts";
import { requireRole } from "#app/session.server.ts";
import { findAllowance, findOpenAttemptId, startAttempt } from "#db/queries/attempts.ts";
import { findQuiz } from "#db/queries/quizzes.ts";

/** Seeds are whole numbers of 31 bits. */
const SEEDS = 2 ** 31 - 1;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? "Quiz"} · Needlepoint` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireRole(request, "trainee");
  const now = new Date();
  const { quizId, quiz } = (await findQuiz(params.quizId ?? "")) ?? notFound();
  const openAttemptId = await findOpenAttemptId(person.id, quizId);
  const allowance = await findAllowance(person.id, quizId, quiz, now);
  return json({
    title: quiz.title,
    summary: toHtml(quiz.summary),
    ...coverFacts(quiz, allowance),
    openAttemptHref: openAttemptId === undefined ? undefined : `/attempts/${openAttemptId}`,
    refusal: allowance.mayStart ? undefined : refusalInWords(allowance, person.homeSite.timeZone),
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireRole(request, "trainee");
  const quizId = params.quizId ?? "";
  const started = await startAttempt(person.id, quizId, randomInt(SEEDS), new Date());
  if (!started) return notFound();
  // Not possible after all, in another tab perhaps: the cover says why, and when it is.
  if ("refused" in started) return redirect(`/quizzes/${quizId}`);
  return redirect(`/attempts/${started.attemptId}/pages/1`);
}

export default function QuizPage() {
  return <QuizCover {...useLoaderData<typeof loader>()} />;
}

function notFound(): never {
  throw new Response(null, { status: 404 });
}
