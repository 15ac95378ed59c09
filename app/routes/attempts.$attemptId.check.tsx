import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  type SerializeFrom,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  Form,
  useActionData,
  useFetcher,
  useLoaderData,
  useLocation,
  useNavigate,
  useRevalidator,
} from "@remix-run/react";
import { type FormEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { presentCheck } from "#app/attempt-page.server.ts";
import { CheckList } from "#app/components/attempt/check-list.tsx";
import { Clock } from "#app/components/attempt/clock.tsx";
import { NotLoadedPage } from "#app/components/attempt/not-loaded-page.tsx";
import { SavingMessages } from "#app/components/attempt/saving-messages.tsx";
import { SubmitBox } from "#app/components/attempt/submit-box.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { confirmationProblem, itemStates, openCount } from "#app/core/attempt-pages.ts";
import { requireOpenAttempt, resultPath } from "#app/open-attempt.server.ts";
import {
  isTaken,
  type NotLoaded,
  notLoadedOf,
  orNotLoaded,
  type PageAnswer,
} from "#app/page-answer.ts";
import { useOutbox } from "#app/use-outbox.ts";
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
  const open = openCount(itemStates(attempt.quiz, attempt.sheet, attempt.responses));
  const problem = confirmationProblem(open, form.get("open"));
  if (problem) return json({ problem }, 422);
  await submitAttempt(attempt.id, person.id, now);
  return redirect(resultPath(attempt.id));
}

/** A connection that drops must not take the page away, nor leave anybody in doubt. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>();
  } catch (failure) {
    if (!notLoadedOf(failure)) throw failure;
    return {
      problem:
        "It is not known to be submitted: the server cannot be reached. Try again in a moment.",
    };
  }
}

export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs) {
  return orNotLoaded(serverLoader<typeof loader>());
}

export default function CheckPage() {
  const check = useLoaderData<typeof clientLoader>();
  const { revalidate } = useRevalidator();
  if ("isNotLoaded" in check) return <NotLoadedPage onAgain={revalidate} />;
  return <Check check={check} />;
}

function Check({ check }: { check: Exclude<SerializeFrom<typeof clientLoader>, NotLoaded> }) {
  const { title, items, openCount, clock } = check;
  const problem = useActionData<typeof action>()?.problem;
  const { key } = useLocation();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const [notices, setNotices] = useState<string[]>([]);
  const [isHeldUp, setIsHeldUp] = useState(false);
  const outbox = useOutbox(check, useFetcher<PageAnswer>(), (answer) => {
    if (!isTaken(answer)) return;
    setNotices((known) => [...known, ...answer.notices]);
    revalidate();
  });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (key !== "default") heading.current?.focus({ preventScroll: true });
  }, [key]);

  /** What is still on this device would not count any more. */
  function holdUp(event: FormEvent) {
    if (outbox.isEmpty()) return;
    event.preventDefault();
    setIsHeldUp(true);
    outbox.flush();
  }

  /** Goes to an item without asking for a new document, which a lost connection would leave blank. */
  function follow(event: MouseEvent<HTMLElement>) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link?.pathname.startsWith("/attempts/")) return;
    event.preventDefault();
    navigate(link.pathname + link.hash);
  }

  return (
    <QuietFrame title={title} exitHref="/training" exitLabel="Leave for now" isTimed={!!clock}>
      {clock && (
        <Clock clock={clock} isLoadedWithPage={key === "default"} onEnding={outbox.flush} />
      )}
      <div className="grid gap-8">
        <SavingMessages
          trouble={outbox.trouble}
          isKept={outbox.isKept}
          isHeldUp={isHeldUp}
          notices={notices}
        />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is clicked. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click. */}
        <div onClick={follow}>
          <CheckList items={items} openCount={openCount} headingRef={heading} />
        </div>
        <Form method="post" onSubmit={holdUp}>
          <SubmitBox
            key={openCount}
            openCount={openCount}
            isAnyPartly={items.some(({ state }) => state === "partly")}
            problem={problem}
          />
        </Form>
      </div>
    </QuietFrame>
  );
}
