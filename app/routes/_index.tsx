import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { homeOf } from "#app/home.ts";
import { findUser } from "#app/session.server.ts";
import { isSetUp } from "#db/queries/organisation.ts";

/** The start leads everybody to where their work is. */
export async function loader({ request }: LoaderFunctionArgs) {
  const person = await findUser(request);
  if (person) return redirect(homeOf(person.roles));
  return redirect((await isSetUp()) ? "/sign-in" : "/setup");
}
