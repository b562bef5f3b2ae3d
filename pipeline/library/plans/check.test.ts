import { expect, test } from 'vitest';
import { checkCatalogue, checkMilestones } from './check.ts';
import type { CatalogueRow, Target } from './types.ts';

const row = (field: string, level3: number, level4: number, total: number): CatalogueRow => ({
  field,
  level3,
  level4,
  total,
});

test('a catalogue that adds up has no findings', () => {
  const rows = [row('A', 1, 2, 3), row('B', 0, 4, 4)];
  expect(checkCatalogue({ catalogue: { place: 'Bảng', rows, printedTotal: row('Tổng', 1, 6, 7) } })).toEqual([]);
  expect(checkCatalogue({})).toEqual([]);
});

test('rows, every column and the total itself are checked', () => {
  const rows = [row('A', 1, 2, 4), row('B', 0, 4, 4)];
  const found = checkCatalogue({ catalogue: { place: 'Bảng', rows, printedTotal: row('Tổng', 2, 5, 9) } });
  expect(found).toEqual([
    { place: 'Bảng, dòng 1 (A)', finding: '1 + 2 = 3, văn bản ghi tổng 4.' },
    { place: 'Bảng, dòng tổng cộng, cột mức độ 3', finding: 'Cộng cột được 1, văn bản ghi 2.' },
    { place: 'Bảng, dòng tổng cộng, cột mức độ 4', finding: 'Cộng cột được 6, văn bản ghi 5.' },
    { place: 'Bảng, dòng tổng cộng, cột tổng', finding: 'Cộng cột được 8, văn bản ghi 9.' },
    { place: 'Bảng, dòng tổng cộng', finding: '2 + 5 = 7, văn bản ghi 9.' },
  ]);
});

test('a milestone before the date of the document is found, one in its month is not', () => {
  const target: Target = {
    id: 'a',
    name: { vi: 'A', en: 'A' },
    indicator: 'online_rate',
    operator: '>=',
    rule: {
      kind: 'schedule',
      milestones: [
        { value: '50', due: '2022-09-30' },
        { value: '60', due: '2022-10-01' },
      ],
    },
    aspiration: false,
    place: 'Mục 1',
    clause: '',
    note: '',
  };
  const found = checkMilestones({ date: '2022-10', targets: [target] });
  expect(found).toEqual([
    { place: 'Mục 1', finding: 'Mốc 30/09/2022 của chỉ tiêu "A" đã qua trước khi văn bản được ban hành (10/2022).' },
  ]);
});
