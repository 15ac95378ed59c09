import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { OLDEST_NODE, unsuitableNode } from "./node-version.mjs";

test.each(["20.19.0", "20.20.2", "22.0.0", "100.1.0"])("Node %s will do", (version) => {
  expect(unsuitableNode(version)).toBeUndefined();
});

test.each(["20.18.9", "20.2.0", "19.99.0", "8.17.0", "2.20.0"])("Node %s is too old", (version) => {
  expect(unsuitableNode(version)).toMatch(`and this is ${version}`);
});

test("package.json names the same oldest Node", () => {
  expect(JSON.parse(readFileSync("package.json", "utf8")).engines.node).toBe(`>=${OLDEST_NODE}`);
});
