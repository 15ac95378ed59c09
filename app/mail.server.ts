import { randomUUID } from "node:crypto";
import { createTransport } from "nodemailer";
import {
  type ClaimedMail,
  claimNextMail,
  giveUpLostMails,
  type MailOutcome,
  settleMail,
  turnMailsOff,
} from "#db/queries/mails.ts";
import { findOrganisation } from "#db/queries/organisation.ts";
import type { MailSender } from "./core/email.ts";
import { nextTryAt } from "./core/mail-retry.ts";
import { mailText } from "./core/mail-text.ts";
import { log } from "./log.server.ts";

/** Well below the ten minutes after which a mail counts as lost (db/queries/mails.ts). */
const CONNECT_WITHIN_MS = 20_000;
const ANSWER_WITHIN_MS = 60_000;
const HAND_OVER_WITHIN_MS = 180_000;
const LONGEST_PROBLEM = 300;

export type MailSettings = {
  /** "smtps://user:password@mail.example:465" */
  url: string;
  from: MailSender;
  /** Where links lead: "https://training.example". */
  origin: string;
};

/** What the clock says, and whether to stop after the mail in hand. */
type Run = { now: () => Date; stopping?: AbortSignal };

/**
 * Sends every mail that is due, one after the other, each at most once. Any number of processes may
 * do it at once. A server that cannot be reached ends the run: the next one tries again.
 * @returns how many were sent
 */
export async function sendDueMails(
  settings: MailSettings,
  { now, stopping }: Run,
): Promise<number> {
  const lost = await giveUpLostMails(now());
  if (lost > 0) log.warn({ mails: lost }, "mails whose sender was lost are not sent again");
  const organisation = await findOrganisation();
  const organisationName = organisation?.name ?? "Needlepoint";
  let sent = 0;
  while (!stopping?.aborted) {
    const mail = await claimNextMail(randomUUID(), now());
    if (!mail) break;
    const { kind, tries } = mail;
    const result = await handOver(mail, organisationName, settings);
    const outcome = outcomeOf(result, tries, now());
    await settleMail(mail, outcome, now());
    if (result.kind === "sent") sent += 1;
    // No names and no addresses; what the mail server said stands in the mail log.
    log[result.kind === "sent" ? "info" : "warn"]({ kind, tries, outcome: outcome.mail }, "mail");
    if (result.kind === "unreachable") break;
  }
  return sent;
}

/** Without a mail server: what is new stays in the app, and the log says how much there was. */
export async function leaveMailsUnsent(): Promise<void> {
  const kinds = await turnMailsOff();
  if (Object.keys(kinds).length > 0) {
    log.info({ kinds }, "new notifications are in the app only: SMTP_URL is not set");
  }
}

/** What the mail server did with a mail. */
type Result =
  | { kind: "sent" }
  /** It was not reached, or let nobody in. */
  | { kind: "unreachable"; problem: string }
  /** It does not take this mail now. */
  | { kind: "deferred"; problem: string }
  /** It will never take it. */
  | { kind: "refused"; problem: string }
  /** It had the whole mail and was not heard of again. */
  | { kind: "unanswered"; problem: string };

function outcomeOf(result: Result, tries: number, now: Date): MailOutcome {
  if (result.kind === "sent") return { mail: "sent" };
  const { problem } = result;
  if (result.kind === "unanswered") return { mail: "unsure", problem };
  const nextAt = result.kind === "refused" ? undefined : nextTryAt(tries, now);
  return nextAt ? { mail: "waiting", nextAt, problem } : { mail: "failed", problem };
}

async function handOver(
  mail: ClaimedMail,
  organisationName: string,
  { url, from, origin }: MailSettings,
): Promise<Result> {
  const { host, username, hostname, protocol } = new URL(url);
  const isOnTheWire =
    protocol === "smtp:" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const told = { isComplete: false };
  const transport = createTransport({
    url,
    // A password crosses no network in the clear.
    requireTLS: isOnTheWire && username !== "",
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    logger: loggerThatNotes(() => {
      told.isComplete = true;
    }),
  });
  const { subject, text, html } = mailText(mail, { organisationName, origin });
  try {
    await transport.sendMail({
      from: { name: from.name || organisationName, address: from.address },
      to: { name: mail.to.name, address: mail.to.email },
      ...{ subject, text, html },
      date: mail.createdAt,
      messageId: messageIdOf(mail, origin),
      headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      signal: AbortSignal.timeout(HAND_OVER_WITHIN_MS),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return { kind: "sent" };
  } catch (reason) {
    return resultOf(reason as SmtpError, told.isComplete, host);
  } finally {
    transport.close();
  }
}

/** The same for every try, so that a mail program shows one that came twice once. */
function messageIdOf({ id, createdAt }: ClaimedMail, origin: string): string {
  return `<notification-${id}-${createdAt.getTime()}@${new URL(origin).hostname}>`;
}

type SmtpError = Error & { code?: string; responseCode?: number; response?: string };

/** @param isComplete true once the whole mail, with its end, was on its way */
function resultOf(error: SmtpError, isComplete: boolean, host: string): Result {
  const { code = "", responseCode, response, message } = error;
  const said = (response ?? message).replace(/\s+/g, " ");
  const problem = `${host}: ${said}`.slice(0, LONGEST_PROBLEM);
  // About this mail or its recipient; a refused sign-in is about the server, and may be mended.
  const isAboutTheMail = code === "EENVELOPE" || code === "EMESSAGE";
  if (isAboutTheMail) {
    return { kind: responseCode && responseCode < 500 ? "deferred" : "refused", problem };
  }
  return { kind: isComplete && !responseCode ? "unanswered" : "unreachable", problem };
}

/** The library tells its logger alone when the last line of a mail has left. */
function loggerThatNotes(note: () => void) {
  const listen = (entry: unknown) => {
    const isEndOfMail =
      typeof entry === "object" && entry !== null && "tnx" in entry && entry.tnx === "message";
    if (isEndOfMail) note();
  };
  const ignore = () => {};
  return {
    ...{ level: ignore, trace: ignore, debug: ignore, warn: ignore, error: ignore, fatal: ignore },
    info: listen,
  };
}
