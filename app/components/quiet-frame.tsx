import type { ReactNode } from "react";
import { Mark } from "./mark.tsx";
import { SkipLink } from "./skip-link.tsx";

type QuietFrameProps = {
  /** The page's heading. */
  title: string;
  /** Where the way out leads; a page without one stands alone, like signing in. */
  exitHref?: string;
  exitLabel?: string;
  /** The id of a form that the way out sends first, so that nothing on it is lost. */
  exitForm?: string;
  /** True where time runs on after leaving. */
  isTimed?: boolean;
  children: ReactNode;
};

/** A quiet room: nothing to go to but the one thing at hand, and a clear way out. */
export function QuietFrame({
  title,
  exitHref,
  exitLabel = "Leave for now",
  exitForm,
  isTimed = false,
  children,
}: QuietFrameProps) {
  return exitHref ? (
    <div className="min-h-svh">
      <SkipLink />
      <header className="print-hidden border-b border-line bg-raised">
        <div className="mx-auto grid max-w-3xl grid-cols-[auto_1fr] items-center gap-x-3 px-4 pt-3 pb-1 sm:grid-cols-[auto_1fr_auto] sm:px-6 sm:py-2">
          <Mark />
          <h1 className="min-w-0 leading-snug font-semibold text-pretty wrap-anywhere">{title}</h1>
          <p className="col-span-2 flex flex-wrap items-center justify-between gap-x-2 text-small text-ink-soft sm:col-span-1 sm:flex-row-reverse sm:gap-x-4">
            {exitForm ? (
              <button
                type="submit"
                form={exitForm}
                name="_go"
                value="leave"
                className="link inline-flex min-h-11 items-center font-semibold"
              >
                {exitLabel}
              </button>
            ) : (
              <a href={exitHref} className="link inline-flex min-h-11 items-center font-semibold">
                {exitLabel}
              </a>
            )}
            <span>{isTimed ? "Saved, but the clock goes on." : "Saved responses are kept."}</span>
          </p>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto max-w-3xl px-4 pt-6 pb-16 outline-none sm:px-6 sm:pt-8"
      >
        {children}
      </main>
    </div>
  ) : (
    <div className="grid min-h-svh content-start justify-items-center px-4 pt-[8svh] pb-16">
      <SkipLink />
      <main id="main" tabIndex={-1} className="grid w-full max-w-md gap-6 outline-none">
        <header className="grid gap-4">
          <span className="flex items-center gap-2.5 font-semibold">
            <Mark />
            Needlepoint
          </span>
          <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{title}</h1>
        </header>
        {children}
      </main>
    </div>
  );
}
