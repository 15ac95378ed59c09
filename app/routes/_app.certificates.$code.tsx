import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CertificateSheet } from "#app/components/certificate-sheet.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PrintButton } from "#app/components/print-button.tsx";
import { dayAt, formatDay } from "#app/core/calendar.ts";
import { certifiedParts, groupedCode, ruleInWords } from "#app/core/certificate.ts";
import { formatPercent } from "#app/core/scoring.ts";
import { requireUser } from "#app/session.server.ts";
import { qrPath, verifyAddress } from "#app/verify.server.ts";
import { findVisibleCertificate } from "#db/queries/visible-certificates.ts";
import { findWithdrawal } from "#db/queries/withdrawals.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `Certificate ${data.number}, ${data.personName} · ${data.certificationTitle}`
      : "Needlepoint",
  },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireUser(request);
  const certificate = await findVisibleCertificate(person, params.code ?? "");
  if (!certificate) throw new Response(null, { status: 404 });
  const { document, code } = certificate;
  const verifyUrl = verifyAddress(request, code);
  const withdrawal = await findWithdrawal(certificate.id);
  return json({
    personName: document.personName,
    certificationTitle: document.certificationTitle,
    organisationName: document.organisationName,
    siteName: document.siteName,
    jobRole: document.jobRole,
    issuedOn: formatDay(dayAt(certificate.issuedAt, document.timeZone)),
    startsOn: formatDay(certificate.startsOn),
    validUntil: formatDay(certificate.lastValidOn),
    timeZone: document.timeZone,
    quizzes: document.quizzes.map(({ title, percent, passingScore, passedOn, versionHash }) => ({
      title,
      score: `${formatPercent(percent)} (${passingScore} % needed)`,
      passedOn: formatDay(passedOn),
      version: versionHash.slice(0, 12),
    })),
    parts: certifiedParts(document),
    code: groupedCode(code),
    verifyUrl,
    qrSvgPath: qrPath(verifyUrl),
    renews: certificate.renewsId === null ? undefined : String(certificate.renewsId),
    rule: ruleInWords(document.rule),
    number: certificate.id,
    withdrawal: withdrawal && {
      on: formatDay(dayAt(withdrawal.withdrawnAt, document.timeZone)),
      reason: withdrawal.reason,
    },
  });
}

export default function CertificatePage() {
  const { withdrawal, ...sheet } = useLoaderData<typeof loader>();
  return (
    <div className="grid gap-6">
      {withdrawal ? (
        <div className="mx-auto w-full max-w-4xl">
          <Notice tone="bad" title={`Withdrawn on ${withdrawal.on}`}>
            This certificate does not count any more: {withdrawal.reason}
          </Notice>
        </div>
      ) : (
        <PrintButton />
      )}
      <CertificateSheet {...sheet} />
    </div>
  );
}
