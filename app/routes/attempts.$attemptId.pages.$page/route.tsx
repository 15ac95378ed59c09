import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  Form,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
  useLocation,
  useRevalidator,
  useSearchParams,
} from "@remix-run/react";
import { useEffect, useRef } from "react";
import {
  type AttemptPage,
  findPage,
  hasReplaced,
  mergedInWords,
  metInWords,
  pathOf,
  presentPage,
  progressOf,
  savePage,
} from "#app/attempt-page.server.ts";
import { Clock } from "#app/components/attempt/clock.tsx";
import { ItemPage } from "#app/components/attempt/item-page.tsx";
import { NotLoadedPage } from "#app/components/attempt/not-loaded-page.tsx";
import { SavingMessages } from "#app/components/attempt/saving-messages.tsx";
import { ReportSent } from "#app/components/problem-reports/report-sent.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { log } from "#app/log.server.ts";
import { requireOpenAttempt, resultPath } from "#app/open-attempt.server.ts";
import { answerOfFailure, orNotLoaded, type PageAnswer } from "#app/page-answer.ts";
import { useSaving } from "./use-saving.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  // A page that could not be loaded has no progress.
  { title: data?.progress ? `${data.progress.place} · ${data.title}` : "Needlepoint" },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const now = new Date();
  const { person, attempt } = await requireOpenAttempt(request, params.attemptId, now);
  const page = findPage(attempt, params.page) ?? notFound();
  const { timeZone } = person.homeSite;
  return json({
    ...presentPage(attempt, page, timeZone, now),
    notices: metInWords(request.url, timeZone),
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const now = new Date();
  const { person, attempt } = await requireOpenAttempt(request, params.attemptId, now);
  const page = findPage(attempt, params.page) ?? notFound();
  const saved = await savePage(attempt, page, await request.formData(), now);
  if (saved.state === "locked") return redirect(resultPath(attempt.id));
  if (saved.state === "not-saved") {
    const { reference } = context;
    log.error({ reference, err: saved.err }, "responses could not be saved");
    return json<PageAnswer>({ state: "not-saved", reference, typed: saved.typed }, 503);
  }
  const { timeZone } = person.homeSite;
  const taken = {
    progress: progressOf(saved.attempt, page, timeZone, now),
    ...mergedInWords(saved.merged, timeZone),
  };
  if (saved.state === "unreadable") {
    const { state, unreadable } = saved;
    return json<PageAnswer>({ state, unreadable, ...taken }, 422);
  }
  // Sent by the page's script as a response is given: nobody goes anywhere. Nor does somebody who
  // has replaced what came from elsewhere, before they have seen it.
  if (saved.direction === "stay" || hasReplaced(saved.merged)) {
    return json<PageAnswer>({ state: "saved", ...taken });
  }
  return redirect(pathOf(attempt.id, page.number, saved.direction));
}

/** A connection that drops must not take the page away with what was chosen on it. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>();
  } catch (failure) {
    const answer = answerOfFailure(failure);
    if (!answer) throw failure;
    return answer;
  }
}

export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs) {
  return orNotLoaded(serverLoader<typeof loader>());
}

/** What an action says of its page is all that has changed on it; after moving there is a new page. */
export function shouldRevalidate({
  actionResult,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return actionResult === undefined && defaultShouldRevalidate;
}

export default function AttemptPageRoute() {
  const page = useLoaderData<typeof clientLoader>();
  const { revalidate } = useRevalidator();
  if ("isNotLoaded" in page) return <NotLoadedPage onAgain={revalidate} />;
  // Every page is a form of its own: nothing of one may be left standing in another.
  return <PageForm key={page.number} page={page} />;
}

function PageForm({ page }: { page: AttemptPage & { notices: string[] } }) {
  const { key } = useLocation();
  const saving = useSaving(page, useActionData<PageAnswer>());
  const { clock } = saving.progress ?? page.progress;
  const hasReported = useSearchParams()[0].has("reported");
  const heading = useRef<HTMLHeadingElement>(null);
  const arrival = useRef(key);
  useEffect(() => {
    // Where a script has moved on, the reader is brought along; a page loaded afresh begins at its
    // top, and whoever saves and stays keeps their place.
    if (arrival.current !== "default") heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      {/* Enter in a field presses a form's first button: it saves and stays, instead of leaving. */}
      <button
        type="submit"
        form="responses"
        name="_go"
        value={`page:${page.number}`}
        tabIndex={-1}
        aria-hidden="true"
        className="sr-only"
      />
      <QuietFrame title={page.title} exitHref="/training" exitForm="responses" isTimed={!!clock}>
        {clock && (
          <Clock clock={clock} isLoadedWithPage={key === "default"} onEnding={saving.onChange} />
        )}
        {hasReported && <ReportSent />}
        <Form
          id="responses"
          method="post"
          ref={saving.form}
          onChange={saving.onChange}
          onBlur={saving.onBlur}
          onSubmit={saving.onSubmit}
          // A browser that fills in again what stood here before would show what is not saved.
          autoComplete="off"
          noValidate
        >
          <ItemPage
            page={page}
            shown={saving.shown}
            messages={<SavingMessages {...saving} notices={[...page.notices, ...saving.notices]} />}
            progress={saving.progress ?? page.progress}
            unreadable={saving.unreadable}
            saveState={saving.state}
            headingRef={heading}
          />
        </Form>
      </QuietFrame>
    </>
  );
}

function notFound(): never {
  throw new Response(null, { status: 404 });
}
