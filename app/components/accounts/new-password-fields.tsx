import { Field } from "#app/components/field.tsx";
import { type FormProblem, problemAt } from "#app/core/form.ts";
import { SHORTEST_PASSWORD } from "#app/core/password-rule.ts";

type NewPasswordFieldsProps = {
  /** What the first field is called: "Password", "New password". */
  label: string;
  problems?: readonly FormProblem[];
};

/** Choosing a password, twice against slips of the finger. Pasting into both is welcome. */
export function NewPasswordFields({ label, problems }: NewPasswordFieldsProps) {
  return (
    <>
      <Field
        label={label}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={SHORTEST_PASSWORD}
        required
        hint={`At least ${SHORTEST_PASSWORD} characters of any kind. A few words in a row are easy to keep in mind.`}
        problem={problemAt(problems, "password")}
      />
      <Field
        label="The same once more"
        name="again"
        type="password"
        autoComplete="new-password"
        required
        problem={problemAt(problems, "again")}
      />
    </>
  );
}
