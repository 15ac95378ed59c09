import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { NotificationList } from "#app/components/notifications/notification-list.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { formatMoment } from "#app/core/calendar.ts";
import { readId } from "#app/core/form.ts";
import { readBody } from "#app/core/notification.ts";
import { requireUser } from "#app/session.server.ts";
import { listNotifications, markAllRead } from "#db/queries/notifications.ts";

export const meta: MetaFunction = () => [{ title: "Notifications · Needlepoint" }];

const NEWEST = 100;

export async function loader({ request }: LoaderFunctionArgs) {
  const { id, homeSite } = await requireUser(request);
  const now = new Date();
  const notifications = await listNotifications(id, NEWEST);
  return {
    notifications: notifications.map(({ body, createdAt, ...notification }) => ({
      ...notification,
      blocks: readBody(body),
      when: formatMoment(createdAt, homeSite.timeZone, now),
    })),
    hasNew: notifications.some(({ isRead }) => !isRead),
    newestId: Math.max(0, ...notifications.map(({ id }) => id)),
    goesBackAll: notifications.length < NEWEST,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { id } = await requireUser(request);
  const form = await request.formData();
  await markAllRead(id, readId(String(form.get("newestId"))) ?? 0, new Date());
  return redirect("/notifications");
}

export default function Notifications() {
  const { notifications, hasNew, newestId, goesBackAll } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Notifications"
        actions={
          hasNew && (
            <form method="post">
              <input type="hidden" name="newestId" value={newestId} />
              <Button variant="secondary">Mark all as read</Button>
            </form>
          )
        }
      />
      {notifications.length === 0 ? (
        <EmptyState title="Nothing new">
          Results, due dates and reminders appear here, and by e-mail where your clinic has set it
          up.
        </EmptyState>
      ) : (
        <div className="grid max-w-3xl gap-6">
          <NotificationList notifications={notifications} />
          {!goesBackAll && <p className="text-ink-soft">Older ones are not shown.</p>}
        </div>
      )}
    </>
  );
}
