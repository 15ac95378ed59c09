import { z } from "zod";
import { isTimeZone } from "#app/core/calendar.ts";
import { readMailSender } from "#app/core/email.ts";

const onOff = z.enum(["on", "off"], { error: 'must be "on" or "off"' });

function wholeNumber(from: number, to: number) {
  const allowed = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d+$/, allowed)
    .transform(Number)
    .refine((number) => number >= from && number <= to, allowed);
}

const THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]", "::1"];

/** True for the names of the machine that the server runs on. */
function isThisMachine(host: string): boolean {
  return THIS_MACHINE.includes(host);
}

/** Every setting, with its default for one machine. `.env.example` says the same to people. */
const settings = z.object({
  NODE_ENV: z
    .enum(["development", "production", "test"], {
      error: 'must be "development", "production" or "test"',
    })
    .default("development"),
  HOST: z.string().min(1, "must be an address to listen on").default("127.0.0.1"),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be a web address like "https://training.example"' })
    .refine(
      (url) => !url.startsWith("http:") || isThisMachine(new URL(url).hostname),
      'must begin with "https://": without it, passwords would cross the network in the clear',
    )
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  TRUST_PROXY: onOff.default("off"),
  DATA_DIR: z.string().min(1, "must be a folder").default("data"),
  DATABASE_URL: z
    .string()
    .regex(
      /^(postgres(ql)?:\/\/|pglite:)/,
      'must start with "postgres://"; leave it out to use SQLite',
    )
    .optional(),
  DATABASE_BUSY_MS: wholeNumber(0, 60_000).default(5_000),
  QUIZ_DIR: z.string().min(1, "must be a folder").default("quizzes"),
  DEMO: onOff.default("on"),
  DEMO_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone like "Europe/Dublin"')
    .default("Europe/Dublin"),
  SESSION_IDLE_MINUTES: wholeNumber(1, 43_200).default(480),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      abort: true,
      error: 'must be a mail server like "smtps://user:password@mail.example:465"',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .transform((text, context) => {
      const sender = readMailSender(text);
      if (sender) return sender;
      const message = 'must be an address like "Linden Skin Clinics <training@clinic.example>"';
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    })
    .optional(),
  BODY_LIMIT_KB: wholeNumber(16, 10_240).default(256),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], {
      error: 'must be "debug", "info", "warn", "error" or "silent"',
    })
    .default("info"),
});

const usableSettings = settings
  .refine(({ HOST, PUBLIC_URL }) => isThisMachine(HOST) || PUBLIC_URL !== undefined, {
    path: ["HOST"],
    error: "is open to the network only together with PUBLIC_URL, the https address people use",
  })
  .refine(
    ({ SMTP_URL, MAIL_FROM, PUBLIC_URL }) =>
      SMTP_URL === undefined || (MAIL_FROM !== undefined && PUBLIC_URL !== undefined),
    {
      path: ["SMTP_URL"],
      error: "needs MAIL_FROM too, whom mails come from, and PUBLIC_URL, where their links lead",
    },
  );

export type Environment = z.output<typeof settings>;

/** The names of all settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape);

/** Settings that nobody can start with; the message is for the person who started it. */
export class UnusableSettings extends Error {}

/**
 * Reads the settings out of environment variables. Empty variables count as left out.
 * @throws UnusableSettings with every bad variable, what was given and what is allowed
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = usableSettings.safeParse(given);
  if (parsed.success) return parsed.data;
  throw unusableSettings(
    parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return { name, given: given[name] ?? "", fault: message };
    }),
  );
}

/** @param fault goes on after "it": "must be a folder" */
type BadSetting = { name: string; given: string; fault: string };

function unusableSettings(bad: readonly BadSetting[]): UnusableSettings {
  const lines = bad.map(
    ({ name, given, fault }) =>
      `  ${name} is ${JSON.stringify(withoutPassword(given))}; it ${fault}.`,
  );
  return new UnusableSettings(
    `Needlepoint cannot start: these settings are not usable.\n${lines.join("\n")}\n` +
      "Each setting is described in .env.example.",
  );
}

/** A setting that is well written, and with which nobody can start all the same. */
export function unusableSetting(
  name: "DATA_DIR" | "DATABASE_URL" | "QUIZ_DIR",
  fault: string,
): UnusableSettings {
  return unusableSettings([{ name, given: env[name] ?? "", fault }]);
}

/** Addresses of databases carry passwords, and consoles are kept in logs. */
function withoutPassword(given: string): string {
  return given.replace(/:\/\/.*@/s, "://…@");
}

/** The settings, or an end of the process that says in plain words what is wrong with them. */
function settingsOrExit(): Environment {
  try {
    return readEnvironment(process.env);
  } catch (reason) {
    if (!(reason instanceof UnusableSettings)) throw reason;
    process.stderr.write(`${reason.message}\n`);
    process.exit(1);
  }
}

/** The settings of this process. The only reader of `process.env` in the program. */
export const env = settingsOrExit();

/** Cookies are Secure everywhere but on this machine, where browsers speak plain http. */
export const isSecureOnly = env.PUBLIC_URL?.startsWith("https:") ?? false;
