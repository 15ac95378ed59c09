import { StatusBadge } from "#app/components/status-badge.tsx";
import { Part, Row, Rows } from "./page-part.tsx";

export type PersonCertificatesProps = {
  id: number;
  /** False for one's own page: nobody decides on their own certificates. */
  mayDecide: boolean;
  certificates: readonly {
    id: number;
    code: string;
    title: string;
    issuedOn: string;
    validUntil: string;
    isRenewed: boolean;
    /** When it was taken back and why, while it does not count. */
    withdrawal?: string;
  }[];
};

/** Every certificate of somebody, with the way to withdraw it. */
export function PersonCertificates({ id, mayDecide, certificates }: PersonCertificatesProps) {
  return (
    <Part title="Certificates" isEmpty={certificates.length === 0} whenEmpty="None yet.">
      <Rows>
        {certificates.map(
          ({ code, title, issuedOn, validUntil, isRenewed, withdrawal, ...rest }) => (
            <Row key={code} href={`/certificates/${code}`} title={title}>
              <span>
                Issued {issuedOn}, valid until {validUntil}
                {isRenewed && ", renewed"}
              </span>
              {withdrawal && <StatusBadge tone="bad">{withdrawal}</StatusBadge>}
              {mayDecide && (
                <a
                  href={`/people/${id}/certificates/${rest.id}/withdraw`}
                  className="link inline-flex min-h-11 items-center"
                >
                  {withdrawal ? "Let it count again" : "Withdraw"}
                  <span className="sr-only">
                    {" "}
                    {title}, issued {issuedOn}
                  </span>
                </a>
              )}
            </Row>
          ),
        )}
      </Rows>
    </Part>
  );
}
