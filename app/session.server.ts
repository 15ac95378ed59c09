import { createCookie, redirect } from "@remix-run/node";
import { env, isSecureOnly } from "#app/env.server.ts";
import { unavailabilityOf } from "#db/availability.ts";
import {
  deleteSessionByToken,
  extendSession,
  findSessionOwner,
  findSignedInPerson,
  keepPendingPost,
  type PendingPost,
  type SignedInPerson,
  saveSession,
  takePendingPost,
} from "#db/queries/sessions.ts";
import type { Role } from "#db/schema.ts";
import { log } from "./log.server.ts";
import { hashToken, newToken } from "./token.server.ts";

const MINUTE_IN_MS = 60_000;
/** How stale "last seen" may get before it costs a write. */
const TOUCH_AFTER_MS = MINUTE_IN_MS;
const LONGEST_PENDING_POST = 64 * 1024;
/** The only posts that are kept: what belongs to an attempt. Others may hold passwords, which are never stored. */
const KEPT_PATHS = /^\/attempts\/\d+\/(pages\/\d+|items\/[a-z0-9-]+\/problem)$/;

const cookie = createCookie("needlepoint_session", {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  secure: isSecureOnly,
});

async function readToken(request: Request): Promise<string | undefined> {
  const token: unknown = await cookie.parse(request.headers.get("Cookie"));
  return typeof token === "string" ? token : undefined;
}

/** The person who is signed in, or undefined. */
export async function findUser(request: Request): Promise<SignedInPerson | undefined> {
  const token = await readToken(request);
  if (token === undefined) return undefined;
  const now = new Date();
  const person = await findSignedInPerson(hashToken(token), now);
  if (person && now.getTime() - person.sessionLastSeenAt.getTime() > TOUCH_AFTER_MS) {
    await extendIfPossible(person.sessionId, now);
  }
  return person;
}

/** That somebody was seen is worth a write, but not the page they want to see. */
async function extendIfPossible(sessionId: number, now: Date): Promise<void> {
  try {
    await extendSession(sessionId, now, sessionEnd(now));
  } catch (err) {
    if (!unavailabilityOf(err)) throw err;
    log.warn({ err }, "a session could not be extended");
  }
}

/**
 * The person who is signed in; otherwise sends them to sign in and back to where they were.
 * Responses that an expired session has posted are kept for the same person.
 */
export async function requireUser(request: Request): Promise<SignedInPerson> {
  const person = await findUser(request);
  if (person) return person;
  const url = new URL(request.url);
  if (request.method === "POST" && KEPT_PATHS.test(url.pathname)) {
    await keepPost(request, url.pathname);
  }
  url.searchParams.delete("_data");
  const search = new URLSearchParams({ next: url.pathname + url.search });
  throw redirect(`/sign-in?${search}`);
}

/** The person who is signed in, if they hold one of the roles; anybody else gets a 403. */
export async function requireRole(request: Request, ...oneOf: Role[]): Promise<SignedInPerson> {
  const person = await requireUser(request);
  if (!oneOf.some((role) => person.roles.includes(role))) {
    throw new Response(null, { status: 403 });
  }
  return person;
}

async function keepPost(request: Request, path: string): Promise<void> {
  const token = await readToken(request);
  if (token === undefined) return;
  const body = await request.clone().text();
  if (body.length <= LONGEST_PENDING_POST) await keepPendingPost(hashToken(token), { path, body });
}

type NewSignIn = {
  /** The Set-Cookie header. */
  cookie: string;
  /** What this person had posted after their last sign-in expired. */
  pending?: PendingPost;
  /** True when somebody else was signed in here before: where they were is not for this person. */
  isHandedOver: boolean;
};

/** Signs a person in under a new token; the old one, if any, ends here. */
export async function signIn(request: Request, personId: number): Promise<NewSignIn> {
  const oldToken = await readToken(request);
  const oldHash = oldToken === undefined ? undefined : hashToken(oldToken);
  const before = oldHash === undefined ? undefined : await findSessionOwner(oldHash);
  const pending = oldHash === undefined ? undefined : await takePendingPost(oldHash, personId);
  const now = new Date();
  const token = newToken();
  await saveSession(
    {
      tokenHash: hashToken(token),
      personId,
      device: deviceName(request.headers.get("User-Agent") ?? ""),
      expiresAt: sessionEnd(now),
    },
    now,
  );
  return {
    cookie: await cookie.serialize(token),
    pending,
    isHandedOver: before !== undefined && before !== personId,
  };
}

/** Ends the session of this request. Returns the Set-Cookie header that forgets it. */
export async function signOut(request: Request): Promise<string> {
  const token = await readToken(request);
  if (token !== undefined) await deleteSessionByToken(hashToken(token));
  return cookie.serialize("", { maxAge: 0 });
}

function sessionEnd(now: Date): Date {
  return new Date(now.getTime() + env.SESSION_IDLE_MINUTES * MINUTE_IN_MS);
}

/** "Chrome on Android": enough to recognise one's own devices, no more. */
function deviceName(userAgent: string): string {
  const browser = firstMatch(userAgent, [
    [/Edg\//, "Edge"],
    [/OPR\//, "Opera"],
    [/Firefox\/|FxiOS\//, "Firefox"],
    [/Chrome\/|CriOS\//, "Chrome"],
    [/Safari\//, "Safari"],
  ]);
  const system = firstMatch(userAgent, [
    [/iPad/, "iPad"],
    [/iPhone/, "iPhone"],
    [/Android/, "Android"],
    [/Windows/, "Windows"],
    [/Mac OS X/, "Mac"],
    [/Linux/, "Linux"],
  ]);
  return [browser ?? "A browser", system].filter(Boolean).join(" on ");
}

function firstMatch(text: string, names: [RegExp, string][]): string | undefined {
  return names.find(([pattern]) => pattern.test(text))?.[1];
}
