import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { open, rowsIn, sheetRows, withoutTail } from './read-all.ts';

/** A list of which two columns are written with TCVN3, one of them with nothing but short cells; the others in Unicode. */
const HEADER = ['Mã hồ sơ', 'Tr¹ng th¸i xö lý', 'Cã phÝ', 'Người nộp', 'Hàng hoá', 'Kho'];
const HEADER_WANTED = ['Mã hồ sơ', 'Trạng thái xử lý', 'Có phí', 'Người nộp', 'Hàng hoá', 'Kho'];
const STATES = [
  ['§· tr¶ kÕt qu¶', 'Đã trả kết quả'],
  ['§ang xö lý', 'Đang xử lý'],
  ['Tõ chèi', 'Từ chối'],
  ['ChËm', 'Chậm'],
];
const GOODS = ['Ø 20', 'Müller', '5×10', 'Äpfel', 'São Paulo', '£ 12', '¥', '·', '»', '§ 5', 'Có', 'Không'];
const NAMES = ['Nguyễn Văn Ưỡn', 'Lê Bình', 'Hà Anh'];
const PLACES = ['Köln', 'Besançon', 'Tromsø'];

const lines = (cells: (i: number) => string[]) => Array.from({ length: 700 }, (_, i) => [`H06-${i}`, ...cells(i)]);
const rest = (i: number) => [NAMES[i % 3]!, GOODS[i % GOODS.length]!, PLACES[i % 3]!];
const TABLE = [HEADER, ...lines((i) => [STATES[i % 4]![0]!, i % 2 === 0 ? 'Cã' : 'kh«ng', ...rest(i)])];
const EXPECTED = [HEADER_WANTED, ...lines((i) => [STATES[i % 4]![1]!, i % 2 === 0 ? 'Có' : 'không', ...rest(i)])];
/** All in Unicode, as good as it is. */
const UNICODE = [HEADER_WANTED, ...lines((i) => ['Đã trả', GOODS[i % GOODS.length]!, ...rest(i)])];
const FOREIGN = [['Name', 'Größe', 'Preis'], ...GOODS.slice(0, 10).map((cell, i) => [PLACES[i % 3]!, cell, '£'])];
/** All in TCVN3, the short cells in front. */
const LEGACY = [
  ['STT', 'Cã'],
  ...Array.from({ length: 300 }, () => ['1', 'Cã']),
  ...STATES.map(([cell]) => ['2', cell!]),
];
const LEGACY_WANTED = [
  ['STT', 'Có'],
  ...Array.from({ length: 300 }, () => ['1', 'Có']),
  ...STATES.map(([, cell]) => ['2', cell!]),
];

function sheetJs(table: string[][], bookType: 'xlsx' | 'biff8' | 'xlml', bookSST = false): Uint8Array {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(table), 'S');
  return new Uint8Array(Buffer.from(write(workbook, { type: 'buffer', bookType, bookSST })));
}

const KINDS: [string, (table: string[][]) => Uint8Array | string][] = [
  ['xlsx, inline texts', (table) => sheetJs(table, 'xlsx')],
  ['xlsx, shared strings', (table) => sheetJs(table, 'xlsx', true)],
  ['BIFF xls', (table) => sheetJs(table, 'biff8')],
  ['XML of 2003', (table) => sheetJs(table, 'xlml')],
  ['HTML', (table) => `<table>${table.map((row) => `<tr><td>${row.join('</td><td>')}</td></tr>`).join('')}</table>`],
  ['CSV', (table) => table.map((row) => row.join(';')).join('\n')],
];

describe.each(KINDS)('%s', (_kind, make) => {
  test.each([
    ['some columns in TCVN3', TABLE, EXPECTED],
    ['Unicode', UNICODE, UNICODE],
    ['Western European', FOREIGN, FOREIGN],
    ['TCVN3', LEGACY, LEGACY_WANTED],
  ])('%s', async (_what, table, wanted) => {
    expect(await rowsIn(make(table))).toEqual(wanted.map((cells, i) => [i + 1, ...withoutTail(cells)]));
  });
});

test('JSON', async () => {
  const records = TABLE.slice(1).map((cells) => Object.fromEntries(HEADER.map((name, i) => [name, cells[i]])));
  const rows = await sheetRows(await open(JSON.stringify(records)));
  expect(rows.map(({ cells }) => cells)).toEqual(EXPECTED);
});

test('two sheets of a book share a text that means something else in each', async () => {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(LEGACY), 'TCVN3');
  const unicode = [['Cã', 'Đã trả'], ...Array.from({ length: 20 }, () => ['Cã', 'Trực tuyến'])];
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(unicode), 'Unicode');
  const bytes = new Uint8Array(Buffer.from(write(workbook, { type: 'buffer', bookType: 'xlsx', bookSST: true })));
  expect(await rowsIn(bytes)).toEqual(LEGACY_WANTED.map((cells, i) => [i + 1, ...cells]));
  expect(await rowsIn(bytes, 1)).toEqual(unicode.map((cells, i) => [i + 1, ...cells]));
});

test('bytes of Western European text are Latin-1, of TCVN3 as well, of Vietnamese windows-1258', async () => {
  const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
  expect(await rowsIn(latin('São Paulo;5×10;ý\nMüller;£;Öl\n'))).toEqual([
    [1, 'São Paulo', '5×10', 'ý'],
    [2, 'Müller', '£', 'Öl'],
  ]);
  const legacy = LEGACY.map((cells) => cells.join(';')).join('\n');
  expect(await rowsIn(latin(legacy))).toEqual(LEGACY_WANTED.map((cells, i) => [i + 1, ...cells]));
});
