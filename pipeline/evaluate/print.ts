import {
  ceiling,
  compare,
  divide,
  type Exact,
  exact,
  exactFromText,
  floor,
  multiply,
  subtract,
  toDecimal,
} from '../exact.ts';

/** More decimals than this are never printed; the sign before the difference still tells the verdict. */
const MOST_DECIMALS = 12;

/**
 * A value with as many decimals as its verdict needs: 69,96 below 70 is never printed as 70,0, and a value at its
 * threshold never looks like one beside it. Plain decimal text, at least `decimals` long.
 */
export function decimalsForVerdict(value: Exact, threshold: Exact | null, decimals: number): string {
  for (let places = decimals; places <= MOST_DECIMALS; places += 1) {
    const printed = toDecimal(value, places);
    if (
      threshold === null ||
      Math.sign(compare(exactFromText(printed), threshold)) === Math.sign(compare(value, threshold))
    )
      return printed;
  }
  return toDecimal(value, MOST_DECIMALS);
}

/** Value minus threshold with its sign, never printed as 0 where it is not. */
export function signedDifference(value: Exact, threshold: Exact, decimals: number): string {
  const difference = subtract(value, threshold);
  const printed = decimalsForVerdict(difference, { n: 0n, d: 1n }, decimals);
  return difference.n > 0n ? `+${printed}` : printed;
}

/**
 * A number that is kept to, with at most `decimals`, rounded to the side that is safe: never as a whole hundred (or nothing)
 * where it is not. Plain decimal text without zeros at its end.
 */
export function roundedTowards(value: Exact, decimals: number, side: 'up' | 'down'): string {
  for (let places = decimals; ; places += 1) {
    const scale = exact(10n ** BigInt(places));
    const moved = multiply(value, scale);
    const rounded = divide(exact(side === 'up' ? ceiling(moved) : floor(moved)), scale);
    const bound = [exact(0), exact(100)].some((edge) => compare(rounded, edge) === 0 && compare(value, edge) !== 0);
    if (!bound || places >= MOST_DECIMALS)
      return toDecimal(rounded, places).replace(/(?:\.|(?<![.0]))0+$/, (zeros) => (places === 0 ? zeros : ''));
  }
}

/** A number that came as a `number`, as exactly as it is ever printed. */
function nearExact(value: number): Exact {
  return exactFromText(value.toFixed(MOST_DECIMALS));
}

/** As `decimalsForVerdict`, of numbers that came as a `number`: one rule for decimals, wherever a value is printed. */
export function printedValue(value: number, decimals: number, threshold: number | null = null): string {
  return decimalsForVerdict(nearExact(value), threshold === null ? null : nearExact(threshold), decimals);
}
