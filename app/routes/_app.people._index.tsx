import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PeopleFilterForm } from "#app/components/accounts/people-filter-form.tsx";
import { PersonStateBadge } from "#app/components/accounts/person-state-badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, DataTable, HeadCell, RowHead } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { readId } from "#app/core/form.ts";
import { ROLE_LABELS } from "#app/core/roles.ts";
import { requireRole } from "#app/session.server.ts";
import { listSitesOf } from "#db/queries/organisation.ts";
import { listPeople, PERSON_STATES } from "#db/queries/people.ts";

export const meta: MetaFunction = () => [{ title: "People · Needlepoint" }];

const PAGE_SIZE = 50;
const LONGEST_SEARCH = 100;

export async function loader({ request }: LoaderFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const { searchParams } = new URL(request.url);
  const filter = {
    search: searchParams.get("q")?.trim().slice(0, LONGEST_SEARCH) ?? "",
    siteId: readId(searchParams.get("site") ?? undefined),
    state: PERSON_STATES.find((state) => state === searchParams.get("state")),
  };
  const page = readId(searchParams.get("page") ?? undefined) ?? 1;
  const [{ people, total }, sites] = await Promise.all([
    listPeople(asker, filter, page, PAGE_SIZE),
    listSitesOf(asker),
  ]);
  return {
    people: people.map(({ roles, ...person }) => ({
      ...person,
      roles: roles.map((role) => ROLE_LABELS[role]),
    })),
    total,
    sites: sites.map(({ id, name }) => ({ id, name })),
    filter,
    page,
    pageCount: Math.ceil(total / PAGE_SIZE),
    isAdmin: asker.roles.includes("admin"),
  };
}

export default function People() {
  const { people, total, sites, filter, page, pageCount, isAdmin } = useLoaderData<typeof loader>();
  const isFiltered = filter.search !== "" || filter.siteId !== undefined || filter.state;
  return (
    <>
      <PageHeading
        title="People"
        lead={`${total.toLocaleString("en-GB")} ${total === 1 ? "person" : "people"}${isFiltered ? " found" : ""}`}
        actions={<ButtonLink href="/people/invite">Invite somebody</ButtonLink>}
      />
      <div className="grid gap-6">
        <PeopleFilterForm filter={filter} sites={sites} />
        {people.length === 0 ? (
          <EmptyState title={isFiltered ? "Nobody found" : "Nobody here yet"}>
            {isFiltered
              ? "Try part of a name, another site, or any state."
              : "Invite the first person. They choose their own password."}
          </EmptyState>
        ) : (
          <DataTable
            label="People"
            head={
              <>
                <HeadCell>Name</HeadCell>
                <HeadCell>State</HeadCell>
                <HeadCell>Sites</HeadCell>
                <HeadCell>Roles</HeadCell>
                <HeadCell>E-mail address</HeadCell>
              </>
            }
          >
            {people.map((person) => (
              <tr key={person.id}>
                <RowHead>
                  <a href={`/people/${person.id}`} className="link inline-block py-0.5">
                    {person.name}
                  </a>
                  {isAdmin && (
                    <a
                      href={`/admin/people/${person.id}`}
                      className="link block py-1 text-small font-normal"
                      aria-label={`Roles and sites of ${person.name}`}
                    >
                      Roles and sites
                    </a>
                  )}
                </RowHead>
                <Cell>
                  <PersonStateBadge state={person.state} />
                </Cell>
                <Cell>{person.sites.join(", ")}</Cell>
                <Cell>{person.roles.join(", ")}</Cell>
                <Cell>{person.email}</Cell>
              </tr>
            ))}
          </DataTable>
        )}
        <Pagination
          page={page}
          pageCount={pageCount}
          hrefFor={(to) => hrefOf({ ...filter, page: to })}
        />
      </div>
    </>
  );
}

type PageOfPeople = { search: string; siteId?: number; state?: string; page: number };

function hrefOf({ search, siteId, state, page }: PageOfPeople): string {
  const params = new URLSearchParams();
  if (search) params.set("q", search);
  if (siteId !== undefined) params.set("site", String(siteId));
  if (state) params.set("state", state);
  params.set("page", String(page));
  return `/people?${params}`;
}
