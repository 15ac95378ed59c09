import type { ReactNode } from "react";
import { Mark } from "./mark.tsx";
import { SkipLink } from "./skip-link.tsx";

type Role = "trainee" | "manager" | "author" | "admin";

type AppFrameProps = {
  /** Who is signed in; nobody on public pages. */
  person?: { name: string; roles: readonly Role[] };
  /** The path of the page, to mark its place in the navigation. */
  current: string;
  organisationName: string;
  /** How many problem reports wait for an answer; for those who may answer them. */
  openReports?: number;
  children: ReactNode;
};

type Place = { href: string; label: string; roles: readonly Role[] };

const PLACES: readonly Place[] = [
  { href: "/training", label: "My training", roles: ["trainee"] },
  { href: "/board", label: "Board", roles: ["manager"] },
  { href: "/requirements", label: "Requirements", roles: ["manager", "admin"] },
  { href: "/people", label: "People", roles: ["manager", "admin"] },
  { href: "/author", label: "Author", roles: ["author"] },
  { href: "/problem-reports", label: "Problem reports", roles: ["author", "admin"] },
  { href: "/admin", label: "Admin", roles: ["admin"] },
];

/** The frame of every page but the quiet ones: who is signed in, and where they may go. */
export function AppFrame(frame: AppFrameProps) {
  const { person, current, organisationName, openReports, children } = frame;
  return (
    <div className="flex min-h-svh flex-col">
      <SkipLink />
      <header className="print-hidden border-b border-line bg-raised">
        <div className="relative mx-auto flex min-h-16 max-w-page items-center justify-between gap-x-6 gap-y-1 px-4 py-2 sm:px-6">
          <Brand organisationName={organisationName} />
          {person ? (
            <>
              <WideNavigation person={person} current={current} openReports={openReports} />
              <div className="flex min-w-0 items-center gap-4 lg:hidden">
                <span className="hidden min-w-0 truncate text-small text-ink-soft sm:block">
                  {person.name}
                </span>
                <Menu key={current} person={person} current={current} openReports={openReports} />
              </div>
            </>
          ) : (
            current !== "/sign-in" && (
              <a href="/sign-in" className="link inline-flex min-h-11 items-center font-semibold">
                Sign in
              </a>
            )
          )}
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-page grow px-4 pt-8 pb-16 outline-none sm:px-6 sm:pt-10 print:p-0"
      >
        {children}
      </main>
      <footer className="print-hidden border-t border-line">
        <p className="mx-auto max-w-page px-4 py-5 text-small wrap-anywhere text-ink-soft sm:px-6">
          {organisationName}
        </p>
      </footer>
    </div>
  );
}

function Brand({ organisationName }: { organisationName: string }) {
  return (
    <a
      href="/"
      className="flex min-h-11 min-w-0 items-center gap-2.5 rounded-control lg:shrink-0"
      title={organisationName}
    >
      <Mark />
      <span className="text-large font-semibold tracking-tight">Needlepoint</span>
    </a>
  );
}

type NavigationProps = Required<Pick<AppFrameProps, "person" | "current">> &
  Pick<AppFrameProps, "openReports">;

function WideNavigation({ person, current, openReports }: NavigationProps) {
  return (
    <nav aria-label="Main" className="hidden min-w-0 items-center gap-1 whitespace-nowrap lg:flex">
      {placesOf(person).map(({ href, label }) => (
        <a
          key={href}
          href={href}
          aria-current={isHere(href, current) ? "page" : undefined}
          className="flex min-h-11 shrink-0 items-center border-b-[3px] border-transparent px-2 pt-[3px] xl:px-3 text-ink-soft transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          {label}
          {href === "/problem-reports" && <Waiting count={openReports} />}
        </a>
      ))}
      <span className="mx-2 h-6 border-l border-line" />
      <a
        href="/account"
        aria-current={isHere("/account", current) ? "page" : undefined}
        className="flex min-h-11 max-w-52 min-w-0 items-center border-b-[3px] border-transparent px-2 pt-[3px] xl:px-3 text-ink-soft transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
      >
        <span className="sr-only">Account: </span>
        <span className="truncate">{person.name}</span>
      </a>
      <SignOut className="px-2 text-ink-soft hover:text-ink xl:px-3" />
    </nav>
  );
}

/** On phones and tablets: a native disclosure, which needs no script. Closed on every new page. */
function Menu({ person, current, openReports }: NavigationProps) {
  return (
    <details className="group shrink-0">
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-control border border-line-strong px-3 font-semibold text-accent [&::-webkit-details-marker]:hidden">
        <svg
          viewBox="0 0 20 20"
          className="size-5 shrink-0"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          aria-hidden="true"
        >
          <path className="group-open:hidden" d="M3 6h14M3 10h14M3 14h14" />
          <path className="hidden group-open:block" d="m5 5 10 10M15 5 5 15" />
        </svg>
        Menu
      </summary>
      <nav
        aria-label="Main"
        className="absolute inset-x-0 top-full z-20 border-y border-line bg-raised px-4 py-2 shadow-float sm:left-auto sm:w-80 sm:rounded-b-card sm:border-x"
      >
        <p className="py-2 text-small wrap-anywhere text-ink-soft">
          Signed in as <strong className="font-semibold text-ink">{person.name}</strong>
        </p>
        <ul className="border-t border-line py-1">
          {[...placesOf(person), { href: "/account", label: "Account" }].map(({ href, label }) => (
            <li key={href}>
              <a
                href={href}
                aria-current={isHere(href, current) ? "page" : undefined}
                className="flex min-h-12 items-center rounded-control px-3 aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent"
              >
                {label}
                {href === "/problem-reports" && <Waiting count={openReports} />}
              </a>
            </li>
          ))}
        </ul>
        <div className="border-t border-line pt-1">
          <SignOut className="min-h-12 w-full px-3 text-left" />
        </div>
      </nav>
    </details>
  );
}

/** How many things wait at a place. */
function Waiting({ count = 0 }: { count?: number }) {
  if (count === 0) return null;
  return (
    <span className="ml-2 inline-flex min-w-6 justify-center rounded-full bg-info-soft px-1.5 text-small font-semibold text-info tabular-nums">
      {count}
      <span className="sr-only"> waiting for an answer</span>
    </span>
  );
}

function SignOut({ className }: { className: string }) {
  return (
    <form method="post" action="/sign-out">
      <button type="submit" className={`min-h-11 rounded-control ${className}`}>
        Sign out
      </button>
    </form>
  );
}

function placesOf({ roles }: NavigationProps["person"]): readonly Place[] {
  return PLACES.filter((place) => place.roles.some((role) => roles.includes(role)));
}

function isHere(href: string, current: string): boolean {
  return current === href || current.startsWith(`${href}/`);
}
