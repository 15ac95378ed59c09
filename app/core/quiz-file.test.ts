import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Faults,
  fileNameFaults,
  outlineOfCertification,
  overdueReviews,
  parseCertificationFile,
  parseQuizFile,
  shownFault,
} from "./quiz-file.ts";

const THE_TYPES =
  'The types are: "single", "multiple", "true-false", "matching", "ordering", "numeric", "text", "hotspot".';

const GOOD = `{
  "$schema": "./quiz.schema.json",
  "title": "Hand hygiene",
  "summary": "When and how to clean hands.",
  "language": "en",
  "owner": "Clinical education lead",
  "reviewBy": "2027-06-30",
  "passingScore": 80,
  "attempts": { "limit": 3, "waitHours": 24 },
  "itemsPerPage": 1,
  "shuffle": ["items", "choices"],
  "review": "after-submit",
  "sources": {
    "S1": { "title": "Hand hygiene", "year": 2009, "url": "https://example.org/hands" }
  },
  "sections": [
    { "id": "basics", "title": "Basics", "minimum": 70, "draw": 2, "items": [
      { "id": "before-gloves", "type": "single", "critical": true,
        "stem": "What comes before the gloves?",
        "choices": [
          { "id": "rub", "text": "A hand rub", "correct": true, "rationale": "It comes first." },
          { "id": "nothing", "text": "Nothing", "critical": true, "rationale": "Gloves leak." }
        ],
        "rationale": "Clean, then glove.", "evidence": ["S1"], "reviewBy": "2027-06-30" },
      { "id": "moments", "type": "multiple", "scoring": "exact",
        "stem": "When? Choose all that apply.",
        "choices": [
          { "id": "before", "text": "Before touching", "correct": true, "rationale": "Yes." },
          { "id": "after", "text": "After touching", "correct": true, "rationale": "Yes." },
          { "id": "lunch", "text": "During lunch", "rationale": "No." }
        ],
        "rationale": "Before and after.", "evidence": ["S1"], "reviewBy": "2027-06-30" },
      { "id": "soap", "type": "true-false", "stem": "Soap replaces time.", "answer": false,
        "rationales": { "true": "It does not.", "false": "Right." },
        "rationale": "Take the time.", "evidence": ["S1"], "reviewBy": "2027-06-30" }
    ] }
  ]
}
`;

const TRUE_FALSE = `{ "id": "gels", "type": "true-false", "stem": "Gel cleans.", "answer": true,
  "rationales": { "true": "Yes.", "false": "It does." },
  "rationale": "Gel.", "evidence": ["S1"], "reviewBy": "2027-06-30" }`;

function faultsIn(read: object): string[] {
  expect(read).toHaveProperty("faults");
  return (read as Faults).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** The good file with one passage (which must occur) replaced at its first occurrence. */
function good(passage: string, replacement: string): string {
  expect(GOOD).toContain(passage);
  return GOOD.replace(passage, () => replacement);
}

test("a good file gives the quiz, with defaults, and its content as authored", () => {
  const read = parseQuizFile(GOOD);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  expect(read.quiz.title).toBe("Hand hygiene");
  expect(read.quiz.sections[0]?.items[2]?.critical).toBe(false);
  const { $schema: _, ...authored } = JSON.parse(GOOD) as Record<string, unknown>;
  expect(read.content).toStrictEqual(authored);
  expect(read.quiz).not.toHaveProperty("$schema");
});

test("an invisible mark at the beginning and Windows line ends change no line and no column", () => {
  const text = good('"passingScore": 80', '"passingScore": 800').replaceAll("\n", "\r\n");
  expect(faultsIn(parseQuizFile(`\uFEFF${text}`))).toStrictEqual([
    '8:19 "passingScore" must be a whole number from 1 to 100; here it is 800.',
  ]);
});

test.each([
  [
    "a comma missing after a field",
    '"language": "en",',
    '"language": "en"',
    ["5:19 A comma is missing here."],
  ],
  [
    "a comma missing between groups",
    '"Gloves leak." }\n',
    '"Gloves leak." }\n{}',
    [
      "22:96 A comma is missing here.",
      '23:1 The field "id" is missing in this choice. It must be a text in quotation marks.',
      '23:1 The field "text" is missing in this choice. It must be a text in quotation marks.',
      '23:1 The field "rationale" is missing in this choice. It must be a text in quotation marks.',
    ],
  ],
  [
    "a comma after the last field",
    '"waitHours": 24 }',
    '"waitHours": 24, }',
    ['9:44 This comma is one too many: nothing follows it before the "}".'],
  ],
  [
    "a comma after the last entry",
    '["items", "choices"]',
    '["items", "choices",]',
    ['11:33 This comma is one too many: nothing follows it before the "]".'],
  ],
  ["two commas", '"language": "en",', '"language": "en",,', ["5:20 This comma is one too many."]],
  [
    "comments",
    '"language": "en",',
    '"language": "en", // English\n/* for now */',
    [
      "5:21 Comments are not possible in a JSON file. Take this one out.",
      "6:1 Comments are not possible in a JSON file. Take this one out.",
    ],
  ],
  [
    "a text that is not closed",
    '"title": "Hand hygiene",',
    '"title": "Hand hygiene,',
    [
      "3:12 This text is not closed: a quotation mark is missing at its end. A text stays on one line; write \\n for a new line in it.",
    ],
  ],
  [
    "quotation marks inside a text",
    "before the gloves?",
    'before the "gloves"?',
    ['19:40 A quotation mark inside a text must be written \\".'],
  ],
  [
    "curly quotation marks",
    '"Hand hygiene",',
    "“Hand hygiene”,",
    ['3:12 A text stands in straight double quotation marks ("), not in single or curly ones.'],
  ],
  [
    "a name without quotation marks",
    '"owner"',
    "owner",
    ['6:3 The name of a field stands in quotation marks: "owner".'],
  ],
  [
    "a text without quotation marks",
    '"en"',
    "en",
    ['5:15 "en" cannot stand here without quotation marks.'],
  ],
  [
    "a missing colon",
    '"language": "en"',
    '"language" "en"',
    ['5:13 A colon is missing after "language".'],
  ],
  [
    "a missing value",
    '"passingScore": 80',
    '"passingScore":',
    ['8:3 The field "passingScore" has no value.'],
  ],
  [
    "true with a capital letter",
    '"critical": true',
    '"critical": True',
    ["18:62 Write true in small letters."],
  ],
  [
    "a decimal comma",
    '"passingScore": 80',
    '"passingScore": 79,5',
    [
      "8:22 A number cannot stand here: a field begins with its name. Decimals have a point, like 1.5.",
    ],
  ],
  [
    "a number that begins with 0",
    '"passingScore": 80',
    '"passingScore": 080',
    ['8:19 A number does not begin with 0: "080".'],
  ],
  [
    "a single backslash",
    "A hand rub",
    "A hand\\rub \\s",
    ["21:46 A backslash in a text must be written twice: \\\\."],
  ],
  [
    "a tab inside a text",
    "A hand rub",
    "A hand\trub",
    ["21:41 An invisible character stands in this text. Write \\t for a tab."],
  ],
  [
    "a group that is not closed",
    '"rationale": "Gloves leak." }',
    '"rationale": "Gloves leak."',
    ['23:9 A comma or "}" is missing before this: the "{" of line 22 is still open.'],
  ],
  [
    "a group that is not closed before the next begins",
    '"It comes first." },',
    '"It comes first.",',
    ['22:11 A new group begins here, but the "{" of line 21 is not closed yet: a "}" is missing.'],
  ],
  [
    "a brace at the end of the file missing",
    "    ] }\n  ]\n}",
    "    ] }\n  ]",
    ['1:1 This "{" is never closed: its "}" is missing.'],
  ],
  [
    "a brace too many",
    "    ] }\n  ]\n}",
    "    ] }\n  ]\n}\n}",
    ['39:1 This "}" closes nothing: there is one too many.'],
  ],
  [
    "a field twice",
    '"language": "en",',
    '"language": "en", "language": "de",',
    ['5:21 The field "language" stands twice in the same braces (first in line 5). Keep one.'],
  ],
])("broken JSON: %s", (_, passage, replacement, expected) => {
  expect(faultsIn(parseQuizFile(good(passage, replacement)))).toStrictEqual(expected);
});

test.each([
  ["", "1:1 The file is empty. It must hold one group of fields in curly braces { }."],
  [" \n\n", "1:1 The file is empty. It must hold one group of fields in curly braces { }."],
  ["[]", "1:1 The file must be a group of fields in curly braces { }; here it is a list."],
  ["12", "1:1 The file must be a group of fields in curly braces { }; here it is 12."],
  ["[".repeat(100_000), "1:51 Too many brackets stand inside each other here."],
])("a file that holds no group of fields (%#)", (text, expected) => {
  expect(faultsIn(parseQuizFile(text))).toStrictEqual([expected]);
});

test.each([
  [
    "a misspelt field",
    '"correct": true',
    '"corect": true',
    ['21:48 There is no field "corect" in a choice. Did you mean "correct"?'],
  ],
  [
    "a misspelt field that is required is one fault",
    '"stem": "What',
    '"steem": "What',
    ['19:9 There is no field "steem" in an item of type "single". Did you mean "stem"?'],
  ],
  [
    "a field that resembles none",
    '"limit": 3',
    '"maximum": 3',
    ['9:17 There is no field "maximum" in "attempts". The fields are: "limit", "waitHours".'],
  ],
  [
    "a field that another type of item has",
    '"answer": false',
    '"answer": false, "choices": []',
    [
      '33:93 There is no field "choices" in an item of type "true-false". The fields are: "type", "id", "critical", "certainty", "stem", "image", "rationale", "evidence", "reviewBy", "answer", "rationales".',
    ],
  ],
  [
    "a missing field",
    '"text": "Nothing", ',
    "",
    ['22:11 The field "text" is missing in this choice. It must be a text in quotation marks.'],
  ],
  [
    "a missing field of the quiz",
    '"passingScore": 80,',
    "",
    [
      '1:1 The field "passingScore" is missing in this quiz. It must be a whole number from 1 to 100.',
    ],
  ],
  [
    "a number in quotation marks",
    '"passingScore": 80',
    '"passingScore": "80"',
    [
      '8:19 "passingScore" must be a whole number from 1 to 100; here it is "80". Write it without quotation marks.',
    ],
  ],
  [
    "a number outside its range",
    '"passingScore": 80',
    '"passingScore": 101',
    ['8:19 "passingScore" must be a whole number from 1 to 100; here it is 101.'],
  ],
  [
    "half a percent",
    '"minimum": 70',
    '"minimum": 70.5',
    ['17:53 "minimum" must be a whole number from 1 to 100; here it is 70.5.'],
  ],
  [
    "true in quotation marks",
    '"correct": true',
    '"correct": "true"',
    ['21:59 "correct" must be true or false; here it is "true". Write it without quotation marks.'],
  ],
  [
    "null",
    '"title": "Hand hygiene",',
    '"title": null,',
    ['3:12 "title" must be a text in quotation marks; here it is null.'],
  ],
  [
    "a text where a list belongs",
    '["items", "choices"]',
    '"items"',
    ['11:14 "shuffle" must be a list in square brackets [ ]; here it is "items".'],
  ],
  [
    "a word that is not in the list",
    '"after-submit"',
    '"after-submitt"',
    [
      '12:13 "review" must be "after-submit" or "after-pass" or "never"; here it is "after-submitt". Did you mean "after-submit"?',
    ],
  ],
  [
    "a word in a list",
    '["items", "choices"]',
    '["items", "sections"]',
    ['11:24 Entry 2 of "shuffle" must be "items" or "choices"; here it is "sections".'],
  ],
  [
    "one of two kinds of value",
    '"itemsPerPage": 1',
    '"itemsPerPage": "al"',
    [
      '10:19 "itemsPerPage" must be a whole number from 1 to 500 or "all"; here it is "al". Did you mean "all"?',
    ],
  ],
  [
    "a misspelt type",
    '"type": "single"',
    '"type": "singel"',
    [`18:40 There is no item type "singel". Did you mean "single"? ${THE_TYPES}`],
  ],
  [
    "an unknown type",
    '"type": "single"',
    '"type": "essay"',
    [`18:40 There is no item type "essay". ${THE_TYPES}`],
  ],
  [
    "a missing type",
    '"type": "single", ',
    "",
    [`18:7 The field "type" is missing in this item. ${THE_TYPES}`],
  ],
  ["an empty text", '"A hand rub"', '"  "', ['21:34 "text" must not be empty.']],
  [
    "a title on two lines",
    '"Hand hygiene",',
    '"Hand\\nhygiene",',
    ['3:12 "title" must be on one line; here it is "Hand\\nhygiene".'],
  ],
  [
    "an invisible character",
    "A hand rub",
    "A \\u0000 rub",
    ['21:34 "text" must not contain invisible characters.'],
  ],
  [
    "HTML",
    "Gloves leak.",
    "Gloves <b>leak</b>.",
    [
      '22:80 "rationale" must not contain HTML like <b>. Texts are Markdown: write *emphasis* or **strong**.',
    ],
  ],
  [
    "a picture",
    "Gloves leak.",
    "![A glove](glove.png)",
    [
      '22:80 "rationale" cannot hold a picture. Put it beside the text, as the "image" of the item or choice.',
    ],
  ],
  [
    "a day that does not exist",
    '"2027-06-30"',
    '"2027-06-31"',
    [
      '7:15 "reviewBy" must be a date that exists, written like "2027-06-30"; here it is "2027-06-31".',
    ],
  ],
  [
    "a day that is a number",
    '"2027-06-30"',
    "2027",
    ['7:15 "reviewBy" must be a date in quotation marks, like "2027-06-30"; here it is 2027.'],
  ],
  [
    "an id that is not in kebab-case",
    '"before-gloves"',
    '"Before gloves"',
    [
      '18:15 "id" must be in small letters and digits with hyphens between words, for example "herpes-in-area"; here it is "Before gloves".',
    ],
  ],
  [
    "an id that is too long",
    '"before-gloves"',
    `"${"x".repeat(65)}"`,
    ['18:15 "id" must not be longer than 64 characters.'],
  ],
  [
    "a language that is none",
    '"en"',
    '"English!"',
    ['5:15 "language" must be a language tag, for example "en"; here it is "English!".'],
  ],
  [
    "an address that is none",
    '"https://example.org/hands"',
    '"javascript:alert(1)"',
    [
      '14:59 "url" must be a web address, for example "https://doi.org/10.1000/182"; here it is "javascript:alert(1)".',
    ],
  ],
  [
    "a name of a source that is none",
    '"sources": {',
    '"sources": { "S 9": { "title": "Gloves" },',
    [
      '13:16 "S 9" must consist of letters, digits and hyphens, for example "S97".',
      '13:16 No item cites the source "S 9". Cite it or take it out.',
    ],
  ],
  [
    "a section without items",
    '"items": [\n',
    '"items": [] }, { "id": "more", "title": "More", "items": [\n',
    [
      '17:65 "draw" asks for 2 items, but this section has only 0.',
      '17:77 "items" needs at least one item.',
    ],
  ],
  [
    "too few choices",
    ',\n          { "id": "nothing", "text": "Nothing", "critical": true, "rationale": "Gloves leak." }',
    "",
    ['20:20 "choices" needs at least two choices.'],
  ],
  [
    "an item without evidence",
    '"evidence": ["S1"]',
    '"evidence": []',
    ['24:56 "evidence" must name at least one of the quiz\'s sources.'],
  ],
])("a value that cannot be: %s", (_, passage, replacement, expected) => {
  expect(faultsIn(parseQuizFile(good(passage, replacement)))).toStrictEqual(expected);
});

test.each([
  [
    "an item id twice",
    '"id": "moments"',
    '"id": "before-gloves"',
    ['25:15 The item id "before-gloves" is used twice. Give each item of the quiz its own.'],
  ],
  [
    "a choice id twice",
    '"id": "nothing"',
    '"id": "rub"',
    ['22:19 The choice id "rub" is used twice in this item. Give each choice its own id.'],
  ],
  [
    "a section id twice",
    "    ] }\n  ]",
    `    ] },\n    { "id": "basics", "title": "Again", "items": [${TRUE_FALSE}] }\n  ]`,
    ['37:13 The section id "basics" is used twice. Give each section its own.'],
  ],
  [
    "more items drawn than there are",
    '"draw": 2',
    '"draw": 4',
    ['17:65 "draw" asks for 4 items, but this section has only 3.'],
  ],
  [
    "a source that is not there",
    '["S1"], "reviewBy"',
    '["S1", "S11"], "reviewBy"',
    ['24:63 "S11" is not in this quiz\'s "sources". Did you mean "S1"?'],
  ],
  [
    "a source cited twice",
    '["S1"], "reviewBy"',
    '["S1", "S1"], "reviewBy"',
    ['24:63 "S1" is cited twice in this item.'],
  ],
  [
    "a source that nothing cites",
    '"sources": {',
    '"sources": { "S9": { "title": "Gloves" },',
    ['13:16 No item cites the source "S9". Cite it or take it out.'],
  ],
  [
    "two correct choices in a single",
    '"text": "Nothing", "critical": true',
    '"text": "Nothing", "correct": true',
    ['20:20 A "single" item has exactly one correct choice; this one has 2.'],
  ],
  [
    "a critical choice that is correct",
    '"correct": true',
    '"correct": true, "critical": true',
    ['21:77 The choice "rub" is both correct and critical (harmful). It can be only one of them.'],
  ],
])("a fault of meaning: %s", (_, passage, replacement, expected) => {
  expect(faultsIn(parseQuizFile(good(passage, replacement)))).toStrictEqual(expected);
});

test("all faults of a file are reported, in their order, whatever their kinds", () => {
  const text = good('"language": "en",', '"language": "en"')
    .replace('"limit": 3', '"limit": 0')
    .replace('"text": "Nothing", "critical": true', '"text": "Nothing", "correct": true')
    .replace('"evidence": ["S1"], "reviewBy": "2027-06-30" },', '"evidence": ["S2"] },')
    .replace('"type": "multiple"', '"type": "mulitple"')
    .replace('"text": "During lunch"', '"text": "<i>During</i> lunch"')
    .replace('"id": "soap"', '"id": "moments"')
    .replace('"answer": false', '"anwser": false');
  expect(faultsIn(parseQuizFile(text))).toStrictEqual([
    "5:19 A comma is missing here.",
    '9:26 "limit" must be a whole number from 1 to 100; here it is 0.',
    '18:7 The field "reviewBy" is missing in this item of type "single". It must be a date in quotation marks, like "2027-06-30".',
    '20:20 A "single" item has exactly one correct choice; this one has 2.',
    '24:57 "S2" is not in this quiz\'s "sources". Did you mean "S1"?',
    `25:34 There is no item type "mulitple". Did you mean "multiple"? ${THE_TYPES}`,
    '30:36 "text" must not contain HTML like <i>. Texts are Markdown: write *emphasis* or **strong**.',
    '33:15 The item id "moments" is used twice. Give each item of the quiz its own.',
    '33:79 There is no field "anwser" in an item of type "true-false". Did you mean "answer"?',
  ]);
});

test("two misspelt fields are not taken for the same one", () => {
  const text = good('"correct": true', '"corect": true, "corrrect": true');
  expect(faultsIn(parseQuizFile(text))).toStrictEqual([
    '21:48 There is no field "corect" in a choice. Did you mean "correct"?',
    '21:64 There is no field "corrrect" in a choice. The fields are: "id", "text", "image", "correct", "critical", "rationale".',
  ]);
});

test("a fault shows the text of its line", () => {
  const read = parseQuizFile(good('"passingScore": 80', '"passingScore": 800'));
  expect((read as Faults).faults[0]?.excerpt).toBe('  "passingScore": 800,');
});

test.each(["1 < 2 and 3 > 2", "a<b", "<https://example.org>", "**strong** & *not*", "5 <= x"])(
  "a text may hold %s",
  (text) => {
    expect(parseQuizFile(good("A hand rub", text))).toHaveProperty("quiz");
  },
);

test.each(["<br>", "<br/>", "</p>", "<!-- x -->", '<a href=\\"x\\">', "<script>"])(
  "a text may not hold %s",
  (html) => {
    expect(faultsIn(parseQuizFile(good("A hand rub", html)))).toHaveLength(1);
  },
);

const CERTIFICATION = `{
  "$schema": "../certification.schema.json",
  "title": "Micro-needling operator",
  "requires": { "quizzes": ["hygiene", "side-effects"] },
  "validity": { "mode": "anniversary", "months": 12, "renewalWindowDays": 60 }
}
`;
const QUIZ_IDS = new Set(["hygiene", "side-effects"]);

test("a good certification file gives the certification, with defaults", () => {
  const read = parseCertificationFile(CERTIFICATION, QUIZ_IDS);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  expect(read.certification).toStrictEqual({
    title: "Micro-needling operator",
    requires: { quizzes: ["hygiene", "side-effects"] },
    validity: { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 0 },
  });
});

test.each([
  ['"hygiene"', '"hygeine"', '4:29 There is no quiz file "hygeine.json". Did you mean "hygiene"?'],
  ['"side-effects"', '"hygiene"', '4:28 "quizzes" must not name a quiz twice.'],
  [
    '["hygiene", "side-effects"]',
    "[]",
    '4:15 "requires" must ask for at least one quiz, practical sign-off or outside requirement.',
  ],
  [
    '"anniversary"',
    '"anniversry"',
    '5:25 There is no validity mode "anniversry". Did you mean "anniversary"? The modes are: "completion", "anniversary", "fixed".',
  ],
  [
    '"anniversary"',
    "3",
    '5:25 There is no validity mode 3. The modes are: "completion", "anniversary", "fixed".',
  ],
  [
    '"months": 12',
    '"months": 0',
    '5:50 "months" must be a whole number from 1 to 120; here it is 0.',
  ],
  [
    '"months": 12',
    '"month": 12',
    '5:40 There is no field "month" in a validity of mode "anniversary". Did you mean "months"?',
  ],
  [
    '"mode": "anniversary"',
    '"mode": "fixed", "fixedDay": "2027-01-31", "minimumActiveDays": 59',
    '5:81 "minimumActiveDays" must be at least "renewalWindowDays", or a new certificate could lapse in its window; here it is 59.',
  ],
])("a certification file with %s written as %s", (passage, replacement, expected) => {
  expect(CERTIFICATION).toContain(passage);
  const text = CERTIFICATION.replace(passage, replacement);
  expect(faultsIn(parseCertificationFile(text, QUIZ_IDS))).toStrictEqual([expected]);
});

const WITH_PARTS = `{
  "title": "Radiofrequency operator",
  "requires": {
    "certifications": ["operator"],
    "practical": [
      { "id": "device", "title": "Device checks", "validMonths": 12,
        "steps": [{ "id": "cables", "text": "Checked the cables." }] }
    ],
    "outside": [
      { "id": "licence", "title": "Licence", "documentNumber": "required" }
    ]
  },
  "validity": { "mode": "anniversary", "months": 12, "renewalWindowDays": 60 }
}
`;
const OTHERS = new Map([
  ["operator", outlineOfCertification(CERTIFICATION)],
  ["nurse", outlineOfCertification(WITH_PARTS.replace('["operator"]', '["operator", "radio"]'))],
]);

test("a certification file with every kind of part gives them, with defaults", () => {
  const read = parseCertificationFile(WITH_PARTS, QUIZ_IDS, { id: "radio", others: OTHERS });
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  expect(read.certification.requires).toStrictEqual({
    quizzes: [],
    certifications: ["operator"],
    practical: [
      {
        id: "device",
        title: "Device checks",
        validMonths: 12,
        steps: [{ id: "cables", text: "Checked the cables." }],
      },
    ],
    outside: [{ id: "licence", title: "Licence", documentNumber: "required" }],
  });
});

test.each([
  [
    '["operator"]',
    '["operater"]',
    '4:24 There is no certification file "operater.json". Did you mean "operator"?',
  ],
  ['["operator"]', '["radio"]', "4:24 A certification cannot require itself."],
  [
    '["operator"]',
    '["operator", "nurse"]',
    '4:36 Nobody could ever hold this: "radio" requires "nurse" requires "radio".',
  ],
  [
    '["operator"]',
    '["operator", "operator"]',
    '4:23 "certifications" must not name a certification twice.',
  ],
  [
    '"title": "Licence"',
    '"title": "License"',
    '10:35 "licence" has the title "Licence" in "nurse.json", and one record serves both files. Write the same in each.',
  ],
  [
    ', "documentNumber": "required"',
    "",
    '10:7 "licence" has the documentNumber "required" in "nurse.json", and one record serves both files. Write the same in each.',
  ],
  [
    '"required"',
    '"requred"',
    '10:64 "documentNumber" must be "none" or "optional" or "required"; here it is "requred". Did you mean "required"?',
  ],
  [
    '[{ "id": "cables", "text": "Checked the cables." }]',
    "[]",
    '7:18 "steps" must name at least one step.',
  ],
  [
    '"steps"',
    '"step"',
    '7:9 There is no field "step" in a practical sign-off. Did you mean "steps"?',
  ],
])("a certification file with parts, %s written as %s", (passage, replacement, expected) => {
  expect(WITH_PARTS).toContain(passage);
  const text = WITH_PARTS.replace(passage, replacement);
  const read = parseCertificationFile(text, QUIZ_IDS, { id: "radio", others: OTHERS });
  expect(faultsIn(read)).toStrictEqual([expected]);
});

test("a fault in one part of a certification file hides none in another", () => {
  const text = WITH_PARTS.replace('"months": 12', '"months": 0').replace('["operator"]', '["x"]');
  const read = parseCertificationFile(text, QUIZ_IDS, { id: "radio", others: OTHERS });
  expect(faultsIn(read)).toHaveLength(2);
});

test("of a file that is broken nothing is known, and nothing is thrown", () => {
  expect(outlineOfCertification("{")).toEqual({ certifications: [], outside: [] });
  expect(outlineOfCertification('{"requires": {"certifications": 3, "outside": [7]}}')).toEqual({
    certifications: [],
    outside: [{}],
  });
});

/** What only our schema library or an engine would say, never a person. */
const JARGON =
  /invalid|expected|received|undefined|unrecogni|NaN|\[object|\bstring\b|\bboolean\b|\barray\b|\bregex\b|union|\bJS\b| {2}|\.\.$/i;

function isSoundReport(text: string): boolean {
  for (const read of [parseQuizFile(text), parseCertificationFile(text, QUIZ_IDS)]) {
    if (!("faults" in read)) continue;
    expect(read.faults).not.toHaveLength(0);
    const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
    for (const { line, column, message, excerpt } of read.faults) {
      expect(excerpt).toBe(lines[line - 1]);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(column).toBeLessThanOrEqual(excerpt.length + 1);
      expect(message).toMatch(/[.?]$/);
      expect(message.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')).not.toMatch(JARGON);
    }
  }
  return true;
}

test("whatever is taken out of a good file or put into it, reading it does not throw", () => {
  const cut = fc.record({
    at: fc.nat(GOOD.length),
    length: fc.nat(12),
    put: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom(..."{}[]\",:\\'/*\n\t\uFEFF0-.tnf")),
  });
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) =>
      isSoundReport(
        cuts.reduce(
          (text, { at, length, put }) => text.slice(0, at) + put + text.slice(at + length),
          GOOD,
        ),
      ),
    ),
    { numRuns: 500 },
  );
});

test("whatever value stands in place of another, reading it does not throw", () => {
  const paths = pathsIn(JSON.parse(GOOD));
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.jsonValue({ maxDepth: 3 }),
      fc.boolean(),
      (path, value, isCertification) => {
        const text = isCertification ? CERTIFICATION : GOOD;
        return isSoundReport(JSON.stringify(replaced(JSON.parse(text), path, value), null, 2));
      },
    ),
    { numRuns: 1000 },
  );
});

function pathsIn(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([key, part]) => pathsIn(part).map((path) => [key, ...path])),
  ];
}

function replaced(whole: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined || typeof whole !== "object" || whole === null) return value;
  const part = replaced((whole as Record<string, unknown>)[key], rest, value);
  if (Array.isArray(whole))
    return whole.map((entry, index) => (String(index) === key ? part : entry));
  return { ...whole, [key]: part };
}

test.each([
  ["a short line is shown whole", "abcdef", 3, 10, "abcdef", 2],
  ["of a long line the middle", "abcdefghij", 6, 4, "… defg …", 4],
  ["of a long line the beginning", "abcdefghij", 1, 4, "abcd …", 0],
  ["of a long line the end", "abcdefghij", 11, 4, "… ghij", 6],
  ["indentation is left out", "      abc", 8, 10, "abc", 1],
  ["but not when the fault is in it", "      abc", 3, 10, "    abc", 0],
  ["tabs are one space wide", "a\t\tx", 4, 10, "a  x", 3],
  ["an empty line has nothing to show", "", 1, 10, "", 0],
])("%s", (_, excerpt, column, width, shown, before) => {
  const fault = { line: 1, column, message: "", excerpt };
  expect(shownFault(fault, width)).toMatchObject({ excerpt: shown, before });
});

test.each(["hygiene", "hygiene-2", "2nd-steps"])("%j is a file name", (id) => {
  expect(fileNameFaults(id)).toStrictEqual([]);
});

test.each(["", "Hygiene", "hand hygiene", "hand_hygiene", "-hygiene", "hygiène", "x".repeat(65)])(
  "%j is no file name",
  (id) => {
    expect(fileNameFaults(id)).toHaveLength(1);
  },
);

test("a file that is not saved as UTF-8 says so where it is first seen", () => {
  const windows1252 = new TextDecoder().decode(
    Uint8Array.from(Buffer.from(good("lead", "leadér"), "latin1")),
  );
  expect(faultsIn(parseQuizFile(windows1252))).toStrictEqual([
    "6:36 A character cannot be read here. Save the file with the encoding UTF-8.",
  ]);
  const utf16 = new TextDecoder().decode(Uint8Array.from(Buffer.from(`\uFEFF${GOOD}`, "utf16le")));
  expect(faultsIn(parseQuizFile(utf16))).toStrictEqual([
    "1:1 A character cannot be read here. Save the file with the encoding UTF-8.",
  ]);
});

test("reviews are overdue from the day after their day", () => {
  const text = good('"reviewBy": "2027-06-30" },', '"reviewBy": "2026-01-31" },');
  expect(overdueReviews(text, "2026-01-31")).toStrictEqual([]);
  expect(overdueReviews(text, "2026-02-01")).toMatchObject([
    { line: 24, column: 76, message: "This item should have been reviewed by 31 Jan 2026." },
  ]);
  expect(overdueReviews(text, "2027-07-01").map(({ line }) => line)).toStrictEqual([7, 24, 32, 35]);
});
