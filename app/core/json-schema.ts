import { z } from "zod";
import { certificationFile } from "./certification-file.ts";
import { authoredPicture, picture } from "./pictures.ts";
import { quizFile } from "./quiz.ts";

/** The part of JSON Schema that our definitions turn into. */
export type JsonSchema = {
  title?: string;
  description?: string;
  type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  format?: string;
  const?: string | number | boolean;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | false;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  /** Variants that one field tells apart, for example the types of items. */
  oneOf?: JsonSchema[];
};

/**
 * What authors may write, where our definitions are of what a version holds. Draft 7 is what
 * today's text editors complete and check best.
 */
function jsonSchemaOf(definition: z.ZodType): JsonSchema {
  return z.toJSONSchema(definition, {
    io: "input",
    target: "draft-7",
    override({ jsonSchema }) {
      if (jsonSchema.title !== picture.meta()?.title) return;
      const { description } = jsonSchema;
      const { $schema: _, ...authored } = z.toJSONSchema(authoredPicture, { target: "draft-7" });
      for (const name of Object.keys(jsonSchema)) delete jsonSchema[name];
      Object.assign(jsonSchema, authored, description !== undefined && { description });
    },
  }) as JsonSchema;
}

/** What a quiz file may hold, for editors and for messages about faults. */
export const quizJsonSchema = jsonSchemaOf(quizFile);

/** What a certification file may hold. */
export const certificationJsonSchema = jsonSchemaOf(certificationFile);

/** The field that tells the variants of a `oneOf` apart, with the words it may hold. */
export function variantField(variants: readonly JsonSchema[]) {
  const [first] = variants;
  const name = Object.entries(first?.properties ?? {}).find(
    ([, { const: word }]) => typeof word === "string",
  )?.[0];
  if (name === undefined) throw new Error("Variants need a field that tells them apart");
  return {
    name,
    words: variants.map((variant) => String(variant.properties?.[name]?.const)),
  };
}
