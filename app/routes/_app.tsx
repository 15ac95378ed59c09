import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { useEffect } from "react";
import { AppFrame } from "#app/components/app-frame.tsx";
import { forgetOthers } from "#app/kept-responses.ts";
import { findUser } from "#app/session.server.ts";
import { countUnread } from "#db/queries/notifications.ts";
import { findOrganisation } from "#db/queries/organisation.ts";
import { countOpenReports } from "#db/queries/problem-reports.ts";

/** The frame of every ordinary page. Each page inside checks for itself who may see it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const [person, organisation] = await Promise.all([findUser(request), findOrganisation()]);
  const answersReports = person?.roles.some((role) => role === "author" || role === "admin");
  return {
    unread: person && (await countUnread(person.id)),
    openReports: answersReports ? await countOpenReports() : undefined,
    person: person && { id: person.id, name: person.name, roles: person.roles },
    organisationName: organisation?.name ?? "Needlepoint",
  };
}

export default function AppLayout() {
  const frame = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const personId = frame.person?.id;
  useEffect(() => {
    // A shared tablet keeps nothing of the person before.
    if (personId !== undefined) forgetOthers(personId);
  }, [personId]);
  return (
    <AppFrame {...frame} current={pathname}>
      <Outlet />
    </AppFrame>
  );
}
