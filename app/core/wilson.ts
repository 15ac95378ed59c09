/** 97.5 % of the normal distribution lie below it. */
const Z = 1.959963984540054;

/**
 * Wilson's 95 % interval for a share, of which `count` of `n` were seen: two shares from 0 to 1.
 * (E. B. Wilson, J. Am. Stat. Assoc. 1927; the score interval without continuity correction.)
 * @throws if `count` is not among 0 to `n`, or `n` is 0
 */
export function wilsonInterval(count: number, n: number): { from: number; to: number } {
  if (!(n > 0 && count >= 0 && count <= n)) throw new RangeError(`${count} of ${n} is no share`);
  const share = count / n;
  const z2 = Z * Z;
  const middle = share + z2 / (2 * n);
  const reach = Z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const whole = 1 + z2 / n;
  // At the ends the interval touches 0 or 1 exactly; floats would miss it by a hair.
  return {
    from: count === 0 ? 0 : (middle - reach) / whole,
    to: count === n ? 1 : (middle + reach) / whole,
  };
}
