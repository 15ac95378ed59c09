import { expect, test } from "vitest";
import {
  concernedBy,
  consequenceInWords,
  dueRuleInWords,
  reachOf,
  whoInWords,
} from "./requirement-reach.ts";

const ZONE = "Europe/Dublin";
const ANNA = { id: 1, timeZone: ZONE, workplaces: [{ siteId: 1, jobRoleId: 7 }] };
const BO = { id: 2, timeZone: ZONE, workplaces: [{ siteId: 2, jobRoleId: 7 }, { siteId: 1 }] };
const CY = { id: 3, timeZone: "Pacific/Auckland", workplaces: [{ siteId: 2 }] };
const STAFF = [ANNA, BO, CY];

test.each([
  [{}, [1, 2, 3]],
  [{ siteId: 1 }, [1, 2]],
  [{ jobRoleId: 7 }, [1, 2]],
  // The job role must be the one they have at that site.
  [{ siteId: 1, jobRoleId: 7 }, [1]],
  [{ personId: 3 }, [3]],
  [{ siteId: 9 }, []],
])("a requirement of %j is about %j, each once", (who, ids) => {
  expect(concernedBy(who, STAFF).map(({ id }) => id)).toEqual(ids);
});

test("whoever holds it on their own site's day counts as holding it", () => {
  const todayIn = (timeZone: string) => (timeZone === ZONE ? "2026-11-28" : "2026-11-29");
  const held = new Map([
    [1, "2026-11-28"],
    [2, "2026-11-27"],
    [3, "2026-11-28"],
  ]);
  expect(reachOf(STAFF, held, todayIn)).toEqual({ people: 3, holding: 1 });
  expect(reachOf(STAFF, undefined, todayIn)).toEqual({ people: 3, holding: 0 });
});

test.each([
  [{ dueOn: "2027-09-01" }, "by 1 Sep 2027"],
  [{ withinDays: 30 }, "within 30 days of joining"],
  [{ withinDays: 1 }, "within 1 day of joining"],
  [{ withinDays: 0 }, "on the day of joining"],
] as const)("%j reads as %s", (rule, text) => {
  expect(dueRuleInWords(rule)).toBe(text);
});

test("what is left out of a group is any", () => {
  expect(whoInWords({ siteName: "Harbour", jobRole: "Nurse" })).toBe("Nurse, Harbour");
  expect(whoInWords({})).toBe("Everybody, every site");
});

test("a new requirement says what it means for those who are there and those to come", () => {
  expect(consequenceInWords({ withinDays: 30 }, "2026-11-28")).toContain("until 28 Dec 2026");
  expect(consequenceInWords({ dueOn: "2027-01-31" }, "2026-11-28")).toContain("by 31 Jan 2027");
});
