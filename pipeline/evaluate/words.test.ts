import { expect, it } from 'vitest';
import type { Lack } from '../counts/lack.ts';
import { numberText } from '../numbers.ts';
import type { EvaluationRow } from './types.ts';
import { nextWords, paceWords, thresholdText, toDoWords, valueWords, verdictWords } from './words.ts';

const row: EvaluationRow = {
  plan: 'p',
  target: 't',
  indicator: 'remote_online_rate',
  unit: 'brvt-sgddt',
  from: '2024-01-01',
  as_of: '2024-10-31',
  numerator: 900,
  denominator: 1300,
  value: 69.23,
  unit_of_measure: 'percent',
  operator: '>=',
  threshold: 70,
  due: '2024-11-30',
  status: 'below',
  shortfall: 82,
  next_threshold: 90,
  next_due: '2025-12-31',
  aspiration: true,
  lacks: [],
};

it('prints numbers the Vietnamese way', () => {
  expect([1234.5, 0, -12.36, 1234567, 0.1 + 0.2, -0.0000001].map((number) => numberText(number, 'vi'))).toEqual([
    '1.234,5',
    '0',
    '−12,36',
    '1.234.567',
    '0,3',
    '0',
  ]);
  expect(['57.60', '+0.07', '-1234.00', '-0.00'].map((number) => numberText(number, 'vi'))).toEqual([
    '57,60',
    '+0,07',
    '−1.234,00',
    '0,00',
  ]);
});

it('prints thresholds with sign and unit', () => {
  const threshold = (operator: EvaluationRow['operator'], value: number, unit: string) =>
    thresholdText({ operator, threshold: value, unit_of_measure: unit }, 'vi');
  expect(threshold('>=', 70, 'percent')).toBe('≥ 70 %');
  expect(threshold('>', 85, 'percent')).toBe('> 85 %');
  expect(threshold('<=', 30, 'minutes')).toBe('≤ 30 phút');
  expect(threshold('<=', -10, 'percent-change')).toBe('≤ −10 %');
  expect(threshold('>=', 3, 'count')).toBe('≥ 3');
});

it('says the verdict and what there is to do', () => {
  expect(verdictWords(row, 'vi')).toBe('▼ Chưa đạt (Phấn đấu)');
  expect(verdictWords({ status: 'pending', aspiration: false }, 'en')).toBe('◷ Not yet due');
  expect(toDoWords({ row, counted: { vi: 'hồ sơ', en: 'dossiers' } }, 'vi')).toEqual(['còn thiếu 82 hồ sơ']);
  expect(toDoWords({ row: { ...row, shortfall: 0 } }, 'vi')).toEqual([]);
  const lacks: Lack[] = [{ kind: 'column', list: 'dossiers', column: 'channel', header: 'A', file: 'b.xlsx' }];
  expect(toDoWords({ row: { ...row, shortfall: null, lacks } }, 'vi')).toEqual(['thiếu cột A trong b.xlsx']);
  expect(toDoWords({ row: { ...row, shortfall: null, lacks } }, 'en')).toEqual(['column A is missing in b.xlsx']);
  expect(paceWords({ monthlyPace: 1200 }, 'vi')).toEqual(['mỗi tháng cần 1.200']);
  expect(nextWords(row, 'vi')).toEqual(['mốc sau ≥ 90 %, hạn 31/12/2025']);
  expect(valueWords({ row, valueText: '' }, 'vi')).toBe('–');
});
