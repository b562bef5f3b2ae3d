import { expect, it } from 'vitest';
import { formatDate, formatNumber, formatRoman, formatRows, formatThreshold, officeAbbreviation } from './format.ts';

it('prints numbers the Vietnamese way', () => {
  expect([1234.5, 0, -12.36, 1234567, 0.1 + 0.2].map((number) => formatNumber(number))).toEqual([
    '1.234,5',
    '0',
    '−12,36',
    '1.234.567',
    '0,3',
  ]);
  expect(formatNumber(57.638, 2)).toBe('57,64');
  expect(formatNumber(-0.001, 2)).toBe('0,00');
});

it('prints dates as far as they are known', () => {
  expect(['2024-11-30', '2024-08', '2024', ''].map(formatDate)).toEqual(['30/11/2024', '8/2024', '2024', '']);
});

it('prints thresholds with sign and unit', () => {
  expect(formatThreshold('>=', 70, 'percent', 'vi')).toBe('≥ 70 %');
  expect(formatThreshold('>', 85, 'percent', 'vi')).toBe('> 85 %');
  expect(formatThreshold('<=', 30, 'minutes', 'vi')).toBe('≤ 30 phút');
  expect(formatThreshold('<=', -10, 'percent-change', 'vi')).toBe('≤ −10 %');
  expect(formatThreshold('>=', 3, 'count', 'vi')).toBe('≥ 3');
});

it('names rows, groups and offices as people write them', () => {
  expect(formatRows([12, 13, 14, 90, 91, 200], 7)).toBe('12–14, 90, 91, 200, …');
  expect([1, 4, 9, 14].map(formatRoman)).toEqual(['I', 'IV', 'IX', 'XIV']);
  expect(officeAbbreviation('Sở Giáo dục và Đào tạo')).toBe('SGDĐT');
  expect(officeAbbreviation('Ủy ban nhân dân huyện Châu Đức')).toBe('UBND');
});
