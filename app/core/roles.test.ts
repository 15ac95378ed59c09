import { expect, test } from "vitest";
import { mayLinkTo, maySeeKeys, type Role, rolesToGive } from "./roles.ts";

test.each<{ own: Role[]; gives: Role[] }>([
  { own: ["trainee"], gives: [] },
  { own: ["author"], gives: [] },
  { own: ["manager"], gives: ["trainee"] },
  { own: ["manager", "author", "trainee"], gives: ["trainee"] },
  { own: ["admin"], gives: ["trainee", "manager", "author", "admin"] },
])("$own may give the roles $gives", ({ own, gives }) => {
  expect(rolesToGive(own)).toEqual(gives);
});

test.each<{ own: Role[]; roles: Role[]; may: boolean }>([
  { own: ["manager"], roles: ["trainee"], may: true },
  { own: ["manager"], roles: [], may: true },
  { own: ["manager"], roles: ["trainee", "author"], may: false },
  { own: ["manager"], roles: ["manager"], may: false },
  { own: ["manager"], roles: ["admin"], may: false },
  { own: ["admin"], roles: ["admin", "manager"], may: true },
  { own: ["author"], roles: ["trainee"], may: false },
  { own: ["trainee"], roles: [], may: false },
])("$own making a password link for $roles: $may", ({ own, roles, may }) => {
  expect(mayLinkTo(own, roles)).toBe(may);
});

test.each<{ roles: Role[]; may: boolean }>([
  { roles: ["manager"], may: true },
  { roles: ["admin"], may: true },
  { roles: ["manager", "trainee"], may: false },
  { roles: ["admin", "trainee"], may: false },
  { roles: ["author", "trainee"], may: true },
])("whole quizzes for $roles: $may", ({ roles, may }) => {
  expect(maySeeKeys(roles)).toBe(may);
});
