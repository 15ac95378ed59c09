import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { installedBrowser } from "#tests/support/browser.mjs";
import type { Figure } from "./figures.ts";

/** One answer as it came in; the type is Chromium's word: "Document", "Script" ... */
export type Sent = { type: string; bytes: number };

/**
 * What a browser that has never been here loads for a page, as its own network log counts it:
 * heads and bodies, compressed as they were sent.
 * @param cookies of somebody who is signed in, as a header
 * @returns nothing when there is no browser
 */
export async function measureColdBrowser(
  url: string,
  cookies: string,
  name: string,
): Promise<Figure[]> {
  const executablePath = process.env.CHROMIUM_PATH || installedBrowser();
  const options = executablePath
    ? { executablePath, args: ["--no-sandbox", "--disable-background-networking"] }
    : {};
  const browser = await chromium.launch(options).catch(() => undefined);
  if (!browser) return [];
  try {
    const figures: Figure[] = [];
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const sent = await load(context, url, cookies);
      await context.close();
      const kilobytes = (wanted: (each: Sent) => boolean) =>
        sent.filter(wanted).reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
      const how = javaScriptEnabled ? "" : ", without JavaScript";
      figures.push(
        {
          part: "browser",
          name: `${name}${how}: requests`,
          unit: "requests",
          numbers: { value: sent.length },
        },
        {
          part: "browser",
          name: `${name}${how}: sent`,
          unit: "kB",
          numbers: {
            all: kilobytes(() => true),
            page: kilobytes(({ type }) => type === "Document"),
            scripts: kilobytes(({ type }) => type === "Script"),
            styles: kilobytes(({ type }) => type === "Stylesheet"),
          },
        },
      );
    }
    return figures;
  } finally {
    await browser.close();
  }
}

async function load(context: BrowserContext, url: string, cookies: string): Promise<Sent[]> {
  await context.addCookies(
    cookies.split("; ").map((cookie) => {
      const [name = "", value = ""] = cookie.split(/=(.*)/s);
      return { name, value, url };
    }),
  );
  const page = await context.newPage();
  return loadPage(page, url);
}

/**
 * Opens a page and counts everything that is sent for it, until the network is quiet.
 * @throws if the address leads elsewhere, or not everything arrives
 */
export async function loadPage(page: Page, url: string): Promise<Sent[]> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Network.enable");
  const types = new Map<string, string>();
  const sent: Sent[] = [];
  protocol.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
    if (request.url.startsWith("http")) types.set(requestId, type ?? "Other");
  });
  protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId);
    if (type !== undefined) sent.push({ type, bytes: encodedDataLength });
  });
  // Without JavaScript a browser asks for no script, although it makes a note of it first.
  protocol.on("Network.loadingFailed", ({ requestId, blockedReason, canceled }) => {
    if (canceled || blockedReason !== undefined) types.delete(requestId);
  });
  const answer = await page.goto(url, { waitUntil: "networkidle" });
  if (answer?.status() !== 200 || page.url() !== url) {
    throw new Error(`${url} led to ${page.url()} with ${answer?.status()}`);
  }
  if (sent.length !== types.size) throw new Error(`Not everything on ${url} was loaded`);
  return sent;
}
