import { decimalsForVerdict } from '../evaluate/print.ts';
import { fewestWhole, reaches } from '../evaluate/verdict.ts';
import { divide, type Exact, exact, exactFromText, multiply, subtract } from '../exact.ts';
import type { Operator } from '../library/plans/types.ts';

/** A share of dossiers against its threshold, as it stands. */
export interface Standing {
  numerator: number;
  denominator: number;
  threshold: number | null;
  operator: Operator;
}

const HUNDRED = exact(100);

/**
 * What a share is if so many of its missing dossiers join the numerator, whichever they are: of the share that they are missing to
 * this is exact; what it does to other targets depends on which they are.
 * @returns the value in percent, as decimals that do not contradict the verdict
 */
export function withSomeMoved(
  { numerator, denominator, threshold, operator }: Standing,
  count: number,
  decimals: number,
): { text: string; reached: boolean | null } {
  const value = multiply(divide(exact(numerator + count), exact(denominator)), HUNDRED);
  const wanted = threshold === null ? null : exactFromText(String(threshold));
  return {
    text: decimalsForVerdict(value, wanted, decimals),
    reached: wanted === null ? null : reaches(value, operator, wanted),
  };
}

/** How few must join the numerator for the threshold; null where it is reached, or cannot be by joining. */
export function fewestToReach({ numerator, denominator, threshold, operator }: Standing): number | null {
  if (threshold === null || operator === '<=') return null;
  const needed: Exact = divide(multiply(exactFromText(String(threshold)), exact(denominator)), HUNDRED);
  const count = Number(fewestWhole(subtract(needed, exact(numerator)), operator));
  return count > 0 && numerator + count <= denominator ? count : null;
}
