import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PrintButton } from "#app/components/print-button.tsx";
import { Sign } from "#app/components/sign.tsx";
import { TEXT_OF_TONE } from "#app/components/tone.ts";
import type { DeskSheet } from "#app/core/front-desk.ts";

type DeskSheetsPageProps = {
  backHref: string;
  dayProblem?: string;
  isToday: boolean;
  /** One for each site, with the moment it is about. */
  sheets: readonly (DeskSheet & { when: string })[];
};

/** Who may treat today, to hang up at the front desk: one site a page. */
export function DeskSheetsPage({ backHref, dayProblem, isToday, sheets }: DeskSheetsPageProps) {
  return (
    <>
      <div className="print-hidden mb-6 flex flex-wrap items-center justify-between gap-4">
        <a href={backHref} className="link inline-flex min-h-11 items-center">
          Back to the board
        </a>
        <PrintButton />
      </div>
      <h1 className="mb-6 text-title font-semibold tracking-tight print:hidden">
        Sheet for the front desk
      </h1>
      {dayProblem && (
        <div className="mb-6">
          <Notice tone="soon">{dayProblem}</Notice>
        </div>
      )}
      {sheets.length === 0 && (
        <EmptyState title="No site is yours yet">
          An admin says whose staff you look after. Ask them to give you your sites.
        </EmptyState>
      )}
      <div className="grid gap-10 print:block">
        {sheets.map((sheet) => (
          <Sheet key={sheet.site} {...sheet} isToday={isToday} />
        ))}
      </div>
    </>
  );
}

type SheetProps = DeskSheet & { when: string; isToday: boolean };

function Sheet({ site, when, isToday, certifications }: SheetProps) {
  return (
    <article className="rounded-card border border-line bg-raised p-5 sm:p-8 print:break-after-page print:border-0 print:p-0 print:last:break-after-auto">
      <h2 className="text-title font-semibold wrap-anywhere">
        Who may treat{isToday ? " today" : ""}: {site}
      </h2>
      <p className="mt-1 text-ink-soft">
        As of {when}.{" "}
        {isToday ? "Look at the board for what changed since." : "This is a past day."}
      </p>
      {certifications.length === 0 && <p className="mt-6">There is no certification yet.</p>}
      {certifications.map((certification) => (
        <Certification key={certification.title} {...certification} />
      ))}
    </article>
  );
}

function Certification({ title, mayTreat, mayNot, never }: DeskSheet["certifications"][number]) {
  return (
    <section className="mt-8 print:mt-5">
      <h3 className="text-large font-semibold wrap-anywhere">{title}</h3>
      {mayTreat.length === 0 ? (
        <p className="mt-2 font-semibold">Nobody may treat.</p>
      ) : (
        <Names
          caption={`May treat: ${mayTreat.length}`}
          tone="good"
          head="Until"
          rows={mayTreat.map(({ until, ...person }) => ({ ...person, text: until }))}
        />
      )}
      {mayNot.length > 0 && (
        <Names
          caption={`May not treat: ${mayNot.length}`}
          tone="bad"
          head="Why"
          rows={mayNot.map(({ reason, ...person }) => ({ ...person, text: reason }))}
        />
      )}
      {never.length > 0 && (
        <p className="mt-3 text-small wrap-anywhere">
          <strong>Never certified, may not treat:</strong> {never.join(", ")}
        </p>
      )}
    </section>
  );
}

type NamesProps = {
  caption: string;
  tone: "good" | "bad";
  head: string;
  rows: readonly { name: string; jobRole: string; text: string }[];
};

function Names({ caption, tone, head, rows }: NamesProps) {
  return (
    <table className="mt-3 w-full table-fixed border-collapse text-left tabular-nums">
      <caption className="pb-1 text-left font-semibold">
        <span className={`inline-flex items-center gap-2 ${TEXT_OF_TONE[tone]}`}>
          <Sign name={tone} />
          {caption}
        </span>
      </caption>
      <thead>
        <tr className="border-b border-line-strong text-small text-ink-soft">
          <th scope="col" className="w-[58%] py-1 pr-4 font-semibold sm:w-1/2">
            Name
          </th>
          <th scope="col" className="py-1 font-semibold">
            {head}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, jobRole, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may have the same name.
          <tr key={index} className="border-b border-line break-inside-avoid">
            <th
              scope="row"
              className="py-1 pr-4 align-top font-semibold hyphens-auto wrap-anywhere"
            >
              {name}
              {jobRole && (
                <span className="block text-small font-normal text-ink-soft">{jobRole}</span>
              )}
            </th>
            <td className="py-1 align-top wrap-anywhere">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
