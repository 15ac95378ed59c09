import { type ReactNode, useId } from "react";

type CardProps = {
  title?: ReactNode;
  /** What stands at the other end of the title: a status, a link. */
  aside?: ReactNode;
  children?: ReactNode;
};

/** One thing on a page of several, such as a certification, with its own heading (h2). */
export function Card({ title, aside, children }: CardProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={title ? titleId : undefined}
      className="grid min-w-0 content-start gap-4 rounded-card border border-line bg-raised p-5 break-inside-avoid sm:p-6"
    >
      {(title || aside) && (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          {title && (
            <h2 id={titleId} className="min-w-0 text-large font-semibold wrap-anywhere">
              {title}
            </h2>
          )}
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
