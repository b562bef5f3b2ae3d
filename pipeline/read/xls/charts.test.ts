import { CFB, utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { errorCode, open, rowsIn } from '../../../test/read/read-all.ts';

const BOF = 0x0809;
const EOF_RECORD = 0x000a;
const BOUND_SHEET = 0x0085;
const NUMBER = 0x0203;
const CHART = 0x0020;
const MACROS = 0x0040;

interface BiffRecord {
  type: number;
  data: Uint8Array;
}

function bofOf(kind: number): BiffRecord {
  const data = new DataView(new ArrayBuffer(16));
  data.setUint16(0, 0x0600, true);
  data.setUint16(2, kind, true);
  return { type: BOF, data: new Uint8Array(data.buffer) };
}

/** A stream with the values of a series, as a chart keeps them: row = the point's number. */
function chart(points: number, kind = CHART): BiffRecord[] {
  const values = Array.from({ length: points }, (_, row) => {
    const data = new DataView(new ArrayBuffer(14));
    data.setUint16(0, row, true);
    data.setFloat64(6, row * 10, true);
    return { type: NUMBER, data: new Uint8Array(data.buffer) };
  });
  return [bofOf(kind), ...values, { type: EOF_RECORD, data: new Uint8Array(0) }];
}

function recordsOf(stream: Uint8Array): BiffRecord[][] {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const streams: BiffRecord[][] = [];
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = view.getUint16(at, true);
    const next = at + 4 + view.getUint16(at + 2, true);
    if (type === BOF) streams.push([]);
    streams.at(-1)?.push({ type, data: stream.slice(at + 4, next) });
    at = next;
  }
  return streams;
}

const sizeOf = (records: readonly BiffRecord[]) => records.reduce((sum, { data }) => sum + 4 + data.length, 0);

/** The BIFF8 workbook of the streams; the globals' BOUNDSHEET records are made to point to them. */
function bookOf([globals = [], ...sheets]: BiffRecord[][]): Uint8Array {
  let at = sizeOf(globals);
  const offsets = sheets.map((records) => {
    at += sizeOf(records);
    return at - sizeOf(records);
  });
  const bound = globals.filter(({ type }) => type === BOUND_SHEET);
  bound.forEach(({ data }, i) => {
    new DataView(data.buffer).setUint32(0, offsets[i]!, true);
  });
  const bytes = [globals, ...sheets].flat().flatMap(({ type, data }) => {
    return [type & 255, type >> 8, data.length & 255, data.length >> 8, ...data];
  });
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/Workbook', bytes);
  return new Uint8Array(CFB.write(container, { type: 'array' }));
}

/** Two sheets of data; `Ẩn` is hidden. */
function streams(): BiffRecord[][] {
  const workbook = utils.book_new();
  utils.book_append_sheet(
    workbook,
    utils.aoa_to_sheet([
      ['Mã hồ sơ', 'Phí'],
      ['0001', 5],
    ]),
    'Hồ sơ',
  );
  utils.book_append_sheet(workbook, utils.aoa_to_sheet([['x']]), 'Ẩn');
  workbook.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  const container = CFB.read(new Uint8Array(write(workbook, { type: 'array', bookType: 'biff8' })), { type: 'buffer' });
  return recordsOf(Uint8Array.from(CFB.find(container, 'Workbook')?.content ?? []));
}

/** A sheet of its own, in front of the others. */
function withSheetInFront(all: BiffRecord[][], name: string, records: BiffRecord[]): BiffRecord[][] {
  const [globals = [], ...sheets] = all;
  const first = globals.findIndex(({ type }) => type === BOUND_SHEET);
  const data = Uint8Array.of(0, 0, 0, 0, 0, 2, name.length, 0, ...new TextEncoder().encode(name));
  return [globals.toSpliced(first, 0, { type: BOUND_SHEET, data }), records, ...sheets];
}

const ROWS = [
  [1, 'Mã hồ sơ', 'Phí'],
  [2, '0001', '5'],
];

test('a chart in a sheet has values of its own that are no rows of the sheet', async () => {
  const [globals = [], sheet = [], hidden = []] = streams();
  const withChart = sheet.toSpliced(-1, 0, ...chart(6), ...chart(40));
  const bytes = bookOf([globals, withChart, hidden]);
  expect(await rowsIn(bytes)).toEqual(ROWS);
  expect(await rowsIn(bytes, 1)).toEqual([[1, 'x']]);
});

test('a sheet with nothing but a chart of another sheet is empty', async () => {
  const [globals = [], sheet = [], hidden = []] = streams();
  const cells = new Set([0x0204, 0x0203, 0x00fd, 0x027e]);
  const empty = hidden.filter(({ type }) => !cells.has(type));
  expect(await rowsIn(bookOf([globals, sheet, empty.toSpliced(-1, 0, ...chart(6))]), 1)).toEqual([]);
});

test.each([
  ['chart', CHART],
  ['macro', MACROS],
])('a %s sheet is no sheet with rows; the others keep their names, places and states', async (_what, kind) => {
  const bytes = bookOf(withSheetInFront(streams(), 'Chart1', chart(6, kind)));
  const book = await open(bytes);
  expect(book.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['Hồ sơ', false],
    ['Ẩn', true],
  ]);
  expect(await rowsIn(bytes)).toEqual(ROWS);
  expect(await rowsIn(bytes, 1)).toEqual([[1, 'x']]);
});

test('rows that are lost beside a chart are still an error', async () => {
  const [globals = [], sheet = [], hidden = []] = streams();
  const number = chart(9)[8]!;
  // A record that the library does not take as a cell: its length is that of another.
  const broken = sheet.toSpliced(-1, 0, { type: 0x00bd, data: number.data.slice(0, 6).fill(7) }, ...chart(2));
  expect(await errorCode(bookOf([globals, broken, hidden]))).toBe('book-damaged');
});

test('a workbook of charts alone says what it is', async () => {
  const [globals = []] = withSheetInFront(streams(), 'Chart1', []);
  const bounds = globals.filter(({ type }) => type === BOUND_SHEET).slice(0, 1);
  const alone = globals.filter((record) => record.type !== BOUND_SHEET || bounds.includes(record));
  const bytes = bookOf([alone, chart(6)]);
  expect(await errorCode(bytes)).toBe('file-kind-unknown');
  await expect(open(bytes)).rejects.toThrow('biểu đồ');
});
