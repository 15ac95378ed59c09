// Reads the file .env, for commands that settings are for: import it before what reads the settings.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../../.env", import.meta.url));
// Variables that are set already win over what the file says.
if (existsSync(file)) process.loadEnvFile(file);
