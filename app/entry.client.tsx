import { RemixBrowser } from "@remix-run/react";
import { startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { RequestContext } from "./request-context.tsx";

const reference = document.documentElement.dataset.reference;

startTransition(() => {
  hydrateRoot(
    document,
    <RequestContext.Provider value={{ reference }}>
      <RemixBrowser />
    </RequestContext.Provider>,
  );
});
