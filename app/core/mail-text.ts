import { escapedHtml } from "./escaped-html.ts";
import { type Block, type Notification, readBody } from "./notification.ts";

/** Who writes, and where its links lead. */
export type Sender = {
  organisationName: string;
  /** Without a slash at its end: "https://training.example". */
  origin: string;
};

/** A mail as it is written: one subject, and the same words twice. */
export type MailText = { subject: string; text: string; html: string };

/** What is shown of the address that the mail leads to. */
type Written = Pick<Notification, "title" | "body"> & { id: number };

/** The words of a notification as a mail: plain, and without anything that tells who read it. */
export function mailText({ id, title, body }: Written, sender: Sender): MailText {
  const blocks = readBody(body);
  const href = `${sender.origin}/notifications/${id}`;
  const from = `${sender.organisationName}, sent by Needlepoint. Nobody reads answers to this address.`;
  return {
    subject: title,
    text: [
      title,
      ...blocks.map((block) => blockAsText(block, sender)),
      `Open in Needlepoint:\n${href}`,
      `-- \n${from}`,
    ].join("\n\n"),
    html: page(
      title,
      [
        `<h1 style="${HEADING}">${escapedHtml(title)}</h1>`,
        ...blocks.map((block, index) =>
          blockAsHtml(block, blocks[index + 1]?.kind === "list", sender),
        ),
        `<p style="margin:24px 0"><a href="${escapedHtml(href)}" style="${BUTTON}">Open in Needlepoint</a></p>`,
        `<p style="${SMALL}">${escapedHtml(from)}</p>`,
      ].join("\n"),
    ),
  };
}

function blockAsText(block: Block, { origin }: Sender): string {
  if (block.kind === "paragraph") return block.text;
  return block.lines
    .map(({ text, path }) => (path === undefined ? `- ${text}` : `- ${text}\n  ${origin}${path}`))
    .join("\n");
}

/** @param isTitle true for what stands over a list */
function blockAsHtml(block: Block, isTitle: boolean, { origin }: Sender): string {
  if (block.kind === "paragraph") {
    const weight = isTitle ? ";font-weight:600" : "";
    return `<p style="margin:16px 0 8px${weight}">${escapedHtml(block.text)}</p>`;
  }
  const lines = block.lines.map(({ text, path }) => {
    const words = escapedHtml(text);
    return path === undefined
      ? `<li>${words}</li>`
      : `<li><a href="${escapedHtml(origin + path)}" style="color:#0b4f55">${words}</a></li>`;
  });
  return `<ul style="margin:8px 0;padding-left:20px">\n${lines.join("\n")}\n</ul>`;
}

/* Mail programs know styles on the element alone, and no variables. */
const HEADING = "margin:0 0 16px;font-size:20px;line-height:1.3";
const BUTTON =
  "display:inline-block;padding:10px 20px;border-radius:8px;background:#0b4f55;color:#ffffff;font-weight:600;text-decoration:none";
const SMALL = "margin:24px 0 0;font-size:14px;color:#4a5558";
const PAGE =
  "margin:0 auto;padding:24px;max-width:560px;font:16px/1.55 system-ui,'Segoe UI',Roboto,Arial,sans-serif;color:#1f2a2d;background:#ffffff";

function page(title: string, content: string): string {
  return [
    "<!doctype html>",
    '<html lang="en">',
    `<head><meta charset="utf-8"><title>${escapedHtml(title)}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>',
    `<body style="${PAGE}">`,
    content,
    "</body>",
    "</html>",
  ].join("\n");
}
