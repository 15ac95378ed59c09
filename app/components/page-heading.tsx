import type { ReactNode } from "react";

type PageHeadingProps = {
  title: ReactNode;
  /** The one thing to know, in a sentence or two. */
  lead?: ReactNode;
  /** Buttons and links that concern the whole page. */
  actions?: ReactNode;
};

/** What a page is about: its only h1. */
export function PageHeading({ title, lead, actions }: PageHeadingProps) {
  return (
    <div className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="min-w-0 max-w-2xl">
        <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{title}</h1>
        {lead && <div className="mt-2 max-w-reading text-ink-soft wrap-anywhere">{lead}</div>}
      </div>
      {actions && <div className="print-hidden flex flex-wrap gap-3">{actions}</div>}
    </div>
  );
}
