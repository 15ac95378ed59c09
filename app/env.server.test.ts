import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { readEnvironment, SETTING_NAMES, UnusableSettings } from "./env.server.ts";

/** What somebody is told who starts it with these variables. */
function complaintAbout(variables: Record<string, string>): string {
  try {
    readEnvironment(variables);
  } catch (reason) {
    if (reason instanceof UnusableSettings) return reason.message;
    throw reason;
  }
  return "";
}

test("without any variable everything has a default for one machine", () => {
  expect(readEnvironment({})).toEqual({
    NODE_ENV: "development",
    HOST: "127.0.0.1",
    PORT: 3000,
    TRUST_PROXY: "off",
    DATA_DIR: "data",
    DATABASE_BUSY_MS: 5000,
    QUIZ_DIR: "quizzes",
    DEMO: "on",
    DEMO_TIME_ZONE: "Europe/Dublin",
    SESSION_IDLE_MINUTES: 480,
    BODY_LIMIT_KB: 256,
    LOG_LEVEL: "info",
  });
});

test.each([
  ["PORT", "0", 0],
  ["PORT", "65535", 65_535],
  ["PUBLIC_URL", "https://training.example//", "https://training.example"],
  ["PUBLIC_URL", "http://localhost:3000", "http://localhost:3000"],
  ["PUBLIC_URL", "http://[::1]:3000", "http://[::1]:3000"],
  ["HOST", "::1", "::1"],
  ["DATABASE_URL", "postgres://u:p@host/db", "postgres://u:p@host/db"],
  ["DATABASE_URL", "postgresql://host/db", "postgresql://host/db"],
  ["DATABASE_URL", "", undefined],
  ["DEMO", "off", "off"],
  ["DEMO_TIME_ZONE", "Pacific/Auckland", "Pacific/Auckland"],
  ["SESSION_IDLE_MINUTES", "43200", 43_200],
  [
    "MAIL_FROM",
    "Linden Skin <training@clinic.example>",
    { name: "Linden Skin", address: "training@clinic.example" },
  ],
] as const)("%s may be %j", (name, given, read) => {
  expect(readEnvironment({ [name]: given })[name]).toEqual(read);
});

test.each([
  ["NODE_ENV", "prod", 'must be "development", "production" or "test"'],
  ["PORT", "65536", "must be a whole number from 0 to 65535"],
  ["PORT", "-1", "must be a whole number from 0 to 65535"],
  ["PORT", "80.5", "must be a whole number from 0 to 65535"],
  ["PORT", "http", "must be a whole number from 0 to 65535"],
  ["PUBLIC_URL", "training.example", 'must be a web address like "https://training.example"'],
  ["PUBLIC_URL", "ftp://training.example", 'must be a web address like "https://training.example"'],
  [
    "PUBLIC_URL",
    "http://192.168.1.20:3000",
    'must begin with "https://": without it, passwords would cross the network in the clear',
  ],
  [
    "HOST",
    "0.0.0.0",
    "is open to the network only together with PUBLIC_URL, the https address people use",
  ],
  ["TRUST_PROXY", "yes", 'must be "on" or "off"'],
  ["DATABASE_URL", "mysql://host/db", 'must start with "postgres://"; leave it out to use SQLite'],
  ["DEMO", "ON", 'must be "on" or "off"'],
  ["DEMO_TIME_ZONE", "Dublin", 'must be an IANA time zone like "Europe/Dublin"'],
  ["DEMO_TIME_ZONE", "+01:00", 'must be an IANA time zone like "Europe/Dublin"'],
  ["SESSION_IDLE_MINUTES", "0", "must be a whole number from 1 to 43200"],
  ["BODY_LIMIT_KB", "15", "must be a whole number from 16 to 10240"],
  [
    "SMTP_URL",
    "mail.example",
    'must be a mail server like "smtps://user:password@mail.example:465"',
  ],
  [
    "SMTP_URL",
    "https://mail.example",
    'must be a mail server like "smtps://user:password@mail.example:465"',
  ],
  [
    "SMTP_URL",
    "smtps://mail.example",
    "needs MAIL_FROM too, whom mails come from, and PUBLIC_URL, where their links lead",
  ],
  [
    "MAIL_FROM",
    "Linden Skin Clinics",
    'must be an address like "Linden Skin Clinics <training@clinic.example>"',
  ],
  ["LOG_LEVEL", "all", 'must be "debug", "info", "warn", "error" or "silent"'],
])("%s=%s is refused with its name, what was given and what is allowed", (name, given, allowed) => {
  expect(complaintAbout({ [name]: given })).toBe(
    [
      "Needlepoint cannot start: these settings are not usable.",
      `  ${name} is "${given}"; it ${allowed}.`,
      "Each setting is described in .env.example.",
    ].join("\n"),
  );
});

test("a server is open to the network under an https address", () => {
  const open = readEnvironment({ HOST: "0.0.0.0", PUBLIC_URL: "https://training.example" });
  expect(open.HOST).toBe("0.0.0.0");
});

test("mail is on with a server, a sender and the address that links lead to", () => {
  const SMTP_URL = "smtps://clinic:secret@mail.example:465";
  const [MAIL_FROM, PUBLIC_URL] = ["training@clinic.example", "https://training.example"];
  expect(readEnvironment({ SMTP_URL, MAIL_FROM, PUBLIC_URL }).SMTP_URL).toBe(SMTP_URL);
  expect(complaintAbout({ SMTP_URL, MAIL_FROM })).toContain(
    'SMTP_URL is "smtps://…@mail.example:465"',
  );
  expect(complaintAbout({ SMTP_URL, PUBLIC_URL })).not.toContain("secret");
});

test("every bad setting is named at once", () => {
  const complaint = complaintAbout({ PORT: "x", DEMO: "maybe", HOST: "127.0.0.1" });
  expect(complaint).toContain('PORT is "x"');
  expect(complaint).toContain('DEMO is "maybe"');
  expect(complaint).not.toContain("HOST");
});

test("a password in an address is not shown", () => {
  const complaint = complaintAbout({ DATABASE_URL: "mysql://clinic:s3cr3t/p@ss@host/db" });
  expect(complaint).toContain('DATABASE_URL is "mysql://…@host/db"');
  expect(complaint).not.toMatch(/s3cr3t|clinic/);
});

test(".env.example describes every setting, with its default, and nothing else", () => {
  const example = readFileSync(path.resolve(".env.example"), "utf8");
  const described = parseEnv(example.replace(/^#(?=[A-Z_]+=)/gm, "")) as Record<string, string>;
  expect(Object.keys(described).sort()).toEqual([...SETTING_NAMES].sort());
  expect(readEnvironment(described)).toEqual(readEnvironment({}));
  for (const name of SETTING_NAMES) {
    expect(example, `${name} is explained in the line above it`).toMatch(
      new RegExp(`^# .+\\n#${name}=`, "m"),
    );
  }
});

test("a bad setting stops the start with the message alone and exit code 1", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "app/env.server.ts"],
    { env: { NODE_ENV: "test", PORT: "http" }, encoding: "utf8" },
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: "",
    stderr: `${complaintAbout({ PORT: "http" })}\n`,
  });
});
