import { expect, test } from 'vitest';
import { NO_MAPPING } from '../library/mapping.ts';
import { mappingOf, type SaidPairs } from './answers.ts';
import { fileSignature } from './sheet-unit.ts';

const NOTHING: SaidPairs = { column: [], value: [], unit: [], sheet: [] };
const taken = (pairs: Partial<SaidPairs>) =>
  mappingOf({ ...NOTHING, ...pairs }, (kind, pair) => {
    throw new Error(`${kind} ${pair}`);
  });

test('options become a mapping, whatever signs stand in what is written', () => {
  expect(taken({})).toEqual(NO_MAPPING);
  expect(
    taken({
      column: ['Kênh = lạ=channel', 'Chủ HS=ignore'],
      value: ['status:Đã có KQ: xong=9', 'status:Chờ=4', 'channel:a=b=counter'],
      unit: ['Quầy số 9=brvt-syt'],
      sheet: ['H06.23=brvt-sgddt', 'ho-so-#.xlsx=brvt-syt', 'H06=brvt-syt'],
    }),
  ).toEqual({
    columns: { 'Kênh = lạ': 'channel', 'Chủ HS': 'ignore' },
    codes: { status: { 'Đã có KQ: xong': '9', Chờ: '4' }, channel: { 'a=b': 'counter' } },
    units: { 'Quầy số 9': 'brvt-syt' },
    agencies: { 'H06.23': 'brvt-sgddt' },
    sheets: { 'ho-so-#.xlsx': 'brvt-syt', H06: 'brvt-syt' },
  });
});

test.each([{ column: ['không có dấu bằng'] }, { value: ['Đã có KQ=9'] }, { unit: ['=brvt-syt'] }])(
  '%o says nothing and is refused',
  (pairs) => {
    expect(() => taken(pairs)).toThrow();
  },
);

test.each([
  ['ho-so-thang-10.xlsx', 'Thang 10', 'ho-so-thang-#.xlsx · Thang #'],
  ['Export_20241130_0815.xls', '', 'Export_#_#.xls'],
  ['ho so (2).csv', 'ho so (2)', 'ho so.csv · ho so'],
])('%s of one month is known by %s in the next', (file, sheet, signature) => {
  expect(fileSignature(file, sheet)).toBe(signature);
});
