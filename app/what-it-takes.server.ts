import { listCertificationDefinitions } from "#db/queries/certification-definitions.ts";
import { recordsFor } from "#db/queries/part-records.ts";
import { listEveryQuiz } from "#db/queries/quizzes.ts";
import { countConfirmations } from "#db/queries/sign-offs.ts";
import { findAchievements, findPartRecords, type StaffMember } from "#db/queries/staff.ts";
import { dayAt } from "./core/calendar.ts";
import { certificationCell, type QuizState } from "./core/certification-cell.ts";
import { type PartLine, partLines } from "./core/part-lines.ts";

/** One part of a certification, ready to read, with what can be done about it. */
export type TakenPart = {
  key: string;
  title: string;
  tone: PartLine["tone"] | "info";
  text: string;
  action?: { label: string; href: string };
};

export type WhatItTakes = { id: string; title: string; parts: TakenPart[] };

const TONE_OF_QUIZ: Record<QuizState, TakenPart["tone"]> = {
  passed: "good",
  renew: "soon",
  failed: "bad",
  open: "info",
  none: "none",
};

/**
 * What each certification takes, and where a member of staff stands with every part of it.
 * @param mayAct false for one's own: nobody signs off or records their own
 */
export async function describeWhatItTakes(
  member: StaffMember,
  mayAct: boolean,
  now: Date,
): Promise<WhatItTakes[]> {
  const today = dayAt(now, member.timeZone);
  const [certifications, quizzes, achievements, records, confirmed] = await Promise.all([
    listCertificationDefinitions(),
    listEveryQuiz(),
    findAchievements(member),
    findPartRecords(member),
    countConfirmations(member.id),
  ]);
  const titles = new Map([
    ...quizzes.map(({ quizId, title }): [string, string] => [quizId, title]),
    ...certifications.map(({ id, title }): [string, string] => [id, title]),
  ]);
  const titleOf = (id: string) => titles.get(id) ?? id;
  return certifications.map((certification) => {
    const { id, title, definition } = certification;
    const cell = certificationCell(certification, achievements, today);
    const lines = partLines(definition, recordsFor(records, id), today, {
      titleOf,
      confirmedSteps: (practicalId) => confirmed.get(id)?.get(practicalId) ?? 0,
    });
    const ofQuizzes = cell.quizzes.map(({ quizId, state, reason }): TakenPart => {
      const text = reason.charAt(0).toUpperCase() + reason.slice(1);
      return { key: `quiz ${quizId}`, title: titleOf(quizId), tone: TONE_OF_QUIZ[state], text };
    });
    const ofLines = lines.map(
      (line): TakenPart => ({
        key: `${line.kind} ${line.id}`,
        title: line.title,
        tone: line.tone,
        text: line.text,
        action: mayAct ? actionOf(member.id, id, line) : undefined,
      }),
    );
    return { id, title, parts: [...ofQuizzes, ...ofLines] };
  });
}

function actionOf(
  personId: number,
  certificationId: string,
  { kind, id, isMissing }: PartLine,
): TakenPart["action"] {
  if (kind === "certification") return undefined;
  const later = "See or renew";
  if (kind === "outside") {
    return { label: isMissing ? "Record" : later, href: `/people/${personId}/outside/${id}` };
  }
  const href = `/people/${personId}/sign-offs/${certificationId}/${id}`;
  return { label: isMissing ? "Sign off" : later, href };
}
