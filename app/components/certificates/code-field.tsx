import { Field } from "#app/components/field.tsx";

/** Where the code of a certificate is typed in, off paper. */
export function CodeField({ code }: { code?: string }) {
  return (
    <Field
      label="Code"
      name="code"
      hint="16 letters and digits. Dashes, spaces and small letters do not matter."
      defaultValue={code}
      required
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={40}
    />
  );
}
