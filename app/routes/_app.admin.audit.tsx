import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { checkAuditLogNow, lastAuditCheck } from "#app/audit-check.server.ts";
import { AuditChainCard } from "#app/components/audit-chain-card.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, DataTable, HeadCell, RowHead } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { chainInWords, isWhole, readNotedHash } from "#app/core/audit-chain.ts";
import { auditDetailText, auditWords } from "#app/core/audit-words.ts";
import { formatInstant } from "#app/core/calendar.ts";
import { readId } from "#app/core/form.ts";
import { requireRole } from "#app/session.server.ts";
import { listAuditEntries } from "#db/queries/audit.ts";
import { findAuditHead } from "#db/queries/audit-check.ts";
import { findColleague } from "#db/queries/people.ts";

export const meta: MetaFunction = () => [{ title: "Audit log · Needlepoint" }];

const PAGE_SIZE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const admin = await requireRole(request, "admin");
  const { searchParams } = new URL(request.url);
  const personId = readId(searchParams.get("person") ?? undefined);
  const page = readId(searchParams.get("page") ?? undefined) ?? 1;
  const chain = personId === undefined && page === 1 ? await chainOf(searchParams) : undefined;
  const [{ entries, total }, person] = await Promise.all([
    listAuditEntries(personId, page, PAGE_SIZE),
    personId === undefined ? undefined : findColleague(admin, personId),
  ]);
  const { timeZone } = admin.homeSite;
  return {
    entries: entries.map(({ id, at, action, detail, actor, subject }) => ({
      id,
      at: formatInstant(at, timeZone),
      what: auditWords(action),
      detail: auditDetailText(detail, timeZone),
      actor: actor ?? undefined,
      subject: subject ?? undefined,
    })),
    person: person && { id: person.id, name: person.name },
    chain: chain && {
      ...chain,
      check: chain.check && {
        at: formatInstant(chain.check.endedAt, timeZone),
        isWhole: isWhole(chain.check.state),
        words: chainInWords(chain.check.state),
      },
    },
    timeZone,
    page,
    pageCount: Math.ceil(total / PAGE_SIZE),
  };
}

/** Whether the log is whole: as it is found now if that is asked for, or as it was found last. */
async function chainOf(search: URLSearchParams) {
  const noted = search.get("head")?.trim() || undefined;
  const notedHash = noted && readNotedHash(noted);
  const problem = noted && !notedHash ? "A hash has 64 digits and letters from a to f." : undefined;
  const isAsked = search.has("check") && !problem;
  const check = isAsked ? await checkAuditLogNow(notedHash) : lastAuditCheck();
  return { head: await findAuditHead(), check, noted, problem };
}

export default function Audit() {
  const { entries, person, chain, timeZone, page, pageCount } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title={person ? `Audit log of ${person.name}` : "Audit log"}
        lead={`Who did what to whom, newest first. Times are those of ${timeZone}. Nothing here can be changed or removed.`}
        actions={
          person && (
            <ButtonLink href="/admin/audit" variant="secondary">
              Everybody
            </ButtonLink>
          )
        }
      />
      {chain && (
        <div className="mb-8">
          <AuditChainCard {...chain} />
        </div>
      )}
      {entries.length === 0 ? (
        <EmptyState title="Nothing here">Nothing has been recorded so far.</EmptyState>
      ) : (
        <div className="grid gap-6">
          <DataTable
            label="Audit log"
            head={
              <>
                <HeadCell>When</HeadCell>
                <HeadCell>Who</HeadCell>
                <HeadCell>What</HeadCell>
                <HeadCell>Whom</HeadCell>
                <HeadCell>Details</HeadCell>
              </>
            }
          >
            {entries.map(({ id, at, what, detail, actor, subject }) => (
              <tr key={id}>
                <RowHead>{at}</RowHead>
                <Cell>{actor ? <PersonFilter {...actor} /> : "Needlepoint itself"}</Cell>
                <Cell>{what}</Cell>
                <Cell>{subject ? <PersonFilter {...subject} /> : "–"}</Cell>
                <Cell>{detail}</Cell>
              </tr>
            ))}
          </DataTable>
          <Pagination
            page={page}
            pageCount={pageCount}
            hrefFor={(to) => `/admin/audit?${person ? `person=${person.id}&` : ""}page=${to}`}
          />
        </div>
      )}
    </>
  );
}

/** A name that leads to all that this person did, and all that was done to them. */
function PersonFilter({ id, name }: { id: number; name: string }) {
  return (
    <a href={`/admin/audit?person=${id}`} className="link inline-block py-0.5">
      {name}
    </a>
  );
}
