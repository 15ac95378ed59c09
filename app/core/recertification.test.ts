import { expect, test } from "vitest";
import { validityPeriod } from "./certification.ts";
import type { CertificationDefinition } from "./certification-file.ts";
import type { PartRecords } from "./certification-parts.ts";
import { type IssuedCertificate, type PassedAttempt, recertify } from "./recertification.ts";

const RULE = { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 0 } as const;
const one = { title: "One quiz", requires: { quizzes: ["q1"] }, validity: RULE };
const two = { title: "Two quizzes", requires: { quizzes: ["q1", "q2"] }, validity: RULE };

function pass(attemptId: number, quizId: string, passedOn: string): PassedAttempt {
  return { attemptId, quizId, passedOn };
}

function certificate(
  id: number,
  passes: PassedAttempt[],
  fields: Partial<IssuedCertificate> = {},
): IssuedCertificate {
  const { attemptId, passedOn: completedOn } = passes.at(-1) ?? pass(0, "q1", "2026-01-01");
  const period = validityPeriod(RULE, completedOn);
  const state = { isWithdrawn: false, canBeLifted: false, months: 12 };
  return { id, attemptId, completedOn, passes, ...period, ...state, ...fields };
}

const NOTHING = { withdraw: [], lift: [], issue: [] };
const early = pass(1, "q1", "2026-01-10");
const late = pass(2, "q1", "2026-03-10");

test("a certificate falls with the pass that it rests on", () => {
  const change = { definition: one, certificates: [certificate(7, [early])] };
  expect(recertify({ ...change, before: [early], after: [] })).toEqual({
    ...NOTHING,
    withdraw: [7],
  });
  expect(recertify({ ...change, before: [early], after: [early] })).toEqual(NOTHING);
});

test("it stays where another pass of the quiz counted on the day of its completion", () => {
  const other = pass(3, "q1", "2025-06-01");
  const tooOld = pass(3, "q1", "2025-01-09");
  const change = { definition: one, certificates: [certificate(7, [early])] };
  expect(recertify({ ...change, before: [other, early], after: [other] })).toEqual(NOTHING);
  expect(recertify({ ...change, before: [tooOld, early], after: [tooOld] }).withdraw).toEqual([7]);
});

test("for a renewal, a pass before the window opened does not keep it", () => {
  const first = certificate(7, [pass(1, "q1", "2025-01-10")]);
  const renewal = pass(2, "q1", "2025-12-01");
  const renewed = certificate(8, [renewal], { renewsId: 7 });
  const before = [pass(1, "q1", "2025-01-10"), renewal];
  const after = [pass(1, "q1", "2025-01-10")];
  expect(recertify({ definition: one, certificates: [first, renewed], before, after })).toEqual({
    ...NOTHING,
    withdraw: [8],
  });
});

test("a later pass gives a certificate of its own day in the place of the one that fell", () => {
  const change = { definition: one, certificates: [certificate(7, [early])] };
  expect(recertify({ ...change, before: [early, late], after: [late] })).toEqual({
    withdraw: [7],
    lift: [],
    issue: [
      {
        ...validityPeriod(RULE, "2026-03-10"),
        attemptId: 2,
        completedOn: "2026-03-10",
        renewsId: undefined,
        passes: [late],
      },
    ],
  });
});

test("a pass that is given later issues what it completes, as of its own day", () => {
  const change = { definition: one, certificates: [] };
  const { issue } = recertify({ ...change, before: [], after: [early] });
  expect(issue).toMatchObject([{ attemptId: 1, completedOn: "2026-01-10" }]);
});

test("where the last missing pass came later, the certificate is of that day", () => {
  const second = pass(2, "q2", "2026-02-01");
  const change = { definition: two, certificates: [], before: [second] };
  const { issue } = recertify({ ...change, after: [early, second] });
  expect(issue).toMatchObject([
    { attemptId: 2, completedOn: "2026-02-01", passes: [early, second] },
  ]);
});

test("no second certificate where one of that day or later covers the person", () => {
  const held = certificate(7, [late]);
  const change = { definition: one, certificates: [held] };
  expect(recertify({ ...change, before: [late], after: [early, late] })).toEqual(NOTHING);
});

test("inside the validity of a certificate a pass issues nothing before the window opens", () => {
  const held = certificate(7, [early]);
  const change = { definition: one, certificates: [held], before: [early] };
  expect(recertify({ ...change, after: [early, late] })).toEqual(NOTHING);
  const inWindow = pass(3, "q1", "2026-12-20");
  expect(recertify({ ...change, after: [early, inWindow] }).issue).toMatchObject([
    { renewsId: 7, startsOn: "2027-01-10", lastValidOn: "2028-01-09" },
  ]);
});

test("two that are issued at once are linked: the later one renews the earlier one", () => {
  const inWindow = pass(3, "q1", "2026-12-20");
  const change = { definition: one, certificates: [], before: [] };
  expect(recertify({ ...change, after: [early, inWindow] }).issue).toMatchObject([
    { attemptId: 1, renewsId: undefined, renewsIssueOf: undefined },
    { attemptId: 3, renewsId: undefined, renewsIssueOf: 1, startsOn: "2027-01-10" },
  ]);
});

test("a certificate of the same attempt comes back instead of a second one", () => {
  const fallen = certificate(7, [early], { isWithdrawn: true, canBeLifted: true });
  const change = { definition: one, before: [], after: [early] };
  expect(recertify({ ...change, certificates: [fallen] })).toEqual({ ...NOTHING, lift: [7] });
  const byHand = { ...fallen, canBeLifted: false };
  expect(recertify({ ...change, certificates: [byHand] })).toEqual(NOTHING);
});

test("a renewal stands on its own passes when the first certificate falls", () => {
  const first = certificate(7, [early]);
  const renewal = pass(2, "q1", "2026-12-20");
  const renewed = certificate(8, [renewal], { renewsId: 7 });
  const change = { definition: one, certificates: [first, renewed] };
  expect(recertify({ ...change, before: [early, renewal], after: [renewal] })).toEqual({
    ...NOTHING,
    withdraw: [7],
  });
});

test("undoing takes back what was issued and gives back what was withdrawn", () => {
  const fallen = certificate(7, [early], { isWithdrawn: true, canBeLifted: true });
  const issued = certificate(8, [late]);
  const undone = { withdraw: [8], lift: [7] };
  const change = { definition: one, certificates: [fallen, issued], undone };
  expect(recertify({ ...change, before: [late], after: [early, late] })).toEqual({
    withdraw: [8],
    lift: [7],
    issue: [],
  });
});

test("undoing gives nothing back that rests on a pass which is gone for another reason", () => {
  const second = pass(2, "q2", "2026-02-01");
  const fallen = certificate(7, [early, second], { isWithdrawn: true, canBeLifted: true });
  const undone = { withdraw: [], lift: [7] };
  const change = { definition: two, certificates: [fallen], undone };
  // Between the regrade and its undoing, the pass of the other quiz was taken away too.
  expect(recertify({ ...change, before: [], after: [early] })).toEqual(NOTHING);
  expect(recertify({ ...change, before: [second], after: [early, second] }).lift).toEqual([7]);
  const other = pass(3, "q2", "2025-12-01");
  expect(recertify({ ...change, before: [other], after: [other, early] }).lift).toEqual([7]);
  // Once the other quiz is set right as well, the certificate is back.
  const then = { definition: two, certificates: [fallen] };
  expect(recertify({ ...then, before: [early], after: [early, second] }).lift).toEqual([7]);
});

test("undoing also withdraws what was earned with a pass that goes again", () => {
  const second = pass(2, "q2", "2026-02-01");
  const earned = certificate(9, [early, second]);
  const undone = { withdraw: [], lift: [] };
  const change = { definition: two, certificates: [earned], undone };
  expect(recertify({ ...change, before: [early, second], after: [second] }).withdraw).toEqual([9]);
});

test("a retired certification loses certificates and issues none", () => {
  const held = certificate(7, [early]);
  expect(recertify({ certificates: [held], before: [early, late], after: [late] })).toEqual({
    ...NOTHING,
    withdraw: [7],
  });
});

test("what the rule of today makes due by itself is left alone", () => {
  const change = { definition: one, certificates: [], before: [early] };
  expect(recertify({ ...change, after: [early, pass(5, "q9", "2026-05-01")] })).toEqual(NOTHING);
});

const WITH_SIGN_OFF: CertificationDefinition = {
  ...one,
  requires: {
    quizzes: ["q1"],
    practical: [{ id: "tray", title: "Tray", steps: [{ id: "step", text: "Laid it out." }] }],
  },
};

function signedOff(...days: string[]): PartRecords {
  const signOffs = days.map((signedOn) => ({ practicalId: "tray", signedOn }));
  return { signOffs, outside: [], certificates: [] };
}

test("a pass that comes after the fact gives a certificate of the day its last part came", () => {
  const change = { definition: WITH_SIGN_OFF, certificates: [], before: [], after: [early] };
  expect(recertify(change)).toEqual(NOTHING);
  const before = recertify({ ...change, records: signedOff("2025-12-01") });
  expect(before.issue).toMatchObject([{ completedOn: "2026-01-10", attemptId: 1 }]);
  const later = recertify({ ...change, records: signedOff("2026-02-01", "2026-02-09") });
  expect(later.issue).toMatchObject([
    { completedOn: "2026-02-01", attemptId: 1, lastValidOn: "2027-01-31", passes: [early] },
  ]);
});

test("what a sign-off had completed without the change is left alone", () => {
  const issued = certificate(7, [early], { attemptId: undefined, completedOn: "2026-02-01" });
  const records = signedOff("2026-02-01");
  const change = { definition: WITH_SIGN_OFF, certificates: [issued], records };
  expect(recertify({ ...change, before: [early], after: [early, late] })).toEqual(NOTHING);
  expect(recertify({ ...change, before: [early], after: [] }).withdraw).toEqual([7]);
});

test("a certificate that the change brings completes another one", () => {
  const definition = { ...one, requires: { quizzes: ["q1"], certifications: ["base"] } };
  const base = { certificationId: "base", completedOn: "2026-02-01", lastValidOn: "2027-01-31" };
  const records = { signOffs: [], outside: [], certificates: [base] };
  const change = { definition, certificates: [], before: [early], after: [early], records };
  expect(recertify(change)).toEqual(NOTHING);
  const recordsBefore = { ...records, certificates: [] };
  expect(recertify({ ...change, recordsBefore }).issue).toMatchObject([
    { completedOn: "2026-02-01", attemptId: 1 },
  ]);
});
