import { z } from "zod";
import { type CalendarDay, formatDay, isCalendarDay } from "./calendar.ts";
import {
  type CertificationDefinition,
  certificationFile,
  DEFAULT_DOCUMENT_NUMBER,
  DOCUMENT_NUMBERS,
} from "./certification-file.ts";
import { type CertificationOutline, linkFaults } from "./certification-links.ts";
import { item, itemFaults } from "./item-types.ts";
import { stableId } from "./items/fields.ts";
import {
  certificationJsonSchema,
  type JsonSchema,
  quizJsonSchema,
  variantField,
} from "./json-schema.ts";
import { type JsonNode, lineStartsOf, placeIn, readJson } from "./json-text.ts";
import { authoredPicture, type Picture, type PictureFile } from "./pictures.ts";
import { outlineFaults, type Quiz, type QuizFault, quizFaults, quizFile } from "./quiz.ts";
import { nearestWord } from "./spelling.ts";

/** What is wrong with a file, at its exact place. Line and column count from 1. */
export type Fault = {
  line: number;
  column: number;
  /** Plain sentences: what is wrong, and what is allowed. */
  message: string;
  /** The text of the line. */
  excerpt: string;
};

export type Faults = { faults: Fault[] };
/**
 * `content` is the file as it was authored, without `$schema` and with each picture by its hash and
 * size: the version hash is taken of it.
 */
export type ReadQuiz = { quiz: Quiz; content: unknown };
export type ReadCertification = { certification: CertificationDefinition; content: unknown };

const LONGEST_FILE = 2_000_000;

/** Paths of the pictures that a quiz file names, each once, in order; none where it cannot be read. */
export function picturePathsIn(text: string): string[] {
  if (!text.includes('"src"')) return [];
  const file = readShape(text, quizJsonSchema);
  const paths = placesOfPictures(file).flatMap(({ node }) => {
    const read = authoredPicture.shape.src.safeParse(valueOfField(node, "src"));
    return read.success ? [read.data] : [];
  });
  return [...new Set(paths)];
}

/**
 * Reads the text of a quiz file. Never throws: whatever is wrong comes back as faults.
 * @param pictures what is known of the files that {@link picturePathsIn} names, by path
 */
export function parseQuizFile(
  text: string,
  pictures: ReadonlyMap<string, PictureFile> = new Map(),
): ReadQuiz | Faults {
  const file = readShape(text, quizJsonSchema);
  if (file.value === undefined) return { faults: inOrder(file) };
  for (const place of placesOfPictures(file)) putPicture(file, place, pictures);
  const quiz = checkValues(file, quizFile);
  for (const { path, at, message } of quiz ? quizFaults(quiz) : faultsOfSoundParts(file)) {
    report(file, path, message, at);
  }
  if (!quiz || file.reported.length > 0) return { faults: inOrder(file) };
  return { quiz: withoutSchema(quiz), content: withoutSchema(file.value) };
}

/** What a certification file says of others, as far as it can be read; for {@link parseCertificationFile}. */
export function outlineOfCertification(text: string): CertificationOutline {
  return certificationOutline.parse(readShape(text, certificationJsonSchema).value);
}

/**
 * Reads the text of a certification file. Never throws: whatever is wrong comes back as faults.
 * @param quizIds the quizzes there are; when left out, any may be required
 * @param among the file's own id, and every other certification file; when left out, it is judged
 *   by itself
 */
export function parseCertificationFile(
  text: string,
  quizIds?: ReadonlySet<string>,
  among?: { id: string; others: ReadonlyMap<string, CertificationOutline> },
): ReadCertification | Faults {
  const file = readShape(text, certificationJsonSchema);
  if (file.value === undefined) return { faults: inOrder(file) };
  const certification = checkValues(file, certificationFile);
  for (const [index, id] of requiredQuizzes.parse(file.value).entries()) {
    if (quizIds && id !== undefined && !quizIds.has(id)) {
      report(file, ["requires", "quizzes", index], unknownQuiz(id, quizIds));
    }
  }
  const outline = certificationOutline.parse(file.value);
  for (const { path, message } of among ? linkFaults(among.id, outline, among.others) : []) {
    report(file, path, message);
  }
  if (!certification || file.reported.length > 0) return { faults: inOrder(file) };
  return { certification: withoutSchema(certification), content: withoutSchema(file.value) };
}

/** Faults of a file name without ".json", which is the id of what the file defines. */
export function fileNameFaults(id: string): Fault[] {
  return (stableId.safeParse(id).error?.issues ?? []).map(({ message }) => ({
    line: 1,
    column: 1,
    message: `The file name "${id}" ${message}. It is what the quiz or certification is known by.`,
    excerpt: "",
  }));
}

/** A fault as an editor shows it: a part of its line, and the place of the caret under it. */
export type ShownFault = Omit<Fault, "excerpt"> & {
  excerpt: string;
  /** How many characters of the excerpt stand before the caret. */
  before: number;
};

/**
 * A fault with the part of its line that is worth showing: without the indentation, and of a long
 * line about `width` characters around the column.
 */
export function shownFault({ excerpt, ...fault }: Fault, width = 72): ShownFault {
  const at = fault.column - 1;
  const indentation = Math.min(at, excerpt.length - excerpt.trimStart().length);
  const centred = Math.min(at - Math.floor(width / 2), excerpt.length - width);
  const first = Math.max(indentation, centred);
  const opening = first > indentation ? "… " : "";
  const closing = first + width < excerpt.length ? " …" : "";
  // Tabs and other invisible characters would move the caret away from its place.
  const cut = excerpt.slice(first, first + width).replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");
  return { ...fault, excerpt: opening + cut + closing, before: opening.length + at - first };
}

/**
 * Where a sound quiz file, or an item in it, should have been reviewed before `today`. No faults:
 * the quiz stays in use.
 */
export function overdueReviews(text: string, today: CalendarDay): Fault[] {
  const file = readShape(text, quizJsonSchema);
  const overdue = [...file.places].flatMap(([key, { node }]) => {
    const path = JSON.parse(key) as (string | number)[];
    if (path.at(-1) !== "reviewBy" || node.kind !== "scalar") return [];
    const day = String(node.value);
    if (!isCalendarDay(day) || day >= today) return [];
    const what = path.length === 1 ? "quiz" : "item";
    const message = `This ${what} should have been reviewed by ${formatDay(day)}.`;
    return [{ offset: node.offset, message }];
  });
  return inOrder({ ...file, reported: overdue });
}

function withoutSchema<Content>(content: Content): Omit<Content, "$schema"> {
  const { $schema: _, ...rest } = content as Content & { $schema?: unknown };
  return rest;
}

function unknownQuiz(id: string, quizIds: ReadonlySet<string>): string {
  return `There is no quiz file "${id}.json".${didYouMean(id, quizIds)}`;
}

/* A file in hand, and where its faults are. */

type FileInHand = {
  text: string;
  /**
   * What the file says; undefined when its JSON is broken. Misspelt names are put right in it, so
   * that each is one fault and not two ("unknown" and "missing").
   */
  value: unknown;
  /** Where each part of `value` stands, by its path. */
  places: Map<string, Place>;
  reported: { offset: number; message: string }[];
};

type Path = readonly PropertyKey[];
type Place = { node: JsonNode; nameOffset: number | undefined; schema: JsonSchema };

function placeOf(file: FileInHand, path: Path): Place | undefined {
  return file.places.get(JSON.stringify(path));
}

/** Reports a fault at a path; where nothing stands there, at what it is missing from. */
function report(file: FileInHand, path: Path, message: string, at?: "name"): void {
  const place = placeOf(file, path);
  if (place || path.length === 0) {
    const offset = (at === "name" ? place?.nameOffset : undefined) ?? place?.node.offset ?? 0;
    file.reported.push({ offset, message });
  } else {
    report(file, path.slice(0, -1), message);
  }
}

function inOrder({ text, reported }: FileInHand): Fault[] {
  const lineStarts = lineStartsOf(text);
  const lines = text.split(/\r\n|\r|\n/);
  const unique = new Map(reported.map((each) => [JSON.stringify(each), each]));
  return [...unique.values()]
    .sort((one, other) => one.offset - other.offset)
    .map(({ offset, message }) => {
      const { line, column } = placeIn(lineStarts, offset);
      return { line, column, message, excerpt: lines[line - 1] ?? "" };
    });
}

/* Shape: which fields there are. */

function readShape(text: string, schema: JsonSchema): FileInHand {
  // Some editors begin a file with an invisible mark. It says nothing and moves no column.
  const body = text.replace(/^\uFEFF/, "");
  if (body.length > LONGEST_FILE) {
    const message = "The file is too large: it may have two million characters at the most.";
    return { text: "", value: undefined, places: new Map(), reported: [{ offset: 0, message }] };
  }
  const unreadableAt = body.indexOf("\uFFFD");
  if (unreadableAt >= 0) {
    const message = "A character cannot be read here. Save the file with the encoding UTF-8.";
    const reported = [{ offset: unreadableAt, message }];
    return { text: body, value: undefined, places: new Map(), reported };
  }
  const { root, faults } = readJson(body);
  const file: FileInHand = { text: body, value: undefined, places: new Map(), reported: faults };
  if (root) file.value = shape(file, root, schema, []);
  return file;
}

/** The value of a node, while the places of its parts are noted and unknown fields reported. */
function shape(
  file: FileInHand,
  node: JsonNode,
  declared: JsonSchema,
  path: Path,
  nameOffset?: number,
): unknown {
  const { schema, chosen } = chooseVariant(file, node, declared);
  file.places.set(JSON.stringify(path), { node, nameOffset, schema });
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") {
    return node.entries.map((entry, index) =>
      shape(file, entry, schema.items ?? {}, [...path, index]),
    );
  }
  const present = new Set(node.fields.map(({ name }) => name));
  const fields: [string, unknown][] = [];
  for (const { name, nameOffset, value } of node.fields) {
    const meant = knownName(name, schema, present);
    if (meant !== name) {
      const message = `There is no field ${JSON.stringify(name)} in ${nounOf(schema, path, "a")}.`;
      const hint = meant === undefined ? allowedFields(schema) : ` Did you mean "${meant}"?`;
      file.reported.push({ offset: nameOffset, message: message + hint });
    }
    if (meant === undefined) continue;
    present.add(meant);
    const inField = schema.properties?.[meant] ?? (schema.additionalProperties || {});
    fields.push([meant, shape(file, value, inField, [...path, meant], nameOffset)]);
  }
  return { ...Object.fromEntries(fields), ...chosen };
}

/** The field that a name stands for: itself when it is allowed, else the nearest that is free. */
function knownName(
  name: string,
  { properties = {}, additionalProperties }: JsonSchema,
  present: ReadonlySet<string>,
): string | undefined {
  if (Object.hasOwn(properties, name)) return name;
  // JavaScript gives this one name a meaning of its own; no file needs it.
  if (additionalProperties !== false && name !== "__proto__") return name;
  return nearestWord(
    name,
    Object.keys(properties).filter((known) => !present.has(known)),
  );
}

function allowedFields({ properties = {} }: JsonSchema): string {
  const names = Object.keys(properties).map((name) => `"${name}"`);
  return names.length === 0 ? "" : ` The fields are: ${names.join(", ")}.`;
}

/**
 * Of several variants the one that the file means, and what its telling field should say. What
 * tells no variant is reported and not looked into: nobody knows what it should hold.
 */
function chooseVariant(
  file: FileInHand,
  node: JsonNode,
  schema: JsonSchema,
): { schema: JsonSchema; chosen?: Record<string, string> } {
  if (!schema.oneOf || node.kind !== "object") return { schema };
  const { name, words } = variantField(schema.oneOf);
  const allowed = `The ${name}s are: ${words.map((word) => `"${word}"`).join(", ")}.`;
  const told = node.fields.find((field) => field.name === name)?.value;
  if (!told) {
    const message = `The field "${name}" is missing in this ${schema.title}. ${allowed}`;
    file.reported.push({ offset: node.offset, message });
    return { schema: {} };
  }
  const word = told.kind === "scalar" ? String(told.value) : "";
  const meant = words.includes(word) ? word : nearestWord(word, words);
  if (meant !== word || (told.kind === "scalar" && typeof told.value !== "string")) {
    const message = `There is no ${schema.title} ${name} ${shown(told)}.`;
    const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
    file.reported.push({ offset: told.offset, message: `${message}${hint} ${allowed}` });
  }
  const variant = schema.oneOf[words.indexOf(meant ?? "")];
  if (!variant || meant === undefined) return { schema: {} };
  const title = `${schema.title} of ${name} "${meant}"`;
  return { schema: { ...variant, title }, chosen: { [name]: meant } };
}

/* Pictures: authors write where the file lies, a version holds its hash and size. */

type PlaceOfPicture = { path: (string | number)[]; node: JsonNode };

function placesOfPictures({ places }: FileInHand): PlaceOfPicture[] {
  return [...places]
    .filter(([, { schema }]) => schema.title === authoredPicture.meta()?.title)
    .map(([path, { node }]) => ({ path: JSON.parse(path) as PlaceOfPicture["path"], node }));
}

function valueOfField(node: JsonNode, wanted: string): unknown {
  if (node.kind !== "object") return undefined;
  const value = node.fields.find(({ name }) => name === wanted)?.value;
  return value?.kind === "scalar" ? value.value : undefined;
}

/** Takes the place of a picture that has faults: wide and tall enough for any region on it. */
const PICTURE_STAND_IN: Picture = {
  alt: "stand-in",
  hash: "0".repeat(64),
  width: 1_000,
  height: 100_000,
};

/** Puts what a version holds of a picture into the place of what its author wrote. */
function putPicture(
  file: FileInHand,
  { path }: PlaceOfPicture,
  pictures: ReadonlyMap<string, PictureFile>,
): void {
  const name = String(path.at(-1));
  const parent = path
    .slice(0, -1)
    .reduce((part: unknown, key) => (part as Record<PropertyKey, unknown>)[key], file.value);
  const authored = authoredPicture.safeParse((parent as Record<string, unknown>)[name], {
    error: () => "",
  });
  for (const issue of authored.error?.issues ?? []) {
    reportIssue(file, { ...issue, path: [...path, ...issue.path] });
  }
  let put = PICTURE_STAND_IN;
  if (authored.data) {
    const { src, alt } = authored.data;
    const known = pictures.get(src) ?? { problem: `There is no picture "${src}".` };
    if ("problem" in known) report(file, [...path, "src"], known.problem);
    else put = { alt, ...known };
  }
  Object.assign(parent as object, { [name]: put });
}

/* Values: what stands in the fields. */

/** Checks every value and reports each fault; what comes back has none of its own. */
function checkValues<Definition extends z.ZodType>(
  file: FileInHand,
  definition: Definition,
): z.output<Definition> | undefined {
  // An empty message marks what the schema says without words of its own.
  const parsed = definition.safeParse(file.value, { error: () => "" });
  for (const issue of parsed.error?.issues ?? []) reportIssue(file, issue);
  return parsed.data;
}

function reportIssue(file: FileInHand, issue: z.core.$ZodIssue): void {
  // Unknown variants were reported with the shape.
  if (issue.code === "invalid_union" && issue.discriminator !== undefined) return;
  const { path } = issue;
  const place = placeOf(file, path);
  if (issue.code === "invalid_key") {
    report(file, path, `${JSON.stringify(path.at(-1))} ${issue.issues[0]?.message}.`, "name");
  } else if (!place) {
    report(file, path, missingField(file, path));
  } else {
    report(file, path, wrongValue(place, path, issue.message));
  }
}

function missingField(file: FileInHand, path: Path): string {
  const parentPath = path.slice(0, -1);
  const parent = placeOf(file, parentPath)?.schema ?? {};
  const name = String(path.at(-1));
  const needed = parent.properties?.[name];
  const what = needed ? ` It must be ${expected(needed)}.` : "";
  return `The field "${name}" is missing in ${nounOf(parent, parentPath, "this")}.${what}`;
}

/** @param words what the schema says in words of its own, going on from the name of the field */
function wrongValue({ node, schema }: Place, path: Path, words: string): string {
  const says = words || `must be ${expected(schema)}`;
  const here = says.startsWith("must be ") ? `; here it is ${shown(node)}` : "";
  return `${subjectOf(path)} ${says}${here}.${hintFor(node, schema)}`;
}

function subjectOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "The file";
  if (typeof last === "string") return JSON.stringify(last);
  return `Entry ${Number(last) + 1} of ${JSON.stringify(path.at(-2))}`;
}

function nounOf({ title }: JsonSchema, path: Path, article: "a" | "this"): string {
  if (title === undefined) return subjectOf(path);
  if (article === "this") return `this ${title}`;
  return `${/^[aeiou]/.test(title) ? "an" : "a"} ${title}`;
}

/** What a field may hold, in the words of somebody who is no programmer. */
function expected(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((word) => `"${word}"`).join(" or ");
  if (schema.anyOf) return schema.anyOf.map(expected).join(" or ");
  if (schema.oneOf) return "a group of fields in curly braces { }";
  if (schema.format === "date") return 'a date in quotation marks, like "2027-06-30"';
  switch (schema.type) {
    case "integer":
    case "number": {
      const number = schema.type === "integer" ? "a whole number" : "a number";
      return `${number} from ${schema.minimum} to ${schema.maximum}`;
    }
    case "boolean":
      return "true or false";
    case "array":
      return "a list in square brackets [ ]";
    case "object":
      return "a group of fields in curly braces { }";
    default:
      return "a text in quotation marks";
  }
}

const LONGEST_SHOWN = 60;

function shown(node: JsonNode): string {
  if (node.kind === "object") return "a group of fields";
  if (node.kind === "list") return "a list";
  if (typeof node.value !== "string") return String(node.value);
  const { value } = node;
  const text = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)} …` : value;
  return JSON.stringify(text);
}

function hintFor(node: JsonNode, schema: JsonSchema): string {
  if (node.kind !== "scalar" || typeof node.value !== "string") return "";
  const { value } = node;
  const kinds = schema.anyOf ?? [schema];
  const isQuotedByMistake = kinds.some(
    ({ type }) =>
      (type === "boolean" && /^(true|false)$/.test(value)) ||
      (type === "integer" && /^\d+$/.test(value)) ||
      (type === "number" && /^-?\d+(\.\d+)?$/.test(value)),
  );
  if (isQuotedByMistake) return " Write it without quotation marks.";
  const words = kinds.flatMap(({ enum: words, const: word }) => words ?? word ?? []);
  return didYouMean(value, words.map(String));
}

function didYouMean(word: string, known: Iterable<string>): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined || nearest === word ? "" : ` Did you mean "${nearest}"?`;
}

/* Meaning, in a file that has faults already: whatever is sound in it is still checked. */

const textIfReadable = z.string().optional().catch(undefined);

const outlineIfReadable = z
  .object({
    sources: z.record(z.string(), z.unknown()).default({}).optional().catch(undefined),
    sections: z
      .array(
        z
          .object({
            id: textIfReadable,
            draw: z.number().optional().catch(undefined),
            items: z
              .array(
                z
                  .object({
                    id: textIfReadable,
                    evidence: z.array(z.string()).optional().catch(undefined),
                  })
                  .catch({}),
              )
              .optional()
              .catch(undefined),
          })
          .catch({}),
      )
      .catch([]),
  })
  .catch({ sections: [] });

const itemsIfReadable = z
  .object({
    sections: z
      .array(z.object({ items: z.array(z.unknown()).catch([]) }).catch({ items: [] }))
      .catch([]),
  })
  .catch({ sections: [] });

const requiredQuizzes = z
  .object({ requires: z.object({ quizzes: z.array(textIfReadable) }) })
  .transform(({ requires }) => requires.quizzes)
  .catch([]);

const certificationOutline = z
  .object({
    requires: z
      .object({
        certifications: z.array(textIfReadable).optional().catch(undefined),
        outside: z
          .array(
            z
              .object({
                id: textIfReadable,
                title: textIfReadable,
                documentNumber: z
                  .enum(DOCUMENT_NUMBERS)
                  .default(DEFAULT_DOCUMENT_NUMBER)
                  .optional()
                  .catch(undefined),
              })
              .catch({}),
          )
          .optional()
          .catch(undefined),
      })
      .catch({}),
  })
  .catch({ requires: {} })
  .transform(({ requires: { certifications = [], outside = [] } }): CertificationOutline => {
    return { certifications, outside };
  });

function faultsOfSoundParts(file: FileInHand): QuizFault[] {
  const faults = outlineFaults(outlineIfReadable.parse(file.value));
  for (const [sectionIndex, { items }] of itemsIfReadable.parse(file.value).sections.entries()) {
    for (const [itemIndex, value] of items.entries()) {
      const path = ["sections", sectionIndex, "items", itemIndex];
      const sound = item.safeParse(withStandIns(file, path, value));
      const found = sound.success ? itemFaults(sound.data) : [];
      faults.push(...found.map((each) => ({ ...each, path: [...path, ...each.path] })));
    }
  }
  return faults;
}

/**
 * An item whose faulty or missing texts, dates and lists of texts are filled with others that
 * pass, so that the rest of it can be checked. Faulty flags, numbers, choices and references stay:
 * what they were meant to say decides what the item means.
 */
function withStandIns(file: FileInHand, path: Path, value: unknown): unknown {
  const filled = structuredClone(value);
  for (const [index, issue] of (item.safeParse(value).error?.issues ?? []).entries()) {
    const parentPath = issue.path.slice(0, -1);
    const name = issue.path.at(-1);
    const schema =
      placeOf(file, [...path, ...issue.path])?.schema ??
      placeOf(file, [...path, ...parentPath])?.schema.properties?.[String(name)];
    const parent = parentPath.reduce(
      (part: unknown, key) => (part as Record<PropertyKey, unknown>)?.[key],
      filled,
    );
    const standIn = schema && standInFor(schema, index);
    if (standIn === undefined || name === undefined || typeof parent !== "object") continue;
    Object.assign(parent as object, { [name]: standIn });
  }
  return filled;
}

function standInFor({ type, format, items, ...schema }: JsonSchema, index: number): unknown {
  if (schema.const !== undefined || schema.enum || schema.title === "reference") return undefined;
  if (type === "string") return format === "date" ? "2000-01-01" : `stand-in-${index}`;
  return type === "array" && items?.type === "string" ? [`stand-in-${index}`] : undefined;
}
