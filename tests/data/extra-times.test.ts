import { expect, test } from "vitest";
import {
  findAttempt,
  startAttempt,
  submitAttempt,
  submitOverdueAttempts,
  submitOverdueAttemptsOf,
} from "#db/queries/attempts.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import {
  countExtraTimes,
  endExtraTime,
  findExtraTime,
  findExtraTimes,
  listExtraTimes,
  saveExtraTime,
} from "#db/queries/extra-times.ts";
import { findStaffMember, type StaffMember } from "#db/queries/staff.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAttempt,
  aQuiz,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";

useCleanDatabase();

const NOON = new Date("2026-03-10T12:00:00Z");

function minutesAfter(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}

async function aClinic() {
  const trainee = await aTrainee();
  const manager = await aManager({ name: "Maja Lind", sites: [trainee.site] });
  const member = await memberFor(manager, trainee);
  return { trainee, manager, member, quiz: await aQuiz({ timeLimitMinutes: 30 }) };
}

async function memberFor(manager: TestPerson, { id }: TestPerson): Promise<StaffMember> {
  const asker = { ...manager, roles: [...manager.roles], managedSiteIds: [manager.site.id] };
  const member = await findStaffMember(asker, id);
  if (!member) throw new Error("The manager does not find them");
  return member;
}

type Clinic = Awaited<ReturnType<typeof aClinic>>;

async function give(
  { member, manager }: Clinic,
  extra: { minutes: number } | { percent: number },
  { quizId, at = NOON }: { quizId?: string; at?: Date } = {},
): Promise<void> {
  const seen = await countExtraTimes(member);
  const given = { quizId, extra, reason: "Dyslexia.", givenById: manager.id, seen };
  expect(await saveExtraTime(member, given, at)).toBe(true);
}

async function newest({ member }: Clinic) {
  const [extraTime] = await listExtraTimes(member);
  if (!extraTime) throw new Error("No extra time is in force");
  return extraTime;
}

async function deadlineOf({ trainee }: Clinic, attemptId: number) {
  return (await findAttempt(attemptId, trainee.id))?.deadlineAt;
}

test("extra time is told with who gave it and why, and is somebody's own", async () => {
  const clinic = await aClinic();
  await give(clinic, { percent: 25 }, { quizId: clinic.quiz.quizId });
  expect(await newest(clinic)).toMatchObject({
    quizId: clinic.quiz.quizId,
    extra: { percent: 25 },
    reason: "Dyslexia.",
    giverName: "Maja Lind",
    givenAt: NOON,
  });
  const other = await memberFor(clinic.manager, await aTrainee({ site: clinic.trainee.site }));
  expect(await listExtraTimes(other)).toEqual([]);
  expect(await findExtraTime(other, (await newest(clinic)).id)).toBeUndefined();
  expect(await endExtraTime(other, (await newest(clinic)).id, clinic.manager.id, NOON)).toBe(false);
});

test("what is in force for a quiz is what is for it and what is for every quiz", async () => {
  const clinic = await aClinic();
  const other = await aQuiz({ timeLimitMinutes: 60 });
  await give(clinic, { minutes: 10 }, { quizId: clinic.quiz.quizId });
  await give(clinic, { percent: 25 });
  expect(await findExtraTimes(clinic.trainee.id, clinic.quiz.quizId)).toHaveLength(2);
  expect(await findExtraTimes(clinic.trainee.id, other.quizId)).toEqual([{ percent: 25 }]);
});

test("an attempt that starts has the most generous of them", async () => {
  const clinic = await aClinic();
  await give(clinic, { minutes: 10 }, { quizId: clinic.quiz.quizId });
  await give(clinic, { percent: 50 });
  const { deadlineAt } = await anAttempt(clinic.trainee, clinic.quiz, { at: NOON });
  expect(deadlineAt).toEqual(minutesAfter(45));
});

test("extra time moves the deadlines of attempts under way, and of nothing else", async () => {
  const clinic = await aClinic();
  const { trainee, quiz } = clinic;
  const [other, untimed] = [await aQuiz({ timeLimitMinutes: 60 }), await aQuiz()];
  const open = await anAttempt(trainee, quiz, { at: NOON });
  const elsewhere = await anAttempt(trainee, other, { at: NOON });
  const endless = await anAttempt(trainee, untimed, { at: NOON });
  const stranger = await aTrainee();
  const theirs = await anAttempt(stranger, quiz, { at: NOON });

  await give(clinic, { minutes: 15 }, { quizId: quiz.quizId, at: minutesAfter(20) });
  expect(await deadlineOf(clinic, open.id)).toEqual(minutesAfter(45));
  expect(await deadlineOf(clinic, elsewhere.id)).toEqual(minutesAfter(60));
  await give(clinic, { percent: 100 }, { at: minutesAfter(21) });
  expect(await deadlineOf(clinic, open.id)).toEqual(minutesAfter(60));
  expect(await deadlineOf(clinic, elsewhere.id)).toEqual(minutesAfter(120));
  expect(await deadlineOf(clinic, endless.id)).toBeUndefined();
  expect((await findAttempt(theirs.id, stranger.id))?.deadlineAt).toEqual(minutesAfter(30));
});

test("ending it moves the deadline back, with time to finish, and counts for new attempts", async () => {
  const clinic = await aClinic();
  await give(clinic, { minutes: 60 });
  const { id } = await anAttempt(clinic.trainee, clinic.quiz, { at: NOON });
  const extraTime = await newest(clinic);
  const end = () => endExtraTime(clinic.member, extraTime.id, clinic.manager.id, minutesAfter(40));
  expect(await Promise.all([end(), end()])).toEqual([true, true]);
  expect(await deadlineOf(clinic, id)).toEqual(minutesAfter(45));
  expect(await listExtraTimes(clinic.member)).toEqual([]);
  expect(await findExtraTime(clinic.member, extraTime.id)).toMatchObject({
    endedAt: minutesAfter(40),
  });
  await submitAttempt(id, clinic.trainee.id, minutesAfter(41));
  const next = await anAttempt(clinic.trainee, clinic.quiz, { at: minutesAfter(50) });
  expect(next.deadlineAt).toEqual(minutesAfter(80));
  const actions = (await listAuditEntries()).map(({ action }) => action);
  expect(actions.filter((action) => action === "extra-time.ended")).toHaveLength(1);
});

test("extra time that comes after the deadline brings nothing back", async () => {
  const clinic = await aClinic();
  const { id } = await anAttempt(clinic.trainee, clinic.quiz, { at: NOON });
  await give(clinic, { minutes: 60 }, { at: minutesAfter(31) });
  expect(await deadlineOf(clinic, id)).toEqual(minutesAfter(30));
  await submitOverdueAttempts(minutesAfter(32));
  expect((await findAttempt(id, clinic.trainee.id))?.outcome?.submittedAt).toEqual(
    minutesAfter(30),
  );
});

test("who was given time a moment before the sweep is not submitted by it", async () => {
  const clinic = await aClinic();
  const { id } = await anAttempt(clinic.trainee, clinic.quiz, { at: NOON });
  await Promise.all([
    give(clinic, { minutes: 60 }, { at: minutesAfter(29) }),
    submitOverdueAttemptsOf(clinic.trainee.id, minutesAfter(29)),
  ]);
  await submitOverdueAttemptsOf(clinic.trainee.id, minutesAfter(31));
  expect((await findAttempt(id, clinic.trainee.id))?.outcome).toBeUndefined();
});

test("starting and giving time at once: the attempt has it, whichever came first", async () => {
  const clinic = await aClinic();
  const [started] = await Promise.all([
    startAttempt(clinic.trainee.id, clinic.quiz.quizId, 1, NOON),
    give(clinic, { minutes: 15 }),
  ]);
  if (!started || !("attemptId" in started)) throw new Error("Nothing was started");
  expect(await deadlineOf(clinic, started.attemptId)).toEqual(minutesAfter(45));
});

test("two clicks give it once", async () => {
  const { member, manager } = await aClinic();
  const given = {
    quizId: undefined,
    extra: { minutes: 15 },
    reason: "Dyslexia.",
    givenById: manager.id,
    seen: 0,
  };
  const answers = await Promise.all([
    saveExtraTime(member, given, NOON),
    saveExtraTime(member, given, NOON),
  ]);
  expect(answers.sort()).toEqual([false, true]);
  expect(await countExtraTimes(member)).toBe(1);
});

test("the audit log says what was given and ended, why, and which deadlines moved", async () => {
  const clinic = await aClinic();
  const { trainee, manager, member, quiz } = clinic;
  const { id: attemptId } = await anAttempt(trainee, quiz, { at: NOON });
  await give(clinic, { percent: 50 }, { at: minutesAfter(10) });
  await endExtraTime(member, (await newest(clinic)).id, manager.id, minutesAfter(20));
  const entries = (await listAuditEntries()).filter(({ actorId }) => actorId === manager.id);
  const { quizId } = quiz;
  expect(entries.map(({ action, subjectId, detail }) => [action, subjectId, detail])).toEqual(
    expect.arrayContaining([
      [
        "extra-time.given",
        trainee.id,
        { everyQuiz: true, percentOfLimit: 50, reason: "Dyslexia." },
      ],
      [
        "attempt.deadline-moved",
        trainee.id,
        { attemptId, quizId, minutesLater: 15, deadlineAt: "2026-03-10T12:45:00.000Z" },
      ],
      ["extra-time.ended", trainee.id, { everyQuiz: true, percentOfLimit: 50 }],
      [
        "attempt.deadline-moved",
        trainee.id,
        { attemptId, quizId, minutesSooner: 15, deadlineAt: "2026-03-10T12:30:00.000Z" },
      ],
    ]),
  );
});

test("however many sweep, submit and look at once, an overdue attempt is submitted once", async () => {
  const quiz = await aQuiz({ timeLimitMinutes: 30 });
  await aCertification({ quizzes: [quiz] });
  const people = await Promise.all(Array.from({ length: 6 }, () => aTrainee()));
  const open = await Promise.all(
    people.map((person) => anAttempt(person, quiz, { answered: "all correctly", at: NOON })),
  );
  const late = minutesAfter(31);
  const swept = await Promise.all([
    ...Array.from({ length: 4 }, () => submitOverdueAttempts(late)),
    ...open.map(async ({ id, personId }) => {
      await submitAttempt(id, personId, late);
      return 0;
    }),
  ]);
  expect(swept.reduce((one, other) => one + other)).toBeLessThanOrEqual(people.length);
  const entries = await listAuditEntries();
  expect(entries.filter(({ action }) => action === "attempt.submitted")).toHaveLength(6);
  for (const person of people) {
    expect(await listCertificates(person.id)).toHaveLength(1);
  }
  for (const { id, personId } of open) {
    expect((await findAttempt(id, personId))?.outcome?.submittedAt).toEqual(minutesAfter(30));
  }
});
