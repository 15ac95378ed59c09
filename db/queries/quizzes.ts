import { and, asc, desc, eq, isNotNull, isNull, ne, or } from "drizzle-orm";
import { itemCount, type Quiz, quizFile } from "#app/core/quiz.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { type StoredImage, saveImages } from "./images.ts";

const { quizVersions, quizzes } = tables;

/** A quiz as its file says it now, ready to be published. */
export type QuizToPublish = {
  quizId: string;
  quiz: Quiz;
  /** SHA-256 of `content`, in hex. */
  hash: string;
  /** Canonical JSON of the file as it was authored, with each picture by its hash and size. */
  content: string;
  /** The pictures that it names; those that are stored already may be among them. */
  pictures?: readonly StoredImage[];
};

/** A quiz that can be started, in the version that new attempts get. */
export type PublishedQuiz = {
  quizId: string;
  versionId: number;
  hash: string;
  publishedAt: Date;
  quiz: Quiz;
};

/**
 * Gives this content to new attempts from now on. A version is stored once, however often its
 * content comes back; attempts keep the version that they were started with. Several processes may
 * publish the same at once: one of them does it, and says so in the audit log.
 * @returns whether anything changed
 */
export async function publishQuiz(toPublish: QuizToPublish, now: Date): Promise<boolean> {
  const { quizId, quiz, hash, content, pictures = [] } = toPublish;
  return transaction(async (q) => {
    await saveImages(q, pictures);
    await q
      .insert(quizVersions)
      .values({ quizId, hash, content, publishedAt: now })
      .onConflictDoNothing({ target: [quizVersions.quizId, quizVersions.hash] });
    const [version] = await q
      .select({ id: quizVersions.id })
      .from(quizVersions)
      .where(and(eq(quizVersions.quizId, quizId), eq(quizVersions.hash, hash)));
    if (!version) throw new Error(`The version of quiz "${quizId}" was not stored`);
    const current = {
      versionId: version.id,
      title: quiz.title,
      itemCount: itemCount(quiz),
      publishedAt: now,
      retiredAt: null,
    };
    const changed = await q
      .insert(quizzes)
      .values({ id: quizId, ...current })
      .onConflictDoUpdate({
        target: quizzes.id,
        set: current,
        setWhere: or(ne(quizzes.versionId, version.id), isNotNull(quizzes.retiredAt)),
      })
      .returning({ id: quizzes.id });
    if (changed.length === 0) return false;
    await recordAudit(q, {
      at: now,
      action: "quiz.published",
      detail: { quizId, title: quiz.title, hash },
    });
    return true;
  });
}

/**
 * Takes a quiz away whose file is gone: nobody can start it; attempts under way and everything
 * past stay.
 * @returns whether anything changed
 */
export async function retireQuiz(quizId: string, now: Date): Promise<boolean> {
  return transaction(async (q) => {
    const retired = await q
      .update(quizzes)
      .set({ retiredAt: now })
      .where(and(eq(quizzes.id, quizId), isNull(quizzes.retiredAt)))
      .returning({ title: quizzes.title });
    const [quiz] = retired;
    if (!quiz) return false;
    await recordAudit(q, {
      at: now,
      action: "quiz.retired",
      detail: { quizId, title: quiz.title },
    });
    return true;
  });
}

/** A quiz that can be started, or undefined when there is none or it is retired. */
export async function findQuiz(quizId: string): Promise<PublishedQuiz | undefined> {
  const q = await db();
  const [row] = await q
    .select({
      quizId: quizzes.id,
      versionId: quizzes.versionId,
      publishedAt: quizzes.publishedAt,
      hash: quizVersions.hash,
    })
    .from(quizzes)
    .innerJoin(quizVersions, eq(quizVersions.id, quizzes.versionId))
    .where(and(eq(quizzes.id, quizId), isNull(quizzes.retiredAt)));
  if (!row) return undefined;
  const quiz = await findQuizVersion(row.versionId);
  return quiz && { ...row, quiz };
}

/** Versions never change, so each is read and parsed once a process. Oldest use first. */
const parsedVersions = new Map<number, Quiz>();
const MOST_PARSED_VERSIONS = 200;

/** What one published version says, for ever: reviews are rendered from it. */
export async function findQuizVersion(versionId: number): Promise<Quiz | undefined> {
  const known = parsedVersions.get(versionId);
  const quiz = known ?? (await readVersion(versionId));
  if (!quiz) return undefined;
  parsedVersions.delete(versionId);
  parsedVersions.set(versionId, quiz);
  const [oldest] = parsedVersions.keys();
  if (parsedVersions.size > MOST_PARSED_VERSIONS && oldest !== undefined) {
    parsedVersions.delete(oldest);
  }
  return quiz;
}

async function readVersion(versionId: number): Promise<Quiz | undefined> {
  const q = await db();
  const [row] = await q
    .select({ content: quizVersions.content })
    .from(quizVersions)
    .where(eq(quizVersions.id, versionId));
  return row && quizFile.parse(JSON.parse(row.content));
}

/** A line of the list of quizzes. */
export type ListedQuiz = {
  quizId: string;
  title: string;
  /** How many items one attempt has. */
  itemCount: number;
  versionId: number;
  hash: string;
  publishedAt: Date;
};

/** The quizzes that can be started, by title. */
export async function listQuizzes(): Promise<ListedQuiz[]> {
  const rows = await listEveryQuiz();
  return rows
    .filter(({ retiredAt }) => retiredAt === undefined)
    .map(({ retiredAt: _, ...quiz }) => quiz);
}

/** The quizzes with a time limit that can be started, by title. */
export async function listTimedQuizzes() {
  const published = await Promise.all((await listQuizzes()).map(({ quizId }) => findQuiz(quizId)));
  return published.flatMap((each) =>
    each?.quiz.timeLimitMinutes === undefined
      ? []
      : [
          {
            quizId: each.quizId,
            title: each.quiz.title,
            timeLimitMinutes: each.quiz.timeLimitMinutes,
          },
        ],
  );
}

/** Every quiz there ever was, by title; retired ones say since when. */
export async function listEveryQuiz(): Promise<(ListedQuiz & { retiredAt?: Date })[]> {
  const q = await db();
  const rows = await q
    .select({
      quizId: quizzes.id,
      title: quizzes.title,
      itemCount: quizzes.itemCount,
      versionId: quizzes.versionId,
      hash: quizVersions.hash,
      publishedAt: quizzes.publishedAt,
      retiredAt: quizzes.retiredAt,
    })
    .from(quizzes)
    .innerJoin(quizVersions, eq(quizVersions.id, quizzes.versionId))
    .orderBy(asc(quizzes.title), asc(quizzes.id));
  return rows.map(({ retiredAt, ...quiz }) => (retiredAt ? { ...quiz, retiredAt } : quiz));
}

/** Every version of a quiz that was ever published, newest first. */
export async function listVersions(quizId: string) {
  const q = await db();
  return q
    .select({
      versionId: quizVersions.id,
      hash: quizVersions.hash,
      publishedAt: quizVersions.publishedAt,
    })
    .from(quizVersions)
    .where(eq(quizVersions.quizId, quizId))
    .orderBy(desc(quizVersions.id));
}
