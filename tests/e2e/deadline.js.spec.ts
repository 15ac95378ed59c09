import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { changeRows, readColumn } from "#tests/support/own-clinic.ts";
import { startOwnServer } from "#tests/support/own-server.ts";

test("a deadline that passes while the server is down is kept once it is back, by one of two", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-deadline-"));
  const settings = { DATA_DIR: folder, DEMO: "on", LOG_LEVEL: "warn" };
  try {
    await (await startOwnServer(settings)).stop();
    const deadline = Date.now() - 3_600_000;
    const open = readColumn(folder, "select id from attempts where submitted_at is null");
    changeRows(folder, "update attempts set deadline_at = ? where submitted_at is null", [
      deadline,
    ]);

    const servers = await Promise.all([startOwnServer(settings), startOwnServer(settings)]);
    for (const id of open) {
      await expect
        .poll(() => readColumn(folder, "select submitted_at from attempts where id = ?", id))
        .toEqual([deadline]);
    }
    await Promise.all(servers.map((server) => server.stop()));
    const submitted = readColumn(
      folder,
      "select json_extract(detail, '$.attemptId') from audit_log where action = 'attempt.submitted'",
    );
    for (const id of open) expect(submitted.filter((each) => each === id)).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
