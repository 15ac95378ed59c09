/** What the log says of an error. */
export type LoggedError = {
  type: string;
  message: string;
  code?: string;
  /** Where it came from: one line a call, the innermost first. */
  stack?: string;
  cause?: LoggedError;
};

/** Query builder, transaction and driver each wrap the error of the one below. */
const DEEPEST = 5;

/**
 * Where the message of a failed query goes on with the values that it was given: addresses, names,
 * hashes of passwords.
 */
const VALUES = /\nparams: .*$/s;

/**
 * What was thrown, in what may stand in a log: what happened and where, without anything that
 * a person has entered. Further fields are left out, for drivers put rows into them.
 */
export function loggedError(thrown: unknown, depth = 1): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: "this is no error" };
  const { name, message, cause } = thrown;
  const logged: LoggedError = { type: name, message: message.replace(VALUES, "") };
  if ("code" in thrown && typeof thrown.code === "string") logged.code = thrown.code;
  const stack = callsIn(thrown);
  if (stack !== undefined) logged.stack = stack;
  if (cause instanceof Error && depth < DEEPEST) logged.cause = loggedError(cause, depth + 1);
  return logged;
}

/** The calls of a stack, which begins with the message as it was when the error was made. */
function callsIn({ stack, message }: Error): string | undefined {
  const start = stack?.indexOf(message) ?? -1;
  if (stack === undefined || start < 0) return undefined;
  return stack.slice(start + message.length).trim() || undefined;
}
