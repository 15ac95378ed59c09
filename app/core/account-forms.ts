import { z } from "zod";
import { isTimeZone } from "./calendar.ts";
import { isEmail, LONGEST_EMAIL, tidyEmail } from "./email.ts";
import { type FormReading, readForm, readId } from "./form.ts";
import { passwordProblem } from "./password-rule.ts";
import { LONGEST_NAME, tidyName } from "./person-name.ts";
import { ROLES } from "./roles.ts";

/** The name of something in the clinic: a site, a job role, the clinic itself. */
function nameOf(what: string) {
  return z
    .string()
    .transform(tidyName)
    .pipe(
      z
        .string()
        .min(1, `Enter the name of the ${what}.`)
        .max(LONGEST_NAME, `Use at most ${LONGEST_NAME} characters.`),
    );
}

const personName = z
  .string()
  .transform(tidyName)
  .pipe(
    z
      .string()
      .regex(/\p{L}/u, "Enter the person's full name, as it should stand on a certificate.")
      .max(LONGEST_NAME, `Use at most ${LONGEST_NAME} characters.`),
  );

const email = z
  .string()
  .transform(tidyEmail)
  .pipe(
    z
      .string()
      .max(LONGEST_EMAIL, `Use at most ${LONGEST_EMAIL} characters.`)
      .refine(isEmail, 'Enter an e-mail address like "name@clinic.example".'),
  );

/** The IANA time zones that this server knows, as a form offers them. */
export function listTimeZones(): string[] {
  return Intl.supportedValuesOf("timeZone");
}

const timeZone = z
  .string()
  .trim()
  .refine(isTimeZone, 'Choose a time zone from the list, for example "Europe/Dublin".')
  .transform((name) => {
    const asListed = (zone: string) => zone.toLowerCase() === name.toLowerCase();
    return listTimeZones().find(asListed) ?? name;
  });

function idOf(message: string) {
  return z.string().transform((text, context) => {
    const id = readId(text);
    if (id !== undefined) return id;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

/** A number of a row that may be left out: "" is undefined. */
const optionalId = z
  .string()
  .transform((text) => readId(text))
  .optional();

const ids = z.array(idOf("Choose from the list."));
const roles = z.array(z.enum(ROLES, "Choose from the list.")).min(1, "Choose at least one role.");

/** Whose password is asked: nothing is checked but that both are there. */
export const signInForm = z.object({
  email: z.string().transform(tidyEmail).pipe(z.string().min(1, "Enter your e-mail address.")),
  password: z.string().min(1, "Enter your password."),
});

export const setupForm = z.object({
  code: z.string().trim().min(1, "Enter the one-time code that the console shows."),
  organisation: nameOf("organisation"),
  site: nameOf("site"),
  timeZone,
  name: personName,
  email,
  jobRole: z
    .string()
    .transform(tidyName)
    .pipe(z.string().max(LONGEST_NAME, `Use at most ${LONGEST_NAME} characters.`)),
});

export const invitationForm = z.object({
  name: personName,
  email,
  siteId: idOf("Choose the site where they work."),
  jobRoleId: optionalId,
  roles,
  managedSiteIds: ids,
});

export const positionForm = z.object({
  roles,
  managedSiteIds: ids,
  homeSiteId: idOf("Choose the home site."),
  siteIds: ids,
});

export const identityForm = z.object({ name: personName, email });

export const organisationForm = z.object({ organisation: nameOf("organisation") });
export const siteForm = z.object({ site: nameOf("site"), timeZone });
export const jobRoleForm = z.object({ jobRole: nameOf("job role") });

const newPasswordForm = z.object({ password: z.string(), again: z.string() });

/** The password that a person chose, typed twice, exactly as they typed it. */
export function readNewPassword(
  form: FormData,
  person: { name: string; email: string },
): FormReading<string> {
  const { value } = readForm(newPasswordForm, form);
  const { password = "", again = "" } = value ?? {};
  const message = passwordProblem(password, person);
  if (message) return { problems: [{ field: "password", message }] };
  if (again !== password) {
    return { problems: [{ field: "again", message: "The two passwords are not the same." }] };
  }
  return { value: password };
}

export type SetupInput = z.output<typeof setupForm>;
export type Identity = z.output<typeof identityForm>;
export type Invitation = z.output<typeof invitationForm>;
