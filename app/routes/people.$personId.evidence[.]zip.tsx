import type { LoaderFunctionArgs } from "@remix-run/node";
import { dayAt } from "#app/core/calendar.ts";
import { readId } from "#app/core/form.ts";
import { download } from "#app/download.server.ts";
import { evidencePack } from "#app/evidence.server.ts";
import { requireRole } from "#app/session.server.ts";
import { verifyAddress } from "#app/verify.server.ts";
import { recordDownload } from "#db/queries/attempt-export.ts";
import { findOrganisation } from "#db/queries/organisation.ts";
import { findColleague } from "#db/queries/people.ts";

/** Proof of all that is known of one person. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const person = await findColleague(asker, readId(params.personId) ?? 0);
  if (!person) throw new Response(null, { status: 404 });
  const now = new Date();
  const { id: personId, name: personName } = person;
  await recordDownload(asker, "evidence.exported", { personId }, now);
  const pack = evidencePack({
    asker,
    scope: { personId },
    about: {
      personName,
      madeAt: now.toISOString(),
      madeBy: asker.name,
      organisationName: (await findOrganisation())?.name ?? "",
    },
    verifyUrlOf: (code) => verifyAddress(request, code),
  });
  const day = dayAt(now, asker.homeSite.timeZone);
  const fileName = `needlepoint-evidence-person-${personId}-${day}.zip`;
  return download(pack, { fileName, type: "application/zip" });
}
