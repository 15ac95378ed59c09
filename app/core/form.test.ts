import { expect, test } from "vitest";
import { z } from "zod";
import { invitationForm, positionForm, setupForm, siteForm } from "./account-forms.ts";
import { problemAt, readForm, readId, typedIn } from "./form.ts";

function formOf(fields: Record<string, string | string[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of [value].flat()) form.append(name, each);
  }
  return form;
}

const INVITATION = { name: "Aoife Byrne", email: "aoife@clinic.example", siteId: "3" };

test("a field takes the first value of its name, a list takes all of them", () => {
  const schema = z.object({ one: z.string(), all: z.array(z.string()), none: z.string() });
  const form = formOf({ one: ["a", "b"], all: ["c", "d"], other: "e" });
  expect(readForm(schema, form)).toEqual({ value: { one: "a", all: ["c", "d"], none: "" } });
});

test("a file in place of a text counts as nothing", () => {
  const form = new FormData();
  form.append("one", new File(["x"], "x.txt"));
  expect(readForm(z.object({ one: z.string() }), form)).toEqual({ value: { one: "" } });
});

test("what is typed is tidied as it is read", () => {
  const { value } = readForm(
    invitationForm,
    formOf({
      ...INVITATION,
      name: " Aoife  Byrne ",
      email: " Aoife@Clinic.example ",
      roles: "trainee",
    }),
  );
  expect(value).toEqual({
    name: "Aoife Byrne",
    email: "aoife@clinic.example",
    siteId: 3,
    jobRoleId: undefined,
    roles: ["trainee"],
    managedSiteIds: [],
  });
});

test("an empty form says one thing about each field that is needed", () => {
  const { problems } = readForm(setupForm, new FormData());
  const fields = ["code", "organisation", "site", "timeZone", "name", "email"];
  expect(problems?.map(({ field }) => field)).toEqual(fields);
});

test.each([
  ["a role that does not exist", invitationForm, { ...INVITATION, roles: "owner" }, "roles"],
  ["no role", positionForm, { homeSiteId: "1" }, "roles"],
  [
    "a site that is no number",
    invitationForm,
    { ...INVITATION, siteId: "1 or 1", roles: "trainee" },
    "siteId",
  ],
  [
    "a managed site that is no number",
    positionForm,
    { homeSiteId: "1", roles: "manager", managedSiteIds: ["1", "x"] },
    "managedSiteIds",
  ],
  ["a name of figures", invitationForm, { ...INVITATION, name: "12345", roles: "trainee" }, "name"],
  [
    "a name of 101 characters",
    invitationForm,
    { ...INVITATION, name: "a".repeat(101), roles: "trainee" },
    "name",
  ],
  ["an offset for a time zone", siteForm, { site: "Dublin", timeZone: "+01:00" }, "timeZone"],
  [
    "a time zone that does not exist",
    siteForm,
    { site: "Dublin", timeZone: "Europe/Dubland" },
    "timeZone",
  ],
])("%s is refused at its field", (_, schema, fields, field) => {
  const { problems } = readForm(schema as typeof siteForm, formOf(fields));
  expect(problems?.map((problem) => problem.field)).toEqual([field]);
  expect(problemAt(problems, field)).toMatch(/^[A-Z].*\.$/);
});

test("a time zone is kept as the list writes it", () => {
  const { value } = readForm(siteForm, formOf({ site: "Dublin", timeZone: "europe/dublin" }));
  expect(value?.timeZone).toBe("Europe/Dublin");
});

test("what was typed is handed back without what is secret", () => {
  const form = formOf({ name: "Aoife", roles: ["trainee", "author"], password: "do not tell" });
  expect(typedIn(form, ["password"])).toEqual({ name: ["Aoife"], roles: ["trainee", "author"] });
});

test.each([
  ["1", 1],
  ["999999999", 999_999_999],
  ["0", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["1e3", undefined],
  ["9999999999", undefined],
  ["", undefined],
  [undefined, undefined],
])("%j as the number of a row is %j", (text, id) => {
  expect(readId(text)).toBe(id);
});

test("a character that no database can keep is left out of what was typed", () => {
  const form = new FormData();
  form.append("reason", "Dys\u0000lexia");
  expect(readForm(z.object({ reason: z.string() }), form).value).toEqual({ reason: "Dyslexia" });
});
