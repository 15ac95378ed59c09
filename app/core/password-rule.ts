import { sortNameOf } from "./person-name.ts";

export const SHORTEST_PASSWORD = 12;
/** Far beyond any pass phrase; keeps a form from costing the server time. */
export const LONGEST_PASSWORD = 1_000;

/** The commonest passwords of twelve characters and more, and what somebody here would try. */
const COMMON = [
  "123456789012",
  "1234567890123",
  "12345678901234",
  "123456789abc",
  "1q2w3e4r5t6y",
  "abcdefghijkl",
  "administrator",
  "changemeplease",
  "correcthorsebatterystaple",
  "footballfootball",
  "iloveyou1234",
  "letmeinletmein",
  "microneedling",
  "needlepoint",
  "passwordpassword",
  "qwertyuiop",
  "qwertyuiopasdfghjkl",
  "qwerty123456",
  "princess1234",
  "sunshine1234",
  "superman1234",
  "trustno1trustno1",
  "unbelievable",
  "welcome12345",
];

/**
 * What stands against a new password, in a sentence, or undefined when it is fine. Any characters
 * will do, and nothing is asked for but length and not being what a stranger tries first.
 */
export function passwordProblem(
  password: string,
  person: { name: string; email: string },
): string | undefined {
  const length = [...password.normalize("NFKC")].length;
  if (length < SHORTEST_PASSWORD) {
    return `Use at least ${SHORTEST_PASSWORD} characters. A few words in a row make a good password.`;
  }
  if (length > LONGEST_PASSWORD) return "Use at most 1,000 characters.";
  const core = guessable(password);
  const localPart = person.email.split("@")[0] ?? "";
  if ([person.name, person.email, localPart].some((own) => guessable(own) === core)) {
    return "Choose something other than your name or your e-mail address.";
  }
  if (isRepeated(core) || core === "password" || COMMON.some((each) => guessable(each) === core)) {
    return "This is among the first that a stranger would try. Choose something else.";
  }
  return undefined;
}

/** Without what people add to pass a rule: case, accents, signs, and figures at the end. */
function guessable(text: string): string {
  const letters = sortNameOf(text.normalize("NFKC")).replace(/[^\p{L}\p{N}]/gu, "");
  return letters.replace(/\p{N}+$/u, "") || letters;
}

/** True when it is one short piece over and over: "aaaaaaaaaaaa", "abcabcabcabc". */
function isRepeated(text: string): boolean {
  return /^(.{1,4}?)\1+$/su.test(text);
}
