import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findBulk } from "#app/bulk.server.ts";
import { workOnBulkJobs } from "#app/bulk-work.server.ts";
import { BulkJobList } from "#app/components/bulk/bulk-job-list.tsx";
import { BulkPage } from "#app/components/bulk/bulk-page.tsx";
import { bulkOrderInWords } from "#app/core/bulk-action.ts";
import { formatInstant } from "#app/core/calendar.ts";
import { requireRole } from "#app/session.server.ts";
import { listBulkJobs, saveBulkJob } from "#db/queries/bulk-jobs.ts";
import { listEveryCertification } from "#db/queries/certification-definitions.ts";

export const meta: MetaFunction = () => [{ title: "Several people at once · Needlepoint" }];

/** Up to here everything is done before the answer; for more, a page shows how far it is. */
const MOST_AT_ONCE = 200;

export async function loader({ request }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const address = new URL(request.url);
  const bulk = await findBulk(manager, address, new Date());
  if (!bulk) {
    const [jobs, everyCertification] = await Promise.all([
      listBulkJobs(manager),
      listEveryCertification(),
    ]);
    const titles = new Map(everyCertification.map(({ id, title }) => [id, title]));
    return {
      isNobodyTicked: address.searchParams.has("nobody"),
      jobs: jobs.map(({ id, order, createdAt, finishedAt, total, dealtWith, outcomes }) => ({
        ...{ id, total, dealtWith, done: outcomes.done, isFinished: finishedAt !== undefined },
        title: bulkOrderInWords(order, titles.get(order.certificationId) ?? order.certificationId),
        when: formatInstant(createdAt, manager.homeSite.timeZone),
      })),
    };
  }
  const { kind, today, certifications, personIds, selection, isEverybody, ...asked } = bulk;
  const { problems, typed, plan } = asked;
  return {
    bulk: { kind, today, certifications, isEverybody, problems, typed, plan },
    people: personIds.length,
    selection: [...selection],
    address: `/bulk${address.search}`,
    token: randomUUID(),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const now = new Date();
  const bulk = await findBulk(manager, new URL(request.url), now);
  if (!bulk?.order || !bulk.plan) return redirect("/bulk");
  const form = await request.formData();
  const { order, plan, personIds } = bulk;
  if (form.get("_fingerprint") !== plan.fingerprint) {
    return json({ isStale: true }, { status: 409 });
  }
  const token = String(form.get("_token"));
  const jobId = await saveBulkJob(manager, { order, personIds, token }, now);
  if (personIds.length <= MOST_AT_ONCE) await workOnBulkJobs(jobId);
  return redirect(`/bulk/${jobId}`);
}

export default function Bulk() {
  const data = useLoaderData<typeof loader>();
  const isStale = useActionData<typeof action>()?.isStale ?? false;
  if ("jobs" in data) return <BulkJobList {...data} />;
  const { bulk, ...rest } = data;
  return <BulkPage {...bulk} {...rest} isStale={isStale} />;
}
