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
import { formatPercent } from "#app/core/scoring.ts";
import { waitText } from "#app/core/wait.ts";
import { countLookUp, spareLookUp } from "#app/verify.server.ts";
import { findCertificateByCode, findRenewalOf, normaliseCode } from "#db/queries/certificates.ts";
import { findWithdrawal } from "#db/queries/withdrawals.ts";

const NO_INDEX = { "X-Robots-Tag": "noindex" };

export const meta: MetaFunction = () => [{ title: "Certificate · Needlepoint" }];

export const headers: HeadersFunction = () => NO_INDEX;

/** `wait`: until when nothing is looked up, after too many codes that were never issued. */
type Unconfirmed = { certificate: null; wait?: string; code: string };

/** Public: says what is on the paper and what it is worth today, and nothing else of the person. */
export async function loader({ params, context: { address } }: LoaderFunctionArgs) {
  const now = new Date();
  const code = normaliseCode(params.code ?? "");
  const retryAt = await countLookUp(address, now);
  if (retryAt) {
    const limited: Unconfirmed = {
      certificate: null,
      wait: waitText(now, retryAt),
      code: groupedCode(code),
    };
    const seconds = Math.ceil((retryAt.getTime() - now.getTime()) / 1000);
    return json(limited, { status: 429, headers: { ...NO_INDEX, "Retry-After": `${seconds}` } });
  }
  const certificate = await findCertificateByCode(code);
  if (!certificate) {
    const unknown: Unconfirmed = { certificate: null, code: groupedCode(code) };
    return json(unknown, { status: 404, headers: NO_INDEX });
  }
  await spareLookUp(address);
  const { document, startsOn, lastValidOn } = certificate;
  const isRenewed = (await findRenewalOf(certificate.id)) !== undefined;
  const withdrawal = await findWithdrawal(certificate.id);
  const today = dayAt(now, document.timeZone);
  const confirmed = {
    personName: document.personName,
    certificationTitle: document.certificationTitle,
    scores: document.quizzes.map(({ title, percent }) => ({
      title,
      score: formatPercent(percent),
    })),
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
  const known: Omit<Unconfirmed, "certificate"> & { certificate: typeof confirmed } = {
    certificate: confirmed,
    code: groupedCode(code),
  };
  return json(known, { headers: NO_INDEX });
}

export default function VerifyPage() {
  const data = useLoaderData<typeof loader>();
  if (data.wait) {
    return (
      <QuietFrame title="Too many codes were tried">
        <p>
          From where you are, many codes were looked up that were never issued. Please try again{" "}
          {data.wait}, or ask the clinic that is named on the certificate.
        </p>
      </QuietFrame>
    );
  }
  const { certificate, code } = data;
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
