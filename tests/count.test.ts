import { expect, test } from "vitest";
import {
  countOfCheck,
  countOfLastLine,
  countOfPlaywright,
  countOfVitest,
  sumOf,
} from "./count.mjs";

const passing = { status: "passed", assertionResults: [{ status: "passed" }] };
const failing = {
  status: "failed",
  assertionResults: [{ status: "passed" }, { status: "failed" }],
};
const broken = { status: "failed", assertionResults: [] };

function vitestReport(numPassedTests: number, numFailedTests: number, testResults = [passing]) {
  return { numPassedTests, numFailedTests, testResults };
}

function playwrightReport(expected: number, unexpected: number, flaky = 0, errors: unknown[] = []) {
  return { stats: { expected, unexpected, flaky }, errors };
}

test.each([
  ["all pass", vitestReport(3, 0), 0, 3, 0],
  ["some fail", vitestReport(2, 1, [passing, failing]), 1, 2, 1],
  ["a file breaks while it is loaded", vitestReport(2, 0, [passing, broken]), 1, 2, 1],
  ["tests fail and a file breaks", vitestReport(2, 1, [failing, broken]), 1, 2, 2],
  ["all pass and something fails outside of them", vitestReport(3, 0), 1, 3, 1],
  ["there is no test", vitestReport(0, 0, []), 0, 0, 1],
  ["there is no report", undefined, 1, 0, 1],
  ["there is no report although all went well", undefined, 0, 0, 1],
])("Vitest: %s", (_case, report, code, passed, failed) => {
  expect(countOfVitest(report, code)).toMatchObject({ passed, failed });
});

test.each([
  ["all pass", playwrightReport(3, 0), 0, 3, 0],
  ["some fail", playwrightReport(2, 1), 1, 2, 1],
  ["one passes only at the second try", playwrightReport(2, 0, 1), 0, 2, 1],
  ["the server does not start", playwrightReport(0, 0, 0, [{}]), 1, 0, 1],
  ["there is no test", playwrightReport(0, 0), 0, 0, 1],
  ["there is no report", undefined, 1, 0, 1],
])("Playwright: %s", (_case, report, code, passed, failed) => {
  expect(countOfPlaywright(report, code)).toMatchObject({ passed, failed });
});

test("a check counts as one test", () => {
  expect(sumOf([countOfCheck(0), countOfCheck(0), countOfCheck(2)])).toEqual({
    passed: 2,
    failed: 1,
  });
});

test("what went wrong beside the tests is said", () => {
  expect(countOfVitest(vitestReport(0, 0, []), 0).faults).toEqual(["No test ran."]);
});

test.each([
  ["all pass", "words\n7 passed, 0 failed\n", 0, 7, 0],
  ["some fail", "words\n6 passed, 1 failed", 1, 6, 1],
  ["it breaks before it has counted", "Error: no such file", 1, 0, 1],
  ["it says nothing", "", 0, 0, 1],
])("a last line: %s", (_case, output, code, passed, failed) => {
  expect(countOfLastLine(output, code)).toMatchObject({ passed, failed });
});
