import { Button, ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { Tone } from "#app/components/tone.ts";
import type { StaffFault } from "#app/core/staff-columns.ts";
import type { StaffEffectKind } from "#app/core/staff-list.ts";

type PreviewLine = {
  line: number;
  kind: StaffEffectKind;
  name: string;
  email: string;
  changes: readonly { what: string; from: string; to: string }[];
};

type StaffImportPreviewProps = {
  fileName: string;
  fingerprint: string;
  lines: readonly PreviewLine[];
  faults: readonly StaffFault[];
  /** True when something changed between what was shown and what was confirmed. */
  isStale: boolean;
};

const EFFECTS: Record<StaffEffectKind, { tone: Tone; label: string }> = {
  create: { tone: "good", label: "Will be added" },
  update: { tone: "info", label: "Will be changed" },
  deactivate: { tone: "soon", label: "Will be deactivated" },
  reactivate: { tone: "good", label: "Will be active again" },
  unchanged: { tone: "none", label: "Stays as it is" },
  "stays-out": { tone: "none", label: "Not here, and stays out" },
};

/** Everything that an uploaded list would do, line by line, before anything is done. */
export function StaffImportPreview(preview: StaffImportPreviewProps) {
  const { fileName, fingerprint, lines, faults, isStale } = preview;
  const changed = lines.filter(({ kind }) => kind !== "unchanged" && kind !== "stays-out");
  const same = lines.filter((line) => !changed.includes(line));
  return (
    <>
      <PageHeading
        title="What this list would do"
        lead={`${fileName}. Nothing has happened yet. People who are not in the file are left alone.`}
      />
      <div className="grid grid-cols-1 gap-8">
        {isStale && (
          <Notice tone="soon" title="Something changed in the meantime" live>
            Nothing was done. Below is what the list would do now: look at it, and confirm again.
          </Notice>
        )}
        <ul className="flex flex-wrap gap-2">
          {(Object.keys(EFFECTS) as StaffEffectKind[]).map((kind) => {
            const count = lines.filter((line) => line.kind === kind).length;
            return (
              count > 0 && (
                <li key={kind}>
                  <StatusBadge tone={EFFECTS[kind].tone}>
                    {EFFECTS[kind].label}: {count.toLocaleString("en-GB")}
                  </StatusBadge>
                </li>
              )
            );
          })}
          {faults.length > 0 && (
            <li>
              <StatusBadge tone="bad">
                Lines with a fault: {faults.length.toLocaleString("en-GB")}
              </StatusBadge>
            </li>
          )}
        </ul>
        {faults.length > 0 && <Faults faults={faults} />}
        {changed.length > 0 && (
          <section className="grid grid-cols-1 gap-3">
            <h2 className="text-large font-semibold">What would change</h2>
            <Lines label="Lines that change something" lines={changed} />
          </section>
        )}
        {same.length > 0 && (
          <details>
            <summary className="flex min-h-11 items-center font-semibold text-accent">
              {same.length === 1
                ? "1 line that changes nothing"
                : `${same.length.toLocaleString("en-GB")} lines that change nothing`}
            </summary>
            <Lines label="Lines that change nothing" lines={same} />
          </details>
        )}
        {changed.length === 0 ? (
          <Notice tone="info" title="There is nothing to do">
            {faults.length > 0
              ? "No line without a fault changes anything. Put the faults right, and upload the file again."
              : "Everybody in this list is already as it says."}
          </Notice>
        ) : (
          <form method="post" className="flex flex-wrap gap-3">
            <input type="hidden" name="_fingerprint" value={fingerprint} />
            <Button>{verbFor(changed.length, faults.length)}</Button>
            <ButtonLink href="/staff-list" variant="secondary">
              Do nothing
            </ButtonLink>
          </form>
        )}
        {changed.length === 0 && (
          <p>
            <ButtonLink href="/staff-list" variant="secondary">
              Choose another file
            </ButtonLink>
          </p>
        )}
      </div>
    </>
  );
}

function verbFor(changed: number, faulty: number): string {
  const verb = changed === 1 ? "Make this change" : `Make these ${changed} changes`;
  if (faulty === 0) return verb;
  return `${verb}, and leave out ${faulty === 1 ? "the faulty line" : `${faulty} faulty lines`}`;
}

function Faults({ faults }: { faults: readonly StaffFault[] }) {
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-large font-semibold">Lines with a fault</h2>
      <p className="max-w-reading text-ink-soft">
        Nothing is done from these lines. You can put them right and upload the file again: what is
        done already will not be done twice.
      </p>
      <ul className="divide-y divide-line border-y border-line">
        {faults.map(({ line, reasons }) => (
          <li key={line} className="grid gap-x-6 py-2.5 sm:grid-cols-[6rem_1fr]">
            <span className="font-semibold text-bad tabular-nums">Line {line}</span>
            <ul className="grid min-w-0 gap-1 wrap-anywhere">
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lines({ label, lines }: { label: string; lines: readonly PreviewLine[] }) {
  return (
    <ul
      aria-label={label}
      className="divide-y divide-line rounded-card border border-line bg-raised"
    >
      {lines.map(({ line, kind, name, email, changes }) => (
        <li
          key={line}
          className="grid gap-x-6 gap-y-1.5 px-4 py-3 wrap-anywhere md:grid-cols-[minmax(0,1fr)_13rem_minmax(0,1.4fr)_5rem]"
        >
          <div>
            <p className="font-semibold">{name}</p>
            <p className="text-small text-ink-soft">{email}</p>
          </div>
          <p>
            <StatusBadge tone={EFFECTS[kind].tone}>{EFFECTS[kind].label}</StatusBadge>
          </p>
          <ul className="grid content-start gap-1">
            {changes.map(({ what, from, to }) => (
              <li key={what} className="relative">
                {what}: {from || "none"} <span aria-hidden="true">→</span>
                <span className="sr-only"> becomes </span> <strong>{to || "none"}</strong>
              </li>
            ))}
          </ul>
          <p className="text-small text-ink-soft tabular-nums md:text-right">Line {line}</p>
        </li>
      ))}
    </ul>
  );
}
