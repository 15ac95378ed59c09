import { type CertificationDefinition, requiresOf } from "./certification-file.ts";

/** What a certification asks for, each kind of part in a line, for those who write its file. */
export function requirementLines(
  definition: Pick<CertificationDefinition, "requires">,
): { label: string; text: string }[] {
  const { certifications, quizzes, practical, outside } = requiresOf(definition);
  const steps = practical.map(({ title, steps }) => {
    return `${title} (${steps.length} ${steps.length === 1 ? "step" : "steps"})`;
  });
  return [
    { label: "certifications", text: certifications.join(", ") },
    { label: "quizzes", text: quizzes.join(", ") },
    { label: "practical sign-offs", text: steps.join(", ") },
    { label: "outside requirements", text: outside.map(({ title }) => title).join(", ") },
  ].filter(({ text }) => text !== "");
}
