import { Button } from "#app/components/button.tsx";
import { Cell, DataTable, HeadCell, RowHead } from "#app/components/data-table.tsx";
import { type MailState, MailStateBadge } from "./mail-state-badge.tsx";

type MailTableProps = {
  mails: readonly {
    id: number;
    /** When it was written, ready to read. */
    when: string;
    name: string;
    email: string;
    title: string;
    state: MailState;
    /** When it was sent, or is tried next. */
    detail: string | null;
    tries: number;
    problem?: string;
    canBeSentAgain: boolean;
  }[];
};

/** What was sent to whom, and what came of it. */
export function MailTable({ mails }: MailTableProps) {
  return (
    <DataTable
      label="Mail log"
      head={
        <>
          <HeadCell>When</HeadCell>
          <HeadCell>To whom</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell align="end">Tries</HeadCell>
          <HeadCell>What the mail server said</HeadCell>
        </>
      }
    >
      {mails.map(({ id, when, name, email, title, state, detail, tries, problem, ...mail }) => (
        <tr key={id}>
          <RowHead>{when}</RowHead>
          <Cell>
            <div className="min-w-60">
              {name}
              <br />
              <span className="wrap-anywhere text-ink-soft">{email}</span>
            </div>
          </Cell>
          <Cell>{title}</Cell>
          <Cell>
            <MailStateBadge state={state} />
            {detail && <p className="mt-1 text-small text-ink-soft">{detail}</p>}
            {mail.canBeSentAgain && (
              <form method="post" className="mt-2">
                <input type="hidden" name="notificationId" value={id} />
                <Button variant="secondary" aria-label={`Send again to ${name}: ${title}`}>
                  Send again
                </Button>
              </form>
            )}
          </Cell>
          <Cell align="end">{tries}</Cell>
          <Cell>
            <span className="wrap-anywhere">{problem ?? "–"}</span>
          </Cell>
        </tr>
      ))}
    </DataTable>
  );
}
