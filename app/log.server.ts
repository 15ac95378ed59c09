import { pino } from "pino";
import { env } from "./env.server.ts";

/**
 * One JSON object a line, on standard output. No personal data: no names, addresses, tokens,
 * bodies or query strings; a request is known by its reference.
 */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
});
