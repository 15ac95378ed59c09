import { step } from "#app/commands/steps.mjs";
import { type MeasuredServer, type ServerOptions, startMeasuredServer } from "./server-process.ts";

/** What has to end or go away when the bench ends, however it ends. */
export const leftovers: (() => unknown)[] = [];

export async function cleanUp(): Promise<void> {
  for (const end of leftovers.splice(0).reverse()) await end();
}

/** Says what is being done, where it does not get among the figures. */
export function doing<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  return step(title, work, { stream: process.stderr });
}

/** A server for as long as the work takes. */
export async function withServer<Result>(
  dataFolder: string,
  work: (server: MeasuredServer) => Promise<Result>,
  options: ServerOptions = {},
): Promise<Result> {
  const server = await startMeasuredServer(dataFolder, options);
  leftovers.push(server.stop);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}
