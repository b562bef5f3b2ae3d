import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { InspectedSheet } from '../../pipeline/office/inspect.ts';
import { CELLS, sheetOf } from '../recognise/sheets.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { ROOT, vedich } from './command-line.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);

/** A month as a clerk's own sheet has it: no spelling of the library, no unit column, words of no list. */
const CLERK: [header: string, cell: (row: number) => string][] = [
  ['MHS', (row) => CELLS['dossier_code']?.(row) ?? ''],
  ['Chủ HS', () => 'Nguyễn Thị Mai Anh'],
  ['T/g TN', (row) => CELLS['received_at']?.(row) ?? ''],
  ['Hạn GQ', (row) => CELLS['due_at']?.(row) ?? ''],
  ['T/g hoàn thành', (row) => CELLS['finished_at']?.(row) ?? ''],
  ['HT nộp', (row) => ['Nộp online', 'Trực tiếp', 'Qua dịch vụ BCCI'][row % 3] ?? ''],
  ['TT hồ sơ', (row) => (row % 5 === 4 ? 'Đang thụ lý' : 'Đã có KQ')],
  ['HTTT', (row) => ['VNPT Pay', 'Tiền mặt'][row % 2] ?? ''],
  ['Xyz', (row) => `điều ${row}`],
];

function written(name: string, columns: readonly (readonly [string, (row: number) => string])[]): string {
  const file = path.join(scratch.folder, name);
  const rows = sheetOf(columns.map(([header, cell]) => ({ header, cell })));
  writeFileSync(file, `\uFEFF${rows.map(({ cells }) => cells.map((cell) => `"${cell}"`).join(';')).join('\n')}`);
  return file;
}

async function inspected(words: readonly string[]): Promise<InspectedSheet[]> {
  const { code, out, err } = await vedich(['inspect', ...words, '--format', 'json']);
  expect(code, err).toBe(0);
  return JSON.parse(out);
}

describe('inspect', () => {
  it('tells list, columns, values, unit and months of a sheet whose words nobody wrote down, and imports nothing', async () => {
    const file = written('so-theo-doi.csv', CLERK);
    const [sheet] = await inspected([file]);
    expect(Object.keys(sheet ?? {})).toEqual([
      'file',
      'sheet',
      'list',
      'list_guess',
      'header_row',
      'rows',
      'unit',
      'columns',
      'values',
      'months',
    ]);
    expect(sheet).toMatchObject({ list: 'dossiers', header_row: 1, rows: 40, unit: { how: 'codes' } });
    expect(sheet?.months).toEqual({ column: 'received_at', from: '2024-09', to: '2024-10' });
    expect(sheet?.columns.map(({ header, column, how }) => [header, column, how])).toEqual([
      ['MHS', 'dossier_code', 'inferred'],
      ['Chủ HS', 'personal', 'known'],
      ['T/g TN', 'received_at', 'inferred'],
      ['Hạn GQ', 'due_at', 'inferred'],
      ['T/g hoàn thành', 'finished_at', 'inferred'],
      ['HT nộp', 'channel', 'inferred'],
      ['TT hồ sơ', 'status', 'inferred'],
      ['HTTT', 'payment_method', 'inferred'],
      ['Xyz', null, 'unknown'],
    ]);
    expect(sheet?.columns[1]?.samples).toEqual([]);
    expect(sheet?.columns[8]?.samples).toHaveLength(3);
    const values = sheet?.values.map(({ column, value, rows, meaning, how, guess }) => [
      column,
      value,
      rows,
      meaning,
      how,
      guess,
    ]);
    expect(values).toEqual(
      expect.arrayContaining([
        ['channel', 'Nộp online', 14, 'online_unspecified', 'inferred', null],
        ['status', 'Đã có KQ', 32, '9', 'inferred', null],
        ['payment_method', 'VNPT Pay', 20, null, 'asked', 'online_unspecified'],
        ['payment_method', 'Tiền mặt', 20, 'cash', 'known', null],
      ]),
    );
    expect(existsSync(path.join(scratch.folder, '.vedich'))).toBe(false);
  });

  it('a header that nobody can read: the list is guessed, nothing is used', async () => {
    const file = written(
      'cot.csv',
      CLERK.map(([, cell], position) => [`Cột ${position + 1}`, cell] as const),
    );
    const [sheet] = await inspected([file]);
    expect(sheet).toMatchObject({ list: null, list_guess: 'dossiers', values: [], months: null });
    expect(sheet?.columns.filter(({ how }) => how === 'known' || how === 'inferred')).toEqual([]);
    expect(sheet?.columns.find(({ header }) => header === 'Cột 2')).toMatchObject({ guess: null, samples: [] });
  });

  it('says it in words that fit 100 columns, in both languages, without the names in the file', async () => {
    const file = written('so-theo-doi.csv', CLERK);
    for (const language of ['vi', 'en'] as const) {
      const { code, out } = await vedich(
        ['inspect', file, path.join(ROOT, 'samples/brvt-2024/ho-so-2024-thang-11.csv')],
        language,
      );
      expect(code).toBe(0);
      for (const line of out.split('\n').filter((one) => one.startsWith('│')))
        expect(line.length).toBeLessThanOrEqual(100);
      expect(out).toContain(language === 'vi' ? 'có thể:' : 'perhaps:');
      expect(out).not.toMatch(/Mai Anh|Dương Thị/);
    }
  });

  it('a file that cannot be read is told, the others are shown', async () => {
    const broken = path.join(scratch.folder, 'hong.xlsx');
    writeFileSync(broken, 'PK\u0003\u0004 broken');
    const { code, out, err } = await vedich(['inspect', broken, written('so-theo-doi.csv', CLERK)]);
    expect(code).toBe(1);
    expect(err).toContain('hong.xlsx');
    expect(out).toContain('so-theo-doi.csv');
  });
});
