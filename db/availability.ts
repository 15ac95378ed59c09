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

/** Only when it is opened: no database, no account or password, or no folder that it can be kept in. */
const NOT_TO_BE_OPENED =
  /^(SQLITE_(NOTADB|CORRUPT)(_\w+)?|28...|3D000|E(ACCES|EXIST|NOTDIR|NOENT|ROFS|PERM))$/;

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
  const kinds = reasonsOf(thrown).map(kindOf);
  return kinds.find((kind) => kind !== undefined);
}

/**
 * What the engine, or the system under it, says of a database that cannot be opened; undefined when
 * something else was thrown, such as a fault of a migration.
 */
export function openingFaultOf(thrown: unknown): string | undefined {
  const reason = reasonsOf(thrown).find(
    (each) => NOT_TO_BE_OPENED.test(codeOf(each)) || kindOf(each) !== undefined,
  );
  // Where a host has several addresses and none answers, Node gives a code and no message.
  return reason && (reason.message || codeOf(reason));
}

/** An error and what it was caused by, the outermost first. */
function reasonsOf(thrown: unknown): Error[] {
  const reasons: Error[] = [];
  let reason = thrown;
  while (reasons.length < DEEPEST && reason instanceof Error) {
    reasons.push(reason);
    reason = reason.cause;
  }
  return reasons;
}

function codeOf(reason: Error): string {
  return "code" in reason && typeof reason.code === "string" ? reason.code : "";
}

function kindOf(reason: Error): Unavailability | undefined {
  const code = codeOf(reason);
  const known = CODES.find(([codes]) => codes.test(code));
  if (known) return known[1];
  return LOST_CONNECTION.test(reason.message) ? "unreachable" : undefined;
}
