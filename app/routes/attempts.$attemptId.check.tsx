import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { presentCheck } from "#app/attempt-page.server.ts";
import { CheckList } from "#app/components/attempt/check-list.tsx";
import { SubmitBox } from "#app/components/attempt/submit-box.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { confirmationProblem, openPositions } from "#app/core/attempt-pages.ts";
import { requireOpenAttempt, resultPath } from "#app/open-attempt.server.ts";
import { submitAttempt } from "#db/queries/attempts.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Check your responses · ${data?.title ?? "Needlepoint"}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const now = new Date();
  const { person, attempt } = await requireOpenAttempt(request, params.attemptId, now);
  return json(presentCheck(attempt, person.homeSite.timeZone, now));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const now = new Date();
  const { person, attempt } = await requireOpenAttempt(request, params.attemptId, now);
  const form = await request.formData();
  const open = openPositions(attempt.sheet, attempt.responses).length;
  const problem = confirmationProblem(open, form.get("open"));
  if (problem) return json({ problem }, 422);
  await submitAttempt(attempt.id, person.id, now);
  return redirect(resultPath(attempt.id));
}

export default function CheckPage() {
  const { title, items, openCount, endsAt } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const { key } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (key !== "default") heading.current?.focus({ preventScroll: true });
  }, [key]);
  return (
    <QuietFrame title={title} exitHref="/training" exitLabel="Leave for now">
      <div className="grid gap-8">
        <CheckList items={items} openCount={openCount} endsAt={endsAt} headingRef={heading} />
        <Form method="post">
          <SubmitBox key={openCount} openCount={openCount} problem={problem} />
        </Form>
      </div>
    </QuietFrame>
  );
}
