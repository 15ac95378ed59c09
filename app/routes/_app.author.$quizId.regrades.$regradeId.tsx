import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { confirmationOf } from "#app/components/author/regrade-plan.tsx";
import { RegradeRecord } from "#app/components/author/regrade-record.tsx";
import { formatInstant } from "#app/core/calendar.ts";
import { readForm, readId, typedIn } from "#app/core/form.ts";
import { confirmationForm } from "#app/core/regrade-form.ts";
import { modeInWords, NOT_UNDONE_WORDS } from "#app/core/regrade-words.ts";
import { findQuizHistory } from "#app/quiz-history.server.ts";
import { describePlan, describeResults } from "#app/regrade.server.ts";
import { requireRole } from "#app/session.server.ts";
import {
  findRegrade,
  listRegradedResults,
  previewUndo,
  undoRegrade,
  whyNotUndone,
} from "#db/queries/regrades.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Regrade ${data?.number ?? ""} of ${data?.title ?? "a quiz"} · Needlepoint` },
];

async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const author = await requireRole(request, "author");
  const history = await findQuizHistory(params.quizId ?? "");
  const regrade = history && (await findRegrade(history.quizId, readId(params.regradeId) ?? 0));
  if (!regrade) throw new Response(null, { status: 404 });
  return { author, history, regrade };
}

export async function loader(args: LoaderFunctionArgs) {
  const { author, history, regrade } = await findSubject(args);
  const { timeZone } = author.homeSite;
  const { searchParams } = new URL(args.request.url);
  const hashes = new Map(history.versions.map(({ versionId, hash }) => [versionId, hash]));
  const shown = { hashes, page: readId(searchParams.get("page") ?? undefined) ?? 1 };
  const why = whyNotUndone(regrade);
  const results = await listRegradedResults(regrade.id);
  return {
    quizId: history.quizId,
    title: history.title,
    number: regrade.id,
    address: `/author/${history.quizId}/regrades/${regrade.id}`,
    isDone: searchParams.has("done"),
    mode: modeInWords(regrade.mode),
    items: regrade.itemIds,
    keyVersion: regrade.keyVersionHash?.slice(0, 8),
    reason: regrade.reason,
    who: regrade.regradedBy,
    when: formatInstant(regrade.regradedAt, timeZone),
    undoes: regrade.undoesId,
    undoneBy: regrade.undoneById,
    followedBy: regrade.followedById,
    whyNot: why && NOT_UNDONE_WORDS[why],
    results: await describeResults(author, results, [], shown),
    undo: why
      ? undefined
      : await describePlan(author, await previewUndo(regrade), { hashes, page: 1 }),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { author, history, regrade } = await findSubject(args);
  const form = await args.request.formData();
  const reading = readForm(confirmationForm, form);
  if (reading.problems) {
    return json({ problems: reading.problems, typed: typedIn(form) }, { status: 422 });
  }
  const { reason, _fingerprint: fingerprint } = reading.value;
  const confirmation = { authorId: author.id, reason, fingerprint };
  const outcome = await undoRegrade(regrade, confirmation, new Date());
  if ("isStale" in outcome) return json({ isStale: true, typed: typedIn(form) }, { status: 409 });
  return redirect(`/author/${history.quizId}/regrades/${outcome.regradeId}?done`);
}

export default function RegradeRecordRoute() {
  const answer = useActionData<typeof action>();
  return (
    <RegradeRecord {...useLoaderData<typeof loader>()} confirmation={confirmationOf(answer)} />
  );
}
