import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { chainInWords, isWhole, readNotedHash } from "#app/core/audit-chain.ts";
import { closeDatabase, engine, sqliteFile } from "./client.server.ts";
import { checkAuditLog } from "./queries/audit-check.ts";

const USAGE = `Says whether the audit log is as it was written, and names the first entry that is not.

  npm run audit:verify
  npm run audit:verify -- --head HASH

  --head HASH   a hash of 64 digits that was noted down earlier: it must still be in the log.
                Only this tells when entries were cut off at the end.

The database is the one of DATA_DIR or DATABASE_URL. The exit code is 1 if anything is wrong.`;

/** `npm run audit:verify`. Gives the exit code. */
async function verify(notedHash: string | undefined): Promise<number> {
  if (engine === "sqlite" && !existsSync(sqliteFile())) {
    console.error(
      `There is no database at ${sqliteFile()}. Name it with DATA_DIR or DATABASE_URL.`,
    );
    return 1;
  }
  const state = await checkAuditLog(notedHash);
  await closeDatabase();
  if (!isWhole(state)) {
    console.error(chainInWords(state));
    return 1;
  }
  console.log(chainInWords(state));
  if (state.olderThanChain > 0) {
    console.log(`The first ${state.olderThanChain} are older than the chain of hashes.`);
  }
  if (state.head) console.log(`Head: entry ${state.head.id}, ${state.head.hash}`);
  return 0;
}

/** What the command line asks for, or what is wrong with it. */
function readRequest(): { notedHash?: string } | { help: string; exitCode: number } {
  const options = { head: { type: "string" }, help: { type: "boolean", short: "h" } } as const;
  try {
    const { head, help } = parseArgs({ options }).values;
    if (help) return { help: USAGE, exitCode: 0 };
    const notedHash = head === undefined ? undefined : readNotedHash(head);
    if (head === undefined || notedHash !== undefined) return { notedHash };
    return { help: `"${head}" is not a hash of 64 digits.\n\n${USAGE}`, exitCode: 1 };
  } catch (reason) {
    return {
      help: `${reason instanceof Error ? reason.message : reason}\n\n${USAGE}`,
      exitCode: 1,
    };
  }
}

const request = readRequest();
if ("help" in request) {
  (request.exitCode === 0 ? console.log : console.error)(request.help);
  process.exitCode = request.exitCode;
} else {
  process.exitCode = await verify(request.notedHash);
}
