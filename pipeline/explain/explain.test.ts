import { describe, expect, it } from 'vitest';
import { seeded } from '../../test/read/seeded.ts';
import type { Count } from '../counts/count.ts';
import { addParts } from '../counts/count.ts';
import { figureOf } from '../counts/figure.ts';
import { add, compare, type Exact, exact, exactFromText, subtract, ZERO } from '../exact.ts';
import { changeParts } from './change.ts';
import { gapOf, gapParts } from './gap.ts';

const count = (members: number, hits: number, id = 'a'): Count => ({
  indicator: 'x',
  variant: null,
  unit: 'u',
  from: '2024-01-01',
  asOf: '2024-11-30',
  part: { by: 'procedure', id, name: '' },
  measure: 'percent',
  state: false,
  members: exact(members),
  hits: exact(hits),
  amount: null,
  lacks: [],
  origins: [],
});
const whole = (parts: readonly Count[]): Count => ({
  ...addParts(parts, { by: 'procedure', id: '', name: '' }),
  part: null,
});
const sum = (numbers: readonly Exact[]): Exact => numbers.reduce(add, ZERO);

const made = (seed: number, parts: number): Count[] => {
  const below = seeded(seed);
  return Array.from({ length: parts }, (_, index) => {
    const members = below(200);
    return count(members, below(members + 1), `p${index}`);
  });
};

describe('what a gap and a change are made of', () => {
  it.each(['>=', '>', '<='] as const)('sums to the gap exactly, where %s is asked', (operator) => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const parts = made(seed, 1 + (seed % 9));
      const all = whole(parts);
      const threshold = exactFromText(`${seed % 100}.37`);
      const gap = gapOf(all, operator, threshold);
      if (gap === null) continue;
      for (const method of ['threshold', 'missing'] as const) {
        const laid = gapParts(all, parts, { operator, threshold, method }) ?? [];
        expect(compare(sum(laid.map(({ points }) => points)), gap.points)).toBe(0);
        expect(compare(sum(laid.map(({ members }) => members ?? ZERO)), gap.members ?? ZERO)).toBe(0);
      }
    }
  });

  it('sums to the change exactly, parts that come and go, too', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const [before, now] = [made(seed, 1 + (seed % 7)), made(seed + 1000, 1 + (seed % 5))];
      const [then, today] = [whole(before), whole(now)];
      const [was, is] = [figureOf(then).value, figureOf(today).value];
      const changes = changeParts({ whole: then, parts: before }, { whole: today, parts: now });
      if (was === null || is === null) expect(changes).toBeNull();
      else expect(compare(sum((changes ?? []).flatMap(({ share, mix }) => [share, mix])), subtract(is, was))).toBe(0);
    }
  });

  it('a change of the shares alone is all share, of the mix alone all mix', () => {
    const of = (a: Count, b: Count) => ({ whole: whole([a, b]), parts: [a, b] });
    const shares = changeParts(of(count(50, 10, 'a'), count(50, 40, 'b')), of(count(50, 20, 'a'), count(50, 45, 'b')));
    expect(shares?.map(({ mix }) => mix.n)).toEqual([0n, 0n]);
    const mix = changeParts(of(count(50, 10, 'a'), count(50, 40, 'b')), of(count(20, 4, 'a'), count(80, 64, 'b')));
    expect(mix?.map(({ share }) => share.n)).toEqual([0n, 0n]);
    expect(mix?.every((one) => one.mix.n > 0n)).toBe(true);
  });

  it('a part above the threshold makes good; parts that do not add to the whole are none', () => {
    const parts = [count(100, 50, 'a'), count(100, 90, 'b')];
    const asked = { operator: '>=', threshold: exact(80), method: 'threshold' } as const;
    expect(gapParts(whole(parts), parts, asked)?.map(({ part, points }) => [part.id, points])).toEqual([
      ['a', exact(15)],
      ['b', exact(-5)],
    ]);
    expect(gapParts(whole(parts), parts.slice(1), asked)).toBeNull();
  });
});
