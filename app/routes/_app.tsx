import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { useEffect } from "react";
import { AppFrame } from "#app/components/app-frame.tsx";
import { forgetOthers } from "#app/kept-responses.ts";
import { findUser } from "#app/session.server.ts";
import { findOrganisation } from "#db/queries/organisation.ts";

/** The frame of every ordinary page. Each page inside checks for itself who may see it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const [person, organisation] = await Promise.all([findUser(request), findOrganisation()]);
  return {
    person: person && { id: person.id, name: person.name, roles: person.roles },
    organisationName: organisation?.name ?? "Needlepoint",
  };
}

export default function AppLayout() {
  const { person, organisationName } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const personId = person?.id;
  useEffect(() => {
    // A shared tablet keeps nothing of the person before.
    if (personId !== undefined) forgetOthers(personId);
  }, [personId]);
  return (
    <AppFrame person={person} current={pathname} organisationName={organisationName}>
      <Outlet />
    </AppFrame>
  );
}
