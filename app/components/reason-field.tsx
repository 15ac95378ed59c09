import { TextAreaField } from "#app/components/field.tsx";

type ReasonFieldProps = {
  label?: string;
  problem?: string;
  /** What was typed before. */
  reason?: string;
};

/** Why something is decided about somebody. Whoever decides is told that it stays. */
export function ReasonField({ label = "Why", problem, reason }: ReasonFieldProps) {
  return (
    <TextAreaField
      label={label}
      name="reason"
      hint="It stays in the history with your name and today's date."
      problem={problem}
      defaultValue={reason}
      rows={3}
      required
      maxLength={500}
    />
  );
}
