/** Crockford's 32 signs: none that is taken for another when it is read out or copied by hand. */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP = 4;

/**
 * A code that is easy to read off a console: "K7QM-2F9X-0TBC-4HWE". Five bits a byte go into it,
 * so that 16 random bytes give 80 bits.
 */
export function codeFrom(bytes: Uint8Array): string {
  const signs = Array.from(bytes, (byte) => SIGNS[byte % SIGNS.length]).join("");
  return inGroups(signs);
}

/**
 * A code as somebody typed it, put into the form that {@link codeFrom} gives: case, spaces and
 * hyphens do not matter, and O, I and L are read as the figures they were taken for.
 */
export function tidyCode(typed: string): string {
  const signs = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  return inGroups(signs);
}

function inGroups(signs: string): string {
  return signs.match(new RegExp(`.{1,${GROUP}}`, "g"))?.join("-") ?? "";
}
