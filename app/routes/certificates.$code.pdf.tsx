import type { LoaderFunctionArgs } from "@remix-run/node";
import { certificatePdf } from "#app/certificate-pdf.server.ts";
import { dayAt, formatDay } from "#app/core/calendar.ts";
import { certificateSheet } from "#app/core/certificate-sheet.ts";
import { requireUser } from "#app/session.server.ts";
import { verifyAddress } from "#app/verify.server.ts";
import { findVisibleCertificate } from "#db/queries/visible-certificates.ts";
import { findWithdrawal } from "#db/queries/withdrawals.ts";

/** A certificate as a PDF, made when it is asked for from what was frozen when it was issued. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireUser(request);
  const certificate = await findVisibleCertificate(person, params.code ?? "");
  if (!certificate) throw new Response(null, { status: 404 });
  const { document, issuedAt, id } = certificate;
  const withdrawal = await findWithdrawal(id);
  const pdf = await certificatePdf({
    ...certificateSheet(certificate, verifyAddress(request, certificate.code)),
    issuedAt,
    withdrawnOn: withdrawal && formatDay(dayAt(withdrawal.withdrawnAt, document.timeZone)),
  });
  return new Response(pdf, {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Length": String(pdf.length),
      "Content-Disposition": `attachment; filename="needlepoint-certificate-${id}.pdf"`,
    },
  });
}
