/** What people are told of. */
export const NOTIFICATION_KINDS = [
  "assigned",
  "overdue",
  "lapses",
  "passed",
  "failed",
  "certified",
  "corrected",
  "withdrawn",
  "restored",
  "suspended",
  "granted",
  "digest",
] as const;

export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** Something new for a person, in words that are ready to read. */
export type Notification = {
  kind: NotificationKind;
  /** What it is about: a person is told once under each key. */
  key: string;
  title: string;
  /** Text in blocks; see {@link readBody}. */
  body: string;
  /** Where it leads inside the app: "/training". */
  path: string;
};

/** What a notification says, and where it leads. */
export type Words = Pick<Notification, "title" | "body" | "path">;

/** A notification whose words are not kept: they follow from what its key names. */
export type Wordless = Omit<Notification, keyof Words> & { [Part in keyof Words]?: undefined };

/** A part of the text of a notification. */
export type Block =
  | { kind: "paragraph"; text: string }
  | { kind: "list"; lines: { text: string; path?: string }[] };

const LINE_LINK = / → (\/[\w/?=&.%-]*)$/;

/**
 * The blocks of a body: an empty line stands between two, and a block whose lines all begin with
 * "- " is a list. A line of a list may end in " → /path" and leads there then.
 */
export function readBody(body: string): Block[] {
  return body.split(/\n{2,}/).flatMap((block): Block[] => {
    const lines = block.split("\n").filter((line) => line.trim() !== "");
    if (lines.length === 0) return [];
    if (!lines.every((line) => line.startsWith("- "))) {
      return [{ kind: "paragraph", text: lines.join(" ") }];
    }
    return [{ kind: "list", lines: lines.map((line) => readLine(line.slice(2))) }];
  });
}

function readLine(line: string): { text: string; path?: string } {
  const path = LINE_LINK.exec(line)?.[1];
  return path === undefined ? { text: line } : { text: line.replace(LINE_LINK, ""), path };
}

/** Text of somebody else's as a part of a line: it can neither end the line nor lead anywhere. */
export function within(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("→", "›").trim();
}
