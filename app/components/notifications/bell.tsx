/** The way to the notifications, with how many are new. */
export function Bell({ unread, isHere }: { unread: number; isHere: boolean }) {
  const name = unread === 0 ? "Notifications" : `Notifications, ${unread} new`;
  return (
    <a
      href="/notifications"
      aria-label={name}
      aria-current={isHere ? "page" : undefined}
      title={name}
      className="relative flex min-h-11 min-w-11 shrink-0 items-center justify-center rounded-control text-ink-soft hover:text-ink aria-[current=page]:text-accent"
    >
      <svg
        viewBox="0 0 24 24"
        className="size-6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d="M6 16V10.5a6 6 0 0 1 12 0V16l1.5 2h-15Z" />
        <path d="M10.3 21h3.4" />
      </svg>
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-0.5 right-0 min-w-5 rounded-full bg-info-soft px-1 text-center text-small leading-5 font-semibold text-info tabular-nums"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </a>
  );
}
