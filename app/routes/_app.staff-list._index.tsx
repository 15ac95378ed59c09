import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { StaffListPage } from "#app/components/staff-list/staff-list-page.tsx";
import { STAFF_HEADINGS } from "#app/core/staff-columns.ts";
import { staffColumnsFor } from "#app/core/staff-list.ts";
import { env } from "#app/env.server.ts";
import { requireRole } from "#app/session.server.ts";
import { decodeStaffFile, readStaffFile } from "#app/staff-list.server.ts";
import { listJobRoles, listSitesOf } from "#db/queries/organisation.ts";
import { saveStaffImport } from "#db/queries/staff-imports.ts";

export const meta: MetaFunction = () => [{ title: "Staff list · Needlepoint" }];

const LONGEST_FILE_NAME = 100;

export async function loader({ request }: LoaderFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const [sites, jobRoles] = await Promise.all([listSitesOf(asker), listJobRoles()]);
  return {
    headings: staffColumnsFor(asker).map((column) => STAFF_HEADINGS[column]),
    sites: sites.map(({ name }) => name),
    jobRoles: jobRoles.map(({ name }) => name),
    isAdmin: asker.roles.includes("admin"),
    limitKb: env.BODY_LIMIT_KB,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const refuse = (problems: readonly string[]) => json({ problems }, { status: 422 });

  // What is cut off on the way, or was never a form, cannot be read.
  const form = await request.formData().catch(() => undefined);
  if (!form) return refuse(["The file did not arrive whole. Choose it again."]);
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0)
    return refuse(["Choose a file that is not empty."]);
  const content = decodeStaffFile(await file.arrayBuffer());
  if (content === undefined) {
    return refuse([
      "This file is not text in UTF-8. In a spreadsheet, save it as “CSV UTF-8” and choose it again.",
    ]);
  }
  const { problems } = readStaffFile(content, staffColumnsFor(asker));
  if (problems) return refuse(problems);
  const fileName = file.name.slice(-LONGEST_FILE_NAME);
  const importId = await saveStaffImport(asker, { fileName, content }, new Date());
  return redirect(`/staff-list/${importId}`);
}

export default function StaffList() {
  const { problems = [] } = useActionData<typeof action>() ?? {};
  return <StaffListPage {...useLoaderData<typeof loader>()} problems={problems} />;
}
