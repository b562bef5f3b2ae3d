import { divide, type Exact, exact, multiply, subtract } from '../exact.ts';
import type { Count } from './count.ts';
import type { Lack } from './lack.ts';

/**
 * One number as it is shown, exact: minutes and visits for means, the value and that of the base year for changes.
 * `value` is null where there is none: a denominator of 0 or missing, something lacking. No value is not zero.
 */
export interface Figure {
  from: string;
  asOf: string;
  numerator: Exact | null;
  denominator: Exact | null;
  value: Exact | null;
  /** Why there is no value; empty where there is one. */
  lacks: readonly Lack[];
}

const HUNDRED = exact(100);
const SECONDS_A_MINUTE = exact(60);

/** The only place where a value is made of a count. */
export function figureOf(count: Count): Figure {
  const { from, asOf, lacks } = count;
  const figure = (numerator: Exact | null, denominator: Exact | null, value: Exact | null, why: Lack[]): Figure => ({
    from,
    asOf,
    numerator,
    denominator,
    value: why.length > 0 ? null : value,
    lacks: why,
  });
  const only = lacks.filter(({ kind }) => kind === 'base-year');
  // What is counted over files that lack something is no number to show; a base year that is missing hides only the change.
  if (lacks.length > only.length) return figure(null, null, null, [...lacks]);
  const { measure, members, amount } = count;
  const hits = measure === 'minutes' ? amount && divide(amount, SECONDS_A_MINUTE) : count.hits;
  if (hits === null || (measure === 'ratio' && members === null))
    return figure(null, null, null, [{ kind: 'observation', asOf }]);
  if (measure === 'number') return figure(hits, null, hits, []);
  if (only.length > 0) return figure(hits, null, null, only);
  // Half an observation is none: a numerator without what it is a part of is not shown as a count.
  if (members === null) return figure(null, null, null, [{ kind: 'denominator' }]);
  if (members.n === 0n) return figure(hits, members, null, [{ kind: 'zero' }]);
  const share = divide(measure === 'change' ? subtract(hits, members) : hits, members);
  const value = measure === 'percent' || measure === 'change' ? multiply(share, HUNDRED) : share;
  return figure(hits, members, value, []);
}
