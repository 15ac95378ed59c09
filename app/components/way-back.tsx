import type { ReactNode } from "react";

/** Above the heading of a page below another: where one came from. */
export function WayBack({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p className="mb-4">
      <a href={href} className="link inline-flex min-h-11 max-w-full items-center wrap-anywhere">
        {children}
      </a>
    </p>
  );
}
