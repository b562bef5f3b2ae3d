/**
 * Exact numbers for verdicts: a fraction of whole numbers, in lowest terms, denominator above 0. A verdict that hangs on
 * 69,96 against 70 must not hang on binary rounding.
 */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Exact = { n: 0n, d: 1n };

/** @throws RangeError where `d` is 0: who divides must have asked before */
export function exact(n: bigint | number, d: bigint | number = 1n): Exact {
  const below = BigInt(d);
  if (below === 0n) throw new RangeError('division by zero');
  const above = BigInt(n);
  const sign = below < 0n ? -1n : 1n;
  const shared = gcd(above < 0n ? -above : above, below < 0n ? -below : below);
  return { n: (sign * above) / shared, d: (sign * below) / shared };
}

/** A plain decimal as text, `-12.5`. @throws RangeError for anything else */
export function exactFromText(text: string): Exact {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) throw new RangeError(`not a decimal: ${text}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const value = exact(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
  return sign === '-' ? { n: -value.n, d: value.d } : value;
}

export function add(a: Exact, b: Exact): Exact {
  return exact(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, { n: -b.n, d: b.d });
}

export function multiply(a: Exact, b: Exact): Exact {
  return exact(a.n * b.n, a.d * b.d);
}

export function divide(a: Exact, b: Exact): Exact {
  return exact(a.n * b.d, a.d * b.n);
}

/** Below 0, 0 or above 0 as `a` is below, equal to or above `b`. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The smallest whole number that is not below the value. */
export function ceiling(value: Exact): bigint {
  const whole = value.n / value.d;
  return value.n > 0n && value.n % value.d !== 0n ? whole + 1n : whole;
}

/** The greatest whole number that is not above the value. */
export function floor(value: Exact): bigint {
  const whole = value.n / value.d;
  return value.n < 0n && value.n % value.d !== 0n ? whole - 1n : whole;
}

/** The nearest `number`; for whole numbers and short decimals it prints as written. */
export function toNumber(value: Exact): number {
  const above = Number(value.n);
  const below = Number(value.d);
  if (Number.isSafeInteger(above) && Number.isSafeInteger(below)) return above / below;
  return Number(toDecimal(value, 20));
}

/** Rounded half away from zero, plain: `69.96`, `-0.5`; always exactly `decimals` of them. */
export function toDecimal(value: Exact, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const negative = value.n < 0n;
  const above = (negative ? -value.n : value.n) * scale;
  const rounded = (2n * above + value.d) / (2n * value.d);
  const digits = rounded.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return negative && rounded !== 0n ? `-${text}` : text;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
