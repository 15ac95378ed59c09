import type { PendingPost } from "#db/queries/sessions.ts";
import { findPage, hasReplaced, metSearch, pathOf, savePage } from "./attempt-page.server.ts";
import { localPath } from "./core/local-path.ts";
import { findAttemptAsOf, resultPath } from "./open-attempt.server.ts";
import { findItemOf, reportProblem } from "./problem-reports.server.ts";

const ATTEMPT_PAGE = /^\/attempts\/([1-9]\d{0,8})\/pages\/([1-9]\d{0,8})$/;

const PROBLEM = /^\/attempts\/([1-9]\d{0,8})\/items\/([a-z0-9-]+)\/problem$/;

/**
 * Saves what a person had posted when their sign-in expired, exactly as the page's own action would
 * have. What was posted elsewhere is not repeated by itself: its page is shown again.
 * @returns the path to go to
 */
export async function saveKeptPost(
  person: { id: number },
  { path, body }: PendingPost,
): Promise<string> {
  const [, ofAttempt, itemId] = PROBLEM.exec(path) ?? [];
  if (itemId !== undefined) return saveKeptReport(person, Number(ofAttempt), itemId, path, body);
  const [, attemptId, pageNumber] = ATTEMPT_PAGE.exec(path) ?? [];
  if (attemptId === undefined) return localPath(path) ?? "/";
  const now = new Date();
  const attempt = await findAttemptAsOf(Number(attemptId), person.id, now);
  if (!attempt) return "/";
  if (attempt.outcome) return resultPath(attempt.id);
  const page = findPage(attempt, pageNumber);
  if (!page) return `/attempts/${attempt.id}`;
  const saved = await savePage(attempt, page, readForm(body), now);
  switch (saved.state) {
    case "saved":
      // What was replaced is told at its page, whichever the person wanted to go to.
      return hasReplaced(saved.merged)
        ? `${pathOf(attempt.id, page.number, "stay")}?${metSearch(saved.merged)}`
        : pathOf(attempt.id, page.number, saved.direction);
    case "unreadable":
      return path;
    case "locked":
      return resultPath(attempt.id);
    case "not-saved":
      throw saved.err;
  }
}

async function saveKeptReport(
  person: { id: number },
  attemptId: number,
  itemId: string,
  path: string,
  body: string,
): Promise<string> {
  const now = new Date();
  const attempt = await findAttemptAsOf(attemptId, person.id, now);
  if (!attempt || !findItemOf(attempt, itemId)) return "/";
  const reported = await reportProblem(attempt, itemId, readForm(body), now);
  return "path" in reported ? reported.path : path;
}

function readForm(body: string): FormData {
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(body)) form.append(name, value);
  return form;
}
