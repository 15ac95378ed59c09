import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { MOST_REPORTS_A_DAY } from "#app/core/problem-report.ts";
import { db, locked, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";

const { attempts, jobRoles, memberships, people, problemReports, quizVersions, sites } = tables;

const DAY_IN_MS = 86_400_000;

/** Something that is wrong with an item, as the person who noticed it says it. */
export type NewProblemReport = {
  personId: number;
  attemptId: number;
  quizId: string;
  versionId: number;
  itemId: string;
  /** Whether they were answering it, or reading its review. */
  context: "item" | "review";
  text: string;
};

/**
 * Sends a report to the authors. The same words on the same item of the same attempt are one
 * report, however often they come: two clicks, two tabs, a reload.
 * @returns "too-many" when the person has sent as many in 24 hours as one may
 */
export async function saveProblemReport(
  report: NewProblemReport,
  now: Date,
): Promise<"saved" | "too-many"> {
  const { personId, attemptId, quizId, itemId, text } = report;
  return transaction(async (q) => {
    await locked(q.select({ id: people.id }).from(people).where(eq(people.id, personId)));
    const [same] = await q
      .select({ id: problemReports.id })
      .from(problemReports)
      .where(
        and(
          eq(problemReports.personId, personId),
          eq(problemReports.attemptId, attemptId),
          eq(problemReports.itemId, itemId),
          eq(problemReports.text, text),
        ),
      );
    if (same) return "saved";
    const since = new Date(now.getTime() - DAY_IN_MS);
    const [sent] = await q
      .select({ reports: count() })
      .from(problemReports)
      .where(and(eq(problemReports.personId, personId), gt(problemReports.reportedAt, since)));
    if ((sent?.reports ?? 0) >= MOST_REPORTS_A_DAY) return "too-many";
    const [saved] = await q
      .insert(problemReports)
      .values({ ...report, reportedAt: now })
      .returning({ id: problemReports.id });
    // Without a subject: what somebody reports stays out of the history that managers read.
    await recordAudit(q, {
      at: now,
      actorId: personId,
      action: "problem.reported",
      detail: { reportId: saved?.id ?? null, quizId, itemId },
    });
    return "saved";
  });
}

/** A report as the person sees it who sent it. */
export type OwnReport = {
  id: number;
  attemptId: number;
  versionId: number;
  itemId: string;
  text: string;
  reportedAt: Date;
  /** True while the attempt can still be answered: until then an answer is kept back. */
  isAttemptOpen: boolean;
  isAnswered: boolean;
  answer?: { text: string; authorName: string; answeredAt: Date; isNew: boolean };
};

/**
 * What a person has reported, newest first. An answer may say what is right, so it comes only once
 * the attempt is submitted.
 * @param attemptId only in this attempt
 */
export async function listOwnReports(personId: number, attemptId?: number): Promise<OwnReport[]> {
  const q = await db();
  const rows = await q
    .select({
      id: problemReports.id,
      attemptId: problemReports.attemptId,
      versionId: problemReports.versionId,
      itemId: problemReports.itemId,
      text: problemReports.text,
      reportedAt: problemReports.reportedAt,
      answer: problemReports.answer,
      answeredAt: problemReports.answeredAt,
      answerSeenAt: problemReports.answerSeenAt,
      authorName: people.name,
      submittedAt: attempts.submittedAt,
    })
    .from(problemReports)
    .innerJoin(attempts, eq(attempts.id, problemReports.attemptId))
    .leftJoin(people, eq(people.id, problemReports.answeredById))
    .where(
      and(
        eq(problemReports.personId, personId),
        attemptId === undefined ? undefined : eq(problemReports.attemptId, attemptId),
      ),
    )
    .orderBy(desc(problemReports.id));
  return rows.map(
    ({ answer, answeredAt, answerSeenAt, authorName, submittedAt, ...report }): OwnReport => ({
      ...report,
      isAttemptOpen: submittedAt === null,
      isAnswered: answeredAt !== null,
      answer:
        submittedAt === null || answer === null || answeredAt === null
          ? undefined
          : {
              text: answer,
              answeredAt,
              authorName: authorName ?? "",
              isNew: answerSeenAt === null,
            },
    }),
  );
}

/** How many reports a person has sent, and how many answers to them they can read and have not. */
export async function countOwnReports(
  personId: number,
): Promise<{ sent: number; newAnswers: number }> {
  const q = await db();
  const [[sent], [unseen]] = await Promise.all([
    q
      .select({ reports: count() })
      .from(problemReports)
      .where(eq(problemReports.personId, personId)),
    q
      .select({ reports: count() })
      .from(problemReports)
      .innerJoin(attempts, eq(attempts.id, problemReports.attemptId))
      .where(
        and(
          eq(problemReports.personId, personId),
          isNotNull(problemReports.answeredAt),
          isNull(problemReports.answerSeenAt),
          isNotNull(attempts.submittedAt),
        ),
      ),
  ]);
  return { sent: sent?.reports ?? 0, newAnswers: unseen?.reports ?? 0 };
}

/** Remembers that these answers were on a page that the person opened. */
export async function markAnswersSeen(
  personId: number,
  reports: readonly Pick<OwnReport, "id" | "answer">[],
  now: Date,
): Promise<void> {
  const ids = reports.flatMap(({ id, answer }) => (answer?.isNew ? [id] : []));
  if (ids.length === 0) return;
  await transaction(async (q) => {
    await q
      .update(problemReports)
      .set({ answerSeenAt: now })
      .where(
        and(
          eq(problemReports.personId, personId),
          inArray(problemReports.id, ids),
          isNotNull(problemReports.answeredAt),
          isNull(problemReports.answerSeenAt),
        ),
      );
  });
}

/** How many reports wait for an answer. */
export async function countOpenReports(): Promise<number> {
  const q = await db();
  const [row] = await q
    .select({ reports: count() })
    .from(problemReports)
    .where(isNull(problemReports.answeredAt));
  return row?.reports ?? 0;
}

/** A report as it reaches the authors. */
export type ProblemReport = {
  id: number;
  /** Whose attempt it is. Authors learn where they work and as what, and not who they are. */
  personId: number;
  siteName: string;
  jobRole?: string;
  attemptId: number;
  quizId: string;
  versionId: number;
  hash: string;
  itemId: string;
  context: "item" | "review";
  text: string;
  reportedAt: Date;
  answer?: { text: string; authorName: string; answeredAt: Date };
};

/**
 * One page of the authors' inbox: what waits, longest first, or what is answered, newest first.
 * @param page counted from 1
 */
export async function listProblemReports(
  state: "open" | "answered",
  page: number,
  pageSize: number,
): Promise<{ total: number; reports: ProblemReport[] }> {
  const q = await db();
  const isOpen = state === "open";
  const where = isOpen ? isNull(problemReports.answeredAt) : isNotNull(problemReports.answeredAt);
  const order = isOpen
    ? [asc(problemReports.reportedAt), asc(problemReports.id)]
    : [desc(problemReports.answeredAt), desc(problemReports.id)];
  const [totals, reports] = await Promise.all([
    q.select({ total: count() }).from(problemReports).where(where),
    listWhere(where, order, pageSize, (page - 1) * pageSize),
  ]);
  return { total: totals[0]?.total ?? 0, reports };
}

/** One report, for an author or an admin. */
export async function findProblemReport(reportId: number): Promise<ProblemReport | undefined> {
  const [report] = await listWhere(eq(problemReports.id, reportId), [asc(problemReports.id)], 1, 0);
  return report;
}

async function listWhere(
  where: SQL,
  order: SQL[],
  limit: number,
  offset: number,
): Promise<ProblemReport[]> {
  const q = await db();
  const author = alias(people, "author");
  const rows = await q
    .select({
      id: problemReports.id,
      personId: problemReports.personId,
      siteName: sites.name,
      jobRole: jobRoles.name,
      attemptId: problemReports.attemptId,
      quizId: problemReports.quizId,
      versionId: problemReports.versionId,
      hash: quizVersions.hash,
      itemId: problemReports.itemId,
      context: problemReports.context,
      text: problemReports.text,
      reportedAt: problemReports.reportedAt,
      answer: problemReports.answer,
      answeredAt: problemReports.answeredAt,
      authorName: author.name,
    })
    .from(problemReports)
    .innerJoin(quizVersions, eq(quizVersions.id, problemReports.versionId))
    .innerJoin(people, eq(people.id, problemReports.personId))
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .leftJoin(
      memberships,
      and(eq(memberships.personId, people.id), eq(memberships.siteId, people.homeSiteId)),
    )
    .leftJoin(jobRoles, eq(jobRoles.id, memberships.jobRoleId))
    .leftJoin(author, eq(author.id, problemReports.answeredById))
    .where(where)
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
  return rows.map(({ jobRole, answer, answeredAt, authorName, ...report }) => ({
    ...report,
    jobRole: jobRole ?? undefined,
    answer:
      answer === null || answeredAt === null
        ? undefined
        : { text: answer, answeredAt, authorName: authorName ?? "" },
  }));
}

/**
 * Answers a report, for ever. Two authors at once: the first one's answer stays.
 * @returns false when it was answered before
 */
export async function answerProblemReport(
  { id, quizId, itemId }: ProblemReport,
  authorId: number,
  answer: string,
  now: Date,
): Promise<boolean> {
  return transaction(async (q) => {
    const answered = await q
      .update(problemReports)
      .set({ answer, answeredById: authorId, answeredAt: now })
      .where(and(eq(problemReports.id, id), isNull(problemReports.answeredAt)))
      .returning({ id: problemReports.id });
    if (answered.length === 0) return false;
    await recordAudit(q, {
      at: now,
      actorId: authorId,
      action: "problem.answered",
      detail: { reportId: id, quizId, itemId },
    });
    return true;
  });
}
