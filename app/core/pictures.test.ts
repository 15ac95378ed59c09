import { expect, test } from "vitest";
import type { PictureFile } from "./pictures.ts";
import { parseQuizFile, picturePathsIn } from "./quiz-file.ts";

const HASH = "0123456789abcdef".repeat(4);
const PALM: PictureFile = { hash: HASH, width: 800, height: 600 };
const KNOWN = new Map([["hands/palm.svg", PALM]]);
const SOUND = '{ "src": "hands/palm.svg", "alt": "The palm of a hand" }';

/** A quiz file of one item that has `image` on line 6, and on line 9 as the picture of a choice. */
function fileWith(image: string, ofChoice = image): string {
  return `{ "title": "Hands", "summary": "Hands.", "owner": "Education", "reviewBy": "2027-06-30",
  "passingScore": 80, "sources": { "S1": { "title": "A source" } },
  "sections": [ { "id": "one", "title": "One", "items": [
    { "id": "which", "type": "single", "stem": "Which?",
      "rationale": "This one.", "evidence": ["S1"], "reviewBy": "2027-06-30",
      "image": ${image},
      "choices": [
        { "id": "a", "text": "A", "correct": true, "rationale": "Yes.",
          "image": ${ofChoice} },
        { "id": "b", "text": "B", "rationale": "No." } ] } ] } ] }`;
}

function faultsIn(text: string, known: ReadonlyMap<string, PictureFile> = KNOWN): string[] {
  const read = parseQuizFile(text, known);
  if (!("faults" in read)) throw new Error("The file has no faults");
  return read.faults.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test("a version holds a picture by its hash and size, and not by its file", () => {
  const read = parseQuizFile(fileWith(SOUND), KNOWN);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const held = { alt: "The palm of a hand", ...PALM };
  expect(read.quiz.sections[0]?.items[0]).toMatchObject({
    image: held,
    choices: [{ image: held }, {}],
  });
  expect(JSON.stringify(read.content)).not.toContain("palm.svg");
  expect(read.content).toMatchObject({ sections: [{ items: [{ image: held }] }] });
});

test("the pictures that a file names are known before it is judged, each once", () => {
  const other = '{ "src": "b.png", "alt": "" }';
  expect(picturePathsIn(fileWith(SOUND, other))).toStrictEqual(["hands/palm.svg", "b.png"]);
  expect(picturePathsIn(fileWith(SOUND))).toStrictEqual(["hands/palm.svg"]);
  expect(picturePathsIn(fileWith('{ "src": "../secret.svg", "alt": "" }'))).toStrictEqual([]);
  expect(picturePathsIn('{ "src" ')).toStrictEqual([]);
});

test("what is wrong with a picture's file is a fault where the file is named", () => {
  const known = new Map([["hands/palm.svg", { problem: "It is torn." }]]);
  expect(faultsIn(fileWith(SOUND), known)).toStrictEqual(["6:25 It is torn.", "9:29 It is torn."]);
  expect(faultsIn(fileWith(SOUND), new Map())[0]).toBe(
    '6:25 There is no picture "hands/palm.svg".',
  );
});

const PATH_FAULT =
  '"src" must be a path inside the folder of quizzes, of letters, digits and hyphens, for example "hand-hygiene/palm.svg"; here it is';

test.each([
  ['{ "src": "/etc/palm.svg", "alt": "A" }', `6:25 ${PATH_FAULT} "/etc/palm.svg".`],
  ['{ "src": "../palm.svg", "alt": "A" }', `6:25 ${PATH_FAULT} "../palm.svg".`],
  ['{ "src": "a/../b.svg", "alt": "A" }', `6:25 ${PATH_FAULT} "a/../b.svg".`],
  ['{ "src": "a/b/c/d/e.svg", "alt": "A" }', `6:25 ${PATH_FAULT} "a/b/c/d/e.svg".`],
  ['{ "src": ".hidden.svg", "alt": "A" }', `6:25 ${PATH_FAULT} ".hidden.svg".`],
  ['{ "src": "palm.gif", "alt": "A" }', '6:25 "src" must end in .svg, .png, .jpg, .jpeg or .webp.'],
  ['{ "src": "hands/palm.svg", "alt": " " }', '6:50 "alt" must not be empty.'],
  [
    '{ "src": "hands/palm.svg" }',
    '6:16 The field "alt" is missing in this image. It must be a text in quotation marks.',
  ],
  [
    '{ "alt": "A palm" }',
    '6:16 The field "src" is missing in this image. It must be a text in quotation marks.',
  ],
  [
    '"hands/palm.svg"',
    '6:16 "image" must be a group of fields in curly braces { }; here it is "hands/palm.svg".',
  ],
  [
    `{ "src": "hands/palm.svg", "alt": "A", "hash": "${HASH}" }`,
    '6:55 There is no field "hash" in an image. The fields are: "src", "alt".',
  ],
])("a picture cannot be written as %s", (image, fault) => {
  expect(faultsIn(fileWith(image, SOUND))).toStrictEqual([fault]);
});

test("a picture with a fault hides no other fault of its item", () => {
  const text = fileWith('{ "src": "hands/palm.svg", "alt": "" }', SOUND);
  expect(faultsIn(text.replace('"correct": true, ', ""))).toStrictEqual([
    '6:50 "alt" must not be empty.',
    '7:18 A "single" item has exactly one correct choice; this one has 0.',
  ]);
});
