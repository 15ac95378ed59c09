// `npm test` and, with --quick, `npm run check`. What needs a recent Node is loaded after the check.
import { unsuitableNode } from "#app/commands/node-version.mjs";

const complaint = unsuitableNode(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  void import("./suite.mjs").then(({ runSuite }) =>
    runSuite({ quick: process.argv.includes("--quick") }),
  );
}
