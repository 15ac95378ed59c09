import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { listCertificates } from "#db/queries/certificates.ts";
import { listEveryCertification } from "#db/queries/certification-definitions.ts";
import type { SignedInPerson } from "#db/queries/sessions.ts";
import {
  type AskedSignOff,
  findAskedSignOff,
  listConfirmations,
  listSignOffs,
  type SignOff,
} from "#db/queries/sign-offs.ts";
import { findStaffMember, type StaffMember } from "#db/queries/staff.ts";
import { dayAt, formatDay, formatInstant, formatMoment } from "./core/calendar.ts";
import { readId } from "./core/form.ts";
import { attestation, signOffValidUntil } from "./core/sign-off.ts";
import { requireUser } from "./session.server.ts";

/** Who watches whom do what; anybody else's, or what no certification asks for, is not found. */
export async function requireSignOffSubject({
  request,
  params,
}: LoaderFunctionArgs | ActionFunctionArgs) {
  const observer = await requireUser(request);
  const member = await findStaffMember(observer, readId(params.personId) ?? 0);
  const asked = await findAskedSignOff(params.certificationId ?? "", params.practicalId ?? "");
  if (!member || !asked) throw new Response(null, { status: 404 });
  return { observer, member, asked };
}

/** The steps that are confirmed by now, by id: by whom and when, as whoever looks reads it. */
export async function describeConfirmed(
  member: StaffMember,
  asked: AskedSignOff,
  observer: SignedInPerson,
  now: Date,
): Promise<Record<string, string>> {
  const confirmations = await listConfirmations(member, asked);
  return Object.fromEntries(
    confirmations.map(({ stepId, observerId, observerName, confirmedAt }) => {
      const by = observerId === observer.id ? "you" : observerName;
      return [stepId, `Confirmed by ${by}, ${formatMoment(confirmedAt, member.timeZone, now)}`];
    }),
  );
}

/** The page of a practical sign-off, ready to read. */
export async function describeSignOffPage(
  { observer, member, asked }: Awaited<ReturnType<typeof requireSignOffSubject>>,
  now: Date,
) {
  const { practical, certificationId, certificationTitle } = asked;
  const today = dayAt(now, member.timeZone);
  const signOffs = await listSignOffs(member, asked);
  const until = signOffValidUntil(practical, today);
  return {
    ...{ personId: member.id, name: member.name, certificationId, certificationTitle },
    practicalId: practical.id,
    title: practical.title,
    steps: practical.steps,
    confirmed: await describeConfirmed(member, asked, observer, now),
    seen: signOffs[0]?.id ?? 0,
    attestation: attestation(observer.name, member.name),
    validity: until
      ? `Signed off today, it counts until ${formatDay(until)}.`
      : "Once signed off, it does not lapse.",
    isOwn: member.id === observer.id,
    signOffs: signOffs.map(({ id, signedOn, validUntil, withdrawnAt, document }) => ({
      id,
      title: `${formatDay(signedOn)}, by ${document.observerName}`,
      ...standingOf({ validUntil, withdrawnAt }, today),
    })),
  };
}

/** What a record is worth on `today`: in force, lapsed or withdrawn. */
export function standingOf(
  { validUntil, withdrawnAt }: { validUntil: string | null; withdrawnAt: Date | null },
  today: string,
): { tone: "good" | "bad"; standing: string } {
  if (withdrawnAt) return { tone: "bad", standing: "Withdrawn" };
  if (validUntil === null) return { tone: "good", standing: "Counts, does not lapse" };
  if (validUntil < today) return { tone: "bad", standing: `Lapsed ${formatDay(validUntil)}` };
  return { tone: "good", standing: `Counts until ${formatDay(validUntil)}` };
}

/** A sign-off as it was made, ready to read. */
export async function describeMadeSignOff(
  { id: personId, name, timeZone }: StaffMember,
  signOff: SignOff,
  now: Date,
) {
  const { id, certificationId, document, signedAt, withdrawnAt, withdrawnReason } = signOff;
  const titles = new Map((await listEveryCertification()).map((each) => [each.id, each.title]));
  const issued = await listCertificates(personId);
  return {
    ...{ id, personId, name, title: document.title },
    certificationTitle: titles.get(certificationId) ?? certificationId,
    ...standingOf(signOff, dayAt(now, timeZone)),
    signed: `${formatInstant(signedAt, timeZone)}, by ${document.observerName}`,
    attestation: `“${document.attestation}”`,
    steps: document.steps.map(({ id: stepId, text, observerName, confirmedAt }) => ({
      id: stepId,
      text,
      note: `Confirmed by ${observerName}, ${formatInstant(new Date(confirmedAt), timeZone)}`,
    })),
    withdrawal: withdrawnAt
      ? `${formatInstant(withdrawnAt, timeZone)}: ${withdrawnReason ?? ""}`
      : undefined,
    certificates: issued
      .filter(({ signOffId }) => signOffId === id)
      .map((each) => ({ code: each.code, title: each.document.certificationTitle })),
  };
}
