import { Button } from "./button.tsx";
import { Card } from "./card.tsx";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";

type AuditChainCardProps = {
  /** The newest entry and its hash: what can be noted down. */
  head?: { id: number; hash: string };
  /** What the last check has found; left out while there was none. */
  check?: { at: string; isWhole: boolean; words: string };
  /** The hash that was asked for, as it was typed. */
  noted?: string;
  /** What is wrong with it. */
  problem?: string;
};

/** Whether the audit log is as it was written, with the form that checks it. */
export function AuditChainCard({ head, check, noted, problem }: AuditChainCardProps) {
  return (
    <Card title="Is the log whole?">
      {check ? (
        <Notice
          tone={check.isWhole ? "good" : "bad"}
          title={check.isWhole ? "The log is whole" : "The log is not as it was written"}
        >
          {check.words} Checked {check.at}.
        </Notice>
      ) : (
        <p>Not checked since Needlepoint was started.</p>
      )}
      <p className="max-w-reading">
        Every entry carries a hash over itself and the hash before it, so that a change, a gap or an
        insertion shows. Note the newest hash down outside of Needlepoint from time to time: with
        it, entries that were cut off at the end are missed too.
      </p>
      {head && (
        <p className="min-w-0">
          Newest hash, of entry {head.id}:
          <br />
          <code className="font-mono text-small wrap-anywhere">{head.hash}</code>
        </p>
      )}
      <form action="/admin/audit" className="grid max-w-reading gap-4">
        <input type="hidden" name="check" value="whole" />
        <Field
          label="A hash that you noted down earlier"
          name="head"
          optional
          autoComplete="off"
          spellCheck={false}
          defaultValue={noted}
          problem={problem}
        />
        <div>
          <Button variant="secondary">Check every entry</Button>
        </div>
      </form>
    </Card>
  );
}
