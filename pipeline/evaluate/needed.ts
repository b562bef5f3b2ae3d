import type { Count, Measure } from '../counts/count.ts';
import type { Period } from '../counts/period.ts';
import { daysIn } from '../dates.ts';
import { add, divide, type Exact, exact, floor, multiply, subtract, toNumber, ZERO } from '../exact.ts';
import type { Operator } from '../library/plans/types.ts';
import type { ToCome } from './to-come.ts';
import type { Needed } from './types.ts';
import { fewestWhole, reaches } from './verdict.ts';

/** How many are expected, and from what it is estimated. */
export type Expected = Pick<Needed, 'basis' | 'year'> & { of: bigint };

const HUNDRED = exact(100);
const SECONDS_A_MINUTE = exact(60);
const NOBODY = { members: ZERO, hits: ZERO, amount: ZERO };

/** Those who join the number as time goes on: its members, or what is counted against a number kept by hand. */
function joining({ measure, members, hits }: Count): Exact | null {
  return measure === 'ratio' ? hits : members;
}

/**
 * The intake that is expected in the days to come: as many as in the same days of an earlier year where they are known of
 * every unit and each of their months has some, else as many a day as in the period so far. At least one: a date that is ahead brings somebody.
 * @param earlier the counts of `ToCome.earlier`, month by month; none where they are not known
 */
export function expectedIntake(
  now: Count,
  earlier: readonly Count[],
  { days, earlier: same }: ToCome,
): Expected | null {
  const months = earlier.map((count) => (count.lacks.length === 0 ? joining(count) : null));
  if (same !== null && months.length > 0 && months.every((one) => one !== null && one.n > 0n)) {
    const sum = months.reduce<Exact>((a, b) => add(a, b ?? ZERO), ZERO);
    return { of: floor(sum), basis: 'last_year', year: same.year };
  }
  const soFar = joining(now);
  if (soFar === null) return null;
  const elapsed = daysIn(now.from, now.asOf);
  const paced = divide(multiply(soFar, exact(daysIn(days.from, days.asOf))), exact(elapsed));
  const rounded = floor(add(paced, exact(1, 2)));
  return { of: rounded > 0n ? rounded : 1n, basis: 'pace', year: null };
}

interface Asked {
  operator: Operator;
  threshold: Exact;
  days: Period;
  expected: Expected;
  /** The value that is shown today. */
  value: Exact;
  /** Whether members who lack something today can still make it good. */
  canStillJoin: boolean;
  /** The number kept by hand that members are counted against; null elsewhere. */
  against: Exact | null;
}

/**
 * What must come until the date, so that the threshold is reached then (exact: one less misses it, where the intake is as
 * expected). A share is never taken over the members of today alone: those who come join the denominator, too.
 * @param begun the count of the days of the counting period that are over; null where none is
 * @param measure what is to come has only those that are counted: shares, means, numbers against one kept by hand
 */
export function neededOf(begun: Count | null, measure: Measure, asked: Asked): Needed | null {
  const { threshold, expected, days, value, operator } = asked;
  const wanted =
    measure === 'percent'
      ? ofShare(begun, asked)
      : measure === 'minutes'
        ? ofMean(begun, asked)
        : ofNumber(begun, asked);
  if (wanted === null) return null;
  return {
    ...wanted,
    threshold: toNumber(threshold),
    reached: reaches(value, operator, threshold),
    from: days.from,
    until: days.asOf,
    basis: expected.basis,
    year: expected.year,
  };
}

type Wanted = Pick<Needed, 'kind' | 'hits' | 'of' | 'old' | 'share' | 'seconds' | 'best'>;
const NOTHING = { hits: null, old: 0, share: null, seconds: null, best: null };

/** How many of those who come must (or may) join the numerator, with those of today who still can. */
function ofShare(begun: Count | null, { operator, threshold, expected, canStillJoin }: Asked): Wanted | null {
  const { members, hits } = begun ?? NOBODY;
  if (members === null || hits === null) return null;
  const coming = exact(expected.of);
  const old = canStillJoin ? subtract(members, hits) : ZERO;
  const [open, all] = [add(coming, old), add(members, coming)];
  const most = floor(open);
  const asked = limit(operator, subtract(multiply(divide(threshold, HUNDRED), all), hits));
  const atMost = operator === '<=';
  const isOut = atMost ? asked < 0n : asked > most;
  const isSure = atMost ? asked >= most : asked <= 0n;
  const count = (atMost ? isSure : isOut) ? most : asked < 0n ? 0n : asked;
  return {
    ...NOTHING,
    kind: isOut ? 'out-of-reach' : isSure ? 'secured' : atMost ? 'at-most' : 'at-least',
    hits: Number(count),
    of: Number(most),
    old: toNumber(old),
    share: toNumber(multiply(divide(exact(count), open), HUNDRED)),
    best: isOut ? toNumber(multiply(divide(add(hits, exact(count)), all), HUNDRED)) : null,
  };
}

/** How many seconds those who come may take together, so that the mean of all is low enough. */
function ofMean(begun: Count | null, { operator, threshold, expected }: Asked): Wanted | null {
  const { members, amount } = begun ?? NOBODY;
  if (operator !== '<=' || members === null || amount === null) return null;
  const coming = exact(expected.of);
  const all = add(members, coming);
  const most = floor(subtract(multiply(multiply(threshold, SECONDS_A_MINUTE), all), amount));
  const of = { ...NOTHING, of: toNumber(coming) };
  if (most < 0n)
    return { ...of, kind: 'out-of-reach', seconds: 0, best: toNumber(divide(amount, multiply(SECONDS_A_MINUTE, all))) };
  const each = divide(exact(most), multiply(SECONDS_A_MINUTE, coming));
  return { ...of, kind: 'mean', share: toNumber(each), seconds: Number(most) };
}

/** How many must come against a number kept by hand, which stays as it is. */
function ofNumber(begun: Count | null, { operator, threshold, expected, against }: Asked): Wanted | null {
  const { hits } = begun ?? NOBODY;
  if (hits === null || against === null) return null;
  const asked = limit(operator, subtract(multiply(threshold, against), hits));
  const of = { ...NOTHING, of: Number(expected.of), hits: Number(asked < 0n ? 0n : asked) };
  if (operator === '<=') return { ...of, kind: asked < 0n ? 'out-of-reach' : 'at-most' };
  return { ...of, kind: asked <= 0n ? 'secured' : 'at-least' };
}

/** The smallest whole number that reaches what is asked for, or the greatest that keeps to it. */
function limit(operator: Operator, gap: Exact): bigint {
  return operator === '<=' ? floor(gap) : fewestWhole(gap, operator);
}
