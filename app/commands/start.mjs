// `npm start` and, with --dev, `npm run dev`. What needs a recent Node is loaded after the check.
import { unsuitableNode } from "./node-version.mjs";

const complaint = unsuitableNode(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  void import("./settings-file.mjs")
    .then(() => import("./serve.mjs"))
    .then(({ serve }) => serve({ dev: process.argv.includes("--dev") }));
}
