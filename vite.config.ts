import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import remixOptions from "./remix.config.js";

/** Builds and serves `server.ts` around Remix, so that both share one module graph. */
function needlepointServer(): Plugin {
  return {
    name: "needlepoint-server",
    config: (_config, { isSsrBuild }) =>
      isSsrBuild ? { build: { rollupOptions: { input: "./server.ts" } } } : undefined,
    configureServer: (vite) => () => {
      vite.middlewares.use(async (request, response, next) => {
        try {
          const { handleInDevelopment } = await vite.ssrLoadModule("/server.ts");
          await handleInDevelopment(request, response);
        } catch (error) {
          next(error);
        }
      });
    },
  };
}

export default defineConfig({
  plugins: [tailwindcss(), needlepointServer(), remix(remixOptions)],
  build: { target: "es2022" },
});
