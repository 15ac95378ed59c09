// `npm start` and, with --dev, `npm run dev`. What needs a recent Node is loaded after the check.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { unsuitableNode } from "./node-version.mjs";

const complaint = unsuitableNode(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  const settings = fileURLToPath(new URL("../../.env", import.meta.url));
  // Variables that are set already win over what the file says.
  if (existsSync(settings)) process.loadEnvFile(settings);
  void import("./serve.mjs").then(({ serve }) => serve({ dev: process.argv.includes("--dev") }));
}
