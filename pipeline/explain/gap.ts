import type { Count } from '../counts/count.ts';
import { add, compare, divide, type Exact, exact, multiply, subtract, ZERO } from '../exact.ts';
import type { Operator } from '../library/plans/types.ts';
import type { Gap, GapPart, Method } from './types.ts';

const HUNDRED = exact(100);
const SECONDS_A_MINUTE = exact(60);

/** What a share or a mean is made of: value = scale × numerator / denominator. */
export interface Fraction {
  numerator: Exact;
  denominator: Exact;
  scale: Exact;
}

/** null for numbers that are no share or mean of members, and where something is not known. */
export function fractionOf({ measure, members, hits, amount, lacks }: Count): Fraction | null {
  if (members === null || lacks.length > 0) return null;
  if (measure === 'percent' && hits !== null) return { numerator: hits, denominator: members, scale: HUNDRED };
  if (measure === 'minutes' && amount !== null)
    return { numerator: divide(amount, SECONDS_A_MINUTE), denominator: members, scale: exact(1) };
  return null;
}

/** What a number lacks to a threshold; null where it has no value or is no share or mean. */
export function gapOf(count: Count, operator: Operator, threshold: Exact): Gap | null {
  const whole = fractionOf(count);
  if (whole === null || whole.denominator.n === 0n) return null;
  return against(whole, whole.denominator, operator, threshold);
}

/**
 * The gap laid on the parts of the number, those that lack most first. The parts are those of one count: together its
 * members, each once.
 * @returns null where the gap cannot be told, or the parts do not add to the whole
 */
export function gapParts(
  count: Count,
  parts: readonly Count[],
  asked: { operator: Operator; threshold: Exact; method: Method },
): GapPart[] | null {
  const { operator, threshold, method } = asked;
  const [whole, gap] = [fractionOf(count), gapOf(count, operator, threshold)];
  const own = parts.flatMap((one) => {
    const fraction = fractionOf(one);
    return fraction === null || one.part === null
      ? []
      : [{ part: one.part, fraction, missing: missingOf(one, operator) }];
  });
  if (
    whole === null ||
    gap === null ||
    own.length < parts.length ||
    !addsTo(
      own.map(({ fraction }) => fraction),
      whole,
    )
  )
    return null;
  const missing = own.reduce((sum, one) => add(sum, one.missing ?? ZERO), ZERO);
  const laid = own.map(({ part, fraction, missing: who }): GapPart => {
    const { numerator, denominator } = fraction;
    const share =
      method === 'threshold' || who === null || missing.n === 0n
        ? against(fraction, whole.denominator, operator, threshold)
        : portion(gap, divide(who, missing));
    return { part, numerator, denominator, missing: who, ...share };
  });
  return laid.sort((a, b) => compare(b.points, a.points) || compare(b.denominator, a.denominator));
}

function against({ numerator, denominator, scale }: Fraction, of: Exact, operator: Operator, threshold: Exact): Gap {
  const lacking = subtract(multiply(threshold, denominator), multiply(scale, numerator));
  const points = divide(operator === '<=' ? negative(lacking) : lacking, of);
  return { points, members: compare(scale, HUNDRED) === 0 ? divide(multiply(points, of), HUNDRED) : null };
}

function portion({ points, members }: Gap, share: Exact): Gap {
  return { points: multiply(points, share), members: members && multiply(members, share) };
}

/** Members who stand in the way of a share: not in the numerator, or in it where at most is asked. */
export function missingOf({ measure, members, hits }: Count, operator: Operator): Exact | null {
  if (measure !== 'percent' || members === null || hits === null) return null;
  return operator === '<=' ? hits : subtract(members, hits);
}

function addsTo(parts: readonly Fraction[], whole: Fraction): boolean {
  const sum = (of: (one: Fraction) => Exact): Exact => parts.reduce((a, b) => add(a, of(b)), ZERO);
  return (
    compare(
      sum(({ numerator }) => numerator),
      whole.numerator,
    ) === 0 &&
    compare(
      sum(({ denominator }) => denominator),
      whole.denominator,
    ) === 0
  );
}

function negative({ n, d }: Exact): Exact {
  return { n: -n, d };
}
