import { createScanner } from "jsonc-parser";

/** One value of a JSON text, with the place where it stands. Offsets count from 0. */
export type JsonNode = { offset: number } & (
  | { kind: "object"; fields: JsonField[] }
  | { kind: "list"; entries: JsonNode[] }
  | { kind: "scalar"; value: string | number | boolean | null }
);

export type JsonField = { name: string; nameOffset: number; value: JsonNode };

export type JsonFault = { offset: number; message: string };

/** jsonc-parser's kinds of token, which it declares as a const enum (not usable with isolated modules). */
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const COMMA = 5;
const COLON = 6;
const NULL = 7;
const TRUE = 8;
const FALSE = 9;
const TEXT = 10;
const NUMBER = 11;
const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
const LINE_BREAK = 14;
const WHITE_SPACE = 15;
const UNKNOWN = 16;
const END = 17;

const UNCLOSED_TEXT = 2;
const INVALID_UNICODE = 4;
const INVALID_ESCAPE = 5;
const INVALID_CHARACTER = 6;

/** Far more than a quiz needs, and far less than what would exhaust the stack. */
const DEEPEST = 50;

/**
 * Reads JSON strictly, for people: every fault in plain words at its exact place. After a fault
 * that leaves no doubt about what was meant (a missing comma, a comment) it reads on, and `root`
 * is what was meant; after any other it stops, because what follows would be guesswork.
 */
export function readJson(text: string): { root?: JsonNode; faults: JsonFault[] } {
  const faults: JsonFault[] = [];
  const scanner = createScanner(text);
  let token = 0;
  let offset = 0;
  /** Where the last token that meant something ended: the place where a comma belongs. */
  let lastEnd = 0;

  advance();
  if (is(END)) {
    report(0, "The file is empty. It must hold one group of fields in curly braces { }.");
    return { faults };
  }
  const root = readValue(0);
  if (!root) return { faults };
  if (!is(END)) {
    report(
      offset,
      is(CLOSE_BRACE) || is(CLOSE_BRACKET)
        ? `This "${tokenText()}" closes nothing: there is one too many.`
        : "The file must end where its first group of fields is closed; this is left over.",
    );
    return { faults };
  }
  return { root, faults };

  function is(kind: number): boolean {
    return token === kind;
  }

  function report(at: number, message: string): undefined {
    faults.push({ offset: at, message });
  }

  function tokenText(): string {
    return text.slice(offset, offset + scanner.getTokenLength());
  }

  function advance(): void {
    lastEnd = scanner.getPosition();
    for (;;) {
      token = scanner.scan();
      offset = scanner.getTokenOffset();
      if (is(LINE_COMMENT) || is(BLOCK_COMMENT)) {
        report(offset, "Comments are not possible in a JSON file. Take this one out.");
      } else if (!is(LINE_BREAK) && !is(WHITE_SPACE)) {
        return;
      }
    }
  }

  function readValue(depth: number): JsonNode | undefined {
    const start = offset;
    switch (token) {
      case OPEN_BRACE:
        return depth < DEEPEST ? readObject(depth) : tooDeep();
      case OPEN_BRACKET:
        return depth < DEEPEST ? readList(depth) : tooDeep();
      case TEXT: {
        const value = readText();
        return value === undefined ? undefined : scalar(start, value);
      }
      case NUMBER:
        return readNumber();
      case TRUE:
      case FALSE:
        return readScalar(is(TRUE));
      case NULL:
        return readScalar(null);
      case UNKNOWN:
        return readMisspelt();
      case END:
        return report(offset, "The file ends before it is complete: a value is missing here.");
      default:
        return report(offset, `A value is missing before this "${tokenText()}".`);
    }
  }

  function tooDeep(): undefined {
    return report(offset, "Too many brackets stand inside each other here.");
  }

  function readScalar(value: string | number | boolean | null): JsonNode {
    const start = offset;
    advance();
    return scalar(start, value);
  }

  function readNumber(): JsonNode | undefined {
    const start = offset;
    const written = tokenText();
    const isCutShort = scanner.getTokenError() !== 0;
    advance();
    const runsOn = offset === lastEnd && (is(NUMBER) || is(UNKNOWN));
    if (isCutShort || runsOn) {
      const whole = runsOn ? written + tokenText() : written;
      return report(start, numberFault(whole));
    }
    return scalar(start, Number(written));
  }

  /** A word without quotation marks: True is clear enough, everything else is not. */
  function readMisspelt(): JsonNode | undefined {
    const word = tokenText();
    const meant = { true: true, false: false, null: null }[word.toLowerCase()];
    if (meant !== undefined) {
      report(offset, `Write ${word.toLowerCase()} in small letters.`);
      return readScalar(meant);
    }
    return report(offset, unknownFault(word));
  }

  /** A text, or undefined when nobody can tell where it ends. */
  function readText(): string | undefined {
    const start = offset;
    const written = tokenText();
    const value = scanner.getTokenValue();
    const error = scanner.getTokenError();
    if (error === UNCLOSED_TEXT) {
      return report(
        start,
        "This text is not closed: a quotation mark is missing at its end. A text stays on one line; write \\n for a new line in it.",
      );
    }
    if (error === INVALID_ESCAPE || error === INVALID_UNICODE) {
      report(start + badEscapeIn(written), "A backslash in a text must be written twice: \\\\.");
    } else if (error === INVALID_CHARACTER) {
      report(
        start + written.search(CONTROL_CHARACTER),
        "An invisible character stands in this text. Write \\t for a tab.",
      );
    }
    advance();
    if (is(UNKNOWN) && offset === lastEnd && /^[\p{L}\d]/u.test(tokenText())) {
      return report(lastEnd - 1, 'A quotation mark inside a text must be written \\".');
    }
    return value;
  }

  function readObject(depth: number): JsonNode | undefined {
    const start = offset;
    const fields: JsonField[] = [];
    const firstOffsets = new Map<string, number>();
    let commaAt: number | undefined;
    advance();
    while (!is(CLOSE_BRACE)) {
      if (is(COMMA)) {
        report(offset, "This comma is one too many.");
        advance();
        continue;
      }
      if (!is(TEXT)) return nameFault(start, commaAt);
      const nameOffset = offset;
      const name = readText();
      if (name === undefined) return undefined;
      if (!readColon(name)) return undefined;
      if (is(COMMA) || is(CLOSE_BRACE)) {
        return report(nameOffset, `The field "${name}" has no value.`);
      }
      const value = readValue(depth + 1);
      if (!value) return undefined;
      const firstOffset = firstOffsets.get(name);
      if (firstOffset === undefined) {
        firstOffsets.set(name, nameOffset);
        fields.push({ name, nameOffset, value });
      } else {
        report(
          nameOffset,
          `The field "${name}" stands twice in the same braces (first in line ${lineAt(firstOffset)}). Keep one.`,
        );
      }
      commaAt = undefined;
      if (is(COMMA)) {
        commaAt = offset;
        advance();
      } else if (is(TEXT)) {
        report(lastEnd, "A comma is missing here.");
      } else if (!is(CLOSE_BRACE)) {
        return unclosed(start, "{", "}");
      }
    }
    if (commaAt !== undefined) {
      report(commaAt, 'This comma is one too many: nothing follows it before the "}".');
    }
    advance();
    return { kind: "object", offset: start, fields };
  }

  function readColon(name: string): boolean {
    if (is(COLON)) {
      advance();
      return true;
    }
    report(lastEnd, `A colon is missing after "${name}".`);
    return false;
  }

  function nameFault(start: number, commaAt: number | undefined): undefined {
    if (is(END)) return unclosed(start, "{", "}");
    if (is(CLOSE_BRACKET)) return unclosed(start, "{", "}");
    if (is(OPEN_BRACE) && commaAt !== undefined) {
      return report(
        offset,
        `A new group begins here, but the "{" of line ${lineAt(start)} is not closed yet: a "}" is missing.`,
      );
    }
    if (is(UNKNOWN) && /^[\w-]+$/.test(tokenText())) {
      return report(offset, `The name of a field stands in quotation marks: "${tokenText()}".`);
    }
    if (is(UNKNOWN)) return report(offset, unknownFault(tokenText()));
    if (is(NUMBER)) {
      return report(
        offset,
        "A number cannot stand here: a field begins with its name. Decimals have a point, like 1.5.",
      );
    }
    return report(offset, 'The name of a field is missing here, for example "title".');
  }

  function readList(depth: number): JsonNode | undefined {
    const start = offset;
    const entries: JsonNode[] = [];
    let commaAt: number | undefined;
    advance();
    while (!is(CLOSE_BRACKET)) {
      if (is(COMMA)) {
        report(offset, "This comma is one too many.");
        advance();
        continue;
      }
      if (is(END) || is(CLOSE_BRACE) || is(COLON)) {
        return unclosed(start, "[", "]");
      }
      const value = readValue(depth + 1);
      if (!value) return undefined;
      entries.push(value);
      commaAt = undefined;
      if (is(COMMA)) {
        commaAt = offset;
        advance();
      } else if (!is(CLOSE_BRACKET)) {
        if (is(END) || is(CLOSE_BRACE) || is(COLON) || is(UNKNOWN)) {
          return unclosed(start, "[", "]");
        }
        report(lastEnd, "A comma is missing here.");
      }
    }
    if (commaAt !== undefined) {
      report(commaAt, 'This comma is one too many: nothing follows it before the "]".');
    }
    advance();
    return { kind: "list", offset: start, entries };
  }

  function unclosed(start: number, open: "{" | "[", close: "}" | "]"): undefined {
    if (is(END)) {
      return report(start, `This "${open}" is never closed: its "${close}" is missing.`);
    }
    return report(
      offset,
      `A comma or "${close}" is missing before this: the "${open}" of line ${lineAt(start)} is still open.`,
    );
  }

  function lineAt(at: number): number {
    return placeIn(lineStartsOf(text), at).line;
  }
}

/** Offsets at which the lines of a text begin. */
export function lineStartsOf(text: string): number[] {
  return [0, ...[...text.matchAll(LINE_BREAKS)].map((match) => match.index + match[0].length)];
}

/** Line and column of an offset, both from 1; columns count UTF-16 units, as editors do. */
export function placeIn(lineStarts: readonly number[], offset: number) {
  const line = Math.max(1, lineStarts.findLastIndex((start) => start <= offset) + 1);
  return { line, column: offset - (lineStarts[line - 1] ?? 0) + 1 };
}

const LINE_BREAKS = /\r\n|\r|\n/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL_CHARACTER = /[\u0000-\u001f]/;

function badEscapeIn(written: string): number {
  const escapes = [...written.matchAll(/\\(?:u[\da-fA-F]{4}|[\s\S])/g)];
  return escapes.find(([written]) => !/^\\(?:["\\/bfnrt]|u.{4})$/.test(written))?.index ?? 0;
}

function scalar(offset: number, value: string | number | boolean | null): JsonNode {
  return { kind: "scalar", offset, value };
}

function numberFault(written: string): string {
  if (/^-?0\d/.test(written)) return `A number does not begin with 0: "${written}".`;
  return `"${written}" is not a number. A text stands in quotation marks; a number is written like 80 or 1.5.`;
}

function unknownFault(word: string): string {
  if (/^['‘’‚“”„«»`´]/.test(word)) {
    return 'A text stands in straight double quotation marks ("), not in single or curly ones.';
  }
  if (/^[+.-]?\d|^\.\d|^[+-]/.test(word)) return numberFault(word);
  return `"${word}" cannot stand here without quotation marks.`;
}
