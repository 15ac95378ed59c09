import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { MAIL_STATE_LABELS } from "#app/components/notifications/mail-state-badge.tsx";
import { MailTable } from "#app/components/notifications/mail-table.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { formatInstant } from "#app/core/calendar.ts";
import { readId } from "#app/core/form.ts";
import { env } from "#app/env.server.ts";
import { requireRole } from "#app/session.server.ts";
import { listMails, MAIL_STATES, sendAgain } from "#db/queries/mails.ts";

export const meta: MetaFunction = () => [{ title: "Mail log · Needlepoint" }];

const PAGE_SIZE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const { homeSite } = await requireRole(request, "admin");
  const { searchParams } = new URL(request.url);
  const state = MAIL_STATES.find((each) => each === searchParams.get("state"));
  const page = readId(searchParams.get("page") ?? undefined) ?? 1;
  const { total, mails } = await listMails(state, page, PAGE_SIZE);
  const at = (instant: Date) => formatInstant(instant, homeSite.timeZone);
  const isOn = env.SMTP_URL !== undefined;
  return {
    mails: mails.map(({ createdAt, nextAt, sentAt, problem, ...mail }) => ({
      ...mail,
      when: at(createdAt),
      detail: sentAt ? `at ${at(sentAt)}` : problem && nextAt && `next try ${at(nextAt)}`,
      problem: problem ?? undefined,
      canBeSentAgain: isOn && (mail.state === "failed" || mail.state === "unsure"),
    })),
    ...{ state, page, isOn, timeZone: homeSite.timeZone },
    states: MAIL_STATES.map((each) => ({ state: each, label: MAIL_STATE_LABELS[each] })),
    isSentAgain: searchParams.has("again"),
    pageCount: Math.ceil(total / PAGE_SIZE),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const admin = await requireRole(request, "admin");
  const form = await request.formData();
  const notificationId = readId(String(form.get("notificationId"))) ?? 0;
  const isAgain = await sendAgain(admin, notificationId, new Date());
  return redirect(isAgain ? "/admin/mail?again" : "/admin/mail");
}

export default function MailLog() {
  const { mails, state, states, page, pageCount, ...log } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Mail log"
        lead={`What was sent to whom, newest first. Times are those of ${log.timeZone}.`}
      />
      <div className="grid gap-6">
        {log.isSentAgain && (
          <Notice tone="good" live>
            It is sent again within a few seconds.
          </Notice>
        )}
        {!log.isOn && (
          <Notice tone="info" title="Mail is not set up">
            Everybody finds what is new in the app, under the bell. To send it by mail as well, set
            SMTP_URL and MAIL_FROM, and restart.
          </Notice>
        )}
        <nav aria-label="States" className="flex flex-wrap gap-2">
          {[{ state: undefined, label: "All" }, ...states].map((each) => (
            <a
              key={each.label}
              href={each.state ? `/admin/mail?state=${each.state}` : "/admin/mail"}
              aria-current={each.state === state ? "page" : undefined}
              className="inline-flex min-h-11 items-center rounded-full border border-line-strong px-4 aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent"
            >
              {each.label}
            </a>
          ))}
        </nav>
        {mails.length === 0 ? (
          <EmptyState title="Nothing here">
            {state ? "No mail is in this state." : "No mail has been written so far."}
          </EmptyState>
        ) : (
          <MailTable mails={mails} />
        )}
        <Pagination
          page={page}
          pageCount={pageCount}
          hrefFor={(to) => `/admin/mail?${state ? `state=${state}&` : ""}page=${to}`}
        />
      </div>
    </>
  );
}
