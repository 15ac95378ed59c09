import { DetailList } from "#app/components/detail-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import type { Problem } from "#app/components/problem-summary.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { ReasonBox } from "./reason-box.tsx";

type CertificateDecisionPageProps = {
  id: number;
  personId: number;
  name: string;
  title: string;
  code: string;
  period: string;
  /** While it is withdrawn: when and why, and whether a regrade did it. */
  withdrawal?: { text: string; isByRegrade: boolean };
  /** True where whoever looks is the person themselves. */
  isOwn: boolean;
  problems?: readonly Problem[];
  reason?: string;
};

/** Withdrawing somebody's certificate, or letting a withdrawn one count again: only with a reason. */
export function CertificateDecisionPage(page: CertificateDecisionPageProps) {
  const { personId, name, title, code, period, withdrawal } = page;
  return (
    <>
      <WayBack href={`/people/${personId}`}>Back to {name}</WayBack>
      <PageHeading
        title={withdrawal ? "Let this certificate count again?" : "Withdraw this certificate?"}
        lead={
          withdrawal ? (
            <p>It then counts from now on, as if it had not been withdrawn.</p>
          ) : (
            <p>
              From then on it no longer counts, and {name} may not treat by it. The public page says
              that it was withdrawn, and when; the reason stays in the clinic.
            </p>
          )
        }
      />
      <div className="grid max-w-2xl gap-6">
        <DetailList
          details={[
            {
              label: "Certificate",
              value: (
                <a href={`/certificates/${code}`} className="link">
                  {title}
                </a>
              ),
            },
            { label: "Of", value: name },
            { label: "Period", value: period },
            ...(withdrawal ? [{ label: "Withdrawn", value: withdrawal.text }] : []),
          ]}
        />
        <Decision {...page} />
      </div>
    </>
  );
}

function Decision(page: CertificateDecisionPageProps) {
  const { id, personId, withdrawal, isOwn, problems, reason } = page;
  const back = `/people/${personId}`;
  if (isOwn) {
    return (
      <Notice tone="info" title="Nobody decides on their own certificate">
        Ask another manager of one of your sites, or an admin.
      </Notice>
    );
  }
  if (withdrawal?.isByRegrade) {
    return (
      <Notice tone="info" title="A corrected result took this certificate away">
        It counts again when the correction is taken back, or once everything is passed anew.
      </Notice>
    );
  }
  return (
    <>
      {!withdrawal && (
        <p className="max-w-reading text-ink-soft">
          Passes and sign-offs stay as they are, so passing again can issue a new certificate. To
          keep somebody from treating for a while whatever they pass, suspend them instead.
        </p>
      )}
      <ReasonBox
        action={`${back}/certificates/${id}/withdraw`}
        label={withdrawal ? "Let it count again" : "Withdraw it"}
        variant={withdrawal ? "primary" : "danger"}
        hidden={{ was: withdrawal ? "withdrawn" : "valid" }}
        {...{ back, problems, reason }}
      />
    </>
  );
}
