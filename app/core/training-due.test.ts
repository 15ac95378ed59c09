import { expect, test } from "vitest";
import type { CertificationStatus } from "./certification.ts";
import { byNeed, decidedInWords, distanceOf, dueInWordsOf, standingOf } from "./training-due.ts";

const TODAY = "2026-11-22";

function card(
  title: string,
  status: CertificationStatus,
  {
    dueOn,
    lastValidOn,
    waivedUntil,
  }: { dueOn?: string; lastValidOn?: string; waivedUntil?: string } = {},
) {
  const held = lastValidOn === undefined ? undefined : { lastValidOn };
  return { title, status, held, standing: standingOf(status, { dueOn, waivedUntil }, TODAY) };
}

const titles = (...cards: ReturnType<typeof card>[]) => byNeed(cards).map(({ title }) => title);

test("what is overdue comes first, then what has lapsed, then whatever is due or ends first", () => {
  expect(
    titles(
      card("unasked", "none"),
      card("later", "assigned", { dueOn: "2027-06-01" }),
      card("ends", "due-soon", { lastValidOn: "2026-12-10" }),
      card("soon", "assigned", { dueOn: "2026-12-01" }),
      card("lapsed", "expired", { lastValidOn: "2026-01-01" }),
      card("waived", "none", { dueOn: "2026-12-01", waivedUntil: "2027-01-01" }),
      card("overdue", "overdue", { dueOn: "2026-11-01" }),
      card("long overdue", "overdue", { dueOn: "2026-10-01" }),
    ),
  ).toEqual(["long overdue", "overdue", "lapsed", "soon", "ends", "later", "unasked", "waived"]);
});

test("where nothing is asked the order of the files holds, and renewals come after it", () => {
  expect(
    titles(
      card("ends", "due-soon", { lastValidOn: "2026-12-10" }),
      card("first", "none"),
      card("lapsed", "expired", { lastValidOn: "2026-01-01" }),
    ),
  ).toEqual(["first", "lapsed", "ends"]);
});

test("a waiver or a suspension counts on its last day, and not after it", () => {
  const required = { dueOn: "2026-12-01", waivedUntil: TODAY, suspendedUntil: "2026-11-21" };
  const standing = standingOf("none", required, TODAY);
  expect(standing).toEqual({ due: undefined, waivedUntil: TODAY, suspendedUntil: undefined });
  expect(decidedInWords(standing).map(({ title }) => title)).toEqual(["Waived until 22 Nov 2026"]);
});

test("a due day says how far it is", () => {
  const due = (dueOn: string) =>
    standingOf(dueOn < TODAY ? "overdue" : "assigned", { dueOn }, TODAY).due;
  const words = ["2026-12-04", "2026-11-22", "2026-11-21"].map((day) => {
    const on = due(day);
    return on && dueInWordsOf(on);
  });
  expect(words).toEqual([
    "Due by 4 Dec 2026, in 12 days",
    "Due by 22 Nov 2026, today",
    "Was due by 21 Nov 2026, 1 day ago",
  ]);
  expect([distanceOf(1), distanceOf(-2)]).toEqual(["in 1 day", "2 days ago"]);
});
