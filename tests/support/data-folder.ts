import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Runs once around all tests: they keep their data in one folder, which is gone afterwards even
 * when a file of tests breaks before it could tidy up.
 */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-test-"));
  process.env.TEST_DATA_DIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
