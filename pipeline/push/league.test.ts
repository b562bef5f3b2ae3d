import { expect, it } from 'vitest';
import { ranked } from './league.ts';

const row = (group: string, numerator: number, denominator: number) => ({
  group,
  label: `Đơn vị ${group}`,
  numerator,
  denominator,
  value: denominator === 0 ? null : (100 * numerator) / denominator,
});

it('units stand by their values, level ones share a place, and what is printed agrees with the verdict', () => {
  const rows = [
    row('', 5, 9),
    row('a', 1, 2),
    row('b', 69_999, 100_000),
    row('c', 1, 2),
    row('d', 0, 0),
    row('e', 3, 4),
  ];
  const places = ranked(rows, { operator: '>=', threshold: 70, decimals: 2, isPercent: true });
  expect(places.map(({ id, place, text, reached }) => [id, place, text, reached])).toEqual([
    ['e', 1, '75.00', true],
    ['b', 2, '69.999', false],
    ['a', 3, '50.00', false],
    ['c', 3, '50.00', false],
    ['d', null, '', null],
  ]);
  const least = ranked(rows, { operator: '<=', threshold: 60, decimals: 0, isPercent: true });
  expect(least.map(({ id }) => id)).toEqual(['a', 'c', 'b', 'e', 'd']);
});
