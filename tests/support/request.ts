import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { signIn } from "#app/session.server.ts";

const ORIGIN = "http://needlepoint.test";

type FormFields = Record<string, string | readonly string[]> | FormData;

/**
 * A request as a person's browser sends it, with a session of its own that is stored in the
 * database; without a person, as somebody sends it who is not signed in. With `form`, a POST.
 * @param url a path, "/board?site=1"
 */
export async function requestAs(
  person: { id: number } | undefined,
  url: string,
  form?: FormFields,
): Promise<Request> {
  const headers = new Headers(person && { Cookie: await cookieOf(person) });
  return requestWith(headers, url, form);
}

/** The same as a browser posts a form with a file. */
export async function uploadAs(
  person: { id: number },
  url: string,
  file: { name: string; content: string | Uint8Array<ArrayBuffer> },
): Promise<Request> {
  const body = new FormData();
  body.set("file", new File([file.content], file.name, { type: "text/csv" }));
  const headers = { Cookie: await cookieOf(person) };
  return new Request(new URL(url, ORIGIN), { headers, method: "POST", body });
}

/** A request with these headers: for a session that a test has made, ended or spoilt itself. */
export function requestWith(headers: HeadersInit, url: string, form?: FormFields): Request {
  return new Request(new URL(url, ORIGIN), {
    headers,
    ...(form && { method: "POST", body: encoded(form) }),
  });
}

/** Signs the person in, and gives the Cookie header that their browser sends from now on. */
export async function cookieOf(person: { id: number }): Promise<string> {
  const { cookie } = await signIn(new Request(ORIGIN), person.id);
  return cookieIn(cookie);
}

/** The Cookie header that answers a Set-Cookie header: without what is only for the browser. */
export function cookieIn(setCookie: string): string {
  return setCookie.split(";")[0] ?? "";
}

/** As a browser posts a form without files: names may repeat. */
function encoded(form: FormFields): URLSearchParams {
  const fields = form instanceof FormData ? [...form] : Object.entries(form);
  return new URLSearchParams(
    fields.flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((each) => [name, String(each)]),
    ),
  );
}

type Params = Record<string, string | number>;
/** What the HTTP server would hand over beside the request. */
type Context = Partial<AppLoadContext>;
type Given<Result> = Exclude<Awaited<Result>, Response> | Response;

/**
 * What the loader of a route gives. A Response that it throws (a redirect, a 404) is given like
 * one that it returns; anything else that it throws is a failure of the test.
 */
export async function load<Result>(
  route: { loader: (args: LoaderFunctionArgs) => Result },
  request: Request,
  params: Params = {},
  context: Context = {},
): Promise<Given<Result>> {
  return answerOf(() => route.loader(argumentsOf(request, params, context)));
}

/** What the action of a route gives; see {@link load}. */
export async function act<Result>(
  route: { action: (args: ActionFunctionArgs) => Result },
  request: Request,
  params: Params = {},
  context: Context = {},
): Promise<Given<Result>> {
  return answerOf(() => route.action(argumentsOf(request, params, context)));
}

async function answerOf<Result>(answer: () => Result): Promise<Given<Result>> {
  try {
    return (await answer()) as Given<Result>;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

function argumentsOf(request: Request, params: Params, context: Context) {
  const texts = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, String(value)]),
  );
  const fromServer = { nonce: "nonce", reference: "REFERENCE", address: "127.0.0.1" };
  return { request, params: texts, context: { ...fromServer, ...context } };
}
