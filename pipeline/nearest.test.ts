import { expect, test } from 'vitest';
import { editDistance, nearestWord } from './nearest.ts';

test('edits are counted, a swap of neighbours once', () => {
  expect(editDistance('online', 'online')).toBe(0);
  expect(editDistance('onlien', 'online')).toBe(1);
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('sở', 'so')).toBe(1);
});

test('the nearest word is suggested, a far one is not', () => {
  expect(nearestWord('operater', ['operator', 'value'])).toBe('operator');
  expect(nearestWord('Văn phòng Sơ', ['Văn phòng Sở', 'Phòng TCCB'])).toBe('Văn phòng Sở');
  expect(nearestWord('xyz', ['operator', 'value'])).toBeUndefined();
  expect(nearestWord('a', [])).toBeUndefined();
});
