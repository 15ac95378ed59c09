import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  type AskedOutside,
  findAskedOutside,
  listOutsideRecords,
  type RecordedOutside,
} from "#db/queries/outside-records.ts";
import { findStaffMember, type StaffMember } from "#db/queries/staff.ts";
import { dayAt, formatDay, formatInstant } from "./core/calendar.ts";
import { readId } from "./core/form.ts";
import { requireUser } from "./session.server.ts";
import { standingOf } from "./sign-offs.server.ts";

/** Who records what of whom; anybody else's, or what no certification asks for, is not found. */
export async function requireOutsideSubject({
  request,
  params,
}: LoaderFunctionArgs | ActionFunctionArgs) {
  const asker = await requireUser(request);
  const member = await findStaffMember(asker, readId(params.personId) ?? 0);
  const asked = await findAskedOutside(params.outsideId ?? "");
  if (!member || !asked) throw new Response(null, { status: 404 });
  return { asker, member, asked };
}

/** One record, ready to read. */
export function describeOutsideRecord(
  { timeZone }: StaffMember,
  record: RecordedOutside,
  now: Date,
) {
  const { id, validUntil, documentNumber, recordedAt, recorderName } = record;
  const { withdrawnAt, withdrawnReason, withdrawerName } = record;
  return {
    id,
    title: `Valid until ${formatDay(validUntil)}`,
    ...standingOf(record, dayAt(now, timeZone)),
    documentNumber: documentNumber ?? undefined,
    recorded: `${formatInstant(recordedAt, timeZone)}, by ${recorderName}`,
    withdrawal: withdrawnAt
      ? `${formatInstant(withdrawnAt, timeZone)}, by ${withdrawerName ?? ""}: ${withdrawnReason ?? ""}`
      : undefined,
  };
}

/** The page of an outside requirement, ready to read. */
export async function describeOutsidePage(
  { asker, member, asked }: { asker: { id: number }; member: StaffMember; asked: AskedOutside },
  now: Date,
) {
  const { outside, certificationTitles } = asked;
  const records = await listOutsideRecords(member, outside.id);
  return {
    ...{ personId: member.id, name: member.name, outsideId: outside.id, title: outside.title },
    hint: outside.hint,
    documentNumber: outside.documentNumber,
    certificationTitles,
    seen: records[0]?.id ?? 0,
    isOwn: member.id === asker.id,
    records: records.map((record) => describeOutsideRecord(member, record, now)),
  };
}
