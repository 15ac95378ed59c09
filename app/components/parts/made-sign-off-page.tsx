import { DetailList } from "#app/components/detail-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import type { Problem } from "#app/components/problem-summary.tsx";
import { Sign } from "#app/components/sign.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { ReasonBox } from "./reason-box.tsx";

type MadeSignOffPageProps = {
  id: number;
  personId: number;
  name: string;
  title: string;
  certificationTitle: string;
  tone: "good" | "bad";
  standing: string;
  signed: string;
  attestation: string;
  steps: readonly { id: string; text: string; note: string }[];
  /** When it was withdrawn and why, where it was. */
  withdrawal?: string;
  /** Certificates that it issued. */
  certificates: readonly { code: string; title: string }[];
  /** What has just happened. */
  news?: "made" | "meanwhile";
  mayWithdraw: boolean;
  problems?: readonly Problem[];
  reason?: string;
};

/** A sign-off as it was made, for ever; and the way to withdraw it. */
export function MadeSignOffPage(signOff: MadeSignOffPageProps) {
  const { id, personId, name, title, certificationTitle, tone, standing, steps } = signOff;
  const { withdrawal, mayWithdraw, problems, reason } = signOff;
  const back = `/people/${personId}`;
  return (
    <>
      <WayBack href={back}>Back to {name}</WayBack>
      <PageHeading
        title={title}
        lead={
          <div className="grid justify-items-start gap-2">
            <p>
              Practical sign-off of {name} for “{certificationTitle}”.
            </p>
            <StatusBadge tone={tone}>{standing}</StatusBadge>
          </div>
        }
      />
      <div className="grid max-w-2xl gap-8">
        <News {...signOff} />
        {withdrawal && (
          <Notice tone="bad" title="This sign-off was withdrawn">
            {withdrawal}
          </Notice>
        )}
        <DetailList
          details={[
            { label: "Signed off", value: signOff.signed },
            { label: "Attested", value: signOff.attestation },
          ]}
        />
        <section className="grid gap-3">
          <h2 className="text-large font-semibold">What was seen</h2>
          <ul className="divide-y divide-line border-y border-line">
            {steps.map(({ id: stepId, text, note }) => (
              <li key={stepId} className="grid grid-cols-[auto_1fr] gap-x-3 py-3">
                <span className="mt-[0.2em] text-good">
                  <Sign name="good" />
                </span>
                <div className="min-w-0 wrap-anywhere">
                  <p>{text}</p>
                  <p className="text-small text-ink-soft">{note}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
        {mayWithdraw && (
          <details open={problems !== undefined}>
            <summary className="link inline-flex min-h-11 cursor-pointer items-center">
              Withdraw this sign-off
            </summary>
            <div className="mt-3 grid gap-4">
              <p className="max-w-reading text-ink-soft">
                It then no longer counts: until somebody signs off again, {name} may not treat by
                this certification. A certificate that was issued stays as it is.
              </p>
              <ReasonBox
                action={`${back}/sign-offs/${id}`}
                label="Withdraw the sign-off"
                {...{ back, problems, reason }}
              />
            </div>
          </details>
        )}
      </div>
    </>
  );
}

function News({ news, name, certificates }: MadeSignOffPageProps) {
  if (news === undefined) return null;
  if (news === "meanwhile") {
    return (
      <Notice tone="info" title="This was signed off a moment ago" live>
        Nothing was changed by what you sent.
      </Notice>
    );
  }
  return (
    <Notice tone="good" title="Signed off" live>
      {certificates.length === 0 ? (
        `It is in ${name}’s history.`
      ) : (
        <>
          It was the last part, so a certificate is issued:{" "}
          {certificates.map(({ code, title }) => (
            <a key={code} href={`/certificates/${code}`} className="link">
              {title}
            </a>
          ))}
        </>
      )}
    </Notice>
  );
}
