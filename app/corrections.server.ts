import { listCorrections } from "#db/queries/regrades.ts";
import { dayAt, formatDay } from "./core/calendar.ts";
import { correctionInWords } from "./core/regrade-words.ts";

/** How the score of an attempt was corrected, in sentences. Whoever calls may see the attempt. */
export async function describeCorrections(attemptId: number, timeZone: string): Promise<string[]> {
  const corrections = await listCorrections(attemptId);
  return corrections.map((correction) =>
    correctionInWords(correction, formatDay(dayAt(correction.at, timeZone))),
  );
}
