import { json, redirect } from "@remix-run/node";
import { readNewPassword } from "#app/core/account-forms.ts";
import { findLink, type LinkKind, type NewLink, takeLink } from "#db/queries/one-time-links.ts";
import { env } from "./env.server.ts";
import { hashPassword } from "./password.server.ts";
import { signIn } from "./session.server.ts";
import { forgiveAccount } from "./sign-in.server.ts";

const PATHS: Record<LinkKind, string> = { invitation: "/join", reset: "/reset" };

/** The whole address of a new link, as it is sent to the person it is for. */
export function addressOfLink({ kind, token }: NewLink, request: Request): string {
  const origin = env.PUBLIC_URL ?? new URL(request.url).origin;
  return `${origin}${PATHS[kind]}/${token}`;
}

/** Whom a link is for, if it still works; looking at it uses nothing up. */
export async function showLink(kind: LinkKind, token: string) {
  const link = await findLink(kind, token, new Date());
  if (link?.state !== "open") return { state: link?.state ?? "unknown" } as const;
  const { name, email } = link.person;
  return { state: "open", name, email } as const;
}

/** Uses a link up: sets the password that was chosen, and signs the person in with it. */
export async function followLink(kind: LinkKind, token: string, request: Request) {
  const now = new Date();
  const link = await findLink(kind, token, now);
  // A link that has ended says so on its own page.
  if (link?.state !== "open") return redirect(`${PATHS[kind]}/${encodeURIComponent(token)}`);
  const { value: password, problems } = readNewPassword(await request.formData(), link.person);
  if (password === undefined) return json({ problems }, { status: 422 });
  if (!(await takeLink(kind, token, await hashPassword(password), now))) {
    return redirect(`${PATHS[kind]}/${encodeURIComponent(token)}`);
  }
  await forgiveAccount(link.person.email);
  const { cookie } = await signIn(request, link.person.id);
  return redirect("/", { headers: { "Set-Cookie": cookie } });
}
