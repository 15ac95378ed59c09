import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RegradePage } from "#app/components/author/regrade-page.tsx";
import { confirmationOf } from "#app/components/author/regrade-plan.tsx";
import { formatInstant } from "#app/core/calendar.ts";
import { readForm, readId, typedIn } from "#app/core/form.ts";
import { REGRADE_MODES } from "#app/core/regrade.ts";
import { confirmationForm } from "#app/core/regrade-form.ts";
import {
  choiceProblems,
  MODE_WORDS,
  readRegradeChoice,
  regradeAddress,
} from "#app/core/regrade-words.ts";
import { toHtml } from "#app/markdown.server.ts";
import { findQuizHistory, regradableItems } from "#app/quiz-history.server.ts";
import { describePlan } from "#app/regrade.server.ts";
import { requireRole } from "#app/session.server.ts";
import { previewRegrade, saveRegrade } from "#db/queries/regrades.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Regrade ${data?.title ?? "a quiz"} · Needlepoint` },
];

/** Who asks for what; the request is undefined until everything that it needs is chosen. */
async function readRequest({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const author = await requireRole(request, "author");
  const history = await findQuizHistory(params.quizId ?? "");
  if (!history) throw new Response(null, { status: 404 });
  const { quizId, versions } = history;
  const items = regradableItems(versions);
  const { searchParams } = new URL(request.url);
  const choice = readRegradeChoice(searchParams, {
    itemIds: items.map(({ item }) => item.id),
    hashes: versions.map(({ hash }) => hash),
  });
  const key = choice.key ?? versions.find(({ isCurrent }) => isCurrent)?.hash;
  const { itemIds, mode } = choice;
  const isAsked = mode !== undefined || searchParams.has("_preview");
  const problems = isAsked ? choiceProblems({ ...choice, key }) : [];
  const keyVersionId = versions.find(({ hash }) => hash === key)?.versionId;
  const asked = mode && problems.length === 0 ? { quizId, mode, itemIds, keyVersionId } : undefined;
  return { author, history, items, choice: { itemIds, mode, key }, problems, asked, searchParams };
}

export async function loader(args: LoaderFunctionArgs) {
  const { author, history, items, choice, problems, asked, searchParams } = await readRequest(args);
  const { quizId, title, versions } = history;
  const hashes = new Map(versions.map(({ versionId, hash }) => [versionId, hash]));
  const page = readId(searchParams.get("page") ?? undefined) ?? 1;
  const plan = asked && (await previewRegrade(asked));
  return {
    quizId,
    title,
    address: regradeAddress(quizId, choice),
    choice,
    problems,
    items: items.map(({ item, hasChanged }) => ({
      itemId: item.id,
      stem: toHtml(item.stem),
      hasChanged,
    })),
    versions: versions.map(({ hash, publishedAt, isCurrent }) => ({
      hash,
      label: `${hash.slice(0, 8)}, ${formatInstant(publishedAt, author.homeSite.timeZone)}${isCurrent ? " (in use)" : ""}`,
    })),
    modes: REGRADE_MODES.toReversed().map((mode) => ({ mode, ...MODE_WORDS[mode] })),
    creditAllHref: regradeAddress(quizId, { ...choice, mode: "credit-all" }),
    plan: plan && (await describePlan(author, plan, { hashes, page })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { author, history, asked } = await readRequest(args);
  const form = await args.request.formData();
  const reading = readForm(confirmationForm, form);
  if (reading.problems || !asked) {
    return json({ problems: reading.problems ?? [], typed: typedIn(form) }, { status: 422 });
  }
  const { reason, _fingerprint: fingerprint } = reading.value;
  const confirmation = { authorId: author.id, reason, fingerprint };
  const outcome = await saveRegrade(asked, confirmation, new Date());
  if ("isStale" in outcome) {
    return json({ isStale: true, typed: typedIn(form) }, { status: 409 });
  }
  return redirect(`/author/${history.quizId}/regrades/${outcome.regradeId}?done`);
}

export default function RegradeRoute() {
  const answer = useActionData<typeof action>();
  return <RegradePage {...useLoaderData<typeof loader>()} confirmation={confirmationOf(answer)} />;
}
