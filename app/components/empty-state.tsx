import type { ReactNode } from "react";

type EmptyStateProps = {
  title: ReactNode;
  /** Why there is nothing here, and what to do next. */
  children?: ReactNode;
  action?: ReactNode;
};

/** A list without anything in it. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-5 rounded-card border border-line bg-raised px-5 py-12 text-center">
      <svg viewBox="0 0 96 24" className="w-24" fill="none" aria-hidden="true">
        <path d="M2 20h92" strokeWidth="2" strokeLinecap="round" className="stroke-line" />
        <circle cx="48" cy="9" r="5" className="fill-accent" />
      </svg>
      <div className="grid max-w-reading gap-2">
        <h2 className="text-large font-semibold">{title}</h2>
        {children && <div className="text-ink-soft">{children}</div>}
      </div>
      {action}
    </div>
  );
}
