import { defineConfig } from "vitest/config";

const unit = ["app/**/*.test.{ts,tsx}", "tests/*.test.ts", "tests/{bench,crash}/*.test.ts"];
const data = ["db/**/*.test.ts", "tests/data/**/*.test.ts"];
const routes = ["tests/routes/**/*.test.{ts,tsx}"];
const setupFiles = ["tests/support/throw-away-data.ts"];

/** The data tests run on both engines; the set-up file takes a real PostgreSQL where one is. */
const sqlite = { DATABASE_URL: "" };
const postgres = { DATABASE_URL: "pglite:memory" };

/** A test that hangs must end; one on a busy machine must not. */
const patience = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    globalSetup: "tests/support/data-folder.ts",
    // Vitest would leave a core to itself: of two, half.
    maxWorkers: "100%",
    projects: [
      // Pure code keeps nothing between two files, so that all of them can share a process.
      { test: { name: "unit", include: unit, isolate: false, ...patience } },
      {
        test: {
          name: "sqlite",
          include: [...data, ...routes],
          setupFiles,
          env: sqlite,
          ...patience,
        },
      },
      { test: { name: "postgres", include: data, setupFiles, env: postgres, ...patience } },
    ],
  },
});
