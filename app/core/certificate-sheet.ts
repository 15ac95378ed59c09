import { type CalendarDay, dayAt, formatDay } from "./calendar.ts";
import { type CertifiedParts, certifiedParts, groupedCode, ruleInWords } from "./certificate.ts";
import type { ValidityRule } from "./certification-file.ts";
import { formatPercent } from "./scoring.ts";

/** What is read from a certificate, as it was frozen when it was issued. */
type IssuedCertificate = {
  id: number;
  code: string;
  issuedAt: Date;
  startsOn: CalendarDay;
  lastValidOn: CalendarDay;
  renewsId: number | null;
  document: CertifiedParts & {
    personName: string;
    jobRole?: string;
    organisationName: string;
    siteName: string;
    timeZone: string;
    certificationTitle: string;
    rule: ValidityRule;
    quizzes: readonly {
      title: string;
      versionHash: string;
      passedOn: CalendarDay;
      percent: number;
      passingScore: number;
    }[];
  };
};

/** How much of a version's hash is shown. */
const SHOWN_OF_HASH = 12;

/** Everything that a certificate says, ready to read: the same on the page and on paper. */
export function certificateSheet(certificate: IssuedCertificate, verifyUrl: string) {
  const { document, code, id, renewsId } = certificate;
  const { personName, certificationTitle, organisationName, siteName, jobRole } = document;
  return {
    personName,
    certificationTitle,
    organisationName,
    siteName,
    jobRole,
    issuedOn: formatDay(dayAt(certificate.issuedAt, document.timeZone)),
    startsOn: formatDay(certificate.startsOn),
    validUntil: formatDay(certificate.lastValidOn),
    timeZone: document.timeZone,
    quizzes: document.quizzes.map(({ title, percent, passingScore, passedOn, versionHash }) => ({
      title,
      score: `${formatPercent(percent)} (${passingScore} % needed)`,
      passedOn: formatDay(passedOn),
      version: versionHash.slice(0, SHOWN_OF_HASH),
    })),
    parts: certifiedParts(document),
    code: groupedCode(code),
    verifyUrl,
    renews: renewsId === null ? undefined : String(renewsId),
    rule: ruleInWords(document.rule),
    number: id,
  };
}

export type CertificateSheet = ReturnType<typeof certificateSheet>;

/** One thing that a certificate rests on, as a line of its list. */
export type SheetLine = { title: string; detail: string };

/** Everything that a certificate rests on, in the order in which it is listed. */
export function sheetLines({
  quizzes,
  parts,
}: Pick<CertificateSheet, "quizzes" | "parts">): SheetLine[] {
  return [
    ...quizzes.map(({ title, score, passedOn, version }) => ({
      title,
      detail: `${score} on ${passedOn}, version ${version}`,
    })),
    ...parts.map(({ title, note }) => ({ title, detail: note })),
  ];
}
