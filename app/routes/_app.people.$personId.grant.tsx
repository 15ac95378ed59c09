import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GrantPage } from "#app/components/board/grant-page.tsx";
import { allowanceInWords, canBeGranted, grantForm } from "#app/core/attempt-grant.ts";
import { readForm, readId, typedIn } from "#app/core/form.ts";
import { requireUser } from "#app/session.server.ts";
import { findAllowance } from "#db/queries/attempts.ts";
import { countGrants, saveGrant } from "#db/queries/grants.ts";
import { findQuiz } from "#db/queries/quizzes.ts";
import { findStaffMember } from "#db/queries/staff.ts";

export const meta: MetaFunction = () => [{ title: "Grant another attempt · Needlepoint" }];

/** Who grants, to whom, at which quiz; anything else is not found. */
async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const asker = await requireUser(request);
  const member = await findStaffMember(asker, readId(params.personId) ?? 0);
  const published = await findQuiz(new URL(request.url).searchParams.get("quiz") ?? "");
  if (!member || !published || !canBeGranted(published.quiz)) {
    throw new Response(null, { status: 404 });
  }
  return { asker, member, ...published };
}

export async function loader(args: LoaderFunctionArgs) {
  const { member, quizId, quiz } = await findSubject(args);
  const allowance = await findAllowance(member.id, quizId, quiz, new Date());
  return {
    personId: member.id,
    name: member.name,
    quizId,
    quizTitle: quiz.title,
    allowance: allowanceInWords(allowance, member.timeZone),
    grantsSeen: await countGrants(member, quizId),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { asker, member, quizId } = await findSubject(args);
  const form = await args.request.formData();
  const reading = readForm(grantForm, form);
  if (reading.problems) {
    return json({ problems: reading.problems, typed: typedIn(form) }, { status: 422 });
  }
  const grant = { ...reading.value, quizId, grantedById: asker.id };
  if (!(await saveGrant(member, grant, new Date()))) {
    const message = "An attempt was granted in the meantime. Grant one more only if it is needed.";
    return json(
      { problems: [{ field: "reason", message }], typed: typedIn(form) },
      { status: 409 },
    );
  }
  return redirect(`/people/${member.id}?${new URLSearchParams({ granted: quizId })}`);
}

export default function GrantRoute() {
  const { problems, typed } = useActionData<typeof action>() ?? {};
  return (
    <GrantPage
      {...useLoaderData<typeof loader>()}
      problems={problems}
      reason={typed?.reason?.[0]}
    />
  );
}
