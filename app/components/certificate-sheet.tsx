import type { ReactNode } from "react";
import { Mark } from "./mark.tsx";

type CertificateSheetProps = {
  personName: string;
  certificationTitle: string;
  organisationName: string;
  siteName: string;
  jobRole?: string;
  /** Days are ready to read: "11 Feb 2027". */
  issuedOn: string;
  startsOn: string;
  validUntil: string;
  /** IANA name of the zone whose days these are. */
  timeZone: string;
  quizzes: readonly {
    title: string;
    /** "86.67 %" */
    score: string;
    passedOn: string;
    /** The beginning of the version's hash. */
    version: string;
  }[];
  /** Sign-offs, documents from outside and other certificates that it rests on. */
  parts: readonly { title: string; note: string }[];
  /** What the public page confirms this certificate by. */
  code: string;
  verifyUrl: string;
  /** The verify address as a QR code: a path of dark modules on a square of `size` modules. */
  qrSvgPath: { d: string; size: number };
  /** The number of the certificate that this one renews. */
  renews?: string;
  /** The rule in force, in a sentence. */
  rule: string;
  number: string | number;
};

/** A certificate as a sheet to frame, with the page's h1. Prints on one page of A4 or Letter. */
export function CertificateSheet({
  personName,
  certificationTitle,
  organisationName,
  siteName,
  jobRole,
  issuedOn,
  startsOn,
  validUntil,
  timeZone,
  quizzes,
  parts,
  code,
  verifyUrl,
  qrSvgPath,
  renews,
  rule,
  number,
}: CertificateSheetProps) {
  return (
    <article
      aria-label={`Certificate: ${certificationTitle}, ${personName}`}
      className="mx-auto max-w-4xl rounded-card border border-line-strong bg-raised p-2 sm:p-3 print:max-w-none print:rounded-none"
    >
      <div className="grid gap-10 rounded-[5px] border-2 border-accent px-4 py-8 sm:px-12 sm:py-12 print:min-h-[225mm] print:content-between print:gap-6 print:rounded-none print:px-10 print:py-8">
        <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="flex min-w-0 items-center gap-3 font-semibold wrap-anywhere">
            <Mark className="size-9" />
            {organisationName}
          </p>
          <p className="text-small text-ink-soft tabular-nums">Certificate {number}</p>
        </header>

        <div className="grid justify-items-center gap-3 text-center">
          <p className="text-ink-soft">This certifies that</p>
          <h1
            className={`font-serif font-semibold wrap-anywhere sm:text-display print:text-display ${sizeOnPhone(personName)}`}
          >
            {personName}
          </h1>
          <p className="text-ink-soft">has fulfilled every requirement of</p>
          <p className="font-serif text-title wrap-anywhere text-accent">{certificationTitle}</p>
          <p className="mt-3 font-semibold">
            Valid from <span className="whitespace-nowrap">{startsOn}</span> until{" "}
            <span className="whitespace-nowrap">{validUntil}</span>
          </p>
        </div>

        <dl className="grid gap-x-8 gap-y-4 border-y border-line py-6 sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] print:grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] print:py-4">
          <Fact label="Issued on">{issuedOn}</Fact>
          <Fact label="Site">{siteName}</Fact>
          {jobRole && <Fact label="Job role">{jobRole}</Fact>}
          {renews && <Fact label="Renews certificate">{renews}</Fact>}
        </dl>

        <ul className="grid gap-3">
          {quizzes.map((quiz) => (
            <QuizLine key={quiz.title} {...quiz} />
          ))}
          {parts.map((part) => (
            <Line key={`${part.title} ${part.note}`} title={part.title}>
              {part.note}
            </Line>
          ))}
        </ul>

        <footer className="grid items-end gap-8 sm:grid-cols-[1fr_auto] print:grid-cols-[1fr_auto]">
          <div className="grid min-w-0 gap-3 text-small text-ink-soft">
            <p>{rule}</p>
            <p>Days are calendar dates in {timeZone}.</p>
            <p className="wrap-anywhere">
              Confirm this certificate at{" "}
              <a href={verifyUrl} className="link">
                {verifyUrl}
              </a>
              <br />
              Code <strong className="font-mono text-base text-ink">{code}</strong>
            </p>
          </div>
          <QrCode {...qrSvgPath} />
        </footer>
      </div>
    </article>
  );
}

/** A long part of a name is made smaller rather than broken. */
function sizeOnPhone(name: string): string {
  const longest = Math.max(...name.split(/[\s-]/).map((part) => part.length));
  if (longest > 15) return "text-large";
  return longest > 12 ? "text-title" : "text-display";
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-ink-soft">{label}</dt>
      <dd className="font-semibold wrap-anywhere">{children}</dd>
    </div>
  );
}

function QuizLine({ title, score, passedOn, version }: CertificateSheetProps["quizzes"][number]) {
  return (
    <Line title={title}>
      {score} on {passedOn}, version <span className="font-mono">{version}</span>
    </Line>
  );
}

/** On a phone each row becomes a small block, since columns have no room. */
function Line({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="grid gap-x-6 sm:grid-cols-[1fr_auto] print:grid-cols-[1fr_auto]">
      <span className="min-w-0 font-semibold wrap-anywhere">{title}</span>
      <span className="text-small text-ink-soft tabular-nums sm:text-right">{children}</span>
    </li>
  );
}

/** Always dark on white, whatever the theme: readers expect it. Four modules of margin. */
function QrCode({ d, size }: CertificateSheetProps["qrSvgPath"]) {
  return (
    <svg
      role="img"
      aria-label="QR code that opens the page which confirms this certificate"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      shapeRendering="crispEdges"
      className="size-32 justify-self-center"
    >
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={d} fill="#000" />
    </svg>
  );
}
