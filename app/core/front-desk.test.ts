import { expect, test } from "vitest";
import { deskSheets } from "./front-desk.ts";

const may = (mayTreatUntil: string) => ({
  ...{ state: "valid" as const, mayTreat: true, mayTreatUntil },
  reason: "valid",
});
const mayNot = { state: "expired" as const, mayTreat: false, reason: "lapsed" };
const never = { state: "none" as const, mayTreat: false, reason: "not started" };

test("each site has its own sheet, and somebody at two sites stands on both", () => {
  const ann = {
    name: "Ann",
    workplaces: [{ siteName: "Harbour", jobRole: "Nurse" }, { siteName: "Hill" }],
    cells: [may("2027-02-11"), never],
  };
  const bob = { name: "Bob", workplaces: [{ siteName: "Hill" }], cells: [mayNot, mayNot] };
  const sites = [{ name: "Harbour" }, { name: "Hill" }, { name: "Empty" }];
  const [harbour, hill, empty] = deskSheets(
    sites,
    [{ title: "One" }, { title: "Two" }],
    [ann, bob],
  );
  expect(harbour?.certifications).toEqual([
    {
      title: "One",
      mayTreat: [{ name: "Ann", jobRole: "Nurse", until: "11 Feb 2027" }],
      mayNot: [],
      never: [],
    },
    { title: "Two", mayTreat: [], mayNot: [], never: ["Ann"] },
  ]);
  expect(hill?.certifications[0]).toEqual({
    title: "One",
    mayTreat: [{ name: "Ann", jobRole: "", until: "11 Feb 2027" }],
    mayNot: [{ name: "Bob", jobRole: "", reason: "lapsed" }],
    never: [],
  });
  expect(empty?.certifications.map(({ mayTreat }) => mayTreat)).toEqual([[], []]);
});
