import type { CellRange } from '../../pipeline/report/a1.ts';
import { ColumnWidths, Styles } from '../../pipeline/report/heights.ts';
import { Workbook } from '../../pipeline/report/workbook.ts';
import { descendants, isOn, listed, setText } from '../../pipeline/report/xml.ts';
import { FIRST_PREFIX, prefixed } from './places.ts';

/** What messages call a report that has not been saved yet. */
export const REPORT_FILE = 'bao-cao.xlsx';

/** Where the names and tables of a report stand in its file. */
export interface FileOutline {
  /** In the order of the file. */
  sheets: string[];
  /** Names of single ranges; `sheet` is a position in `sheets`. */
  names: {
    name: string;
    sheet: number;
    range: CellRange;
  }[];
  tables: { name: string; sheet: number }[];
  /** Widths of columns, from 0. */
  columns: { sheet: number; column: number; count: number; points: number }[];
}

export async function outlineOf(bytes: Uint8Array): Promise<FileOutline> {
  const book = await Workbook.open(bytes, REPORT_FILE);
  const sheets = book.sheets.map(({ name }) => name);
  const own = book.namedRanges().filter(({ name }) => isOurs(name));
  const names = own.map(({ name, sheet, range }) => ({ name, sheet: sheets.indexOf(sheet.name), range }));
  const tables = book.tables.map((table) => ({
    name: table.name,
    sheet: sheets.indexOf(table.sheet.name),
  }));
  return { sheets, names, tables, columns: columnWidths(book) };
}

/** Columns that the file gives a width. A file counts widths in digits of its own normal font. */
function columnWidths(book: Workbook): FileOutline['columns'] {
  const styles = book.partOf('styles');
  const { digit } = new Styles(styles === undefined ? undefined : book.root(styles));
  return book.sheets.flatMap(({ path }, sheet) => {
    const widths = new ColumnWidths(book.root(path), digit);
    return listed(book.root(path), 'cols', 'col').flatMap((element) => {
      const [first, last] = [Number(element.getAttribute('min')), Number(element.getAttribute('max'))];
      const pixels = widths.between(first, first);
      if (isOn(element, 'hidden') || !element.hasAttribute('width')) return [];
      return [{ sheet, column: first - 1, count: last - first + 1, points: (pixels * 72) / 96 }];
    });
  });
}

function isOurs(name: string): boolean {
  return name.toLowerCase().startsWith(FIRST_PREFIX) || /^vd\d+_/i.test(name);
}

/** Elements that hold formulas, in sheets, tables and charts. */
const FORMULAS = new Set(['f', 'formula', 'formula1', 'formula2', 'calculatedColumnFormula', 'totalsRowFormula']);

/**
 * The same report with other names for its names and tables, so that it can stand in a workbook that already has one:
 * Excel would rename what clashes in ways that nobody can foretell.
 */
export async function withPrefix(bytes: Uint8Array, prefix: string): Promise<Uint8Array> {
  if (prefix === FIRST_PREFIX) return bytes;
  const book = await Workbook.open(bytes, REPORT_FILE);
  for (const element of listed(book.root(book.path), 'definedNames', 'definedName')) {
    const name = element.getAttribute('name') ?? '';
    if (isOurs(name)) element.setAttribute('name', prefixed(name, prefix));
    const text = element.textContent ?? '';
    if (text.includes(FIRST_PREFIX)) setText(element, renamedIn(text, prefix));
  }
  book.touch(book.path);
  for (const { name, path } of book.tables) {
    if (!isOurs(name)) continue;
    for (const attribute of ['name', 'displayName']) book.root(path).setAttribute(attribute, prefixed(name, prefix));
    book.touch(path);
  }
  for (const path of book.paths()) {
    if (!/^xl\/(worksheets|tables|charts)\/[^/]+\.xml$/.test(path) || !book.text(path).includes(FIRST_PREFIX)) continue;
    for (const element of descendants(book.root(path))) {
      const text = FORMULAS.has(element.localName ?? '') ? (element.textContent ?? '') : '';
      if (!text.includes(FIRST_PREFIX)) continue;
      setText(element, renamedIn(text, prefix));
      book.touch(path);
    }
  }
  return book.bytes();
}

/** In a formula: `vd_chi_tieu[Tử số]`, but neither texts in quotes nor names of sheets. */
function renamedIn(formula: string, prefix: string): string {
  return formula
    .split(/("[^"]*"|'[^']*')/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/(?<![\p{L}\p{N}_.\\])vd_(?=[\p{L}\p{N}_])/giu, prefix)))
    .join('');
}

/** Rows and columns of a range as Office.js counts them, from 0. */
export function zeroBased({ first, last }: CellRange): [row: number, column: number, rows: number, columns: number] {
  return [first.row - 1, first.column - 1, last.row - first.row + 1, last.column - first.column + 1];
}

/** Base64, as `insertWorksheetsFromBase64` takes it. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
