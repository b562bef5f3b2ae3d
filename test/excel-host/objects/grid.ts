import { SSF } from '@e965/xlsx';
import type { CellRange } from '../../../pipeline/report/a1.ts';
import { LAST_COLUMN, LAST_ROW } from '../../../pipeline/report/a1.ts';
import { copyFormula } from '../../../pipeline/report/formula.ts';
import { mergedRanges } from '../../../pipeline/report/heights.ts';
import { ApiError } from '../api.ts';
import type { LiveRange } from '../book/book.ts';
import type { Cell, CellValue } from '../book/cell.ts';
import { ErrorValue } from '../book/cell.ts';
import { enter } from '../book/input.ts';
import { addressOf } from '../book/references.ts';
import type { Sheet } from '../book/sheet.ts';
import type { StyleChange } from '../book/styles.ts';
import type { Space } from '../space.ts';
import { refuseLocked, refuseOnProtected } from './protection.ts';

const LONGEST_TEXT = 32_767;
/** Excel refuses answers and requests that are much larger. */
const MOST_CELLS = 5_000_000;

export function isUnbounded({ first, last }: CellRange): boolean {
  return (first.row === 1 && last.row === LAST_ROW) || (first.column === 1 && last.column === LAST_COLUMN);
}

export function sizeOf({ first, last }: CellRange): { rows: number; columns: number } {
  return { rows: last.row - first.row + 1, columns: last.column - first.column + 1 };
}

function readable(live: LiveRange): CellRange {
  if (live.gone) throw new ApiError('ItemNotFound', 'The cells of this range were deleted');
  return live.range;
}

/** One value a cell, row by row; `null` for whole rows and columns, as Excel answers. */
export function readGrid<T>(
  live: LiveRange,
  read: (cell: Cell | undefined, row: number, column: number) => T,
): T[][] | null {
  const range = readable(live);
  if (isUnbounded(range)) return null;
  const { rows, columns } = sizeOf(range);
  if (rows * columns > MOST_CELLS)
    throw new ApiError('ResponsePayloadSizeLimitExceeded', `${rows * columns} cells at once`);
  return Array.from({ length: rows }, (_, i) => {
    const row = range.first.row + i;
    const cells = live.sheet.rows.get(row)?.cells;
    return Array.from({ length: columns }, (_, k) =>
      read(cells?.get(range.first.column + k), row, range.first.column + k),
    );
  });
}

export function plainValue(value: CellValue): string | number | boolean {
  return value instanceof ErrorValue ? value.text : (value ?? '');
}

export function formulaText(cell: Cell | undefined): string | number | boolean {
  return cell?.formula === undefined ? plainValue(cell?.value ?? null) : `=${cell.formula}`;
}

export function valueType(value: CellValue): string {
  if (value === null) return 'Empty';
  if (value instanceof ErrorValue) return 'Error';
  return typeof value === 'string' ? 'String' : typeof value === 'number' ? 'Double' : 'Boolean';
}

export function shownText(value: CellValue, format: string, date1904 = false): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof ErrorValue) return value.text;
  return SSF.format(format === 'General' || format === '' ? 'General' : format, value, { date1904 }).trim();
}

type Input = string | number | boolean | null;

/** A grid as a setter takes it: one value for all cells, or exactly as many as there are. */
function inputAt(input: unknown, range: CellRange): (row: number, column: number) => unknown {
  if (!Array.isArray(input)) return () => input;
  const { rows, columns } = sizeOf(range);
  const fits = input.length === rows && input.every((line) => Array.isArray(line) && line.length === columns);
  if (!fits) {
    const given = `${input.length} × ${Array.isArray(input[0]) ? input[0].length : '?'}`;
    throw new ApiError('InvalidArgument', `${given} values for ${rows} × ${columns} cells of ${addressOf(range)}`);
  }
  return (row, column) => (input[row] as unknown[])[column];
}

function isInput(value: unknown): value is Input {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Writes values or formulas as if somebody typed them; `null` leaves a cell as it is. */
export function writeGrid(space: Space, live: LiveRange, input: unknown): void {
  const range = readable(live);
  const at = inputAt(input, range);
  if (isUnbounded(range)) throw new ApiError('InvalidArgument', 'Values for whole rows or columns');
  refuseLocked(space.book.styles, live.sheet, range);
  const merges = mergedRanges(live.sheet.root).filter(
    ({ first, last }) => first.row <= range.last.row && last.row >= range.first.row,
  );
  const { rows, columns } = sizeOf(range);
  for (let i = 0; i < rows; i += 1) {
    for (let k = 0; k < columns; k += 1) {
      const value = at(i, k);
      if (value === null) continue;
      if (!isInput(value)) throw new ApiError('InvalidArgument', `No value of a cell: ${JSON.stringify(value)}`);
      const [row, column] = [range.first.row + i, range.first.column + k];
      const covered = merges.some(
        ({ first, last }) =>
          row >= first.row &&
          row <= last.row &&
          column >= first.column &&
          column <= last.column &&
          (row !== first.row || column !== first.column),
      );
      if (covered) continue;
      writeCell(space, live.sheet, row, column, value);
      // One formula for several cells speaks of each one's own neighbours, as in Excel.
      const cell = Array.isArray(input) ? undefined : live.sheet.cell(row, column);
      if (cell?.formula !== undefined) cell.formula = copyFormula(cell.formula, i, k);
    }
  }
  space.tellChange(live.sheet, addressOf(range));
}

/** One cell, as if somebody typed it. */
export function writeCell(
  space: Space,
  sheet: Sheet,
  row: number,
  column: number,
  input: string | number | boolean,
): void {
  if (typeof input === 'string' && input.length > LONGEST_TEXT) {
    throw new ApiError('InvalidArgument', `A text of ${input.length} characters`);
  }
  const { styles } = space.book;
  const cell = sheet.ensure(row, column);
  const format = styles.numberFormat(cell.style);
  const entered = enter(input, format);
  cell.value = entered.value;
  delete cell.runs;
  delete cell.array;
  if (entered.formula === undefined) delete cell.formula;
  else {
    cell.formula = entered.formula;
    space.freshFormulas = true;
  }
  const change: StyleChange = {};
  if (entered.format !== undefined && format === 'General') change.numberFormat = entered.format;
  if (styles.quotePrefix(cell.style) !== (entered.quotePrefix ?? false))
    change.quotePrefix = entered.quotePrefix ?? false;
  if (Object.keys(change).length > 0) cell.style = styles.derive(cell.style, change);
  space.cellsWritten += 1;
  nameTableColumn(space, sheet, row, column);
}

/** A header cell of a table is the name of its column: always a text, never twice the same. */
function nameTableColumn(space: Space, sheet: Sheet, row: number, column: number): void {
  for (const table of space.book.tables) {
    const { first, last } = table.range;
    if (table.sheet !== sheet || !table.headers || row !== first.row || column < first.column || column > last.column)
      continue;
    const index = column - first.column;
    const cell = sheet.ensure(row, column);
    const wanted = String(plainValue(cell.value)) || `Column${index + 1}`;
    const taken = table.columns().flatMap((_, i) => (i === index ? [] : [table.columnName(i).toLowerCase()]));
    let name = wanted;
    for (let number = 2; taken.includes(name.toLowerCase()); number += 1) name = wanted + number;
    cell.value = name;
    delete cell.formula;
    table.columns()[index]?.setAttribute('name', name.replace(/\n/g, '_x000a_'));
  }
}

/** Changes the style of every cell of the range; whole rows and columns keep it for cells that come later. */
export function restyle(
  space: Space,
  live: LiveRange,
  change: StyleChange | ((row: number, column: number) => StyleChange),
): void {
  const { sheet } = live;
  const range = readable(live);
  const { styles } = space.book;
  refuseOnProtected(sheet, 'formatCells');
  const of = typeof change === 'function' ? change : () => change;
  const wholeColumns = range.first.row === 1 && range.last.row === LAST_ROW;
  const wholeRows = range.first.column === 1 && range.last.column === LAST_COLUMN;
  if (wholeColumns && typeof change !== 'function') {
    for (let column = range.first.column; column <= range.last.column; column += 1) {
      const style = Number(sheet.columnFormat(column)?.attributes.get('style') ?? 0);
      sheet.formatColumns(column, column, { style: String(styles.derive(style, change)) });
      for (const row of sheet.rows.values()) {
        const cell = row.cells.get(column);
        if (cell) cell.style = styles.derive(cell.style, change);
      }
    }
    return;
  }
  if (wholeRows && typeof change !== 'function') {
    for (let number = range.first.row; number <= range.last.row; number += 1) {
      const row = sheet.row(number);
      row.attributes
        .set('s', String(styles.derive(Number(row.attributes.get('s') ?? 0), change)))
        .set('customFormat', '1');
      for (const cell of row.cells.values()) cell.style = styles.derive(cell.style, change);
    }
    return;
  }
  for (let row = range.first.row; row <= range.last.row; row += 1) {
    for (let column = range.first.column; column <= range.last.column; column += 1) {
      const cell = sheet.ensure(row, column);
      cell.style = styles.derive(cell.style, of(row - range.first.row, column - range.first.column));
    }
  }
}

export function writeFormats(space: Space, live: LiveRange, input: unknown): void {
  const range = readable(live);
  if (!Array.isArray(input)) {
    if (typeof input !== 'string') throw new ApiError('InvalidArgument', `No number format: ${JSON.stringify(input)}`);
    restyle(space, live, { numberFormat: input });
    return;
  }
  // One row for whole columns, or one value: what TypeScript's types ask for.
  if (input.length === 1 && Array.isArray(input[0]) && input[0].length === 1 && typeof input[0][0] === 'string') {
    restyle(space, live, { numberFormat: input[0][0] });
    return;
  }
  const at = inputAt(input, range);
  restyle(space, live, (row, column) => {
    const format = at(row, column);
    if (format === null) return {};
    if (typeof format !== 'string')
      throw new ApiError('InvalidArgument', `No number format: ${JSON.stringify(format)}`);
    return { numberFormat: format };
  });
}

/** The value that all cells share; `null` when they differ, as Excel answers. */
export function shared<T>(live: LiveRange, read: (style: number, row: number, column: number) => T): T | null {
  const range = readable(live);
  const { first } = range;
  const used = isUnbounded(range) ? { first, last: first } : range;
  let common: T | undefined;
  for (let row = used.first.row; row <= used.last.row; row += 1) {
    for (let column = used.first.column; column <= used.last.column; column += 1) {
      const value = read(live.sheet.styleAt(row, column), row, column);
      if (common === undefined) common = value;
      else if (common !== value) return null;
    }
  }
  return common ?? null;
}
