import { type Figure, latencies } from "./figures.ts";
import {
  allRight,
  alwaysFirst,
  QUIZ_IDS,
  type QuizId,
  type Step,
  signIn,
  takeQuiz,
} from "./journey.ts";
import { traineeEmail } from "./people.ts";
import { newVisitor } from "./visitor.ts";

type Load = {
  clients: number;
  /** How many attempts are made in all; every trainee makes one at each quiz. */
  attempts: number;
  /** After this many seconds no further attempt is begun. */
  seconds: number;
  /** The number of the first trainee who has done nothing yet. */
  firstTrainee: number;
  /** The quizzes of one trainee, in this order. */
  quizIds?: readonly QuizId[];
};

export type LoadResult = {
  attempts: number;
  seconds: number;
  /** The number of the first trainee who has still done nothing. */
  nextTrainee: number;
  /** Milliseconds of each time a step was done. */
  steps: Map<Step, number[]>;
};

/** More trainees than these never begin: each client may leave one half-way. */
export function mostTraineesFor(
  attempts: number,
  clients: number,
  quizIds: readonly QuizId[] = QUIZ_IDS,
): number {
  return Math.ceil(attempts / quizIds.length) + clients;
}

/**
 * Lets clients take quizzes at the same time, each without a pause: sign in, take one quiz, leave;
 * the same trainee comes back for the next quiz until all are taken. Three of four trainees get
 * everything right and earn a certificate with the last quiz.
 */
export async function takeQuizzes(
  origin: string,
  { clients, attempts, seconds, firstTrainee, quizIds = QUIZ_IDS }: Load,
): Promise<LoadResult> {
  const right = new Map(quizIds.map((quizId) => [quizId, allRight(quizId)]));
  const steps = new Map<Step, number[]>();
  const since = performance.now();
  const elapsed = () => (performance.now() - since) / 1000;
  let begun = 0;
  let done = 0;
  let nextTrainee = firstTrainee;

  async function client(): Promise<void> {
    while (begun < attempts && elapsed() < seconds) {
      const trainee = nextTrainee;
      nextTrainee += 1;
      for (const quizId of quizIds) {
        if (begun === attempts || elapsed() >= seconds) return;
        begun += 1;
        await sitting(trainee, quizId);
        done += 1;
      }
    }
  }

  async function sitting(trainee: number, quizId: QuizId): Promise<void> {
    const visitor = newVisitor(origin);
    const record = (step: Step, ms: number) => {
      const known = steps.get(step);
      if (known) known.push(ms);
      else steps.set(step, [ms]);
    };
    try {
      await signIn(visitor, traineeEmail(trainee), record);
      const ticks = trainee % 4 === 0 ? alwaysFirst : (right.get(quizId) ?? alwaysFirst);
      await takeQuiz(visitor, quizId, ticks, record);
    } finally {
      visitor.leave();
    }
  }

  await Promise.all(Array.from({ length: clients }, client));
  return { attempts: done, seconds: elapsed(), nextTrainee, steps };
}

/** @param what stands behind every name: ", all on one page" */
export function figuresOfLoad({ attempts, seconds, steps }: LoadResult, what = ""): Figure[] {
  return [
    {
      part: "attempts",
      name: `whole attempts a second${what}`,
      unit: "/s",
      numbers: { value: attempts / seconds },
      n: attempts,
    },
    ...Array.from(steps, ([step, ms]) => latencies("attempts", `${step}${what}`, ms)),
  ];
}
