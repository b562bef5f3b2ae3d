import { CFB, utils, type WorkBook, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { errorCode, open, rowsIn } from '../../../test/read/read-all.ts';

function book(rows: unknown[][], more: (workbook: WorkBook) => void = () => {}): Uint8Array {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows), 'Hồ sơ');
  more(workbook);
  return new Uint8Array(write(workbook, { type: 'array', bookType: 'biff8' }));
}

test('text stays text, dates by their format, exact numbers, row numbers', async () => {
  const bytes = book(
    [['0001', '05/11/2024', '1.234'], [], [45601.354166666664, 45601, 0.1 + 0.2, true, false]],
    (workbook) => {
      const cell = workbook.Sheets['Hồ sơ']?.A3;
      cell.z = 'dd/mm/yyyy hh:mm';
    },
  );
  expect(await rowsIn(bytes)).toEqual([
    [1, '0001', '05/11/2024', '1.234'],
    [3, '2024-11-05 08:30:00', '45601', '0.3', '1', '0'],
  ]);
});

test('hidden sheets are flagged, the 1904 system is obeyed', async () => {
  const bytes = book([[44139]], (workbook) => {
    const sheet = workbook.Sheets['Hồ sơ']!;
    sheet.A1.z = 'dd/mm/yyyy';
    utils.book_append_sheet(workbook, utils.aoa_to_sheet([['x']]), 'ẩn');
    workbook.Workbook = { WBProps: { date1904: true }, Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  });
  const opened = await open(bytes);
  expect(opened.kind).toBe('xls');
  expect(opened.sheets.map(({ name, hidden, date1904 }) => [name, hidden, date1904])).toEqual([
    ['Hồ sơ', false, true],
    ['ẩn', true, true],
  ]);
  expect(await rowsIn(bytes)).toEqual([[1, '2024-11-05']]);
});

test('legacy fonts', async () => {
  expect(await rowsIn(book([['Cã', 'Hå s¬', '§· tr¶', 'kÕt qu¶']]))).toEqual([[1, 'Có', 'Hồ sơ', 'Đã trả', 'kết quả']]);
});

test('a full sheet of 65,536 rows is whole', async () => {
  const rows = await rowsIn(book(Array.from({ length: 65_536 }, (_, i) => [`H-${i}`])));
  expect(rows).toHaveLength(65_536);
  expect(rows.at(-1)).toEqual([65_536, 'H-65535']);
});

test('every truncation is an error', async () => {
  const bytes = book(Array.from({ length: 2000 }, (_, i) => [`H-${i}`, i]));
  for (let length = 8; length < bytes.length; length += Math.ceil(bytes.length / 40)) {
    expect(await errorCode(bytes.subarray(0, length)), String(length)).toMatch(/book-cut-short|file-kind-unknown/);
  }
});

test('a workbook with a password says so', async () => {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/EncryptionInfo', [4, 0, 4, 0]);
  CFB.utils.cfb_add(container, '/EncryptedPackage', new Array(100).fill(1));
  expect(await errorCode(new Uint8Array(CFB.write(container, { type: 'array' })))).toBe('book-encrypted');
});

test('a Word document is none', async () => {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/WordDocument', new Array(5000).fill(1));
  expect(await errorCode(new Uint8Array(CFB.write(container, { type: 'array' })))).toBe('file-kind-unknown');
});

test("Excel's XML of 2003", async () => {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, utils.aoa_to_sheet([['Mã hồ sơ'], ['0001']]), 'S');
  const xml: string = write(workbook, { type: 'string', bookType: 'xlml' });
  expect(await rowsIn(xml)).toEqual([
    [1, 'Mã hồ sơ'],
    [2, '0001'],
  ]);
  expect(await errorCode(xml.slice(0, -300))).toBe('book-cut-short');
});
