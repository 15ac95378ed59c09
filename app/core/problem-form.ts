import { z } from "zod";
import { LONGEST_REPORT } from "./problem-report.ts";

/* Apart from the rest, which browsers load: what reads a form stays on the server. */

/** Tabs and line breaks are the only ones that belong into a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

function textOf(whenEmpty: string) {
  return z
    .string()
    .transform((text) => text.replace(/\r\n?/g, "\n").replace(CONTROL_CHARACTERS, "").trim())
    .pipe(
      z.string().min(1, whenEmpty).max(LONGEST_REPORT, `Use at most ${LONGEST_REPORT} characters.`),
    );
}

/** What somebody says is wrong with an item. */
export const problemForm = z.object({ text: textOf("Say in a few words what is wrong.") });

/** What an author says to it. */
export const answerForm = z.object({ text: textOf("Write an answer first.") });
