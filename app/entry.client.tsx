import { RemixBrowser } from "@remix-run/react";
import { startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { RequestContext } from "./request-context.tsx";

// What the server has written into the page, so that the script shows the same.
const { reference, unavailable } = document.documentElement.dataset;

startTransition(() => {
  hydrateRoot(
    document,
    <RequestContext.Provider value={{ reference, isUnavailable: unavailable !== undefined }}>
      <RemixBrowser />
    </RequestContext.Provider>,
  );
});
