import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { run, step, tail } from "./steps.mjs";

function aStream(isTTY: boolean) {
  const written: string[] = [];
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    }),
    { isTTY },
  );
  return { stream, text: () => written.join("") };
}

test("a step says plainly what it does and how long it took, where nobody can watch it", async () => {
  const { stream, text } = aStream(false);
  expect(await step("1/2 Building", async () => "built", { stream })).toBe("built");
  expect(text()).toMatch(/^1\/2 Building\n1\/2 Building \.\.\. \d\.\d s\n$/);
});

test("on a terminal, a step writes over its own line", async () => {
  const { stream, text } = aStream(true);
  await step("1/2 Building", async () => {}, { stream });
  expect(text()).toMatch(/^1\/2 Building \.\.\.\r1\/2 Building \.\.\. \d\.\d s\S*\n$/);
});

test("a step that fails fails its caller, and its line is finished first", async () => {
  const { stream, text } = aStream(false);
  const failing = step("1/2 Building", () => Promise.reject(new Error("no space")), { stream });
  await expect(failing).rejects.toThrow("no space");
  expect(text()).toMatch(/ s\n$/);
});

test("a command's output is kept, of both kinds, with its exit code", async () => {
  const script = "console.log('out'); console.error('err'); process.exitCode = 3";
  const { code, output } = await run(process.execPath, ["-e", script]);
  expect(code).toBe(3);
  expect(output).toContain("out\n");
  expect(output).toContain("err\n");
});

test("a command that is not there is a failed command", async () => {
  const { code, output } = await run("no-such-command", []);
  expect(code).toBe(-1);
  expect(output).toContain("ENOENT");
});

test("a command that takes too long is ended, together with what it started", async () => {
  // The grandchild holds the output open: only when it has ended too does `run` come back.
  const grandchild = `require("child_process").spawn(process.execPath, ["-e", "setInterval(()=>{}, 1000)"], { stdio: "inherit" }); setInterval(()=>{}, 1000)`;
  const { code, timedOut } = await run(process.execPath, ["-e", grandchild], {
    timeoutSeconds: 0.5,
  });
  expect(timedOut).toBe(true);
  expect(code).not.toBe(0);
});

test("the tail of an output is its last lines", () => {
  expect(tail("one\ntwo\nthree\n\n", 2)).toBe("two\nthree");
});
