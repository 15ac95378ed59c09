import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { type Form, fieldsToSend } from "./form.ts";
import { type MarkupElement, parseMarkup } from "./markup.ts";

const MOST_REDIRECTS = 3;

const decompress = promisify(brotliDecompress);

/** What came back for one request. */
export type Answer = {
  path: string;
  status: number;
  headers: IncomingHttpHeaders;
  /** Bytes of the body as they were sent. */
  bytes: number;
  /** From the first byte sent to the last one received. */
  ms: number;
  text: () => Promise<string>;
};

/** A page that was asked for, and the tree that is in it. */
export type Page = Answer & { markup: MarkupElement };

/** A browser without JavaScript, as far as a server can tell: one connection, one cookie jar. */
export type Visitor = {
  get: (path: string) => Promise<Answer>;
  /** A page, wherever redirects lead; anything else is a failure. It is timed without them. */
  open: (path: string) => Promise<Page>;
  /** Sends a form; a good post is answered with a redirect, whose path this gives. */
  post: (
    form: Form,
    filledIn?: Parameters<typeof fieldsToSend>[1],
    pressed?: string,
  ) => Promise<Answer & { location: string }>;
  /** The cookies it holds, as a header. */
  cookies: () => string;
  leave: () => void;
};

/** A visitor of the server at `origin`, who has been nowhere yet. */
export function newVisitor(origin: string): Visitor {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

  function send(path: string, body?: string): Promise<Answer> {
    const since = performance.now();
    const headers: Record<string, string | number> = {
      Accept: "text/html",
      "Accept-Encoding": "br",
      "Accept-Language": "en-GB",
      "User-Agent": "Needlepoint bench",
    };
    if (jar.size > 0) headers.Cookie = cookies();
    if (body !== undefined) {
      headers.Origin = origin;
      headers["Sec-Fetch-Site"] = "same-origin";
      headers["Content-Type"] = "application/x-www-form-urlencoded";
      headers["Content-Length"] = Buffer.byteLength(body);
    }
    return new Promise((resolve, reject) => {
      const outgoing = request(
        new URL(path, origin),
        { method: body === undefined ? "GET" : "POST", agent, headers },
        (incoming) => {
          keepCookies(incoming);
          const chunks: Buffer[] = [];
          incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
          incoming.on("error", reject);
          incoming.on("end", () => {
            const ms = performance.now() - since;
            resolve(answerOf(path, incoming, Buffer.concat(chunks), ms));
          });
        },
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  function pathOf(location: string): string {
    const { pathname, search } = new URL(location, origin);
    return pathname + search;
  }

  function keepCookies({ headers }: IncomingMessage): void {
    for (const cookie of headers["set-cookie"] ?? []) {
      const [, name = "", value = ""] = cookie.match(/^([^=]+)=([^;]*)/) ?? [];
      if (value === "" || /max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
  }

  return {
    get: (path) => send(path),
    async open(path) {
      let answer = await send(path);
      for (let hops = 0; answer.headers.location && hops < MOST_REDIRECTS; hops += 1) {
        answer = await send(pathOf(answer.headers.location));
      }
      if (answer.status !== 200) throw await unexpected(answer);
      return { ...answer, markup: parseMarkup(await answer.text()) };
    },
    async post(form, filledIn, pressed) {
      const fields = fieldsToSend(form, filledIn, pressed);
      const answer = await send(form.path, `${new URLSearchParams(fields)}`);
      const { location } = answer.headers;
      if (location === undefined) throw await unexpected(answer);
      return { ...answer, location: pathOf(location) };
    },
    cookies,
    leave: () => agent.destroy(),
  };
}

function answerOf(path: string, incoming: IncomingMessage, body: Buffer, ms: number): Answer {
  const { statusCode: status = 0, headers } = incoming;
  const isCompressed = headers["content-encoding"] === "br";
  return {
    path,
    status,
    headers,
    bytes: body.length,
    ms,
    text: async () => (isCompressed ? await decompress(body) : body).toString("utf8"),
  };
}

async function unexpected(answer: Answer): Promise<Error> {
  const said = (await answer.text()).replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, " ");
  const words = said.replace(/\s+/g, " ").slice(0, 300);
  return new Error(`${answer.path} was answered with ${answer.status}: ${words}`);
}
