import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { BulkJobPage } from "#app/components/bulk/bulk-job-page.tsx";
import { bulkOrderInWords } from "#app/core/bulk-action.ts";
import { BULK_OUTCOMES } from "#app/core/bulk-kinds.ts";
import { formatInstant } from "#app/core/calendar.ts";
import { readId } from "#app/core/form.ts";
import { PEOPLE_PER_PAGE } from "#app/core/list-page.ts";
import { requireRole } from "#app/session.server.ts";
import { findBulkJob, listBulkResults } from "#db/queries/bulk-jobs.ts";
import { listEveryCertification } from "#db/queries/certification-definitions.ts";

export const meta: MetaFunction = () => [{ title: "Several people at once · Needlepoint" }];

const LOOK_AGAIN_MS = 1_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const job = await findBulkJob(manager, readId(params.jobId) ?? 0);
  if (!job) throw new Response(null, { status: 404 });
  const { searchParams } = new URL(request.url);
  const outcome = BULK_OUTCOMES.find((each) => each === searchParams.get("outcome"));
  const page = readId(searchParams.get("page") ?? undefined) ?? 1;
  const filter = { outcome, page, pageSize: PEOPLE_PER_PAGE };
  const [results, certifications] = await Promise.all([
    listBulkResults(manager, job.id, filter),
    listEveryCertification(),
  ]);
  const { id, order, createdAt, finishedAt, total, dealtWith, outcomes } = job;
  const { certificationId } = order;
  const title = certifications.find((each) => each.id === certificationId)?.title;
  const { timeZone } = manager.homeSite;
  const found = outcome ? outcomes[outcome] : dealtWith;
  return {
    ...{ id, total, dealtWith, outcomes, outcome, page },
    title: bulkOrderInWords(order, title ?? certificationId),
    reason: order.kind === "extend" ? order.reason : undefined,
    startedAt: formatInstant(createdAt, timeZone),
    finishedAt: finishedAt && formatInstant(finishedAt, timeZone),
    results: results.map(({ doneAt: _, ...result }) => result),
    pageCount: Math.ceil(found / PEOPLE_PER_PAGE),
  };
}

export default function BulkJobRoute() {
  const job = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const isUnderWay = job.finishedAt === undefined;
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(revalidate, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, revalidate]);
  return <BulkJobPage {...job} />;
}
