import * as build from "virtual:remix/server-build";
import { createAdaptorServer, getRequestListener } from "@hono/node-server";
import { env, UnusableSettings } from "#app/env.server.ts";
import { createHttpApp } from "#app/http.server.ts";
import { log } from "#app/log.server.ts";
import { announce, prepareData, startBackgroundWork } from "#app/start-up.server.ts";
import { closeDatabase } from "#db/client.server.ts";

/** How long requests in flight may take once the server was asked to stop. */
const STOP_WITHIN_MS = 10_000;

const life = { isStopping: false };
const app = createHttpApp(build, life);

const ready = prepareData();

/** The dev server loads this module again after every change; the last one's work must end. */
const development = globalThis as { stopNeedlepointWork?: () => Promise<void> };

async function workInDevelopment(): Promise<void> {
  const notes = await ready;
  if (development.stopNeedlepointWork) await development.stopNeedlepointWork();
  else announce(env.PORT, notes);
  development.stopNeedlepointWork = startBackgroundWork();
}

/** What the dev server hands every request that is not an asset. */
export const handleInDevelopment: ReturnType<typeof getRequestListener> = async (...args) => {
  await ready;
  return getRequestListener(app.fetch)(...args);
};

async function serve(): Promise<void> {
  const notes = await ready;
  const stopBackgroundWork = startBackgroundWork();
  const server = createAdaptorServer({ fetch: app.fetch });

  server.on("error", (error: NodeJS.ErrnoException) => {
    process.stderr.write(
      error.code === "EADDRINUSE"
        ? `Port ${env.PORT} is in use. Stop what uses it, or choose another: PORT=3001 npm start\n`
        : `Needlepoint cannot listen on ${env.HOST}:${env.PORT}: ${error.message}\n`,
    );
    process.exit(1);
  });

  function stop(signal: string): void {
    log.info({ signal }, "stopping: no new requests, finishing those in flight");
    life.isStopping = true;
    // If a request hangs, leave anyway; what was saved is saved.
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    server.close(async () => {
      await stopBackgroundWork();
      await closeDatabase();
      process.exit(0);
    });
  }
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);

  server.listen(env.PORT, env.HOST, () => {
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : env.PORT;
    announce(port, notes);
  });
}

(import.meta.env.PROD ? serve() : workInDevelopment()).catch((err: unknown) => {
  if (err instanceof UnusableSettings) process.stderr.write(`${err.message}\n`);
  else log.error({ err }, "Needlepoint could not start");
  process.exit(1);
});
