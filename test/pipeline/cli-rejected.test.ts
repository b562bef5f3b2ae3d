import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/warehouse.ts';
import { vedich } from './command-line.ts';

const scratch = temporaryFolder();
afterAll(() => scratch.remove());
const inScratch = (name: string): string => path.join(scratch.folder, name);
const warehouse = inScratch('kho.duckdb');
const on = (...words: string[]) => vedich([...words, '--warehouse', warehouse]);

/** Title rows, a header of two rows, a person's name, 40 dossiers of which 12 carry a way of filing nobody knows. */
function exported(file: string): void {
  const rows = Array.from({ length: 40 }, (_, i) => [
    i + 1,
    `H06.23-241105-${10000 + i}`,
    'Nguyễn Thị Bưởi',
    i < 12 ? 'Qua Zalo của phường' : 'Trực tuyến',
    i === 12 ? '31/02/2024' : `${1 + (i % 28)}/11/2024`,
    '12/12/2024',
    'Đang xử lý',
  ]);
  const sheet = utils.aoa_to_sheet([
    ['DANH SÁCH HỒ SƠ'],
    ['Từ ngày 01/11/2024 đến ngày 30/11/2024'],
    ['Đơn vị thống kê: Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu'],
    [],
    ['STT', 'Mã hồ sơ', 'Chủ hồ sơ', 'Hình thức nộp', 'Thời gian', '', 'Trạng thái'],
    ['', '', '', '', 'Ngày tiếp nhận', 'Ngày hẹn trả', ''],
    ...rows,
  ]);
  sheet['!merges'] = [
    ...[0, 1, 2, 3, 6].map((c) => ({ s: { r: 4, c }, e: { r: 5, c } })),
    { s: { r: 4, c: 4 }, e: { r: 4, c: 5 } },
  ];
  writeFileSync(
    file,
    write({ SheetNames: ['Hồ sơ'], Sheets: { 'Hồ sơ': sheet } }, { type: 'buffer', bookType: 'xlsx' }),
  );
}

describe('rows that were left out, as a workbook', () => {
  it('stand there with why and what is accepted; mended and imported again they count', async () => {
    const file = inScratch('thang-11.xlsx');
    exported(file);
    const early = await on('rejected', file, '-o', inScratch('early.xlsx'));
    expect(early.code).toBe(1);
    expect((await on('import', file, '--province', 'brvt')).code).toBe(0);
    const out = inScratch('bi-loai.xlsx');
    const made = await on('rejected', file, '-o', out);
    expect(made.err).toBe('');

    const book = read(readFileSync(out));
    const sheet = book.Sheets['Hồ sơ'];
    if (sheet === undefined) throw new Error('no sheet');
    const cells: string[][] = utils.sheet_to_json(sheet, { header: 1, defval: '' });
    const at = cells.findIndex((row) => row.includes('Mã hồ sơ'));
    const header = cells[at] ?? [];
    expect(header.slice(-2)).toEqual(['Lý do bị loại', 'Giá trị được nhận']);
    expect(cells.slice(0, at).flat()).toContain('Đơn vị thống kê: Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu');
    const rows = cells.slice(at + 1);
    expect(rows).toHaveLength(13);
    expect(rows[0]).toContain('Nguyễn Thị Bưởi');
    expect(rows[0]?.at(-2)).toBe("Chưa hiểu giá trị ở cột 'Hình thức nộp'");
    expect(rows[0]?.at(-1)).toContain('Trực tuyến');
    expect(rows[12]?.at(-1)).toContain('dd/mm/yyyy');

    const mended = rows.map((row) =>
      row.map((cell) => (cell === 'Qua Zalo của phường' ? 'Trực tuyến' : cell === '31/02/2024' ? '13/11/2024' : cell)),
    );
    const again = utils.aoa_to_sheet([...cells.slice(0, at + 1), ...mended]);
    writeFileSync(
      inScratch('da-sua.xlsx'),
      write({ SheetNames: ['Hồ sơ'], Sheets: { 'Hồ sơ': again } }, { type: 'buffer', bookType: 'xlsx' }),
    );
    const imported = await on('import', inScratch('da-sua.xlsx'), '--province', 'brvt', '--format', 'json');
    const [report] = JSON.parse(imported.out);
    expect(report.rows).toMatchObject({ accepted: 13, rejected: 0 });
    expect(report.problems.filter(({ severity }: { severity: string }) => severity !== 'info')).toEqual([]);
    const { out: figures } = await on(
      ...['indicators', '--unit', 'brvt-sgddt', '--from', '2024-11-01', '--as-of', '2024-11-30'],
      ...['--indicator', 'online_rate', '--format', 'json'],
    );
    expect(JSON.parse(figures)).toMatchObject([{ numerator: 40, denominator: 40 }]);
    // Nothing is left to mend of the second file.
    expect((await on('rejected', inScratch('da-sua.xlsx'), '-o', inScratch('none.xlsx'))).code).toBe(1);
  });
});
