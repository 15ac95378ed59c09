import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { certificationJsonSchema, quizJsonSchema } from "#app/core/json-schema.ts";
import {
  outlineOfCertification,
  parseCertificationFile,
  parseQuizFile,
} from "#app/core/quiz-file.ts";

const GUIDE = readFileSync("quizzes/README.md", "utf8");
const EXAMPLES = [...GUIDE.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = ""]) => json);
const quizExample = EXAMPLES.find((json) => json.includes('"sections"')) ?? "";
const certificationExample = EXAMPLES.find((json) => json.includes('"validity"')) ?? "";
const itemExamples = EXAMPLES.filter((json) => json.includes('"stem"') && json !== quizExample);

test("the examples of the author's guide are without faults", () => {
  expect(parseQuizFile(quizExample)).toHaveProperty("quiz");
  const quizIds = new Set(
    readdirSync("quizzes")
      .filter((name) => name.endsWith(".json"))
      .map((name) => path.basename(name, ".json")),
  );
  const others = new Map(
    readdirSync("quizzes/certifications").map((name) => [
      path.basename(name, ".json"),
      outlineOfCertification(readFileSync(`quizzes/certifications/${name}`, "utf8")),
    ]),
  );
  const among = { id: "an-example", others };
  expect(parseCertificationFile(certificationExample, quizIds, among)).toHaveProperty(
    "certification",
  );
});

test("the examples of items would be without faults in the quiz of the guide", () => {
  const quizzes = itemExamples.map((json) =>
    quizExample.replace('"items": [', `"items": [${json},`),
  );
  expect(quizzes.length).toBeGreaterThanOrEqual(4);
  const palm = { hash: "0".repeat(64), width: 600, height: 600 };
  const pictures = new Map([["hand-hygiene/palm.svg", palm]]);
  for (const text of quizzes) expect(parseQuizFile(text, pictures)).toHaveProperty("quiz");
});

test.each([
  ["quiz", quizJsonSchema],
  ["certification", certificationJsonSchema],
])("the author's guide names every field of a %s file", (_kind, fileSchema) => {
  const names = new Set<string>();
  const visit = (schema: typeof quizJsonSchema) => {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      names.add(name);
      visit(field);
    }
    const inside = [schema.items, schema.additionalProperties, ...(schema.oneOf ?? [])];
    for (const part of inside) if (part) visit(part);
  };
  visit(fileSchema);
  const missing = [...names].filter(
    (name) => ![`\`${name}\``, `"${name}"`, `.${name}\``].some((word) => GUIDE.includes(word)),
  );
  expect(missing).toStrictEqual([]);
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "needlepoint-check-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What `npm run quizzes:check` prints, and the code it ends with. */
function check(...files: string[]): Promise<{ code: number; output: string }> {
  const command = ["node_modules/tsx/dist/cli.mjs", "app/commands/check-quizzes.ts", ...files];
  // Whatever somebody's own settings say, in the file .env as well.
  const env = { ...process.env, QUIZ_DIR: "" };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

test("checking the quizzes that we ship finds no fault and says what is in them", async () => {
  const { code, output } = await check();
  expect(output).toContain('"Contraindications and cautions", passing score 80 %');
  expect(output).toMatch(/quizzes\/mechanisms\.json: version [0-9a-f]{12}\n/);
  expect(output).toMatch(/ {2}20 items: \d+ single/);
  expect(output.trimEnd()).toMatch(/\n\d+ files checked, no faults\.$/);
  expect(code).toBe(0);
});

test("checking names every fault by file, line and column, and ends with 1", async () => {
  const file = path.join(folder, "hygiene.json");
  const text = quizExample.replace('"passingScore": 80', '"passingScore": 800');
  await writeFile(file, text.replace('"type": "single"', '"type": "singel"'));
  const missing = path.join(folder, "missing.json");
  const { code, output } = await check(file, missing);
  expect(output.trimEnd().split("\n")).toStrictEqual([
    `${file}:8:19: "passingScore" must be a whole number from 1 to 100; here it is 800.`,
    expect.stringContaining(
      `${file}:31:19: There is no item type "singel". Did you mean "single"?`,
    ),
    `${missing}:1:1: There is no such file.`,
    "3 faults in 2 files of 2.",
  ]);
  expect(code).toBe(1);
});

test("a review that is overdue is said, but is no fault", async () => {
  const file = path.join(folder, "overdue.json");
  await writeFile(file, quizExample.replace('"2027-06-30"', '"2020-02-29"'));
  const { code, output } = await check(file);
  expect(output).toContain(`${file}:7:15: This quiz should have been reviewed by 29 Feb 2020.`);
  expect(code).toBe(0);
});

test("checking one certification knows the others beside it, and says what it takes", async () => {
  await mkdir(path.join(folder, "certifications"));
  const validity = { mode: "completion", months: 12, renewalWindowDays: 60 };
  const files = { one: ["two"], two: ["one"], three: ["tow"] };
  for (const [id, certifications] of Object.entries(files)) {
    const outside = [{ id: "licence", title: "Licence" }];
    const text = JSON.stringify({ title: id, requires: { certifications, outside }, validity });
    await writeFile(path.join(folder, "certifications", `${id}.json`), text);
  }
  const [one, three] = ["one", "three"].map((id) =>
    path.join(folder, "certifications", `${id}.json`),
  );
  const { code, output } = await check(one ?? "", three ?? "");
  expect(output.trimEnd().split("\n")).toStrictEqual([
    `${one}:1:46: Nobody could ever hold this: "one" requires "two" requires "one".`,
    `${three}:1:48: There is no certification file "tow.json". Did you mean "two"?`,
    "2 faults in 2 files of 2.",
  ]);
  expect(code).toBe(1);
  const shipped = await check("quizzes/certifications/radiofrequency-micro-needling-operator.json");
  expect(shipped.output).toContain("  certifications: micro-needling-operator\n");
  expect(shipped.output).toContain("  practical sign-offs: Device checks (3 steps), ");
});
