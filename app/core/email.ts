/** RFC 5321: a path holds 256 octets, two of them its brackets. */
export const LONGEST_EMAIL = 254;

/** One at sign, a domain with a dot in it, and no white space, quotes or brackets. */
const EMAIL = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(\.[^\s@<>()[\],;:"\\.]+)+$/;

/** An e-mail address as accounts are known by it: without white space around it, in lower case. */
export function tidyEmail(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}

/** True for what can be an e-mail address. Whether it exists, only a message can tell. */
export function isEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && EMAIL.test(text);
}
