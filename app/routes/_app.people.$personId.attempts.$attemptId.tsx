import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  isSubmitted,
  mayReview,
  reviewAttempt,
  type SubmittedAttempt,
} from "#app/attempt-review.server.ts";
import { AttemptPage } from "#app/components/board/attempt-page.tsx";
import { formatInstant } from "#app/core/calendar.ts";
import { readId } from "#app/core/form.ts";
import { describeCorrections } from "#app/corrections.server.ts";
import { requireUser } from "#app/session.server.ts";
import { withTodaysItems } from "#app/todays-items.server.ts";
import { findAttempt } from "#db/queries/attempts.ts";
import { findStaffMember } from "#db/queries/staff.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.quizTitle}, ${data.name}` : "Attempt"} · Needlepoint` },
];

/** What a manager sees of an attempt: all of it once it is submitted, and only progress before. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const asker = await requireUser(request);
  const member = await findStaffMember(asker, readId(params.personId) ?? 0);
  const attempt = member && (await findAttempt(readId(params.attemptId) ?? 0, member.id));
  if (!attempt) throw new Response(null, { status: 404 });
  const { timeZone } = member;
  return {
    personId: member.id,
    name: member.name,
    quizTitle: attempt.quiz.title,
    startedAt: formatInstant(attempt.startedAt, timeZone),
    submittedAt: attempt.outcome && formatInstant(attempt.outcome.submittedAt, timeZone),
    corrections: await describeCorrections(attempt.id, timeZone),
    progress: { answered: attempt.responses.size, items: attempt.sheet.itemIds.length },
    review: isSubmitted(attempt) ? await reviewFor(asker.id, attempt) : undefined,
  };
}

/** Who manages their own site sees no more of their own attempts than any trainee does. */
async function reviewFor(askerId: number, attempt: SubmittedAttempt) {
  const voice = attempt.personId === askerId ? "you" : "they";
  const review = reviewAttempt(attempt, voice === "they" || (await mayReview(attempt)), voice);
  return { ...review, items: await withTodaysItems(attempt, review.items, voice) };
}

export default function AttemptRoute() {
  return <AttemptPage {...useLoaderData<typeof loader>()} />;
}
