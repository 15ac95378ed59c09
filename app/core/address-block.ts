/**
 * What an address counts as when tries are limited. One IPv6 customer has at least 2^64 addresses
 * (a /64), so those count as one; an IPv4 address written as IPv6 counts as itself.
 */
export function addressBlock(address: string): string {
  const plain = address.trim().toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  if (mapped?.[1]) return mapped[1];
  const [withoutZone = ""] = plain.split("%");
  if (!withoutZone.includes(":")) return plain;
  const [head = "", tail] = withoutZone.split("::");
  const first = head.split(":").filter(Boolean);
  const last = (tail ?? "").split(":").filter(Boolean);
  const gap = tail === undefined ? 0 : Math.max(8 - first.length - last.length, 0);
  const groups = [...first, ...Array.from({ length: gap }, () => "0"), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
