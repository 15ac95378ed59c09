import type { EarlierAttempt } from "#app/core/attempt.ts";
import type { CalendarDay } from "#app/core/calendar.ts";
import type { ValidityPeriod } from "#app/core/certification.ts";
import type { Random } from "#app/core/random.ts";
import type { tables } from "#db/client.server.ts";
import type { standingAfter } from "#db/queries/standings.ts";
import type { CertificateDocument } from "#db/schema.ts";
import type { NewRow } from "./bulk.ts";
import type { SeededPerson } from "./staff.ts";

type Standing = ReturnType<typeof standingAfter>;
type Held = ValidityPeriod & { certificateId: number; issuedAt: Date };
export type Certificate = NewRow<typeof tables.certificates> & { id: number };

/** What is known of a person while their history is made. */
export type Life = {
  person: SeededPerson;
  /** The chance to know an item when they start. */
  skill: number;
  earlier: Map<string, EarlierAttempt[]>;
  grants: Map<string, Date[]>;
  /** Items by quiz, the one seen longest ago first. */
  seen: Map<string, Set<string>>;
  standings: Map<string, Standing>;
  /** The newest passed attempt of each quiz, as certificates name it. */
  passes: Map<string, CertificateDocument["quizzes"][number]>;
  held: Map<string, Held>;
  /** Certificates by certification, as those that require it name them. */
  certificates: Map<string, Certificate[]>;
  /** Beginnings of cycles, which change with a new certificate and when its window opens. */
  cycles: Map<string, Date | undefined>;
};

/** Somebody of whom nothing has happened yet. */
export function newLife(person: SeededPerson, random: Random): Life {
  return {
    person,
    skill: 0.7 + random() * 0.28,
    earlier: new Map(),
    grants: new Map(),
    seen: new Map(),
    standings: new Map(),
    passes: new Map(),
    held: new Map(),
    certificates: new Map(),
    cycles: new Map(),
  };
}

/** The newest pass of each quiz, as the rules take them. */
export function passesOf({ passes }: Life): { quizId: string; passedOn: CalendarDay }[] {
  return [...passes.values()];
}

/** Puts a value at the end of the list that a key has. */
export function pushTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
