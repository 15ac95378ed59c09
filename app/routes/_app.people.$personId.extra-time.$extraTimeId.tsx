import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EndExtraTimePage } from "#app/components/board/end-extra-time-page.tsx";
import { readId } from "#app/core/form.ts";
import { describeExtraTime } from "#app/extra-time.server.ts";
import { requireUser } from "#app/session.server.ts";
import { endExtraTime, findExtraTime } from "#db/queries/extra-times.ts";
import { findQuiz } from "#db/queries/quizzes.ts";
import { findStaffMember } from "#db/queries/staff.ts";

export const meta: MetaFunction = () => [{ title: "End extra time · Needlepoint" }];

/** Whose extra time, and which; anything else is not found. */
async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const asker = await requireUser(request);
  const member = await findStaffMember(asker, readId(params.personId) ?? 0);
  const extraTime = member && (await findExtraTime(member, readId(params.extraTimeId) ?? 0));
  if (!extraTime) throw new Response(null, { status: 404 });
  return { asker, member, extraTime };
}

export async function loader(args: LoaderFunctionArgs) {
  const { member, extraTime } = await findSubject(args);
  if (extraTime.endedAt) return redirect(`/people/${member.id}`);
  const { id: personId, name } = member;
  const quiz = extraTime.quizId === undefined ? undefined : await findQuiz(extraTime.quizId);
  return {
    personId,
    name,
    ...describeExtraTime(member, extraTime, (quizId) => quiz?.quiz.title ?? quizId),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { asker, member, extraTime } = await findSubject(args);
  await endExtraTime(member, extraTime.id, asker.id, new Date());
  return redirect(`/people/${member.id}?extra-time=ended`);
}

export default function EndExtraTimeRoute() {
  return <EndExtraTimePage {...useLoaderData<typeof loader>()} />;
}
