import { type CertificationDefinition, requiresOf } from "./certification-file.ts";

type Facts = {
  id: string;
  definition: CertificationDefinition;
  /** True where a requirement asks this person for it. */
  isRequired?: boolean;
  held?: unknown;
  withdrawn?: unknown;
};

/**
 * The certifications that a person has to care for, by id: those that are required of them, those
 * that they hold or held, and whatever these rest on. Where nothing is required, those of quizzes
 * alone count as well, which anybody can begin without a manager; without any, the first one does.
 * All others are only on offer.
 */
export function askedCertifications(certifications: readonly Facts[]): ReadonlySet<string> {
  const isAnyRequired = certifications.some(({ isRequired }) => isRequired);
  const begun = certifications.filter(
    ({ isRequired, held, withdrawn, definition }) =>
      isRequired ||
      held !== undefined ||
      withdrawn !== undefined ||
      (!isAnyRequired && takesOnlyQuizzes(definition)),
  );
  const asked = new Set<string>();
  const ask = (id: string): void => {
    if (asked.has(id)) return;
    asked.add(id);
    const own = certifications.find((each) => each.id === id);
    for (const below of own ? requiresOf(own.definition).certifications : []) ask(below);
  };
  for (const { id } of begun.length > 0 ? begun : certifications.slice(0, 1)) ask(id);
  return asked;
}

function takesOnlyQuizzes(definition: CertificationDefinition): boolean {
  const { certifications, practical, outside } = requiresOf(definition);
  return certifications.length + practical.length + outside.length === 0;
}
