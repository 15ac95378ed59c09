import { StatusBadge } from "#app/components/status-badge.tsx";
import type { Block } from "#app/core/notification.ts";
import { NotificationBody } from "./notification-body.tsx";

type NotificationListProps = {
  notifications: readonly {
    id: number;
    title: string;
    blocks: readonly Block[];
    /** Ready to read. */
    when: string;
    isRead: boolean;
  }[];
};

/** What a person was told, newest first. Opening one marks it as read. */
export function NotificationList({ notifications }: NotificationListProps) {
  return (
    <ul className="grid gap-4">
      {notifications.map(({ id, title, blocks, when, isRead }) => (
        <li key={id} className="grid gap-3 rounded-card border border-line bg-raised p-5 sm:p-6">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
            <h2 className="min-w-0 font-semibold wrap-anywhere">
              <a href={`/notifications/${id}`} className="link inline-block py-0.5">
                {title}
              </a>
            </h2>
            <p className="flex items-center gap-3 text-small text-ink-soft">
              {!isRead && <StatusBadge tone="info">New</StatusBadge>}
              {when}
            </p>
          </div>
          <NotificationBody blocks={blocks} />
        </li>
      ))}
    </ul>
  );
}
