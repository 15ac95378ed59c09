import { attemptAllowance } from "#app/core/attempt.ts";
import type { CalendarDay } from "#app/core/calendar.ts";
import { cycleStart } from "#app/core/certification.ts";
import type { PublishedCertification } from "#db/queries/certification-definitions.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import type { Life } from "./life.ts";

/** Whether somebody may start a quiz on a day of their history. */
export function allowanceOf(
  life: Life,
  { quizId, quiz }: PublishedQuiz,
  certifications: readonly PublishedCertification[],
  day: CalendarDay,
  now: Date,
) {
  const startedAt = cycleOf(life, quizId, certifications, day, now);
  const grants = (life.grants.get(quizId) ?? []).filter((at) => !startedAt || at >= startedAt);
  return attemptAllowance(
    quiz,
    life.earlier.get(quizId) ?? [],
    { startedAt, granted: grants.length, lastGrantedAt: grants.at(-1) },
    now,
  );
}

/** When the present cycle at a quiz began: as `findCycleStart` has it, but remembered. */
function cycleOf(
  life: Life,
  quizId: string,
  certifications: readonly PublishedCertification[],
  day: CalendarDay,
  now: Date,
): Date | undefined {
  let latest: Date | undefined;
  for (const { id, definition } of certifications) {
    if (!definition.requires.quizzes.includes(quizId)) continue;
    const held = life.held.get(id);
    if (!held) continue;
    const key = `${held.certificateId} ${day >= held.windowOpensOn}`;
    if (!life.cycles.has(key)) {
      life.cycles.set(key, cycleStart(held, now, life.person.timeZone));
    }
    const began = life.cycles.get(key);
    if (began && (latest === undefined || began > latest)) latest = began;
  }
  return latest;
}
