import { z } from "zod";
import { withoutControlCharacters } from "./control-characters.ts";
import { LONGEST_REPORT } from "./problem-report.ts";

/* Apart from the rest, which browsers load: what reads a form stays on the server. */

function textOf(whenEmpty: string) {
  return z
    .string()
    .transform((text) => withoutControlCharacters(text.replace(/\r\n?/g, "\n")).trim())
    .pipe(
      z.string().min(1, whenEmpty).max(LONGEST_REPORT, `Use at most ${LONGEST_REPORT} characters.`),
    );
}

/** What somebody says is wrong with an item. */
export const problemForm = z.object({ text: textOf("Say in a few words what is wrong.") });

/** What an author says to it. */
export const answerForm = z.object({ text: textOf("Write an answer first.") });
