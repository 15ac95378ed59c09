import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ProblemForm } from "#app/components/problem-reports/problem-form.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { typedIn } from "#app/core/form.ts";
import { toHtml } from "#app/markdown.server.ts";
import { requireOwnAttempt } from "#app/open-attempt.server.ts";
import {
  describeOwnReports,
  findItemOf,
  placeOfItem,
  reportProblem,
} from "#app/problem-reports.server.ts";
import { listOwnReports } from "#db/queries/problem-reports.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Report a problem · ${data?.title ?? "Needlepoint"}` },
];

async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const { person, attempt } = await requireOwnAttempt(request, params.attemptId, new Date());
  const item = findItemOf(attempt, params.itemId);
  if (!item) throw new Response(null, { status: 404 });
  return { person, attempt, item };
}

/** The stem is all that is shown of the item: neither its key nor a response. */
export async function loader(args: LoaderFunctionArgs) {
  const { person, attempt, item } = await findSubject(args);
  const reports = await listOwnReports(person.id, attempt.id);
  return {
    title: attempt.quiz.title,
    number: attempt.sheet.itemIds.indexOf(item.id) + 1,
    stem: toHtml(item.stem),
    isReview: attempt.outcome !== undefined,
    backHref: placeOfItem(attempt, item.id),
    earlier: await describeOwnReports(
      reports.filter(({ itemId }) => itemId === item.id),
      person.homeSite.timeZone,
    ),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { attempt, item } = await findSubject(args);
  const form = await args.request.formData();
  const reported = await reportProblem(attempt, item.id, form, new Date());
  if ("path" in reported) return redirect(reported.path);
  const { status, problems } = reported;
  return json({ problems, typed: typedIn(form) }, { status });
}

export default function ProblemRoute() {
  const { title, ...page } = useLoaderData<typeof loader>();
  const { problems, typed } = useActionData<typeof action>() ?? {};
  return (
    <QuietFrame
      title={title}
      exitHref={page.backHref}
      exitLabel={page.isReview ? "Back to the review" : "Back to the item"}
    >
      <ProblemForm {...page} problems={problems} text={typed?.text?.[0]} />
    </QuietFrame>
  );
}
