import { workOnBulkJobs } from "#app/bulk-work.server.ts";
import { addDays } from "#app/core/calendar.ts";
import { hashToken, newToken } from "#app/token.server.ts";
import { saveBulkJob } from "#db/queries/bulk-jobs.ts";
import { saveCalendarFeed } from "#db/queries/calendar-feeds.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { saveException } from "#db/queries/exceptions.ts";
import { listNotifications } from "#db/queries/notifications.ts";
import { listOutsideRecords } from "#db/queries/outside-records.ts";
import { countDecisions } from "#db/queries/person-decisions.ts";
import { findStaffMember } from "#db/queries/staff.ts";
import { saveStaffImport } from "#db/queries/staff-imports.ts";
import {
  aCertification,
  aLicence,
  aManager,
  anAttempt,
  anExtraTime,
  aQuiz,
  aRequirement,
  aSignOff,
  aSite,
  aTrainee,
  LICENCE,
  TRAY,
} from "./factories.ts";

export const EMAIL = "zenobia@elsewhere.test";
export const REASON = "Kept at the far site.";
/** What nobody but those who answer for the far site may read. */
export const SECRETS = ["Vasquez", EMAIL, "Faraway", "Farida", REASON];

const TODAY = new Date().toISOString().slice(0, 10);
const A_YEAR_AGO = new Date(Date.now() - 365 * 86_400_000);

/** Somebody of the far site with everything that can be kept about a person; two managers. */
export async function twoSites() {
  const [nearSite, farSite] = [await aSite({ name: "Harbour" }), await aSite({ name: "Faraway" })];
  const near = await aManager({ name: "Nora", sites: [nearSite], joinedAt: A_YEAR_AGO });
  const far = await aManager({ name: "Farida", sites: [farSite], joinedAt: A_YEAR_AGO });
  const shared = await aTrainee({
    ...{ name: "Anna Near", site: nearSite, alsoAt: [farSite], joinedAt: A_YEAR_AGO },
  });
  const zenobia = await aTrainee({
    ...{ name: "Zenobia Vasquez", email: EMAIL, site: farSite, joinedAt: A_YEAR_AGO },
    password: "a long pass phrase",
  });
  const at = A_YEAR_AGO;
  const [passed, begun] = [
    await aQuiz({ publishedAt: at }),
    await aQuiz({ publishedAt: at, timeLimitMinutes: 30, attempts: { limit: 3, waitHours: 0 } }),
  ];
  const parts = { practical: [TRAY], outside: [LICENCE] };
  await aCertification({ id: "operator", title: "Operator", quizzes: [passed] });
  const { id: certificationId } = await aCertification({ quizzes: [passed], parts });
  const { id: laser } = await aCertification({ id: "laser", title: "Laser", quizzes: [begun] });
  const pass = { answered: "all correctly", submitted: true } as const;
  const soonLapsing = { at: new Date(Date.now() - 350 * 86_400_000) };
  const submitted = await anAttempt(zenobia, passed, { ...pass, ...soonLapsing });
  await anAttempt(zenobia, begun, { answered: "all wrong", submitted: true });
  await anAttempt(zenobia, begun);
  const [certificate] = await listCertificates(zenobia.id);
  const signOffId = await aSignOff(zenobia, certificationId, far);
  await aLicence(zenobia, far, { validUntil: "2049-12-31" });
  const [record] = await listOutsideRecords(zenobia, LICENCE.id);
  const { id: extraTimeId } = await anExtraTime(zenobia, far);
  const requirementId = await aRequirement(far, { certificationId, site: farSite });
  const asker = { id: far.id, roles: ["manager" as const], managedSiteIds: [farSite.id] };
  const member = await findStaffMember(asker, zenobia.id);
  if (!member) throw new Error("Zenobia is nobody's staff");
  const extension = { certificationId, untilOn: addDays(TODAY, 90), reason: REASON };
  await saveException(asker, member, { kind: "extension", ...extension }, new Date());
  const order = { kind: "remind" as const, certificationId };
  const jobId = await saveBulkJob(asker, { order, personIds: [zenobia.id], token: "" }, new Date());
  await workOnBulkJobs(jobId);
  const file = `Name,E-mail,Sites,Active\nSomebody,${EMAIL},Faraway,no`;
  const [imports, feeds] = [new Map<number, number>(), new Map<number, string>()];
  for (const { id } of [near, far]) {
    const list = { fileName: "staff.csv", content: file };
    imports.set(id, await saveStaffImport({ ...asker, id }, list, new Date()));
    const token = newToken();
    await saveCalendarFeed(id, "staff", hashToken(token), new Date());
    feeds.set(id, token);
  }
  const [notification] = await listNotifications(zenobia.id, 1);
  return {
    ...{ near, far, shared, zenobia, farSite, begun, submitted, certificationId, laser, signOffId },
    ...{ extraTimeId, requirementId, jobId, imports, feeds, code: certificate?.code ?? "" },
    certificateId: certificate?.id ?? 0,
    recordId: record?.id ?? 0,
    decisions: await countDecisions(member),
    notificationId: notification?.id ?? 0,
  };
}
