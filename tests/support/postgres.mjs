import { spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run, StepFailed, tail } from "#app/commands/steps.mjs";

const DEBIAN_FOLDER = "/usr/lib/postgresql";
const START_SECONDS = 30;
/** The account "nobody", for PostgreSQL refuses to be root. */
const NOBODY = 65_534;

/** Where Debian keeps the programs of its newest PostgreSQL, or undefined when it has none. */
function postgresPrograms() {
  if (!existsSync(DEBIAN_FOLDER)) return undefined;
  return readdirSync(DEBIAN_FOLDER)
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => path.join(DEBIAN_FOLDER, version, "bin"))
    .find((folder) => existsSync(path.join(folder, "initdb")));
}

/** A port of this machine that nobody listens on just now. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function isListening(port) {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/**
 * The PostgreSQL server of the tests: the one that NEEDLEPOINT_TEST_POSTGRES names, else a
 * throw-away one made from Debian's programs. It writes to a folder of its own, answers on
 * 127.0.0.1 only and syncs nothing to disk.
 * @param {(stop: () => Promise<void>) => void} atEnd is told how to stop it, before it even runs
 * @returns {Promise<string | undefined>} its address, undefined where no server can be had
 */
export async function startPostgres(atEnd) {
  const given = process.env.NEEDLEPOINT_TEST_POSTGRES;
  if (given) return given;
  const programs = postgresPrograms();
  if (!programs) return undefined;

  const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-postgres-"));
  const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, "data");
  const init = await run(
    path.join(programs, "initdb"),
    ["-D", data, "-U", "needlepoint", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    { cwd: folder, ...owner },
  );
  if (init.code !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new StepFailed(
      `PostgreSQL is installed and could not be set up.\n\n${tail(init.output)}`,
    );
  }

  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
  };
  const server = spawn(
    path.join(programs, "postgres"),
    [
      "-D",
      data,
      "-p",
      `${port}`,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { cwd: folder, stdio: "ignore", detached: true, ...owner },
  );
  const ended = once(server, "exit");
  // For a caller that ends without stopping it.
  process.once("exit", () => server.kill("SIGINT"));
  atEnd(async () => {
    // SIGINT: end the connections and close in order, which SIGTERM waits for clients to do.
    server.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  for (let waited = 0; waited < START_SECONDS * 10; waited += 1) {
    if (server.exitCode !== null) break;
    if (await isListening(port)) return `postgres://needlepoint@127.0.0.1:${port}/postgres`;
    await sleep(100);
  }
  throw new StepFailed("PostgreSQL is installed and did not start.");
}
