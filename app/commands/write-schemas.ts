/** Writes the JSON Schemas beside the quizzes, from the definitions that the app parses with. */
import { writeFileSync } from "node:fs";
import { certificationJsonSchema, quizJsonSchema } from "#app/core/json-schema.ts";

const SCHEMAS = {
  "quizzes/quiz.schema.json": quizJsonSchema,
  "quizzes/certification.schema.json": certificationJsonSchema,
};

for (const [file, schema] of Object.entries(SCHEMAS)) {
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  console.log(`Wrote ${file}.`);
}
