import type { Count, Part } from '../counts/count.ts';
import { partKey } from '../counts/parts.ts';
import { add, divide, type Exact, exact, multiply, subtract, ZERO } from '../exact.ts';
import { type Fraction, fractionOf } from './gap.ts';
import type { ChangePart } from './types.ts';

const HALF = exact(1, 2);

/**
 * A change of a share or a mean, laid on its parts: because their own values changed, and because the mix did. Each effect
 * is taken at the mean of both times (Marshall–Edgeworth weights), so that neither time is the measure of the other and
 * nothing is left over; the mix is measured against the value of the whole. A part that was not there at one of the times has
 * no value then: its coming or going is all mix.
 * @returns null where one of the times has no value
 */
export function changeParts(
  before: { whole: Count; parts: readonly Count[] },
  now: { whole: Count; parts: readonly Count[] },
): ChangePart[] | null {
  const [then, today] = [valueIn(fractionOf(before.whole)), valueIn(fractionOf(now.whole))];
  const [allThen, allToday] = [fractionOf(before.whole)?.denominator, fractionOf(now.whole)?.denominator];
  if (then === null || today === null || allThen === undefined || allToday === undefined) return null;
  const level = multiply(HALF, add(then, today));
  const names = new Map<string, Part>();
  for (const { part } of [...before.parts, ...now.parts]) if (part !== null) names.set(partKey(part), part);
  return [...names].map(([key, part]) => {
    const [a, b] = [of(before.parts, key), of(now.parts, key)];
    const [valueA, valueB] = [valueIn(a) ?? valueIn(b) ?? level, valueIn(b) ?? valueIn(a) ?? level];
    const [weightA, weightB] = [weight(a, allThen), weight(b, allToday)];
    return {
      part,
      before: numbers(a),
      now: numbers(b),
      share: multiply(multiply(HALF, add(weightA, weightB)), subtract(valueB, valueA)),
      mix: multiply(subtract(weightB, weightA), subtract(multiply(HALF, add(valueA, valueB)), level)),
    };
  });
}

function of(parts: readonly Count[], key: string): Fraction | null {
  const found = parts.find(({ part }) => part !== null && partKey(part) === key);
  return found === undefined ? null : fractionOf(found);
}

function valueIn(one: Fraction | null): Exact | null {
  return one === null || one.denominator.n === 0n ? null : multiply(one.scale, divide(one.numerator, one.denominator));
}

function weight(one: Fraction | null, all: Exact): Exact {
  return one === null ? ZERO : divide(one.denominator, all);
}

function numbers(one: Fraction | null): ChangePart['now'] {
  return { numerator: one?.numerator ?? ZERO, denominator: one?.denominator ?? ZERO };
}
