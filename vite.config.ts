import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import remixOptions from "./remix.config.js";

/** Lets `server.ts` answer in development too; before Remix, which would answer by itself. */
function developmentServer(): Plugin {
  return {
    name: "needlepoint-development-server",
    configureServer: (vite) => () => {
      const loadServer = () => vite.ssrLoadModule("/server.ts");
      // Without waiting for a first request: it prints the log-ins and watches the quiz files.
      vite.httpServer?.once(
        "listening",
        () => void loadServer().catch((reason) => vite.config.logger.error(String(reason))),
      );
      vite.middlewares.use(async (request, response, next) => {
        try {
          const { handleInDevelopment } = await loadServer();
          await handleInDevelopment(request, response);
        } catch (error) {
          next(error);
        }
      });
    },
  };
}

/** Builds `server.ts` around Remix, so that both share one module graph; after Remix's options. */
function serverEntry(): Plugin {
  return {
    name: "needlepoint-server-entry",
    config: (_config, { isSsrBuild }) =>
      isSsrBuild ? { build: { rollupOptions: { input: "server.ts" } } } : undefined,
  };
}

/** What browsers keep for ever is compressed once, here, as well as can be. */
function compressedAssets(): Plugin {
  return {
    name: "needlepoint-compressed-assets",
    apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    async writeBundle({ dir = "" }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name));
      await Promise.all(
        names.map(async (name) => {
          const file = `${dir}/${name}`;
          const content = await readFile(file);
          await writeFile(`${file}.br`, await promisify(brotliCompress)(content));
          await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
        }),
      );
    },
  };
}

/** Few files instead of many small ones: the framework, and our components. */
function chunkOf(id: string): string | undefined {
  if (id.includes("/node_modules/")) return "framework";
  return /\/app\/(components\/|core\/|request-context)/.test(id) ? "components" : undefined;
}

export default defineConfig({
  plugins: [
    tailwindcss(),
    developmentServer(),
    remix(remixOptions),
    serverEntry(),
    compressedAssets(),
  ],
  build: { target: "es2022" },
  // The dev server looks for the browser's libraries in every route's imports; this one has no browser build.
  optimizeDeps: { exclude: ["@node-rs/argon2"] },
  environments: { client: { build: { rollupOptions: { output: { manualChunks: chunkOf } } } } },
});
