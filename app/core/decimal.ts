/**
 * Decimal numbers as people write them, compared exactly: 0.1 + 0.2 is 0.3 here. `units` of
 * 10^-`places` each.
 */
export type Decimal = { units: bigint; places: number };

const DECIMAL = /^(-?)(\d*)(?:\.(\d*))?$/;
const EXPONENT = /^(-?\d+)(?:\.(\d+))?e([+-]\d+)$/;

/** The number that a text like "-1.50" says, or undefined: digits, at most one point and a minus. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = "", fraction = ""] = DECIMAL.exec(text) ?? [];
  if (sign === undefined || whole + fraction === "") return undefined;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, places: fraction.length };
}

/**
 * A number of a JSON file as its author wrote it: the shortest decimal text that gives this number
 * back, which is exact up to 15 digits.
 * @throws if it is not finite
 */
export function decimalOf(number: number): Decimal {
  const text = String(number);
  const [, whole, fraction = "", exponent] = EXPONENT.exec(text) ?? [];
  if (whole === undefined) {
    const decimal = parseDecimal(text);
    if (!decimal) throw new RangeError(`${text} is not a decimal number`);
    return decimal;
  }
  // "1.5e-7" is 15 with 8 places; places below nothing become zeros.
  const places = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return places < 0 ? { units: units * 10n ** BigInt(-places), places: 0 } : { units, places };
}

/** Below 0 where `one` is the smaller, above 0 where it is the larger, 0 where they are equal. */
export function compareDecimals(one: Decimal, other: Decimal): number {
  const { units } = minus(one, other);
  return units < 0n ? -1 : Number(units > 0n);
}

export function plus(one: Decimal, other: Decimal): Decimal {
  const places = Math.max(one.places, other.places);
  return { units: unitsAt(one, places) + unitsAt(other, places), places };
}

export function minus(one: Decimal, other: Decimal): Decimal {
  return plus(one, { ...other, units: -other.units });
}

function unitsAt({ units, places }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - places);
}

/** "1.5", "-0.25", "0": with a point, and without zeros that say nothing. */
export function formatDecimal({ units, places }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
