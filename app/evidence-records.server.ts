import { requiresOf } from "#app/core/certification-file.ts";
import { csvText } from "#app/core/csv.ts";
import { KIND_LABELS } from "#app/core/decision-words.ts";
import { listEveryCertification } from "#db/queries/certification-definitions.ts";
import type { EvidenceScope } from "#db/queries/evidence.ts";
import {
  readEvidenceExceptions,
  readEvidenceOutsideRecords,
  readEvidenceRequirements,
  readEvidenceSignOffs,
} from "#db/queries/evidence-records.ts";
import type { Asker } from "#db/queries/people.ts";
import type { ZippedFile } from "./zip.server.ts";

/** What was signed off, recorded, asked for and decided, each as a table of a pack. */
export async function* recordFiles(
  asker: Asker,
  scope: EvidenceScope,
): AsyncGenerator<ZippedFile, void> {
  const titles = await listTitles();
  yield { name: "sign-offs.csv", content: signOffsCsv(asker, scope, titles) };
  yield { name: "documents.csv", content: documentsCsv(asker, scope, titles) };
  yield { name: "requirements.csv", content: requirementsCsv(asker, scope, titles) };
  yield { name: "exceptions.csv", content: exceptionsCsv(asker, scope, titles) };
}

/** What certifications and outside requirements are called; what is gone goes by its id. */
type Titles = { certification: (id: string) => string; outside: (id: string) => string };

async function listTitles(): Promise<Titles> {
  const certifications = await listEveryCertification();
  const known = new Map(certifications.map(({ id, title }) => [id, title]));
  const outside = new Map(
    certifications.flatMap(({ definition }) =>
      requiresOf(definition).outside.map(({ id, title }) => [id, title]),
    ),
  );
  return {
    certification: (id) => known.get(id) ?? id,
    outside: (id) => outside.get(id) ?? id,
  };
}

/** A table as it is read: a head, then each part of the rows as lines. */
async function* table<Row>(
  head: readonly string[],
  parts: AsyncIterable<Row[]>,
  linesOf: (row: Row) => (string | null | undefined)[][],
): AsyncGenerator<string, void> {
  yield csvText([head], { bom: true });
  for await (const rows of parts) {
    yield csvText(rows.flatMap(linesOf).map((line) => line.map((field) => field ?? "")));
  }
}

const SIGN_OFFS_HEAD = [
  ...["Sign-off", "Name", "Certification", "Practical sign-off", "Observer", "Attestation"],
  ...["Signed at", "Signed on", "Valid until", "Step", "Step seen by", "Step seen at"],
  ...["Withdrawn at", "Withdrawn by", "Reason of withdrawal"],
];

function signOffsCsv(asker: Asker, scope: EvidenceScope, { certification }: Titles) {
  const none = { text: "", observerName: "", confirmedAt: "" };
  return table(SIGN_OFFS_HEAD, readEvidenceSignOffs(asker, scope), ({ document, ...signOff }) => {
    const { title, observerName, attestation, steps } = document;
    return (steps.length > 0 ? steps : [none]).map((step) => [
      ...[String(signOff.id), signOff.personName, certification(signOff.certificationId)],
      ...[title, observerName, attestation],
      ...[signOff.signedAt.toISOString(), signOff.signedOn, signOff.validUntil],
      ...[step.text, step.observerName, step.confirmedAt],
      ...[signOff.withdrawnAt?.toISOString(), signOff.withdrawerName, signOff.withdrawnReason],
    ]);
  });
}

const DOCUMENTS_HEAD = [
  ...["Record", "Name", "Document", "Document number", "Valid until"],
  ...["Recorded at", "Recorded by", "Withdrawn at", "Withdrawn by", "Reason of withdrawal"],
];

function documentsCsv(asker: Asker, scope: EvidenceScope, { outside }: Titles) {
  return table(DOCUMENTS_HEAD, readEvidenceOutsideRecords(asker, scope), (record) => [
    [
      ...[String(record.id), record.personName, outside(record.outsideId)],
      ...[record.documentNumber, record.validUntil],
      ...[record.recordedAt.toISOString(), record.recorderName],
      ...[record.withdrawnAt?.toISOString(), record.withdrawerName, record.withdrawnReason],
    ],
  ]);
}

const REQUIREMENTS_HEAD = [
  ...["Requirement", "Certification", "Name", "Site", "Job role", "Due on", "Days after joining"],
  ...["Asked for at", "Asked for by", "Ended at", "Ended by"],
];

/** Of a group, the name stays empty; an empty site or job role stands for any. */
function requirementsCsv(asker: Asker, scope: EvidenceScope, { certification }: Titles) {
  return table(REQUIREMENTS_HEAD, readEvidenceRequirements(asker, scope), (requirement) => [
    [
      ...[String(requirement.id), certification(requirement.certificationId)],
      ...[requirement.personName, requirement.siteName, requirement.jobRole],
      ...[requirement.dueOn, requirement.withinDays?.toString()],
      ...[requirement.createdAt.toISOString(), requirement.creatorName],
      ...[requirement.endedAt?.toISOString(), requirement.enderName],
    ],
  ]);
}

const EXCEPTIONS_HEAD = [
  ...["Exception", "Name", "Kind", "Certification", "Until", "Reason", "Given at", "Given by"],
  ...["Ended at", "Ended by", "Reason of ending"],
];

/** An empty certification stands for all of them. */
function exceptionsCsv(asker: Asker, scope: EvidenceScope, { certification }: Titles) {
  return table(EXCEPTIONS_HEAD, readEvidenceExceptions(asker, scope), (exception) => [
    [
      ...[String(exception.id), exception.personName, KIND_LABELS[exception.kind]],
      exception.certificationId === null ? "" : certification(exception.certificationId),
      ...[exception.untilOn, exception.reason],
      ...[exception.givenAt.toISOString(), exception.giverName],
      ...[exception.endedAt?.toISOString(), exception.enderName, exception.endReason],
    ],
  ]);
}
