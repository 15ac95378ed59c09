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
import { formatMoment } from "#app/core/calendar.ts";
import { coverFacts, refusalInWords } from "#app/core/quiz-cover.ts";
import { toHtml } from "#app/markdown.server.ts";
import { findAttemptAsOf } from "#app/open-attempt.server.ts";
import { requireRole } from "#app/session.server.ts";
import { findAllowance, findOpenAttemptId, startAttempt } from "#db/queries/attempts.ts";
import { findExtraTimes } from "#db/queries/extra-times.ts";
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
  const { timeZone } = person.homeSite;
  const begunId = await findOpenAttemptId(person.id, quizId);
  // One whose time is up is over: what counts is what the next one would be allowed.
  const begun = begunId && (await findAttemptAsOf(begunId, person.id, now));
  const open = begun && !begun.outcome ? begun : undefined;
  const allowance = await findAllowance(person.id, quizId, quiz, now);
  return json({
    title: quiz.title,
    summary: toHtml(quiz.summary),
    ...coverFacts(quiz, allowance, await findExtraTimes(person.id, quizId)),
    open: open && {
      href: `/attempts/${open.id}`,
      endsAt: open.deadlineAt && formatMoment(open.deadlineAt, timeZone, now),
    },
    refusal: allowance.mayStart ? undefined : refusalInWords(allowance, timeZone),
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
