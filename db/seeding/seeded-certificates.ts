import type { CalendarDay } from "#app/core/calendar.ts";
import { certificateDue } from "#app/core/certification.ts";
import { inOrderOfNeed, requiresOf } from "#app/core/certification-file.ts";
import type { PartRecords } from "#app/core/certification-parts.ts";
import type { Random } from "#app/core/random.ts";
import { newCode } from "#db/queries/certificates.ts";
import type { PublishedCertification } from "#db/queries/certification-definitions.ts";
import type { CertificateDocument } from "#db/schema.ts";
import { type Certificate, type Life, passesOf, pushTo } from "./life.ts";
import type { SeededRecords } from "./part-records.ts";

type CertificateOptions = {
  organisationName: string;
  certifications: readonly PublishedCertification[];
  /** What is on record of people beside quizzes. */
  recordsOf: ReadonlyMap<number, SeededRecords>;
};

/** The attempt that passed a quiz: at an instant, which is on a day of the person's home site. */
type Pass = { quizId: string; attemptId: number; at: Date; today: CalendarDay };

/**
 * What issues certificates in a history: gives those that a pass completes, which the person holds
 * from then on. As `issueDueCertificates` does it.
 */
export function certificatesIn(options: CertificateOptions, random: Random) {
  const certifications = inOrderOfNeed(options.certifications);
  let certificateId = 0;
  return (life: Life, { quizId, attemptId, at, today }: Pass): Certificate[] => {
    const { id: personId, name: personName, jobRole, siteName, timeZone } = life.person;
    const records = options.recordsOf.get(personId);
    const issued = new Map<string, Certificate>();
    for (const { id: certificationId, definition } of certifications) {
      const { quizzes, certifications: required } = requiresOf(definition);
      if (!quizzes.includes(quizId) && !required.some((id) => issued.has(id))) continue;
      const held = life.held.get(certificationId);
      const counted = recordsFor(life, records, certificationId);
      const achieved = { passes: passesOf(life), records: counted };
      const period = certificateDue(definition, achieved, held, today);
      if (!period) continue;
      certificateId += 1;
      const certificate = {
        id: certificateId,
        code: newCode((limit) => Math.floor(random() * limit)),
        personId,
        certificationId,
        attemptId,
        issuedAt: at,
        completedOn: today,
        ...period,
        renewsId: held?.certificateId,
        document: {
          personName,
          jobRole,
          organisationName: options.organisationName,
          siteName,
          timeZone,
          certificationTitle: definition.title,
          rule: definition.validity,
          quizzes: definition.requires.quizzes.flatMap((id) => life.passes.get(id) ?? []),
          ...certifiedPartsOf(life, records, { id: certificationId, definition }, at),
        },
      };
      pushTo(life.certificates, certificationId, certificate);
      issued.set(certificationId, certificate);
      life.held.set(certificationId, { ...period, certificateId, issuedAt: at });
    }
    return [...issued.values()];
  };
}

/** All that counts for one certification beside quizzes, as `listPartRecords` finds it. */
function recordsFor(
  { certificates }: Life,
  records: SeededRecords | undefined,
  certificationId: string,
): PartRecords {
  const signOffs = records?.signOffs.filter((each) => each.certificationId === certificationId);
  return {
    signOffs: signOffs ?? [],
    outside: records?.outside ?? [],
    certificates: [...certificates.values()].flat(),
  };
}

/** As `describeParts` does it. */
function certifiedPartsOf(
  { certificates }: Life,
  records: SeededRecords | undefined,
  { id, definition }: Pick<PublishedCertification, "id" | "definition">,
  at: Date,
): Pick<CertificateDocument, "practical" | "outside" | "certifications"> {
  const requires = requiresOf(definition);
  const practical = requires.practical.flatMap((part) => {
    const row = records?.signOffs.findLast(
      (each) => each.certificationId === id && each.practicalId === part.id && each.signedAt <= at,
    );
    if (!row) return [];
    const { document, signedOn, validUntil } = row;
    const { title, observerName } = document;
    return [{ title, observerName, signedOn, ...(validUntil && { validUntil }) }];
  });
  const outside = requires.outside.flatMap(({ id: outsideId, title }) => {
    const row = records?.outside.findLast(
      (each) => each.outsideId === outsideId && each.recordedAt <= at,
    );
    if (!row) return [];
    const { documentNumber, validUntil } = row;
    return [{ title, ...(documentNumber && { documentNumber }), validUntil }];
  });
  const held = requires.certifications.flatMap((requiredId) => {
    const row = certificates.get(requiredId)?.at(-1);
    if (!row) return [];
    const { code, lastValidOn, document } = row;
    return [{ title: document.certificationTitle, code, lastValidOn }];
  });
  return {
    ...(practical.length > 0 && { practical }),
    ...(outside.length > 0 && { outside }),
    ...(held.length > 0 && { certifications: held }),
  };
}
