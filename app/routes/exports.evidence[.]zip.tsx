import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { addDays, dayAt, startOfDay } from "#app/core/calendar.ts";
import { readExportRequest } from "#app/core/export-filter.ts";
import { download } from "#app/download.server.ts";
import { evidencePack } from "#app/evidence.server.ts";
import { requireRole } from "#app/session.server.ts";
import { verifyAddress } from "#app/verify.server.ts";
import { recordDownload } from "#db/queries/attempt-export.ts";
import { findOrganisation, listSitesOf } from "#db/queries/organisation.ts";

/** Proof of a period, of everybody whom the asker answers for. */
export async function loader({ request }: LoaderFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const { search, searchParams } = new URL(request.url);
  const [sites, organisation] = await Promise.all([listSitesOf(asker), findOrganisation()]);
  const siteIds = sites.map(({ id }) => id);
  const asked = readExportRequest(searchParams, { siteIds, quizIds: [] });
  // The page of the form says what is wrong.
  if ("problems" in asked) return redirect(`/exports${search}`);
  const { from, to, siteId } = asked.filter;
  const { timeZone } = asker.homeSite;
  const now = new Date();
  await recordDownload(asker, "evidence.exported", { from, to, siteId }, now);
  const pack = evidencePack({
    asker,
    scope: {
      ...{ from, to, siteId },
      since: from === undefined ? undefined : startOfDay(from, timeZone),
      before: to === undefined ? undefined : startOfDay(addDays(to, 1), timeZone),
    },
    about: {
      ...{ from, to },
      siteName: sites.find(({ id }) => id === siteId)?.name,
      madeAt: now.toISOString(),
      madeBy: asker.name,
      organisationName: organisation?.name ?? "",
    },
    verifyUrlOf: (code) => verifyAddress(request, code),
  });
  const fileName = `needlepoint-evidence-${dayAt(now, timeZone)}.zip`;
  return download(pack, { fileName, type: "application/zip" });
}
