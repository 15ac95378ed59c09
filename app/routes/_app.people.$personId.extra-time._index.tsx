import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ExtraTimePage } from "#app/components/board/extra-time-page.tsx";
import { extraTimeForm } from "#app/core/extra-time.ts";
import { readForm, readId, typedIn } from "#app/core/form.ts";
import { requireUser } from "#app/session.server.ts";
import { countExtraTimes, saveExtraTime } from "#db/queries/extra-times.ts";
import { listTimedQuizzes } from "#db/queries/quizzes.ts";
import { findStaffMember } from "#db/queries/staff.ts";

export const meta: MetaFunction = () => [{ title: "Give extra time · Needlepoint" }];

/** Who gives, and to whom; anybody else is not found. */
async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const asker = await requireUser(request);
  const member = await findStaffMember(asker, readId(params.personId) ?? 0);
  if (!member) throw new Response(null, { status: 404 });
  return { asker, member, quizzes: await listTimedQuizzes() };
}

export async function loader(args: LoaderFunctionArgs) {
  const { member, quizzes } = await findSubject(args);
  const { id: personId, name } = member;
  return { personId, name, quizzes, seen: await countExtraTimes(member) };
}

export async function action(args: ActionFunctionArgs) {
  const { asker, member, quizzes } = await findSubject(args);
  const form = await args.request.formData();
  const reading = readForm(extraTimeForm, form);
  if (reading.problems) {
    return json({ problems: reading.problems, typed: typedIn(form) }, { status: 422 });
  }
  const { quiz, amount, unit, reason, seen } = reading.value;
  if (quiz !== "" && !quizzes.some(({ quizId }) => quizId === quiz)) {
    const message = "This quiz has no time limit any more. Choose another one.";
    return json({ problems: [{ field: "quiz", message }], typed: typedIn(form) }, { status: 422 });
  }
  const extra = unit === "minutes" ? { minutes: amount } : { percent: amount };
  const given = { quizId: quiz || undefined, extra, reason, givenById: asker.id, seen };
  if (!(await saveExtraTime(member, given, new Date()))) {
    const message = "Extra time was given in the meantime. Give more only if it is needed.";
    return json(
      { problems: [{ field: "amount", message }], typed: typedIn(form) },
      { status: 409 },
    );
  }
  return redirect(`/people/${member.id}?extra-time=given`);
}

export default function ExtraTimeRoute() {
  const { problems, typed } = useActionData<typeof action>() ?? {};
  return <ExtraTimePage {...useLoaderData<typeof loader>()} problems={problems} typed={typed} />;
}
