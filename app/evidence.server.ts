import { ATTEMPTS_HEAD, attemptLine, type ExportedAttempt } from "#app/core/attempt-export.ts";
import { dayAt, formatDay } from "#app/core/calendar.ts";
import { certificateSheet } from "#app/core/certificate-sheet.ts";
import { csvText } from "#app/core/csv.ts";
import { type EvidenceAbout, evidenceReadme, pictureHashesIn } from "#app/core/evidence.ts";
import { maySeeKeys } from "#app/core/roles.ts";
import { type AttemptsWanted, readAttempts } from "#db/queries/attempt-export.ts";
import {
  type EvidenceCertificate,
  type EvidenceScope,
  findVersionContent,
  readEvidenceCertificates,
  readEvidenceEntries,
  readEvidencePeople,
} from "#db/queries/evidence.ts";
import { findImage } from "#db/queries/images.ts";
import type { Asker } from "#db/queries/people.ts";
import { certificatePdf } from "./certificate-pdf.server.ts";
import { recordFiles } from "./evidence-records.server.ts";
import { type WrittenFile, type ZippedFile, zipped } from "./zip.server.ts";

type Pack = {
  asker: Asker;
  scope: EvidenceScope;
  about: EvidenceAbout;
  /** The address that confirms a certificate. */
  verifyUrlOf: (code: string) => string;
};

/** An evidence pack as the parts of a zip archive, made while it leaves. */
export function evidencePack(pack: Pack): AsyncGenerator<Uint8Array, void> {
  const written: WrittenFile[] = [];
  return zipped(filesOf(pack, written), (file) => written.push(file));
}

/** The files of a pack; the last lists what was written of all others. */
async function* filesOf(
  { asker, scope, about, verifyUrlOf }: Pack,
  written: readonly WrittenFile[],
): AsyncGenerator<ZippedFile, void> {
  const { personId, siteId, from, to } = scope;
  const wanted: AttemptsWanted = { personId, siteId, from, to };
  const hasKeys = maySeeKeys(asker.roles);
  yield { name: "README.txt", content: [evidenceReadme(about, hasKeys)] };
  yield { name: "people.csv", content: peopleCsv(asker, scope) };
  yield { name: "certificates.csv", content: certificatesCsv(asker, scope) };
  for await (const some of readEvidenceCertificates(asker, scope)) {
    for (const certificate of some) yield certificateFile(certificate, verifyUrlOf);
  }
  yield* recordFiles(asker, scope);
  yield { name: "attempts.csv", content: attemptsCsv(asker, wanted) };
  const versionIds = new Set<number>();
  yield { name: "attempts.json", content: attemptsJson(asker, wanted, versionIds) };
  if (hasKeys) yield* versionFiles(versionIds);
  yield { name: "audit-log.csv", content: auditCsv(asker, scope) };
  yield { name: "manifest.json", content: manifest(about, written) };
}

async function* peopleCsv(asker: Asker, scope: EvidenceScope) {
  const head = ["Name", "E-mail", "Sites", "Job roles", "Known since", "Deactivated"];
  yield csvText([head], { bom: true });
  for await (const some of readEvidencePeople(asker, scope)) {
    yield csvText(
      some.map(({ name, email, workplaces, createdAt, deactivatedAt }) => [
        name,
        email,
        workplaces.map(({ siteName }) => siteName).join(", "),
        [...new Set(workplaces.flatMap(({ jobRole }) => jobRole ?? []))].join(", "),
        createdAt.toISOString(),
        deactivatedAt?.toISOString() ?? "",
      ]),
    );
  }
}

const CERTIFICATES_HEAD = [
  "Certificate",
  "Code",
  "Name",
  "Certification",
  "Completed on",
  "Issued at",
  "Valid from",
  "Valid until",
  "Renews certificate",
  "Withdrawn at",
  "Reason of withdrawal",
  "File",
];

async function* certificatesCsv(asker: Asker, scope: EvidenceScope) {
  yield csvText([CERTIFICATES_HEAD], { bom: true });
  for await (const some of readEvidenceCertificates(asker, scope)) {
    yield csvText(
      some.map(({ document, withdrawal, ...certificate }) => [
        String(certificate.id),
        certificate.code,
        document.personName,
        document.certificationTitle,
        certificate.completedOn,
        certificate.issuedAt.toISOString(),
        certificate.startsOn,
        certificate.lastValidOn,
        String(certificate.renewsId ?? ""),
        withdrawal?.withdrawnAt.toISOString() ?? "",
        withdrawal?.reason ?? "",
        fileNameOf(certificate),
      ]),
    );
  }
}

function fileNameOf({ id, code }: Pick<EvidenceCertificate, "id" | "code">): string {
  return `certificates/${id}-${code}.pdf`;
}

function certificateFile(
  { withdrawal, ...certificate }: EvidenceCertificate,
  verifyUrlOf: Pack["verifyUrlOf"],
): ZippedFile {
  const { document, issuedAt, code } = certificate;
  async function* pdf() {
    yield await certificatePdf({
      ...certificateSheet(certificate, verifyUrlOf(code)),
      issuedAt,
      withdrawnOn: withdrawal && formatDay(dayAt(withdrawal.withdrawnAt, document.timeZone)),
    });
  }
  return { name: fileNameOf(certificate), content: pdf() };
}

async function* attemptsCsv(asker: Asker, wanted: AttemptsWanted) {
  yield csvText([ATTEMPTS_HEAD], { bom: true });
  for await (const some of readAttempts(asker, wanted)) yield csvText(some.map(attemptLine));
}

/** One attempt a line, so that a file of any size can be read line by line as well. */
async function* attemptsJson(asker: Asker, wanted: AttemptsWanted, versionIds: Set<number>) {
  let between = "";
  yield '{"attempts":[';
  for await (const some of readAttempts(asker, wanted)) {
    const lines = some.map(({ versionId, ...attempt }: ExportedAttempt) => {
      versionIds.add(versionId);
      return JSON.stringify(attempt);
    });
    yield `${between}\n${lines.join(",\n")}`;
    between = ",";
  }
  yield "\n]}\n";
}

/** The versions that attempts were taken in, and the pictures in them: each once. */
async function* versionFiles(versionIds: ReadonlySet<number>): AsyncGenerator<ZippedFile, void> {
  const pictures = new Set<string>();
  for (const versionId of versionIds) {
    const version = await findVersionContent(versionId);
    if (!version) throw new Error(`There is no quiz version ${versionId}`);
    const { quizId, hash, content } = version;
    for (const picture of pictureHashesIn(content)) pictures.add(picture);
    yield { name: `quiz-versions/${quizId}/${hash}.json`, content: [content] };
  }
  for (const hash of pictures) {
    const image = await findImage(hash);
    const ending = image?.mediaType.replace(/^image\/(\w+).*$/, "$1");
    if (image) yield { name: `pictures/${hash}.${ending}`, content: [image.content] };
  }
}

async function* auditCsv(asker: Asker, scope: EvidenceScope) {
  yield csvText([["Entry", "At", "Who", "What", "Whom", "Details", "Hash"]], { bom: true });
  for await (const some of readEvidenceEntries(asker, scope)) {
    yield csvText(
      some.map(({ id, at, actorName, action, subjectName, detail, hash }) => [
        String(id),
        at.toISOString(),
        actorName ?? "",
        action,
        subjectName ?? "",
        JSON.stringify(detail),
        hash?.toString("hex") ?? "",
      ]),
    );
  }
}

function* manifest(about: EvidenceAbout, written: readonly WrittenFile[]) {
  yield `{"about":${JSON.stringify(about)},"files":[`;
  for (const [index, file] of written.entries()) {
    yield `${index === 0 ? "" : ","}\n${JSON.stringify(file)}`;
  }
  yield "\n]}\n";
}
