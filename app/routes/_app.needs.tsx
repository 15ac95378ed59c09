import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NeedsPage } from "#app/components/board/needs-page.tsx";
import { findNeeds } from "#app/needs.server.ts";
import { requireRole } from "#app/session.server.ts";

export const meta: MetaFunction = () => [{ title: "What needs me · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  return findNeeds(manager, new Date());
}

export default function NeedsRoute() {
  return <NeedsPage {...useLoaderData<typeof loader>()} />;
}
