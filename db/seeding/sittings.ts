import { addDays, type CalendarDay, dayAt, startOfDay } from "#app/core/calendar.ts";
import type { Random } from "#app/core/random.ts";

const MINUTE_IN_MS = 60_000;
const HISTORY_DAYS = 1_095;
/** The history ends so many days before today, so that nothing lies ahead in any time zone. */
const QUIET_DAYS = 2;
/** People sit between 08:00 and 20:00, one attempt every half hour at the most. */
const FIRST_SLOT_MINUTES = 8 * 60;
const SLOT_MINUTES = 30;
const SLOTS_A_DAY = 24;
/** Some have never begun; the others are more or less busy. */
const IDLE_CHANCE = 0.06;
const HIRED_LATER_CHANCE = 0.3;

/**
 * Who sits when: every sitting in the order of time. A slot is a half hour of a day of the history,
 * and nobody sits twice in one.
 */
export function sittingsInOrder(people: number, attempts: number, random: Random) {
  const slots = HISTORY_DAYS * SLOTS_A_DAY;
  const counts = share(
    attempts,
    Array.from({ length: people }, () => (random() < IDLE_CHANCE ? 0 : 0.4 + random() * 1.6)),
  );
  // Numbers that sort by slot and then by person: a million of them need no objects.
  const sittings = new Float64Array(attempts);
  let filled = 0;
  for (const [person, count] of counts.entries()) {
    const hiredAt = random() < HIRED_LATER_CHANCE ? random() * 0.9 : 0;
    const earliest = Math.min(Math.floor(hiredAt * slots), slots - count);
    const taken = new Set<number>();
    while (taken.size < count) {
      let slot = earliest + Math.floor(random() * (slots - earliest));
      while (taken.has(slot)) slot = slot + 1 === slots ? earliest : slot + 1;
      taken.add(slot);
      sittings[filled] = slot * people + person;
      filled += 1;
    }
  }
  sittings.sort();
  return (index: number) => {
    const sitting = sittings[index] ?? 0;
    return { person: sitting % people, slot: Math.floor(sitting / people) };
  };
}

/**
 * The day and the instant at which somebody sits, by slot and time zone.
 * @param today the day after the last of the history
 */
export function clockOf(today: CalendarDay, random: Random) {
  const days = Array.from({ length: HISTORY_DAYS }, (_, index) =>
    addDays(today, index - HISTORY_DAYS - QUIET_DAYS + 1),
  );
  const dayStarts = new Map<string, number>();
  return (slot: number, timeZone: string): { day: CalendarDay; at: Date } => {
    const day = days[Math.floor(slot / SLOTS_A_DAY)];
    if (!day) throw new RangeError(`There is no slot ${slot}`);
    const key = `${timeZone} ${day}`;
    let start = dayStarts.get(key);
    if (start === undefined) {
      start = startOfDay(day, timeZone).getTime();
      dayStarts.set(key, start);
    }
    const jitter = Math.floor(random() * 5 * MINUTE_IN_MS);
    const minutes = FIRST_SLOT_MINUTES + (slot % SLOTS_A_DAY) * SLOT_MINUTES;
    return { day, at: new Date(start + minutes * MINUTE_IN_MS + jitter) };
  };
}

/** Shares out a whole number by weight; the sum of the shares is exactly that number. */
function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const even = sum === 0;
  let before = 0;
  let given = 0;
  return weights.map((weight, index) => {
    before += even ? 1 : weight;
    const upToHere =
      index === weights.length - 1
        ? total
        : Math.floor((total * before) / (even ? weights.length : sum));
    const own = upToHere - given;
    given = upToHere;
    return own;
  });
}

/** The day on which a history ends that is made now. */
export function todayOf(now: Date): CalendarDay {
  return dayAt(now, "UTC");
}
