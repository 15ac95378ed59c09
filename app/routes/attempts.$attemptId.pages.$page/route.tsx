import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  Form,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
  useLocation,
} from "@remix-run/react";
import { useEffect, useRef } from "react";
import {
  type AttemptPage,
  findPage,
  pathOf,
  presentPage,
  progressOf,
  savePage,
} from "#app/attempt-page.server.ts";
import { ItemPage } from "#app/components/attempt/item-page.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { requireOpenAttempt, resultPath } from "#app/open-attempt.server.ts";
import { type PageAnswer, useSaving } from "./use-saving.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.progress.place} · ${data.title}` : "Needlepoint" },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const now = new Date();
  const { person, attempt } = await requireOpenAttempt(request, params.attemptId, now);
  const page = findPage(attempt, params.page) ?? notFound();
  return json(presentPage(attempt, page, person.homeSite.timeZone, now));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const now = new Date();
  const { person, attempt } = await requireOpenAttempt(request, params.attemptId, now);
  const page = findPage(attempt, params.page) ?? notFound();
  const saved = await savePage(attempt, page, await request.formData(), now);
  if (saved.state === "locked") return redirect(resultPath(attempt.id));
  const progress = progressOf(saved.attempt, page, person.homeSite.timeZone);
  if (saved.state === "unreadable") {
    const answer: PageAnswer = { state: "unreadable", progress, unreadable: saved.unreadable };
    return json(answer, 422);
  }
  // Sent by the page's script as a response is given: nobody goes anywhere.
  if (saved.direction === "stay") return json<PageAnswer>({ state: "saved", progress });
  return redirect(pathOf(attempt.id, page.number, saved.direction));
}

/** A connection that drops must not take the page away with what was chosen on it. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>();
  } catch (failure) {
    if (failure instanceof Response) throw failure;
    return { state: "not-saved" } satisfies PageAnswer;
  }
}

/** What an action says of its page is all that has changed on it; after moving there is a new page. */
export function shouldRevalidate({
  actionResult,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return actionResult === undefined && defaultShouldRevalidate;
}

export default function AttemptPageRoute() {
  const page = useLoaderData<typeof loader>();
  // Every page is a form of its own: nothing of one may be left standing in another.
  return <PageForm key={page.number} page={page} />;
}

function PageForm({ page }: { page: AttemptPage }) {
  const { key } = useLocation();
  const saving = useSaving(useActionData<typeof action>());
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Where a script has moved on, the reader is brought along; a page loaded afresh begins at its top.
    if (key !== "default") heading.current?.focus({ preventScroll: true });
  }, [key]);
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
      <QuietFrame title={page.title} exitHref="/training" exitForm="responses">
        <Form
          id="responses"
          method="post"
          ref={saving.form}
          onChange={saving.onChange}
          onSubmit={saving.onSubmit}
          noValidate
        >
          <ItemPage
            page={page}
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
