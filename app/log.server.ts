import { type DestinationStream, pino } from "pino";
import { loggedError } from "./core/logged-error.ts";
import { env } from "./env.server.ts";

/**
 * A log of one JSON object a line. No personal data: no names, addresses, tokens, bodies, query
 * strings or values of a query to the database; a request is known by its reference.
 */
export function createLog(level: typeof env.LOG_LEVEL, destination?: DestinationStream) {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (thrown: unknown) => loggedError(thrown) },
    },
    destination,
  );
}

/** The log of this process, on standard output. */
export const log = createLog(env.LOG_LEVEL);
