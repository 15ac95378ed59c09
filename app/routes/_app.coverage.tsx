import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CoveragePage } from "#app/components/coverage/coverage-page.tsx";
import { findCoverage } from "#app/coverage.server.ts";
import { requireRole } from "#app/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Coverage · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  return findCoverage(manager, new Date());
}

export default function CoverageRoute() {
  return <CoveragePage {...useLoaderData<typeof loader>()} />;
}
