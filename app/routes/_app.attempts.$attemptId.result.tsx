import { json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { useEffect } from "react";
import { isSubmitted, mayReview, reviewAttempt } from "#app/attempt-review.server.ts";
import { AttemptResult } from "#app/components/attempt/attempt-result.tsx";
import { endedByDeadline } from "#app/core/attempt.ts";
import { dayAt, formatInstant, formatTime } from "#app/core/calendar.ts";
import { nextStep } from "#app/core/next-step.ts";
import { scoreInWords } from "#app/core/review.ts";
import { trainingOf } from "#app/core/training.ts";
import { describeCorrections } from "#app/corrections.server.ts";
import { forgetAttempt } from "#app/kept-responses.ts";
import { requireOwnAttempt } from "#app/open-attempt.server.ts";
import { describeOwnReports } from "#app/problem-reports.server.ts";
import { withTodaysItems } from "#app/todays-items.server.ts";
import { listOwnReports } from "#db/queries/problem-reports.ts";
import { findTrainingFacts } from "#db/queries/training.ts";
import { listCertificatesOf } from "#db/queries/visible-certificates.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.passed ? "Passed" : "Not passed"} · ${data.title}` : "Needlepoint" },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const now = new Date();
  const { person, attempt } = await requireOwnAttempt(request, params.attemptId, now);
  if (!isSubmitted(attempt)) throw redirect(`/attempts/${attempt.id}`);
  const { quiz, quizId, outcome } = attempt;
  const { timeZone } = person.homeSite;
  const [issued, facts] = await Promise.all([
    listCertificatesOf(attempt.id, person.id),
    findTrainingFacts(person.id, timeZone, now),
  ]);
  const training = trainingOf(facts, dayAt(now, timeZone));
  const reviewed = reviewAttempt(attempt, await mayReview(attempt));
  // Where items are kept back there is no place for their reports: they stand in the list of all.
  const reports = reviewed.items.length > 0 ? await listOwnReports(person.id, attempt.id) : [];
  return json({
    ...reviewed,
    items: await withTodaysItems(attempt, reviewed.items),
    reporting: {
      attemptId: attempt.id,
      hasReported: new URL(request.url).searchParams.has("reported"),
      reports: await describeOwnReports(reports, timeZone),
    },
    review: quiz.review,
    sentence: scoreInWords(quiz, outcome),
    corrections: await describeCorrections(attempt.id, timeZone),
    submittedAt: formatInstant(outcome.submittedAt, timeZone),
    timeUpAt: endedByDeadline(attempt.deadlineAt, outcome.submittedAt)
      ? formatTime(outcome.submittedAt, timeZone)
      : undefined,
    certificates: issued.map(({ code, document }) => ({
      title: document.certificationTitle,
      href: `/certificates/${code}`,
    })),
    next: nextStep(training, { quizId, attemptId: attempt.id, passed: outcome.passed }, timeZone),
  });
}

export default function ResultPage() {
  const { attemptId } = useParams();
  useEffect(() => forgetAttempt(Number(attemptId)), [attemptId]);
  return <AttemptResult {...useLoaderData<typeof loader>()} />;
}
