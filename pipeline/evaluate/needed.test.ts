import { describe, expect, it } from 'vitest';
import type { Count, Measure } from '../counts/count.ts';
import { type Exact, exact } from '../exact.ts';
import type { Operator } from '../library/plans/types.ts';
import { expectedIntake, neededOf } from './needed.ts';
import type { Needed } from './types.ts';
import { reaches } from './verdict.ts';

const days = { from: '2024-11-01', asOf: '2024-11-30' };
const count = (members: number, hits: number, own: Partial<Count> = {}): Count => ({
  indicator: 'i',
  variant: null,
  unit: 'u',
  from: '2024-01-01',
  asOf: '2024-10-31',
  part: null,
  measure: 'percent',
  state: false,
  members: exact(members),
  hits: exact(hits),
  amount: null,
  lacks: [],
  origins: [],
  ...own,
});

interface Case {
  operator: Operator;
  threshold: Exact;
  of: number;
  canStillJoin?: boolean;
}

function needed(begun: Count, { operator, threshold, of, canStillJoin = false }: Case, against?: Exact): Needed {
  const found = neededOf(begun, begun.measure, {
    operator,
    threshold,
    days,
    expected: { of: BigInt(of), basis: 'pace', year: null },
    value: exact(0),
    canStillJoin,
    against: against ?? null,
  });
  if (found === null) throw new Error('nothing is needed');
  return found;
}

/** Numbers that look random and are the same in every run. */
function* chance(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

describe('what must come', () => {
  it.each(['>=', '>', '<='] as const)('of a share (%s) is exact, for two thousand of them', (operator) => {
    const numbers = chance(7);
    const below = (most: number): number => Math.floor(numbers.next().value * (most + 1));
    const kinds = new Set<string>();
    for (let round = 0; round < 2000; round += 1) {
      const members = below(300);
      const hits = below(members);
      const of = 1 + below(150);
      const threshold = exact(below(400), 4);
      const canStillJoin = below(1) === 1;
      const found = needed(count(members, hits), { operator, threshold, of, canStillJoin });
      const old = canStillJoin ? members - hits : 0;
      expect(found).toMatchObject({ of: of + old, old });
      const meets = (joined: number): boolean =>
        reaches(exact((hits + joined) * 100, members + of), operator, threshold);
      const asked = found.hits ?? -1;
      const [other, last] = operator === '<=' ? [asked + 1, 0] : [asked - 1, of + old];
      kinds.add(found.kind);
      if (found.kind === 'out-of-reach') expect([meets(last), asked, meets(other)]).toEqual([false, last, false]);
      else if (found.kind === 'secured') expect([meets(0), meets(of + old)]).toEqual([true, true]);
      else expect([meets(asked), meets(other)]).toEqual([true, false]);
    }
    expect([...kinds].sort()).toEqual([operator === '<=' ? 'at-most' : 'at-least', 'out-of-reach', 'secured'].sort());
  });

  it('of minutes is exact to the second', () => {
    const numbers = chance(11);
    const below = (most: number): number => Math.floor(numbers.next().value * (most + 1));
    for (let round = 0; round < 500; round += 1) {
      const [members, of, threshold] = [below(90), 1 + below(60), exact(below(120), 4)];
      const amount = members * below(2400);
      const begun = count(members, members, { measure: 'minutes', amount: exact(amount) });
      const found = needed(begun, { operator: '<=', threshold, of });
      const meets = (seconds: number): boolean =>
        reaches(exact(amount + seconds, 60 * (members + of)), '<=', threshold);
      expect(meets((found.seconds ?? 0) + 1)).toBe(false);
      expect(meets(found.seconds ?? 0)).toBe(found.kind === 'mean');
    }
  });

  it('against a number kept by hand is how many', () => {
    const begun = count(2, 450, { measure: 'ratio' });
    const found = needed(begun, { operator: '>=', threshold: exact(1600), of: 400 }, exact(2));
    expect(found).toMatchObject({ kind: 'at-least', hits: 2750, of: 400, share: null });
    expect(needed(begun, { operator: '>', threshold: exact(100), of: 9 }, exact(2)).kind).toBe('secured');
  });

  it('of a period that has not begun is of those who come alone', () => {
    const asked = {
      operator: '>=' as const,
      threshold: exact(80),
      days,
      expected: { of: 50n, basis: 'last_year' as const, year: 2023 },
      value: exact(90),
      canStillJoin: false,
      against: null,
    };
    expect(neededOf(null, 'percent', asked)).toMatchObject({ hits: 40, of: 50, share: 80, reached: true });
  });
});

describe('the intake that is expected', () => {
  const ahead = { isNext: false, due: days.asOf, days, begun: null, earlier: { year: 2023, months: [days] } };
  const intake = (earlier: Count[], measure: Measure = 'percent') =>
    expectedIntake(count(305, 30, { measure }), earlier, ahead);

  it('is that of the same months, where each of them has some', () => {
    expect(intake([count(70, 1), count(30, 2)])).toEqual({ of: 100n, basis: 'last_year', year: 2023 });
    const ratio = (hits: number): Count => count(1, hits, { measure: 'ratio' });
    expect(intake([ratio(70), ratio(30)], 'ratio')).toMatchObject({ of: 100n });
  });

  it('else goes on as it was, by days', () => {
    const pace = { of: 30n, basis: 'pace', year: null };
    expect(intake([])).toEqual(pace);
    expect(intake([count(70, 1), count(0, 0)])).toEqual(pace);
    expect(intake([count(70, 1, { lacks: [{ kind: 'zero' }] })])).toEqual(pace);
    expect(expectedIntake(count(1, 1), [], ahead)).toMatchObject({ of: 1n });
  });
});
