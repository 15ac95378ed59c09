import { DetailList } from "#app/components/detail-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { Worth } from "#app/core/certificate.ts";

type ConfirmedCertificateProps = {
  personName: string;
  certificationTitle: string;
  organisationName: string;
  scores: readonly { title: string; score: string }[];
  /** Days are ready to read: "11 Feb 2027". */
  issuedOn: string;
  startsOn: string;
  validUntil: string;
  today: string;
  /** IANA name of the zone whose days these are. */
  timeZone: string;
  worth: Worth;
  isRenewed: boolean;
  /** The day on which the clinic took it back. */
  withdrawnOn?: string;
  code: string;
};

const TONES = {
  "in-force": "good",
  "not-yet": "soon",
  replaced: "info",
  lapsed: "bad",
  withdrawn: "bad",
} as const;

/** What a certificate is worth today, in the words of somebody who does not know this clinic. */
export function ConfirmedCertificate(props: ConfirmedCertificateProps) {
  const { personName, certificationTitle, organisationName, scores, code } = props;
  const { issuedOn, startsOn, validUntil, today, timeZone, worth } = props;
  return (
    <>
      <Notice tone={TONES[worth]} title={stateOf(props)}>
        {explanationOf(props)}
      </Notice>
      <DetailList
        details={[
          { label: "Issued to", value: <strong>{personName}</strong> },
          { label: "For", value: certificationTitle },
          ...scores.map(({ title, score }) => ({ label: `Score: ${title}`, value: score })),
          { label: "Issued by", value: organisationName },
          { label: "Issued on", value: issuedOn },
          { label: "Valid", value: `${startsOn} to ${validUntil}` },
          { label: "Code", value: <span className="font-mono">{code}</span> },
        ]}
      />
      <p className="text-small text-ink-soft">
        As of {today}. Days are calendar dates in {timeZone}.
      </p>
    </>
  );
}

function stateOf({ worth, startsOn, validUntil, withdrawnOn }: ConfirmedCertificateProps): string {
  switch (worth) {
    case "in-force":
      return `Valid today, until ${validUntil}`;
    case "not-yet":
      return `Not valid yet: valid from ${startsOn}`;
    case "replaced":
      return "Replaced by a newer certificate";
    case "withdrawn":
      return `Withdrawn on ${withdrawnOn}`;
    case "lapsed":
      return `Expired: last valid on ${validUntil}`;
  }
}

function explanationOf({ worth, isRenewed, validUntil }: ConfirmedCertificateProps) {
  if (worth === "replaced") {
    return `This one was valid until ${validUntil}. Ask for the newer one and confirm that.`;
  }
  if (worth === "withdrawn") {
    return "It was issued by this clinic, and does not count any more, whatever the paper says.";
  }
  if (worth === "lapsed") return "It has not been renewed.";
  return isRenewed ? "A newer certificate has already been issued." : undefined;
}
