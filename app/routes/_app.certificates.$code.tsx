import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { CertificateSheet } from "#app/components/certificate-sheet.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PrintButton } from "#app/components/print-button.tsx";
import { dayAt, formatDay } from "#app/core/calendar.ts";
import { certificateSheet } from "#app/core/certificate-sheet.ts";
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
    ...certificateSheet(certificate, verifyUrl),
    qrSvgPath: qrPath(verifyUrl),
    pdfUrl: `/certificates/${code}/pdf`,
    withdrawal: withdrawal && {
      on: formatDay(dayAt(withdrawal.withdrawnAt, document.timeZone)),
      reason: withdrawal.reason,
    },
  });
}

export default function CertificatePage() {
  const { withdrawal, pdfUrl, ...sheet } = useLoaderData<typeof loader>();
  return (
    <div className="grid gap-6">
      {withdrawal && (
        <div className="mx-auto w-full max-w-4xl">
          <Notice tone="bad" title={`Withdrawn on ${withdrawal.on}`}>
            This certificate does not count any more: {withdrawal.reason}
          </Notice>
        </div>
      )}
      {withdrawal ? (
        <p className="print-hidden mx-auto flex w-full max-w-4xl justify-end">
          <PdfLink href={pdfUrl} />
        </p>
      ) : (
        <PrintButton>
          <PdfLink href={pdfUrl} />
        </PrintButton>
      )}
      <CertificateSheet {...sheet} />
    </div>
  );
}

function PdfLink({ href }: { href: string }) {
  return (
    <ButtonLink href={href} variant="secondary" download>
      Download as PDF
    </ButtonLink>
  );
}
