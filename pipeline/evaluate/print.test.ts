import { expect, it } from 'vitest';
import { compare, exact, exactFromText } from '../exact.ts';
import { printedValue, roundedTowards } from './print.ts';
import { thresholdText } from './words.ts';

it('a value has its decimals, and more where it would look like its threshold or beyond', () => {
  expect([71.4, 100, 69.2308].map((value) => printedValue(value, 2))).toEqual(['71.40', '100.00', '69.23']);
  expect(printedValue(69.996, 2, 70)).toBe('69.996');
  expect(printedValue(29.04, 1, 29)).toBe('29.04');
  expect(printedValue(70, 2, 70)).toBe('70.00');
});

it('no share of up to a thousand members contradicts its verdict as it is printed', () => {
  // A threshold that was reckoned: the third of the year before, and twenty more.
  for (const threshold of [exact(70), exact(85), exact(160, 3), exact(1249, 13)]) {
    const printed = exactFromText(
      thresholdText(
        { operator: '>=', threshold: Number(threshold.n) / Number(threshold.d), unit_of_measure: 'count' },
        'en',
      )
        .replace('≥ ', '')
        .replaceAll(',', ''),
    );
    for (let members = 1; members <= 1000; members += 1) {
      // The two shares beside the threshold.
      const hits = Number((threshold.n * BigInt(members)) / (threshold.d * 100n));
      for (const value of [exact(100 * hits, members), exact(100 * (hits + 1), members)]) {
        const text = printedValue(Number(value.n) / Number(value.d), 2, Number(threshold.n) / Number(threshold.d));
        const [seen, meant] = [compare(exactFromText(text), printed), compare(value, threshold)];
        expect(seen >= 0, `${text} of ${members}`).toBe(meant >= 0);
      }
    }
  }
});

it('what is kept to is rounded to the safe side', () => {
  expect(roundedTowards(exact(2, 3), 1, 'up')).toBe('0.7');
  expect(roundedTowards(exact(2, 3), 1, 'down')).toBe('0.6');
  expect(roundedTowards(exact(75), 1, 'up')).toBe('75');
  expect(roundedTowards(exact(19_999, 200), 1, 'up')).toBe('99.995');
  expect(roundedTowards(exact(1, 100), 1, 'down')).toBe('0.01');
});
