import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { StaffImportDone } from "#app/components/staff-list/staff-import-done.tsx";
import { StaffImportPreview } from "#app/components/staff-list/staff-import-preview.tsx";
import { tidyEmail } from "#app/core/email.ts";
import { readId } from "#app/core/form.ts";
import { STAFF_HEADINGS } from "#app/core/staff-columns.ts";
import { staffColumnsFor } from "#app/core/staff-list.ts";
import { requireRole } from "#app/session.server.ts";
import { readStaffFile } from "#app/staff-list.server.ts";
import { applyStaffImport, findStaffImport, planStaffImport } from "#db/queries/staff-imports.ts";
import { listNotJoined } from "#db/queries/staff-list.ts";

export const meta: MetaFunction = () => [{ title: "Uploaded staff list · Needlepoint" }];

/** Who asks, and the list that they uploaded; anybody else's is not found. */
async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const found = await findStaffImport(asker, readId(params.importId) ?? 0);
  const list = found && readStaffFile(found.content, staffColumnsFor(asker));
  if (!found || !list?.rows) throw new Response(null, { status: 404 });
  return { asker, found, list };
}

export async function loader(args: LoaderFunctionArgs) {
  const { asker, found, list } = await findSubject(args);
  const { fileName, result } = found;
  if (result) {
    const emails = list.rows.map(({ cells }) => tidyEmail(cells.email ?? ""));
    const notJoined = await listNotJoined(asker, emails);
    return { fileName, done: { result, notJoined } };
  }
  const { effects, faults, fingerprint } = await planStaffImport(asker, list);
  const preview = {
    fingerprint,
    faults,
    lines: effects.map(({ line, kind, entry, changes }) => ({
      ...{ line, kind, name: entry.name, email: entry.email },
      changes: changes.map(({ column, from, to }) => ({ what: STAFF_HEADINGS[column], from, to })),
    })),
  };
  return { fileName, preview };
}

export async function action(args: ActionFunctionArgs) {
  const { asker, found, list } = await findSubject(args);
  const fingerprint = String((await args.request.formData()).get("_fingerprint"));
  const outcome = await applyStaffImport(asker, found.id, list, fingerprint, new Date());
  if (outcome === "stale") return json({ isStale: true }, { status: 409 });
  return redirect(`/staff-list/${found.id}`);
}

export default function UploadedStaffList() {
  const { fileName, ...list } = useLoaderData<typeof loader>();
  const isStale = useActionData<typeof action>()?.isStale ?? false;
  if ("done" in list) return <StaffImportDone {...{ fileName, ...list.done }} />;
  return <StaffImportPreview {...{ fileName, isStale, ...list.preview }} />;
}
