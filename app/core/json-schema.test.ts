import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { certificationJsonSchema, quizJsonSchema, variantField } from "./json-schema.ts";

test.each([
  ["quizzes/quiz.schema.json", quizJsonSchema],
  ["quizzes/certification.schema.json", certificationJsonSchema],
])("%s says what the app parses with (npm run quizzes:schema)", (file, schema) => {
  const onDisk: unknown = JSON.parse(readFileSync(file, "utf8"));
  expect(onDisk).toStrictEqual(JSON.parse(JSON.stringify(schema)));
});

test("every field tells an editor what it is for", () => {
  const without: string[] = [];
  const visit = (schema: typeof quizJsonSchema, path: string) => {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      const isTellingField = field.const !== undefined;
      if (!field.description && !isTellingField) without.push(`${path}.${name}`);
      visit(field, `${path}.${name}`);
    }
    const inside = [
      schema.items,
      schema.additionalProperties || undefined,
      ...(schema.oneOf ?? []),
    ];
    for (const part of inside) if (part) visit(part, path);
  };
  visit(quizJsonSchema, "quiz");
  visit(certificationJsonSchema, "certification");
  expect(without).toStrictEqual([]);
});

test("variants are told apart by the field that has one fixed word in each", () => {
  const variants = [
    { properties: { id: { type: "string" as const }, mode: { const: "one" } } },
    { properties: { id: { type: "string" as const }, mode: { const: "two" } } },
  ];
  expect(variantField(variants)).toStrictEqual({ name: "mode", words: ["one", "two"] });
});
