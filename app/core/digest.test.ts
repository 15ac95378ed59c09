import { expect, test } from "vitest";
import { addDays } from "./calendar.ts";
import { type DigestMember, digestNotification } from "./digest.ts";
import { readBody } from "./notification.ts";

const MONDAY = "2027-02-01";
const OPERATOR = { certificationId: "operator", title: "Operator" };

function aMember(id: number, fields: Partial<DigestMember> = {}): DigestMember {
  return { id, name: `Person ${id}`, today: MONDAY, held: [], duties: [], failures: [], ...fields };
}

function holding(lastValidOn: string) {
  const completedOn = addDays(lastValidOn, -364);
  const windowOpensOn = addDays(lastValidOn, -60);
  return { held: [{ ...OPERATOR, certificateId: 1, completedOn, lastValidOn, windowOpensOn }] };
}

/** The lists of a digest, by what stands over them. */
function listsIn(staff: readonly DigestMember[]) {
  const blocks = readBody(digestNotification(staff, MONDAY).body);
  return Object.fromEntries(
    blocks.flatMap((block, index) => {
      const above = blocks[index - 1];
      if (block.kind !== "list" || above?.kind !== "paragraph") return [];
      return [[above.text, block.lines.map(({ text }) => text)]];
    }),
  );
}

test("with nothing to say it says so in one line", () => {
  const digest = digestNotification([aMember(1, holding("2027-12-31")), aMember(2)], MONDAY);
  expect(digest).toEqual({
    kind: "digest",
    key: "digest:2027-02-01",
    title: "Your staff this week: all is well",
    body: "Nobody is overdue or expired, and nothing lapses in the next 90 days (2 people).",
    path: "/board",
  });
});

test.each([
  ["2027-01-31", "Expired (1)"],
  ["2027-02-01", "Lapsing within 30 days (1)"],
  ["2027-03-03", "Lapsing within 30 days (1)"],
  ["2027-03-04", "Lapsing in 31 to 60 days (1)"],
  ["2027-04-02", "Lapsing in 31 to 60 days (1)"],
  ["2027-04-03", "Lapsing in 61 to 90 days (1)"],
  ["2027-05-02", "Lapsing in 61 to 90 days (1)"],
])("who is certified until %s stands under %j", (lastValidOn, list) => {
  expect(Object.keys(listsIn([aMember(1, holding(lastValidOn))]))).toEqual([list]);
});

test("who lapses after 90 days, or lapsed more than a year ago, is no news", () => {
  for (const lastValidOn of ["2027-05-03", "2026-01-31"]) {
    expect(listsIn([aMember(1, holding(lastValidOn))])).toEqual({});
  }
});

test("whoever is overdue stands there once, and not among the expired", () => {
  const duties = [{ ...OPERATOR, dueOn: "2026-06-01" }];
  expect(listsIn([aMember(1, { ...holding("2027-01-20"), duties })])).toEqual({
    "Overdue (1)": ["Person 1: Operator, overdue since 20 Jan 2027"],
  });
});

test("who failed twice is named with the quiz, and a link to the person", () => {
  const failures = [{ quizTitle: "Mechanisms", times: 2 }];
  const { body, title } = digestNotification([aMember(7, { failures })], MONDAY);
  expect(title).toBe("Your staff this week: 1 person to look at");
  expect(readBody(body).at(-1)).toEqual({
    kind: "list",
    lines: [{ text: "Person 7: Mechanisms, failed 2 times", path: "/people/7" }],
  });
});

test("long lists name the most urgent, count all, and lead to the board for the others", () => {
  const staff = Array.from({ length: 8 }, (_, index) =>
    aMember(index + 1, holding(addDays("2027-02-20", -index))),
  );
  const [lines] = Object.values(listsIn(staff));
  expect(Object.keys(listsIn(staff))).toEqual(["Lapsing within 30 days (8)"]);
  expect(lines).toHaveLength(6);
  expect(lines?.[0]).toBe("Person 8: Operator, valid until 13 Feb 2027");
  expect(lines?.at(-1)).toBe("and 3 more, on the board");
});

test("a name that looks like a link leads nowhere but to its person", () => {
  const failures = [{ quizTitle: "Mechanisms", times: 2 }];
  const { body } = digestNotification([aMember(7, { name: "A → /admin", failures })], MONDAY);
  expect(body).toContain("- A › /admin: Mechanisms, failed 2 times → /people/7");
});
