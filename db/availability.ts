/** Why the database could not do what it was asked, though nothing is wrong with the request. */
export type Unavailability =
  /** Nothing more can be written: the disk, or the space it was given, is full. */
  | "full"
  /** Somebody else holds it for longer than one waits. */
  | "busy"
  /** It cannot be reached, is starting or stopping, or its disk does not answer. */
  | "unreachable";

/*
 * The codes of both engines, each here and nowhere else: SQLite's result codes
 * (https://sqlite.org/rescode.html), PostgreSQL's SQLSTATEs
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html), and Node's for connections.
 */
const CODES: readonly [RegExp, Unavailability][] = [
  [/^(SQLITE_FULL|53100|53400|ENOSPC|EDQUOT)$/, "full"],
  // Too little memory, too many connections, a lock not got in time, deadlock, a timeout.
  [/^(SQLITE_(BUSY|LOCKED|PROTOCOL)(_\w+)?|53[023]00|55P03|40P01|40001|57014)$/, "busy"],
  [/^(SQLITE_(IOERR|CANTOPEN|READONLY)(_\w+)?|08...|57P0[123]|58...|25006)$/, "unreachable"],
  [/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/, "unreachable"],
];

/** What the driver says without a code when its connection ends. */
const LOST_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Query builder, transaction and driver each wrap the error of the one below. */
const DEEPEST = 5;

/**
 * Why the database was not available, read from whatever was thrown; undefined when that was
 * something else, such as a fault of the program.
 */
export function unavailabilityOf(thrown: unknown): Unavailability | undefined {
  let reason = thrown;
  for (let depth = 0; depth < DEEPEST && reason instanceof Error; depth += 1) {
    const code = "code" in reason && typeof reason.code === "string" ? reason.code : "";
    const known = CODES.find(([codes]) => codes.test(code));
    if (known) return known[1];
    if (LOST_CONNECTION.test(reason.message)) return "unreachable";
    reason = reason.cause;
  }
  return undefined;
}
