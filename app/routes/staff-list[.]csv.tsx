import type { LoaderFunctionArgs } from "@remix-run/node";
import { dayAt } from "#app/core/calendar.ts";
import { staffColumnsFor } from "#app/core/staff-list.ts";
import { requireRole } from "#app/session.server.ts";
import { writeStaffFile } from "#app/staff-list.server.ts";
import { recordStaffExport } from "#db/queries/staff-imports.ts";
import { findStaffBook } from "#db/queries/staff-list.ts";

/** The staff list as a spreadsheet: everybody whom the asker may see. */
export async function loader({ request }: LoaderFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const now = new Date();
  const book = await findStaffBook(asker);
  await recordStaffExport(asker, book.people.length, now);
  const day = dayAt(now, asker.homeSite.timeZone);
  return new Response(writeStaffFile(book, staffColumnsFor(asker)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="needlepoint-staff-${day}.csv"`,
    },
  });
}
