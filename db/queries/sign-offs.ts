import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { dayAt } from "#app/core/calendar.ts";
import { type PracticalPart, requiresOf } from "#app/core/certification-file.ts";
import { withdrawnPartNotification } from "#app/core/notification-words.ts";
import {
  attestation,
  type SignOffForm,
  type StepConfirmation,
  signOffValidUntil,
  stepChanges,
  stepsMissing,
} from "#app/core/sign-off.ts";
import { db, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { issueDueCertificates } from "./certificates.ts";
import { findCertificationDefinition } from "./certification-definitions.ts";
import { refreshClearances } from "./clearances.ts";
import { saveNotifications } from "./notifications.ts";
import { lockAccount } from "./people.ts";
import { saveCertifiedNotifications } from "./result-notifications.ts";
import type { SignedInPerson } from "./sessions.ts";
import type { StaffMember } from "./staff.ts";

const { people, practicalSignOffs, stepConfirmations } = tables;

/** Who watches: never the person whose sign-off it is. */
export type Observer = Pick<SignedInPerson, "id" | "name">;

/** A practical sign-off that a certification in use asks for. */
export type AskedSignOff = {
  certificationId: string;
  certificationTitle: string;
  practical: PracticalPart;
};

/** The practical sign-off under this id of a certification in use. */
export async function findAskedSignOff(
  certificationId: string,
  practicalId: string,
): Promise<AskedSignOff | undefined> {
  const certification = await findCertificationDefinition(certificationId);
  const practical =
    certification &&
    requiresOf(certification.definition).practical.find(({ id }) => id === practicalId);
  if (!practical) return undefined;
  return { certificationId, certificationTitle: certification.title, practical };
}

/** The steps of a sign-off that are confirmed, and in no sign-off yet. */
export async function listConfirmations(
  { id: personId }: Pick<StaffMember, "id">,
  asked: AskedSignOff,
): Promise<StepConfirmation[]> {
  return confirmationsOf(await db(), personId, asked);
}

function isOpen(personId: number, { certificationId, practical }: AskedSignOff) {
  return and(
    eq(stepConfirmations.personId, personId),
    eq(stepConfirmations.certificationId, certificationId),
    eq(stepConfirmations.practicalId, practical.id),
    isNull(stepConfirmations.signOffId),
    isNull(stepConfirmations.takenBackAt),
  );
}

async function confirmationsOf(
  q: Queryable,
  personId: number,
  asked: AskedSignOff,
): Promise<StepConfirmation[]> {
  return q
    .select({
      stepId: stepConfirmations.stepId,
      observerId: stepConfirmations.observerId,
      observerName: people.name,
      confirmedAt: stepConfirmations.confirmedAt,
    })
    .from(stepConfirmations)
    .innerJoin(people, eq(people.id, stepConfirmations.observerId))
    .where(isOpen(personId, asked))
    .orderBy(asc(stepConfirmations.id));
}

/** How many steps are confirmed and wait for the others: by certification and practical sign-off. */
export async function countConfirmations(
  personId: number,
): Promise<Map<string, Map<string, number>>> {
  const q = await db();
  const rows = await q
    .select({
      certificationId: stepConfirmations.certificationId,
      practicalId: stepConfirmations.practicalId,
    })
    .from(stepConfirmations)
    .where(
      and(
        eq(stepConfirmations.personId, personId),
        isNull(stepConfirmations.signOffId),
        isNull(stepConfirmations.takenBackAt),
      ),
    );
  const counts = new Map<string, Map<string, number>>();
  for (const { certificationId, practicalId } of rows) {
    const own = counts.get(certificationId) ?? new Map<string, number>();
    own.set(practicalId, (own.get(practicalId) ?? 0) + 1);
    counts.set(certificationId, own);
  }
  return counts;
}

/** A sign-off as it was made, withdrawn or not. */
export type SignOff = typeof practicalSignOffs.$inferSelect;

/** Every sign-off that a person was ever given for a part, newest first, withdrawn ones included. */
export async function listSignOffs(
  { id: personId }: Pick<StaffMember, "id">,
  { certificationId, practical }: AskedSignOff,
): Promise<SignOff[]> {
  const q = await db();
  return q
    .select()
    .from(practicalSignOffs)
    .where(
      and(
        eq(practicalSignOffs.personId, personId),
        eq(practicalSignOffs.certificationId, certificationId),
        eq(practicalSignOffs.practicalId, practical.id),
      ),
    )
    .orderBy(desc(practicalSignOffs.id));
}

/** One sign-off of this person; anybody else's is not found. */
export async function findSignOff(
  { id: personId }: Pick<StaffMember, "id">,
  signOffId: number,
): Promise<SignOff | undefined> {
  const q = await db();
  const [signOff] = await q
    .select()
    .from(practicalSignOffs)
    .where(and(eq(practicalSignOffs.id, signOffId), eq(practicalSignOffs.personId, personId)));
  return signOff;
}

/** What came of a page of a sign-off. */
export type SignOffOutcome =
  | { state: "saved" }
  | { state: "signed"; signOffId: number }
  /** Nobody signs off their own work. */
  | { state: "own" }
  /** Somebody has signed it off since the page was made; nothing was changed. */
  | { state: "signed-meanwhile"; signOffId: number | undefined }
  | { state: "steps-missing"; count: number; firstId: string }
  | { state: "not-attested" };

/**
 * Keeps what an observer has ticked and unticked, and makes the sign-off where they say so and all
 * is there; where it is the last missing part, the certificate is issued with it. Two clicks, or
 * two observers at once, make one sign-off: whoever comes second has not seen the first.
 */
export async function saveSignOff(
  member: Pick<StaffMember, "id" | "name" | "timeZone">,
  asked: AskedSignOff,
  observer: Observer,
  form: SignOffForm,
  now: Date,
): Promise<SignOffOutcome> {
  if (member.id === observer.id) return { state: "own" };
  return transaction(async (q) => {
    await lockAccount(q, member.id);
    const [newest] = await listSignOffs(member, asked);
    if ((newest?.id ?? 0) !== form.seen) {
      return { state: "signed-meanwhile", signOffId: newest?.id };
    }
    await saveSteps(q, member, asked, observer, form, now);
    if (form.go === "save") return { state: "saved" };
    const confirmations = await confirmationsOf(q, member.id, asked);
    const missing = stepsMissing(asked.practical, confirmations);
    const [first] = missing;
    if (first) return { state: "steps-missing", count: missing.length, firstId: first.id };
    if (!form.attest) return { state: "not-attested" };
    const signOffId = await makeSignOff(q, member, asked, observer, confirmations, now);
    return { state: "signed", signOffId };
  });
}

async function saveSteps(
  q: Queryable,
  { id: personId }: Pick<StaffMember, "id">,
  asked: AskedSignOff,
  { id: observerId }: Observer,
  form: SignOffForm,
  now: Date,
): Promise<void> {
  const { certificationId, practical } = asked;
  const changes = stepChanges(form, practical);
  const textsOf = (ids: readonly string[]) =>
    practical.steps.filter(({ id }) => ids.includes(id)).map(({ text }) => text);
  const audited = { at: now, actorId: observerId, subjectId: personId };
  const part = { certificationId, practical: practical.title };
  if (changes.takeBack.length > 0) {
    const taken = await q
      .update(stepConfirmations)
      .set({ takenBackAt: now })
      .where(and(isOpen(personId, asked), inArray(stepConfirmations.stepId, changes.takeBack)))
      .returning({ stepId: stepConfirmations.stepId });
    const steps = textsOf(taken.map(({ stepId }) => stepId)).join(" ");
    const action = "sign-off.steps-taken-back";
    if (steps) await recordAudit(q, { ...audited, action, detail: { ...part, steps } });
  }
  const known = (await confirmationsOf(q, personId, asked)).map(({ stepId }) => stepId);
  const confirmed = changes.confirm.filter((stepId) => !known.includes(stepId));
  if (confirmed.length === 0) return;
  await q.insert(stepConfirmations).values(
    confirmed.map((stepId) => ({
      personId,
      certificationId,
      practicalId: practical.id,
      stepId,
      observerId,
      confirmedAt: now,
    })),
  );
  const steps = textsOf(confirmed).join(" ");
  const action = "sign-off.steps-confirmed";
  await recordAudit(q, { ...audited, action, detail: { ...part, steps } });
}

/** All steps are confirmed and the person is locked. */
async function makeSignOff(
  q: Queryable,
  { id: personId, name, timeZone }: Pick<StaffMember, "id" | "name" | "timeZone">,
  asked: AskedSignOff,
  observer: Observer,
  confirmations: readonly StepConfirmation[],
  now: Date,
): Promise<number> {
  const { certificationId, practical } = asked;
  const signedOn = dayAt(now, timeZone);
  const validUntil = signOffValidUntil(practical, signedOn);
  const [signOff] = await q
    .insert(practicalSignOffs)
    .values({
      personId,
      certificationId,
      practicalId: practical.id,
      observerId: observer.id,
      signedAt: now,
      signedOn,
      validUntil,
      document: {
        title: practical.title,
        attestation: attestation(observer.name, name),
        observerName: observer.name,
        steps: practical.steps.flatMap(({ id, text }) =>
          confirmations
            .filter(({ stepId }) => stepId === id)
            .map(({ observerName, confirmedAt }) => {
              return { id, text, observerName, confirmedAt: confirmedAt.toISOString() };
            }),
        ),
      },
    })
    .returning({ id: practicalSignOffs.id });
  if (!signOff) throw new Error("The database kept no sign-off");
  const { id: signOffId } = signOff;
  await q.update(stepConfirmations).set({ signOffId }).where(isOpen(personId, asked));
  await recordAudit(q, {
    at: now,
    actorId: observer.id,
    action: "sign-off.made",
    subjectId: personId,
    detail: {
      certificationId,
      practical: practical.title,
      signOffId,
      validUntil: validUntil ?? null,
    },
  });
  await refreshClearances(q, [personId]);
  const issued = await issueDueCertificates(q, {
    personId,
    part: { signOffId, certificationId },
    at: now,
    today: signedOn,
    actorId: observer.id,
  });
  const { title } = practical;
  await saveCertifiedNotifications(q, issued, { kind: "sign-off", title }, now);
  return signOffId;
}

/**
 * Withdraws a sign-off: it no longer counts. What was issued on it stays as it is, and says nothing
 * of today. Withdrawing it again changes nothing.
 * @returns "own" for one's own, which others have to judge; "missing" when there is none
 */
export async function withdrawSignOff(
  { id: personId }: Pick<StaffMember, "id">,
  signOffId: number,
  { actorId, reason }: { actorId: number; reason: string },
  now: Date,
): Promise<"withdrawn" | "own" | "missing"> {
  if (personId === actorId) return "own";
  return transaction(async (q) => {
    await lockAccount(q, personId);
    const signOff = await findSignOff({ id: personId }, signOffId);
    if (!signOff) return "missing";
    if (signOff.withdrawnAt) return "withdrawn";
    await q
      .update(practicalSignOffs)
      .set({ withdrawnById: actorId, withdrawnAt: now, withdrawnReason: reason })
      .where(eq(practicalSignOffs.id, signOffId));
    const { certificationId, document, signedOn } = signOff;
    await recordAudit(q, {
      at: now,
      actorId,
      action: "sign-off.withdrawn",
      subjectId: personId,
      detail: { certificationId, practical: document.title, signOffId, reason },
    });
    const part = { kind: "sign-off" as const, id: signOffId, title: document.title, signedOn };
    const told = withdrawnPartNotification({ ...part, reason });
    await saveNotifications(q, [{ ...told, personId }], now);
    await refreshClearances(q, [personId]);
    return "withdrawn";
  });
}
