import type { Count } from '../counts/count.ts';
import {
  add,
  ceiling,
  compare,
  divide,
  type Exact,
  exact,
  exactFromText,
  floor,
  multiply,
  subtract,
} from '../exact.ts';
import type { Operator, Target } from '../library/plans/types.ts';
import type { Status } from './types.ts';

/** What a target asks for on a reporting date: the threshold in force, its date, and the milestone after it. */
export interface Demand {
  threshold: Exact | null;
  due: string;
  next: { threshold: Exact; due: string } | null;
}

/**
 * The demand of a target on a day. For a schedule the latest milestone reached is in force, before the first one the
 * first (DOMAIN.md, "Targets").
 * @param yearBefore for a yearly increase: the indicator's value over the year before, null where there is none
 */
export function demandOn(target: Target, asOf: string, yearBefore: Exact | null): Demand {
  const { rule } = target;
  if (rule.kind === 'yearly-increase') {
    const firstYear = rule.from.slice(0, 4);
    const year = asOf.slice(0, 4);
    if (year < firstYear) return { threshold: null, due: `${firstYear}-12-31`, next: null };
    const cap = exactFromText(rule.cap);
    const raised = yearBefore === null ? null : add(yearBefore, exactFromText(rule.step));
    return { threshold: raised !== null && compare(raised, cap) > 0 ? cap : raised, due: `${year}-12-31`, next: null };
  }
  const milestones = rule.milestones.map(({ value, due }) => ({ threshold: exactFromText(value), due }));
  const inForce = Math.max(
    0,
    milestones.findLastIndex(({ due }) => due <= asOf),
  );
  const current = milestones[inForce];
  if (current === undefined) throw new RangeError(`target ${target.id} has no milestone`);
  return { ...current, next: rule.kind === 'schedule' ? (milestones[inForce + 1] ?? null) : null };
}

export function reaches(value: Exact, operator: Operator, threshold: Exact): boolean {
  const order = compare(value, threshold);
  return operator === '>=' ? order >= 0 : operator === '>' ? order > 0 : order <= 0;
}

/**
 * `pending`: not reached, and the date has not come. A yearly increase has no threshold before its first year, which is
 * pending, and where the year before has no value, which is a lack of data.
 * @param whole whether all days are known that the value and its threshold stand on
 */
export function statusOf(
  value: Exact | null,
  operator: Operator,
  demand: Demand,
  asOf: string,
  whole: boolean,
): Status {
  if (value === null) return 'no-data';
  const early = demand.threshold === null && asOf.slice(0, 4) < demand.due.slice(0, 4);
  if (demand.threshold === null && !early) return 'no-data';
  if (!whole) return 'incomplete';
  if (demand.threshold === null) return 'pending';
  if (reaches(value, operator, demand.threshold)) return 'met';
  return asOf >= demand.due ? 'below' : 'pending';
}

/**
 * The fewest members that are missing in the numerator, or are too many in it where at most is asked, the denominator as it
 * is. 0 when the threshold is reached, null for means, and where there is nothing to reach.
 */
export function shortfallOf(count: Count, operator: Operator, threshold: Exact | null): bigint | null {
  const { measure, hits } = count;
  const members = measure === 'number' ? exact(1) : count.members;
  if (hits === null || members === null || threshold === null || measure === 'minutes') return null;
  const share = measure === 'percent' || measure === 'change' ? divide(threshold, exact(100)) : threshold;
  const wanted = multiply(measure === 'change' ? add(share, exact(1)) : share, members);
  const fewest = fewestWhole(operator === '<=' ? subtract(hits, wanted) : subtract(wanted, hits), operator);
  return fewest < 0n ? 0n : fewest;
}

/** The fewest whole ones that close a gap; "above" wants one more where it would just be there. */
export function fewestWhole(gap: Exact, operator: Operator): bigint {
  return operator === '>' ? floor(gap) + 1n : ceiling(gap);
}
