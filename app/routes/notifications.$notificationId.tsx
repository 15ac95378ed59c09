import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { readId } from "#app/core/form.ts";
import { requireUser } from "#app/session.server.ts";
import { openNotification } from "#db/queries/notifications.ts";

/** Where a notification leads, from the app or from a mail: opening it marks it as read. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { id } = await requireUser(request);
  const path = await openNotification(readId(params.notificationId) ?? 0, id, new Date());
  if (path === undefined) {
    throw new Response("There is no such notification of yours.", { status: 404 });
  }
  return redirect(path);
}
