import { redirect } from "@remix-run/node";
import { type Attempt, findAttempt, submitOverdueAttemptsOf } from "#db/queries/attempts.ts";
import type { SignedInPerson } from "#db/queries/sessions.ts";
import { readId } from "./core/form.ts";
import { requireRole } from "./session.server.ts";

/** Where a submitted attempt is looked at. */
export function resultPath(attemptId: number): string {
  return `/attempts/${attemptId}/result`;
}

/**
 * The attempt as it stands at `now`; undefined for somebody else's. One whose deadline has passed
 * is submitted first, so that nobody works on what can no longer be saved.
 */
export async function findAttemptAsOf(
  attemptId: number,
  personId: number,
  now: Date,
): Promise<Attempt | undefined> {
  const attempt = await findAttempt(attemptId, personId);
  const isOverdue = attempt && !attempt.outcome && attempt.deadlineAt && now > attempt.deadlineAt;
  if (!isOverdue) return attempt;
  await submitOverdueAttemptsOf(personId, now);
  return findAttempt(attemptId, personId);
}

type OwnAttempt = { person: SignedInPerson; attempt: Attempt };

/** The person who is signed in and their attempt; a 404 for one that is not theirs. */
export async function requireOwnAttempt(
  request: Request,
  attemptId: string | undefined,
  now: Date,
): Promise<OwnAttempt> {
  const person = await requireRole(request, "trainee");
  const id = readId(attemptId);
  const attempt = id === undefined ? undefined : await findAttemptAsOf(id, person.id, now);
  if (!attempt) throw new Response(null, { status: 404 });
  return { person, attempt };
}

/** The same, while it can still be answered; once it is locked, everything leads to the result. */
export async function requireOpenAttempt(
  request: Request,
  attemptId: string | undefined,
  now: Date,
): Promise<OwnAttempt> {
  const own = await requireOwnAttempt(request, attemptId, now);
  if (own.attempt.outcome) throw redirect(resultPath(own.attempt.id));
  return own;
}
