import type { CalendarDay } from "#app/core/calendar.ts";
import { db } from "#db/client.server.ts";
import { endOfDay } from "./board-at.ts";
import type { PublishedCertification } from "./certification-definitions.ts";
import { listCertificationsAt } from "./clearances.ts";

/** The certifications that could be earned as a past day ended in a time zone, by title. */
export async function listCertificationsOn(
  day: CalendarDay,
  timeZone: string,
): Promise<PublishedCertification[]> {
  const q = await db();
  const certifications = await listCertificationsAt(q, endOfDay(day, timeZone));
  return certifications
    .map(({ id, definition }) => ({ id, title: definition.title, definition }))
    .sort((one, other) => Number(one.title > other.title) - Number(one.title < other.title));
}
