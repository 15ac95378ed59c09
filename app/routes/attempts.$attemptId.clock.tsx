import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { presentClock } from "#app/attempt-clock.server.ts";
import type { TimeAnswer } from "#app/core/attempt-clock.ts";
import { requireOwnAttempt } from "#app/open-attempt.server.ts";

/** For the script of a page that has been open for a while. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const now = new Date();
  const { person, attempt } = await requireOwnAttempt(request, params.attemptId, now);
  const answer: TimeAnswer = attempt.outcome
    ? { isOver: true }
    : { isOver: false, clock: presentClock(attempt, person.homeSite.timeZone, now) };
  return json(answer);
}
