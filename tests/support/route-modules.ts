import type { act, load } from "./request.ts";

type RouteModule = Partial<Parameters<typeof load>[0] & Parameters<typeof act>[0]>;

/** Every route by the name of its file, for tables that must not leave one out. */
export const ROUTE_MODULES: Readonly<Record<string, RouteModule>> = Object.fromEntries(
  Object.entries(
    import.meta.glob<RouteModule>(["/app/routes/*.tsx", "/app/routes/*/route.tsx"], {
      eager: true,
    }),
  ).map(([path, module]) => [
    path.replace("/app/routes/", "").replace(/(\/route)?\.tsx$/, ""),
    module,
  ]),
);
