import type { MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
} from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { FailurePage, failureTitle } from "./components/failure-page.tsx";
import { RequestContext } from "./request-context.tsx";
import "./styles.css";

/** Pages say their own; what is said here is for those that failed. */
export const meta: MetaFunction = ({ error }) => [
  { title: error ? `${failureTitle(statusOf(error))} · Needlepoint` : "Needlepoint" },
];

export function Layout({ children }: { children: ReactNode }) {
  const { nonce, reference, isUnavailable } = useContext(RequestContext);
  return (
    <html lang="en" data-reference={reference} data-unavailable={isUnavailable ? "" : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

function statusOf(failure: unknown): number {
  return isRouteErrorResponse(failure) ? failure.status : 500;
}

/** What went wrong, by status: in plain words, with what was kept and where to go. */
export function ErrorBoundary() {
  const failure = useRouteError();
  const { reference, isUnavailable } = useContext(RequestContext);
  if (isRouteErrorResponse(failure)) {
    const said = typeof failure.data === "string" ? failure.data : undefined;
    return <FailurePage status={failure.status} message={said} />;
  }
  // A failed request of a script brings its own reference as its message (http.server.ts).
  const own = failure instanceof Error && /^[2-9A-Z]{8}$/.test(failure.message);
  const status = isUnavailable ? 503 : 500;
  return <FailurePage status={status} reference={own ? failure.message : reference} />;
}
