import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { open, rowsIn, sheetRows, withoutTail } from './read-all.ts';

/** One list as every kind of file can carry it: codes with zeros, dates as text, exact decimals, names in Unicode. */
const HEADER = ['MaHoSo', 'TenTTHC', 'KenhThucHien', 'NgayTiepNhan', 'Gia', 'ChuHoSo', 'SoDienThoai'];
const RECORDS = Array.from({ length: 700 }, (_, i) => [
  `H06.23-2411${String((i % 28) + 1).padStart(2, '0')}-${String(i).padStart(4, '0')}`,
  i % 3 === 0 ? 'Chuyển trường đối với học sinh; "cũ"' : 'Cấp bản sao, văn bằng',
  i % 5 === 0 ? '' : 'Trực tuyến',
  i % 2 === 0 ? '05/11/2024 08:30' : '20241105083000',
  i % 7 === 0 ? '50.000' : '12345.67',
  `Nguyễn Văn Ưỡn ${i}`,
  '0901234567',
]);
const TABLE = [HEADER, ...RECORDS];
const EXPECTED = TABLE.map((cells, i) => [i + 1, ...withoutTail(cells)]);

const workbook = utils.book_new();
utils.book_append_sheet(workbook, utils.aoa_to_sheet(TABLE), 'Hồ sơ');
const sheetJs = (bookType: 'xlsx' | 'ods' | 'biff8', bookSST = false) =>
  new Uint8Array(write(workbook, { type: 'array', bookType, bookSST }));

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const html = `<table>${TABLE.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('\n')}</table>`;
const csv = (separator: string) =>
  TABLE.map((cells) =>
    cells.map((cell) => (/["\n,;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator),
  ).join('\r\n');

/** Windows-1258 from the platform's own decoder, turned round. */
function windows1258(text: string): Uint8Array {
  const codes = new Map<string, number>();
  for (let code = 255; code >= 0; code--) codes.set(new TextDecoder('windows-1258').decode(Uint8Array.of(code)), code);
  const written = text.replace(/[^\u0000-\u007f]/g, (letter) => {
    if (codes.has(letter)) return letter;
    const marks = letter.normalize('NFD');
    const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(marks)?.[0] ?? '';
    return marks.replace(tone, '').normalize('NFC') + tone;
  });
  return Uint8Array.from(written, (letter) => codes.get(letter)!);
}

describe('the same records give the same rows', () => {
  test.each<[string, string | Uint8Array]>([
    ['xlsx, inline texts', sheetJs('xlsx')],
    ['xlsx, shared strings', sheetJs('xlsx', true)],
    ['ods', sheetJs('ods')],
    ['BIFF xls', sheetJs('biff8')],
    ['HTML', html],
    ['HTML, NFD', html.normalize('NFD')],
    ['HTML, windows-1258 declared', windows1258(`<meta charset="windows-1258">${html}`)],
    ['CSV, UTF-8, comma', csv(',')],
    ['CSV, UTF-8 with BOM, semicolon', `\ufeff${csv(';')}`],
    ['CSV, UTF-16LE, tab', new Uint8Array(Buffer.from(`\ufeff${csv('\t')}`, 'utf16le'))],
    ['CSV, UTF-16BE, comma', new Uint8Array(Buffer.from(`\ufeff${csv(',')}`, 'utf16le').swap16())],
    ['CSV, windows-1258, semicolon', windows1258(csv(';'))],
  ])('%s', async (_kind, bytes) => {
    expect(await rowsIn(bytes)).toEqual(EXPECTED);
  });

  test('JSON: the header is made, the records are the same', async () => {
    const data = RECORDS.map((cells) => Object.fromEntries(HEADER.map((name, i) => [name, cells[i]])));
    for (const text of [JSON.stringify({ service: 'x', data }), JSON.stringify(data, null, 2)]) {
      const rows = await sheetRows(await open(text));
      expect(rows.map(({ row }) => row)).toEqual(TABLE.map((_, i) => i));
      expect(rows.map(({ cells }) => cells)).toEqual(TABLE);
    }
  });
});
