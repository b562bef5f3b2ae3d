import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import type { ImportedFile } from '../../pipeline/facts/types.ts';
import type { ColumnCatalogue } from '../../pipeline/library/columns.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';
import { asStated, type ExpectedSheet, type TrapCase, trapCases } from './trap-case.ts';

const scratch = temporaryFolder();
afterAll(() => scratch.remove());
const { columns } = shippedLibrary();
const cases = trapCases();

function caseOf(name: string): TrapCase {
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no trap ${name}`);
  return found;
}

let broken = 0;

/** The import of a trap's files after one text in one of them was replaced. */
async function imported(trap: TrapCase, file: string, from: string, to: string): Promise<ImportedFile[]> {
  broken += 1;
  const folder = path.join(scratch.folder, String(broken));
  await trap.lay(folder);
  const text = readFileSync(path.join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path.join(folder, file), text.replace(from, to));
  const engine = await newWarehouse();
  try {
    const { files, failures } = await importInto(engine, [folder], trap.expected.options);
    expect(failures).toEqual([]);
    return files;
  } finally {
    await engine.close();
  }
}

describe('an expectation that states its subject alone', () => {
  it.each<[what: string, where: keyof ExpectedSheet, trap: string, from: string, to: string]>([
    ['a header that nobody knows', 'open', 'future-date', 'Hình thức nộp', 'Cột lạ'],
    ['a row that is rejected', 'rows', 'future-date', 'Sở Giáo dục và Đào tạo', 'Phòng Không Biết'],
    ['a row that is lost', 'rows', 'no-due-date', 'H06.23-241105-0001', 'Tổng cộng'],
    ['a row of a code that nobody knows', 'problems', 'finished-on-the-due-day', 'Trực tuyến', 'Qua Zalo'],
    ['one more warning', 'problems', 'finished-on-the-due-day', '12/11/2024 08:00', ''],
    ['a warning that is gone', 'problems', 'future-date', '12/12/2052', '12/12/2025'],
    ['the missing column being there', 'missing', 'missing-channel-column', 'Mức độ', 'Hình thức nộp'],
  ])('fails for %s (its %s)', async (_what, where, name, from, to) => {
    const trap = caseOf(name);
    const { sheets } = trap.expected;
    const [file = ''] = sheets.map((sheet) => sheet.file);
    expect(asStated(await imported(trap, file, from, from), sheets, columns)).toEqual(sheets);
    const [after] = asStated(await imported(trap, file, from, to), sheets, columns);
    expect(after?.[where]).not.toEqual(sheets[0]?.[where]);
  });

  it('is silent about a column that no trap is about, and not about one that is read wrong or forgotten', async () => {
    const trap = caseOf('future-date');
    const { sheets } = trap.expected;
    const files = await imported(trap, 'ho-so.csv', 'Mã hồ sơ', 'Mã hồ sơ');
    const more: ColumnCatalogue = {
      ...columns,
      lists: columns.lists.map((list) =>
        list.id === 'dossiers'
          ? { ...list, columns: [...list.columns, { id: 'weather', type: 'text', headers: ['Thời tiết'] }] }
          : list,
      ),
    };
    const changed = (change: (sheet: ImportedFile['sheets'][number]) => Partial<ImportedFile['sheets'][number]>) =>
      files.map((file) => ({ ...file, sheets: file.sheets.map((sheet) => ({ ...sheet, ...change(sheet) })) }));
    const withColumn = changed(({ missing }) => ({ missing: [...missing, 'weather'] }));
    expect(asStated(withColumn, sheets, more)).toEqual(sheets);
    expect(asStated(files, sheets, more)[0]?.unaccounted).toEqual(['weather']);
    const misread = changed((sheet) => ({ columns: { ...sheet.columns, due_at: 'Ngày tiếp nhận' } }));
    expect(asStated(misread, sheets, columns)[0]?.misread).toEqual(['due_at: Ngày tiếp nhận']);
  });
});
