import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TrainingOverview } from "#app/components/training/training-overview.tsx";
import { dayAt } from "#app/core/calendar.ts";
import { trainingOf } from "#app/core/training.ts";
import { trainingInWords } from "#app/core/training-words.ts";
import { requireRole } from "#app/session.server.ts";
import { submitOverdueAttempts } from "#db/queries/attempts.ts";
import { countOwnReports } from "#db/queries/problem-reports.ts";
import { findTrainingFacts } from "#db/queries/training.ts";

export const meta: MetaFunction = () => [{ title: "My training · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requireRole(request, "trainee");
  const { timeZone } = person.homeSite;
  const now = new Date();
  await submitOverdueAttempts(now);
  const today = dayAt(now, timeZone);
  const training = trainingOf(await findTrainingFacts(person.id, timeZone, now), today);
  const reports = await countOwnReports(person.id);
  return json({ name: person.name, reports, ...trainingInWords(training, today, timeZone) });
}

export default function TrainingPage() {
  return <TrainingOverview {...useLoaderData<typeof loader>()} />;
}
