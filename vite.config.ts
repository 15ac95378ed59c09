import { readdir, readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin, type Rollup } from "vite";
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

/**
 * What browsers keep for ever is compressed once, here, as well as can be. After the server's
 * build: Remix writes its manifest for the browser only then.
 */
function compressedAssets(): Plugin {
  const folder = "build/client/assets";
  return {
    name: "needlepoint-compressed-assets",
    apply: (_config, { command, isSsrBuild }) => command === "build" && isSsrBuild === true,
    async closeBundle() {
      const names = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name));
      await Promise.all(
        names.map(async (name) => {
          const file = `${folder}/${name}`;
          const content = await readFile(file);
          await writeFile(`${file}.br`, await promisify(brotliCompress)(content));
          await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
        }),
      );
    },
  };
}

/** What reads, scores and renders items works on the server only, and weighs much. */
const SERVER_ONLY = /\/node_modules\/(zod|markdown-it|temporal-polyfill|drizzle-orm)\//;

/** Keeps the browser's files few and small. */
function leanBrowser(): Plugin {
  return {
    name: "needlepoint-lean-browser",
    apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    buildStart() {
      // Lets the root's file hold more than the root, as `chunkOf` wants; otherwise Rollup would
      // put a second file before it. Remix reads only the exports that it knows.
      const id = `${import.meta.dirname}/app/root.tsx?__remix-build-client-route`;
      this.emitFile({ type: "chunk", id, preserveSignature: "allow-extension" });
    },
    generateBundle(_options, bundle) {
      const sent = Object.values(bundle)
        .flatMap((file) => (file.type === "chunk" ? Object.entries(file.modules) : []))
        .flatMap(([id, { code }]) => (code ? [id] : []));
      const stray = sent.find((id) => SERVER_ONLY.test(id));
      if (stray === undefined) return;
      const importers = sent.filter(
        (id) =>
          !id.includes("/node_modules/") &&
          this.getModuleInfo(id)?.importedIds.some((imported) => SERVER_ONLY.test(imported)),
      );
      this.error(`Browsers would load ${stray}, because of one of ${importers.join(", ")}`);
    },
  };
}

/** What the item page begins with: a trainee waits for it between two clients. */
const ITEM_PAGE = [
  "/app/root.tsx",
  "/app/entry.client.tsx",
  "/app/routes/attempts.$attemptId.pages.$page/",
];

/** Pages at a desk, for those who manage, write quizzes or administer. */
const DESK =
  /\/app\/routes\/_app\.(admin|author|board|bulk|coverage|exports|needs|people|problem-reports|requirements|staff-list|statistics)/;

/**
 * Few files instead of many small ones: the framework; the root, which every page loads, with what
 * the item page needs beside its own code; what trainees' pages share; what pages at a desk share
 * besides; and what draws charts. What a single page uses stays in that page's file.
 */
function chunkOf(id: string, graph: Rollup.GetModuleInfo): string | undefined {
  if (/\/node_modules\/(d3-|internmap)/.test(id)) return "charts";
  if (id.includes("/node_modules/")) return "framework";
  if (/\/app\/root\.tsx(\?|$)/.test(id)) return "root";
  if (!/\/app\/(?!routes\/|entry\.).+\.tsx?$/.test(id)) return undefined;
  if (isForItemPage(id, graph)) return "root";
  const pages = pagesWith(id, graph);
  if (pages.size === 1) return undefined;
  return [...pages].every((page) => DESK.test(page)) ? "desk" : "components";
}

/** The routes that import this module, or something that imports it. */
function pagesWith(
  id: string,
  graph: Rollup.GetModuleInfo,
  visited = new Set<string>(),
): Set<string> {
  visited.add(id);
  if (id.includes("/app/routes/")) return new Set([id.replace(/\?.*/, "")]);
  const importers = (graph(id)?.importers ?? []).filter((importer) => !visited.has(importer));
  return new Set(importers.flatMap((importer) => [...pagesWith(importer, graph, visited)]));
}

/** Whether the item page imports this module, or something that imports it. */
function isForItemPage(
  id: string,
  graph: Rollup.GetModuleInfo,
  visited = new Set<string>(),
): boolean {
  visited.add(id);
  const importers = graph(id)?.importers ?? [];
  return importers.some(
    (importer) =>
      ITEM_PAGE.some((part) => importer.includes(part)) ||
      (!visited.has(importer) && isForItemPage(importer, graph, visited)),
  );
}

export default defineConfig({
  plugins: [
    tailwindcss(),
    developmentServer(),
    remix(remixOptions),
    serverEntry(),
    leanBrowser(),
    compressedAssets(),
  ],
  build: { target: "es2022" },
  // Browsers need no libraries but those that Remix names. Looking for more would find the server's in
  // every route's imports, and change what a page is made of while it loads.
  optimizeDeps: { noDiscovery: true },
  environments: {
    client: {
      build: {
        rollupOptions: {
          output: { manualChunks: (id, { getModuleInfo }) => chunkOf(id, getModuleInfo) },
        },
      },
    },
  },
});
