import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from "node:zlib";
import type { HttpBindings } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { type Unavailability, unavailabilityOf } from "#db/availability.ts";
import { pingDatabase } from "#db/queries/health.ts";
import { escapedHtml } from "./core/escaped-html.ts";
import { env, isSecureOnly } from "./env.server.ts";
import { log } from "./log.server.ts";

declare module "@remix-run/node" {
  /** What the HTTP server knows of a request and hands to every loader and action. */
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can add to Remix's own.
  interface AppLoadContext {
    nonce: string;
    /** Stands in the log and on the page when something goes wrong. */
    reference: string;
    /** The address the request came from, for limiting sign-ins. */
    address: string;
    /** Set when the database could not do what this request asked of it. */
    unavailable?: Unavailability;
    /** The page that was rendered (entry.server.tsx): the response comes without a body then. */
    page?: string;
  }
}

type Variables = { reference: string; secureHeadersNonce: string };
type App = { Bindings: HttpBindings; Variables: Variables };

/**
 * Quality 1 takes a third of the time that 3 takes and gives 5 % more bytes; the default, 11, takes
 * hundreds of times as long.
 */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const GZIP = { level: 4 };
/** The best first; without TLS, browsers take only the second. */
const COMPRESSIONS = [
  {
    name: "br",
    atOnce: (body: Buffer) => brotliCompressSync(body, BROTLI),
    inAThread: (body: Buffer) => promisify(brotliCompress)(body, BROTLI),
  },
  {
    name: "gzip",
    atOnce: (body: Buffer) => gzipSync(body, GZIP),
    inAThread: (body: Buffer) => promisify(gzip)(body, GZIP),
  },
];
const SMALLEST_TO_COMPRESS = 1_024;
/** Up to here it is faster to compress than to ask another thread for it. */
const LARGEST_TO_COMPRESS_AT_ONCE = 256 * 1_024;
/** How soon somebody may try again what the database could not do. */
const RETRY_AFTER_SECONDS = "5";
const YEAR_IN_SECONDS = 31_536_000;
const HSTS = isSecureOnly ? `max-age=${YEAR_IN_SECONDS}` : false;
const METHODS = ["GET", "HEAD", "POST"];
const NUL = /%00/;
/** How browsers send forms without files. */
const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;
/** The only form with a file, and how browsers send it. */
const TAKES_A_FILE = "/staff-list";
const FORM_WITH_A_FILE = /^multipart\/form-data\s*;\s*boundary=/i;
/** Paths that end in a secret: what follows is not logged. */
const SECRET_PATHS = /^\/(join|reset|setup|verify|calendar)\/.+/;

/** What the process that serves the app is about to do. */
export type ServerLife = { isStopping: boolean };

/** Everything around Remix: limits, headers, static files, health, logs. */
export function createHttpApp(build: ServerBuild, life: ServerLife): Hono<App> {
  const isDevelopment = env.NODE_ENV === "development";
  const handle = createRequestHandler(build, isDevelopment ? "development" : "production");
  const app = new Hono<App>();

  app.use(async (c, next) => {
    const reference = newReference();
    c.set("reference", reference);
    const startedAt = performance.now();
    await next();
    c.header("X-Request-Id", reference);
    // Or a browser would go on asking over the connection that it has.
    if (life.isStopping) c.header("Connection", "close");
    log.info(
      {
        reference,
        method: c.req.method,
        path: c.req.path.replace(SECRET_PATHS, "/$1/…"),
        status: c.res.status,
        ms: Math.round((performance.now() - startedAt) * 10) / 10,
      },
      "request",
    );
  });

  // Before the headers of pages: scripts and styles, a handful for each page, have no use for them.
  app.use(
    "/assets/*",
    serveStatic({
      root: "build/client",
      precompressed: true,
      onFound(_path, c) {
        c.header("Cache-Control", `public, max-age=${YEAR_IN_SECONDS}, immutable`);
        c.header("X-Content-Type-Options", "nosniff");
        c.header("Cross-Origin-Resource-Policy", "same-origin");
      },
    }),
  );

  /** Of authors' pictures: a drawing that is opened on its own runs nothing and loads nothing. */
  const pictureHeaders = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'unsafe-inline'"],
      sandbox: [],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: HSTS,
    xFrameOptions: "DENY",
    referrerPolicy: "same-origin",
  });
  const pageHeaders = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", NONCE],
      styleSrc: isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'", NONCE],
      imgSrc: ["'self'", "data:"],
      fontSrc: ["'self'"],
      connectSrc: isDevelopment ? ["'self'", "ws:"] : ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    strictTransportSecurity: HSTS,
    xFrameOptions: "DENY",
    referrerPolicy: "same-origin",
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });
  app.use((c, next) => {
    return c.req.path.startsWith("/images/") ? pictureHeaders(c, next) : pageHeaders(c, next);
  });

  app.onError((error, c) => {
    log.error({ reference: c.get("reference"), err: error }, "a request failed");
    if (unavailabilityOf(error)) {
      c.header("Retry-After", RETRY_AFTER_SECONDS);
      return plainPage(c, 503, "The server cannot reach its data just now", [
        "What you had saved before is still saved. Please try again in a moment.",
      ]);
    }
    return plainPage(c, 500, "Something on our side did not work", [
      "What you had saved before is still saved. Go back and try once more.",
    ]);
  });

  app.get("/health", async (c) => {
    await pingDatabase();
    return c.json({ status: "ok" });
  });

  app.get(
    "/favicon.svg",
    serveStatic({
      root: isDevelopment ? "public" : "build/client",
      onFound: (_path, c) => c.header("Cache-Control", "public, max-age=86400"),
    }),
  );

  app.use(async (c, next) => {
    if (!METHODS.includes(c.req.method)) {
      return plainPage(c, 405, "That is not something this address does", []);
    }
    // No address of ours has one, and PostgreSQL refuses it in every text.
    if (NUL.test(c.req.url)) return plainPage(c, 404, "There is nothing at this address", []);
    if (c.req.method === "POST" && !isFromHere(c)) {
      return plainPage(c, 403, "This form was sent from another site", [
        "For safety Needlepoint only accepts forms from its own pages. Nothing was changed.",
      ]);
    }
    const form = c.req.path === TAKES_A_FILE ? FORM_WITH_A_FILE : FORM;
    if (c.req.method === "POST" && !form.test(c.req.header("Content-Type") ?? "")) {
      return plainPage(c, 415, "That is not a form", [
        "Needlepoint only reads what its own pages send. Nothing was changed.",
      ]);
    }
    return next();
  });
  app.use(
    bodyLimit({
      maxSize: env.BODY_LIMIT_KB * 1024,
      onError: (c) =>
        plainPage(c, 413, "That is more than this form can take", [
          `A form may hold up to ${env.BODY_LIMIT_KB} kB. Nothing was changed; go back and shorten the text.`,
        ]),
    }),
  );

  app.all("*", async (c) => {
    const context: AppLoadContext = {
      nonce: c.get("secureHeadersNonce"),
      reference: c.get("reference"),
      address: addressOf(c),
    };
    const request = await toRemix(c);
    const posted = request.method === "POST" ? await request.clone().text() : undefined;
    const response = await handle(request, context);
    if (context.unavailable === undefined || response.status < 500)
      return finish(c, response, context);
    if (posted !== undefined && isAttemptPage(c.req.path) && !c.req.query("_data")) {
      return againPage(c, posted);
    }
    return finish(c, withStatus(response, 503), context);
  });

  return app;
}

/** A page of an attempt, whose responses must not be lost. */
function isAttemptPage(path: string): boolean {
  return /^\/attempts\/\d+\/pages\/\d+$/.test(path);
}

function withStatus(response: Response, status: number): Response {
  const headers = new Headers(response.headers);
  headers.set("Retry-After", RETRY_AFTER_SECONDS);
  return new Response(response.body, { status, headers });
}

/**
 * Gives a browser back what it has posted while not even its page can be shown: to be sent once
 * more with one button.
 */
function againPage(c: Context<App>, posted: string): Response | Promise<Response> {
  const fields = Array.from(
    new URLSearchParams(posted),
    ([name, value]) =>
      `<input type="hidden" name="${escapedHtml(name)}" value="${escapedHtml(value)}">`,
  ).join("");
  c.header("Retry-After", RETRY_AFTER_SECONDS);
  c.header("Cache-Control", "no-store");
  return plainPage(
    c,
    503,
    "This could not be saved yet",
    [
      "The server cannot reach its data just now. What you have given is still here, in this page.",
      "Please wait a moment, then send it again.",
    ],
    `<form method="post">${fields}<button>Send it again</button></form>`,
  );
}

/** Eight characters that are easy to read out over a telephone. */
function newReference(): string {
  const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  return Array.from(randomBytes(8), (byte) => alphabet[byte % alphabet.length]).join("");
}

/**
 * True unless a browser says that the post comes from another origin. Remix would answer such a
 * post with a 500.
 */
function isFromHere(c: Context<App>): boolean {
  const origin = c.req.header("Origin");
  if (origin === undefined) {
    const site = c.req.header("Sec-Fetch-Site");
    return site === undefined || site === "same-origin" || site === "none";
  }
  const own = env.PUBLIC_URL === undefined ? c.req.header("Host") : new URL(env.PUBLIC_URL).host;
  return URL.canParse(origin) && new URL(origin).host === own;
}

/**
 * The request as Remix should see it: with its body read, and without what only a trusted proxy
 * may say.
 */
async function toRemix(c: Context<App>): Promise<Request> {
  const headers = new Headers(c.req.raw.headers);
  for (const name of [...headers.keys()]) {
    if (name.startsWith("x-forwarded-")) headers.delete(name);
  }
  const own = env.PUBLIC_URL ?? new URL(c.req.url).origin;
  const { pathname, search } = new URL(c.req.url);
  headers.set("Host", new URL(own).host);
  const body = c.req.method === "POST" ? await c.req.arrayBuffer() : undefined;
  return new Request(new URL(pathname + search, own), { method: c.req.method, headers, body });
}

/** The caller's address; a proxy's word is taken only when it is configured. */
function addressOf(c: Context<App>): string {
  const forwarded = c.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim();
  if (env.TRUST_PROXY === "on" && forwarded) return forwarded;
  return c.env?.incoming?.socket?.remoteAddress ?? "unknown";
}

/** Compresses a page once, lets downloads pass, and keeps pages of signed-in people out of every cache. */
async function finish(
  c: Context<App>,
  response: Response,
  { page }: AppLoadContext,
): Promise<Response> {
  const headers = new Headers(response.headers);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  headers.set("Vary", "Accept-Encoding, Cookie");
  if ((page === undefined && response.body === null) || c.req.method === "HEAD") {
    await response.body?.cancel();
    return new Response(null, { status: response.status, headers });
  }
  if (headers.get("Content-Disposition")?.startsWith("attachment")) {
    // A download leaves while it is made (download.server.ts); held here, it could be any size.
    return new Response(response.body, { status: response.status, headers });
  }
  let body = page === undefined ? Buffer.from(await response.arrayBuffer()) : Buffer.from(page);
  if (headers.get("X-Remix-Error") === "yes" && response.status >= 500) {
    // What a script asked for failed: hand over the reference, since no page is rendered.
    body = Buffer.from(JSON.stringify({ message: c.get("reference") }));
  }
  const type = headers.get("Content-Type") ?? "";
  const accepted = c.req.header("Accept-Encoding") ?? "";
  const compression = COMPRESSIONS.find(({ name }) => accepted.includes(name));
  if (
    compression &&
    body.length >= SMALLEST_TO_COMPRESS &&
    /text|json|javascript|svg/.test(type) &&
    !headers.has("Content-Encoding")
  ) {
    body =
      body.length <= LARGEST_TO_COMPRESS_AT_ONCE
        ? compression.atOnce(body)
        : await compression.inAThread(body);
    headers.set("Content-Encoding", compression.name);
  }
  headers.set("Content-Length", String(body.length));
  return new Response(body, { status: response.status, headers });
}

/**
 * A calm page for what happens before or outside Remix.
 * @param action HTML of what can be done about it
 */
function plainPage(
  c: Context<App>,
  status: 403 | 404 | 405 | 413 | 415 | 500 | 503,
  title: string,
  lines: string[],
  action = "",
) {
  const nonce = c.get("secureHeadersNonce");
  const paragraphs = lines.map((line) => `<p>${line}</p>`).join("");
  return c.html(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
      `<meta name="viewport" content="width=device-width, initial-scale=1"><style nonce="${nonce}">` +
      "body{font:17px/1.55 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;color-scheme:light dark}" +
      `h1{font-size:1.4rem}button{font:inherit;font-weight:600;min-height:44px;padding:.5rem 1.25rem}</style></head><body><main><h1>${title}</h1>${paragraphs}${action}` +
      `<p>Reference ${c.get("reference")}</p><p><a href="/">Go to the start</a></p></main></body></html>`,
    status,
  );
}
