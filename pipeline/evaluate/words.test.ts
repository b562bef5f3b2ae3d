import { describe, expect, it } from 'vitest';
import type { Lack } from '../counts/lack.ts';
import type { Language, Words } from '../messages.ts';
import { numberText } from '../numbers.ts';
import type { EvaluationRow, Needed } from './types.ts';
import { neededWords, nextWords, thresholdText, toDoWords, valueWords, verdictWords } from './words.ts';

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
  needed: null,
  next_threshold: 90,
  next_due: '2025-12-31',
  aspiration: true,
  lacks: [],
  rejected: 0,
  rejected_concerning: 0,
  unsure: false,
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
  expect(verdictWords({ status: 'pending', aspiration: false, unsure: false }, 'en')).toBe('◷ Not yet due');
  const lacks: Lack[] = [{ kind: 'column', list: 'dossiers', column: 'channel', header: 'A', file: 'b.xlsx' }];
  const lacking = { row: { ...row, shortfall: null, lacks }, valueText: '' };
  expect(toDoWords(lacking, 'vi')).toEqual(['thiếu cột A trong b.xlsx']);
  expect(toDoWords(lacking, 'en')).toEqual(['column A is missing in b.xlsx']);
  expect(nextWords(row, 'vi')).toEqual(['mốc sau ≥ 90 %, hạn 31/12/2025']);
  expect(valueWords({ row, valueText: '' }, 'vi')).toBe('–');
});

const counted = { vi: 'hồ sơ', en: 'dossier|dossiers' };

it('says how many are missing, and of which day that is', () => {
  const short = (own: Partial<EvaluationRow>, words: Words | undefined = counted) =>
    (['vi', 'en'] as const).flatMap((language) =>
      toDoWords({ row: { ...row, ...own }, ...(words && { counted: words }), valueText: '69.23' }, language),
    );
  expect(short({})).toEqual(['thiếu 82 hồ sơ', '82 dossiers short']);
  expect(short({ shortfall: 1 })).toEqual(['thiếu 1 hồ sơ', '1 dossier short']);
  expect(short({ status: 'pending', shortfall: 4 })).toEqual(['còn thiếu 4 hồ sơ', '4 dossiers still short']);
  expect(short({ operator: '<=', shortfall: 3 })).toEqual(['vượt 3 hồ sơ', '3 dossiers too many']);
  expect(short({ shortfall: 0 })).toEqual([]);
});

describe('says what must come until the date', () => {
  const needed: Needed = {
    kind: 'at-least',
    threshold: 70,
    reached: false,
    hits: 150,
    of: 200,
    old: 0,
    share: 75,
    seconds: null,
    best: null,
    from: '2024-11-01',
    until: '2024-11-30',
    basis: 'last_year',
    year: 2023,
  };
  const said = (own: Partial<Needed>, language: Language, ofRow: Partial<EvaluationRow> = {}): string =>
    neededWords(
      { row: { ...row, ...ofRow, needed: { ...needed, ...own } }, counted, valueText: '69.23' },
      language,
    ).join();
  const both = (own: Partial<Needed>, ofRow: Partial<EvaluationRow> = {}) => [
    said(own, 'vi', ofRow),
    said(own, 'en', ofRow),
  ];

  it.each<[string, Partial<Needed>, string, string]>([
    [
      'asked',
      {},
      'tháng 11 cần khoảng 150 trên 200 hồ sơ mới (75 %), đang là 69,23 %, ước theo cùng kỳ năm 2023',
      'November: about 150 of 200 new dossiers needed (75%), 69.23% so far, as in the same months of 2023',
    ],
    [
      'kept, at the pace so far, over some days',
      { reached: true, hits: 1, of: 3, from: '2024-11-16', basis: 'pace', year: null },
      'vẫn đạt nếu từ 16/11/2024 đến 30/11/2024 có ít nhất 1 trên khoảng 3 hồ sơ mới (33,4 %), ước theo nhịp từ đầu kỳ',
      'still met if 2024-11-16 to 2024-11-30 brings at least 1 of about 3 new dossiers (33.4%), at the pace so far',
    ],
    [
      'with those that can still be made good',
      { of: 60, old: 35, hits: 40 },
      'tháng 11 cần khoảng 40 trên 60 hồ sơ (66,7 %; 35 từ trước, 25 mới), đang là 69,23 %, ước theo cùng kỳ năm 2023',
      'November: about 40 of 60 dossiers needed (66.7%; 35 from before, 25 new), 69.23% so far, as in the same months of 2023',
    ],
    [
      'out of reach',
      { kind: 'out-of-reach', hits: 200, best: 69.999, from: '2024-10-01' },
      'dù tất cả khoảng 200 hồ sơ mới tháng 10–11 đều đạt yêu cầu, vẫn chưa đạt (nhiều nhất chỉ đến 69,999 %), ước theo cùng kỳ năm 2023',
      'missed even if all of about 200 new dossiers of October–November are as wanted (at best 69.999%), as in the same months of 2023',
    ],
    [
      'whatever comes',
      { kind: 'secured', hits: 0, from: '2025-01-01', until: '2025-12-31', of: 1 },
      'vẫn đạt dù năm 2025 ra sao, dự kiến 1 hồ sơ mới, ước theo cùng kỳ năm 2023',
      'met whatever 2025 brings, 1 new dossier expected, as in the same months of 2023',
    ],
    [
      'at most',
      { kind: 'at-most', hits: 7, of: 40, from: '2025-01-01', until: '2025-02-28' },
      'tháng 1–2/2025 chỉ được tối đa 7 trên khoảng 40 hồ sơ mới (17,5 %), đang là 69,23 %, ước theo cùng kỳ năm 2023',
      'January–February 2025: at most 7 of about 40 new dossiers allowed (17.5%), 69.23% so far, as in the same months of 2023',
    ],
    [
      'how many, against a number kept by hand',
      { share: null, hits: 1600, of: 900 },
      'tháng 11 cần 1.600 trong khi dự kiến 900 hồ sơ mới, ước theo cùng kỳ năm 2023',
      'November: 1,600 needed, 900 new dossiers expected, as in the same months of 2023',
    ],
  ])('%s', (_, own, vi, en) => {
    expect(both(own, { due: own.until ?? needed.until })).toEqual([vi, en]);
  });

  it('in minutes, rounded to the side that is safe', () => {
    const minutes = { kind: 'mean' as const, hits: null, share: 12.58, seconds: 75_480, of: 100 };
    expect(both(minutes, { unit_of_measure: 'minutes' })).toEqual([
      'tháng 11 cần trung bình tối đa 12,5 phút trên khoảng 100 hồ sơ mới, đang là 69,23 phút, ước theo cùng kỳ năm 2023',
      'November: at most 12.5 min on average allowed over about 100 new dossiers, 69.23 min so far, as in the same months of 2023',
    ]);
  });

  it('of the milestone to come, where it is not the one in force', () => {
    expect(said({ threshold: 90 }, 'vi', { due: '2024-10-31' })).toMatch(/^mốc ≥ 90 %: tháng 11 cần khoảng 150 trên/);
  });

  it('never all of them where one may be missing', () => {
    expect(said({ hits: 1999, of: 2000 }, 'vi')).toContain('(99,95 %)');
  });
});
