import type { ReactNode } from "react";

type PartProps = { title: string; isEmpty: boolean; whenEmpty: string; children: ReactNode };

/** A part of a page under its own heading, or the words that there is nothing in it. */
export function Part({ title, isEmpty, whenEmpty, children }: PartProps) {
  return (
    <section className="grid gap-3">
      <h2 className="text-large font-semibold">{title}</h2>
      {isEmpty ? <p className="text-ink-soft">{whenEmpty}</p> : children}
    </section>
  );
}

/** A list with a line between its rows. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className="divide-y divide-line border-y border-line">{children}</ul>;
}

/** A row that leads somewhere, and what is said about it beside. */
export function Row({
  href,
  title,
  children,
}: {
  href: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
      <a href={href} className="link inline-flex min-h-11 min-w-0 items-center wrap-anywhere">
        {title}
      </a>
      <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-ink-soft">
        {children}
      </span>
    </li>
  );
}
