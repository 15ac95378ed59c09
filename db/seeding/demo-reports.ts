import { findAttempt, listAttempts } from "#db/queries/attempts.ts";
import {
  answerProblemReport,
  listProblemReports,
  saveProblemReport,
} from "#db/queries/problem-reports.ts";
import type { DemoColleague } from "./demo-colleagues.ts";

const HOUR_IN_MS = 3_600_000;

type Person = DemoColleague & { id: number };

/** Two problem reports, so that the authors' inbox shows what it is for: one of them is answered. */
export async function saveDemoReports(people: readonly Person[], now: Date): Promise<void> {
  const author = people.find(({ logIn }) => logIn === "author");
  const earlier = people.find(({ story }) => story === "has failed and passed");
  const later = people.find(({ story }) => story === "missed a safety item");
  if (!author || !earlier || !later) return;
  await saveReport(
    earlier,
    "The last two choices say nearly the same. I took the shorter one.",
    hoursBefore(now, 50),
  );
  const [waiting] = (await listProblemReports("open", 1, 1)).reports;
  if (waiting) {
    const answer =
      "Thank you. They do read alike: the longer one will be made clearer. Your score was right.";
    await answerProblemReport(waiting, author.id, answer, hoursBefore(now, 20));
  }
  await saveReport(
    later,
    "I was taught otherwise at my last clinic. Which guideline is this from?",
    hoursBefore(now, 3),
  );
}

/** A report on the first item of the person's newest submitted attempt. */
async function saveReport({ id: personId }: Person, text: string, at: Date): Promise<void> {
  const newest = (await listAttempts(personId)).find(({ outcome }) => outcome !== undefined);
  const attempt = newest && (await findAttempt(newest.id, personId));
  const [itemId] = attempt?.sheet.itemIds ?? [];
  if (!attempt || itemId === undefined) return;
  const { id: attemptId, quizId, versionId } = attempt;
  await saveProblemReport(
    { personId, attemptId, quizId, versionId, itemId, context: "review", text },
    at,
  );
}

function hoursBefore(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * HOUR_IN_MS);
}
