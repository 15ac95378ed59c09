import {
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmedCertificate } from "#app/components/certificates/confirmed-certificate.tsx";
import { UnknownCode } from "#app/components/certificates/unknown-code.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { dayAt, formatDay } from "#app/core/calendar.ts";
import { groupedCode, worthOn } from "#app/core/certificate.ts";
import { findCertificateByCode, findRenewalOf, normaliseCode } from "#db/queries/certificates.ts";
import { findWithdrawal } from "#db/queries/withdrawals.ts";

const NO_INDEX = { "X-Robots-Tag": "noindex" };

export const meta: MetaFunction = () => [{ title: "Certificate · Needlepoint" }];

export const headers: HeadersFunction = () => NO_INDEX;

/** Public: says what is on the paper and what it is worth today, and nothing else of the person. */
export async function loader({ params }: LoaderFunctionArgs) {
  const code = normaliseCode(params.code ?? "");
  const certificate = await findCertificateByCode(code);
  if (!certificate) {
    const unknown = { certificate: null, code: groupedCode(code) };
    return json(unknown, { status: 404, headers: NO_INDEX });
  }
  const { document, startsOn, lastValidOn } = certificate;
  const isRenewed = (await findRenewalOf(certificate.id)) !== undefined;
  const withdrawal = await findWithdrawal(certificate.id);
  const today = dayAt(new Date(), document.timeZone);
  const confirmed = {
    personName: document.personName,
    certificationTitle: document.certificationTitle,
    organisationName: document.organisationName,
    issuedOn: formatDay(dayAt(certificate.issuedAt, document.timeZone)),
    startsOn: formatDay(startsOn),
    validUntil: formatDay(lastValidOn),
    today: formatDay(today),
    timeZone: document.timeZone,
    worth: worthOn(certificate, isRenewed, today, withdrawal !== undefined),
    // When, but not why: that is between the person and the clinic.
    withdrawnOn: withdrawal && formatDay(dayAt(withdrawal.withdrawnAt, document.timeZone)),
    isRenewed,
  };
  return json({ certificate: confirmed, code: groupedCode(code) }, { headers: NO_INDEX });
}

export default function VerifyPage() {
  const { certificate, code } = useLoaderData<typeof loader>();
  return (
    <QuietFrame title={certificate ? headingOf(certificate) : "No certificate has this code"}>
      {certificate ? (
        <>
          <ConfirmedCertificate {...certificate} code={code} />
          <p>
            <a href="/verify" className="link inline-flex min-h-11 items-center">
              Look up another code
            </a>
          </p>
        </>
      ) : (
        <UnknownCode code={code} />
      )}
    </QuietFrame>
  );
}

function headingOf({ worth }: { worth: string }): string {
  return worth === "withdrawn" ? "This certificate was withdrawn" : "This certificate is genuine";
}
