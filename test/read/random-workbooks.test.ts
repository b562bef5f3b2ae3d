import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { open, sheetRows, withoutTail } from './read-all.ts';
import { seeded } from './seeded.ts';

/** A cell of a random sheet, in terms that every writer has, and the text that must come back. */
type RandomCell = { text: string } & (
  | { kind: 'text' }
  | { kind: 'number'; value: number }
  | { kind: 'moment'; serial: number; value: Date }
  | { kind: 'flag'; value: boolean }
);
/** Row number → cells from column A on; rows that are not there are blank. */
type RandomSheet = Map<number, (RandomCell | undefined)[]>;

/** Not among them: `_x000D_`, which SheetJS writes without the escape that it needs, and texts that it cuts in BIFF (255). */
const TEXTS = [
  '0001',
  ' a ',
  'Hồ sơ',
  'Hồ sơ tiếp nhận; "cũ", \'mới\'',
  '<b>&amp;</b>',
  ']]>',
  'a\nb',
  'a\tb',
  '"x"',
  '=1+1',
  '-1',
  '1.234',
  '05/11/2024',
  'TRUE',
  '#N/A',
  'x'.repeat(200),
  'ế'.repeat(250),
  '😀',
  "'",
];
const MOMENT_FORMATS = ['dd/mm/yyyy hh:mm:ss', 'yyyy-mm-dd hh:mm:ss'] as const;

function randomCell(random: (limit: number) => number): RandomCell {
  const whole = random(2_000_000) - 1_000_000;
  switch (random(7)) {
    case 0:
      return { kind: 'number', value: whole, text: String(whole) };
    case 1: {
      const value = Number(`${whole}.${String(random(100)).padStart(2, '0')}`);
      return { kind: 'number', value, text: String(value) };
    }
    case 2: {
      const value = random(1_000_000) * 1_000_000_000 + random(1_000_000_000);
      return { kind: 'number', value, text: String(value) };
    }
    case 3: {
      const day = 61 + random(60_000);
      const second = random(3) === 0 ? 0 : random(86_400);
      const value = new Date(Date.UTC(1899, 11, 30 + day, 0, 0, second));
      const iso = value.toISOString();
      const text = second === 0 ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
      return { kind: 'moment', serial: day + second / 86_400, value, text };
    }
    case 4:
      return { kind: 'flag', value: whole > 0, text: whole > 0 ? '1' : '0' };
    default:
      return { kind: 'text', text: TEXTS[random(TEXTS.length)]! };
  }
}

function randomSheet(random: (limit: number) => number): RandomSheet {
  const sheet: RandomSheet = new Map();
  const width = 1 + random(40);
  for (let row = 1 + random(3); row < 300; row += 1 + (random(5) === 0 ? random(9) : 0)) {
    sheet.set(
      row,
      Array.from({ length: width }, () => (random(4) === 0 ? undefined : randomCell(random))),
    );
  }
  return sheet;
}

function expectedRows(sheet: RandomSheet): [number, string[]][] {
  return [...sheet]
    .filter(([, cells]) => cells.some((cell) => cell !== undefined))
    .map(([row, cells]) => [row, withoutTail(cells.map((cell) => cell?.text ?? ''))]);
}

type Writer = (sheets: readonly RandomSheet[], format: string) => Promise<Uint8Array> | Uint8Array;

const sheetJs =
  (options: { bookType: 'xlsx' | 'biff8'; bookSST?: boolean; compression?: boolean }): Writer =>
  (sheets, format) => {
    const book = utils.book_new();
    for (const [index, rows] of sheets.entries()) {
      const sheet: WorkSheet = {};
      for (const [row, cells] of rows) {
        for (const [column, cell] of cells.entries()) {
          if (cell !== undefined) sheet[utils.encode_cell({ r: row - 1, c: column })] = ofSheetJs(cell, format);
        }
      }
      const [width = 1] = [...rows.values()].map((cells) => cells.length);
      sheet['!ref'] = `A1:${utils.encode_cell({ r: Math.max(...rows.keys()) - 1, c: width - 1 })}`;
      utils.book_append_sheet(book, sheet, `Sheet ${index}`);
    }
    return new Uint8Array(write(book, { type: 'array', ...options }));
  };

function ofSheetJs(cell: RandomCell, format: string): CellObject {
  if (cell.kind === 'text') return { t: 's', v: cell.text };
  if (cell.kind === 'moment') return { t: 'n', v: cell.serial, z: format };
  return cell.kind === 'number' ? { t: 'n', v: cell.value } : { t: 'b', v: cell.value };
}

/** Another hand altogether: its own XML, its own order of attributes, its own zip. */
const writeExcelFile: Writer = async (sheets, format) => {
  const written = sheets.map((rows, index) => ({
    sheet: `Sheet ${index}`,
    data: Array.from({ length: Math.max(...rows.keys()) }, (_, row) =>
      (rows.get(row + 1) ?? []).map((cell) => (cell === undefined ? null : ofWriteExcelFile(cell, format))),
    ),
  }));
  return new Uint8Array(await writeXlsxFile(written).toBuffer());
};

function ofWriteExcelFile(cell: RandomCell, format: string): Cell {
  if (cell.kind === 'text') return { type: String, value: cell.text };
  if (cell.kind === 'moment') return { type: Date, value: cell.value, format };
  return cell.kind === 'number' ? { type: Number, value: cell.value } : { type: Boolean, value: cell.value };
}

const WRITERS: [string, Writer][] = [
  ['SheetJS, shared strings', sheetJs({ bookType: 'xlsx', bookSST: true })],
  ['SheetJS, inline strings', sheetJs({ bookType: 'xlsx', bookSST: false, compression: true })],
  ['SheetJS, BIFF', sheetJs({ bookType: 'biff8' })],
  ['write-excel-file', writeExcelFile],
];

test.each(WRITERS)('random workbooks of %s come back cell for cell', async (_name, writer) => {
  for (let seed = 1; seed <= 8; seed++) {
    const random = seeded(seed);
    const sheets = [randomSheet(random), randomSheet(random)];
    const book = await open(await writer(sheets, MOMENT_FORMATS[seed % MOMENT_FORMATS.length]!));
    expect(book.sheets.map(({ name }) => name)).toEqual(['Sheet 0', 'Sheet 1']);
    for (const [index, sheet] of sheets.entries()) {
      const rows = await sheetRows(book, index);
      expect(
        rows.map(({ row, cells }) => [row, withoutTail(cells)]),
        `seed ${seed}, sheet ${index}`,
      ).toEqual(expectedRows(sheet));
    }
  }
});
