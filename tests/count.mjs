/**
 * @typedef {{ passed: number, failed: number, faults: string[] }} Count
 * How many tests passed and failed, and what went wrong beside the tests themselves.
 */

const NO_TEST = "No test ran.";

/** A check that either holds or does not, such as the linter, as one test. */
export function countOfCheck(code) {
  return code === 0 ? { passed: 1, failed: 0, faults: [] } : { passed: 0, failed: 1, faults: [] };
}

/**
 * What a run of tests comes to. It also fails when it ran no test, and when it ended badly
 * although no test of it failed (a file that could not be loaded, say).
 * @param {number} passed
 * @param {number} failed
 * @param {number} code the exit code of the run
 * @returns {Count}
 */
function countOfRun(passed, failed, code) {
  if (failed > 0) return { passed, failed, faults: [] };
  if (code !== 0) {
    return { passed, failed: 1, faults: [`It ended with code ${code} outside of any test.`] };
  }
  if (passed === 0) return { passed, failed: 1, faults: [NO_TEST] };
  return { passed, failed, faults: [] };
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] } | undefined} report
 *   of Vitest's JSON reporter; undefined when it wrote none
 * @param {number} code
 */
export function countOfVitest(report, code) {
  if (!report) return countOfRun(0, 0, code || 1);
  // A file that breaks while it is loaded fails as a file, and holds no test that could.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return countOfRun(report.numPassedTests, report.numFailedTests + brokenFiles.length, code);
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] } | undefined} report
 *   of Playwright's JSON reporter; undefined when it wrote none
 * @param {number} code
 */
export function countOfPlaywright(report, code) {
  if (!report) return countOfRun(0, 0, code || 1);
  const { expected, unexpected, flaky } = report.stats;
  return countOfRun(expected, unexpected + flaky + report.errors.length, code);
}

/**
 * @param {string} output that ends with the line "7 passed, 0 failed"
 * @param {number} code
 */
export function countOfLastLine(output, code) {
  const [, passed, failed] =
    /^(\d+) passed, (\d+) failed$/.exec(output.trimEnd().split("\n").at(-1)) ?? [];
  return countOfRun(
    Number(passed ?? 0),
    Number(failed ?? 0),
    passed === undefined ? code || 1 : code,
  );
}

/** @param {readonly Count[]} counts */
export function sumOf(counts) {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}
