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

/**
 * True for an address that belongs to nobody, by RFC 2606: those of the demo, for one. Under ".test"
 * there may well be a server, for tests.
 */
export function isNobodysAddress(email: string): boolean {
  return /\.(example|invalid)$/.test(email);
}

/** Who a mail is from. */
export type MailSender = { name: string; address: string };

/**
 * Reads "training@clinic.example" or "Linden Skin Clinics <training@clinic.example>"; undefined for
 * what is neither.
 */
export function readMailSender(text: string): MailSender | undefined {
  const [, name = "", bracketed] = /^([^<>"\p{Cc}]*)<([^<>]*)>$/u.exec(text.trim()) ?? [];
  const address = tidyEmail(bracketed ?? text);
  return isEmail(address) ? { name: name.trim(), address } : undefined;
}
