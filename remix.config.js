// The options that vite.config.ts gives to Remix's Vite plugin. Editing this file restarts the dev server.
/** @type {import("@remix-run/dev").VitePluginConfig} */
export default {
  appDirectory: "app",
  buildDirectory: "build",
  ignoredRouteFiles: ["**/*.test.*"],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    // Off on purpose: both reach code with open advisories (docs/decisions/0001-remix-2-on-vite.md).
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
  },
};
