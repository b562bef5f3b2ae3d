import type { CellRange } from '../../../pipeline/report/a1.ts';
import { columnName, columnNumber, LAST_COLUMN, LAST_ROW } from '../../../pipeline/report/a1.ts';

/** Cells put in or taken out of a sheet: `count` rows (columns) at `at`, within the columns (rows) `from` to `to`. */
export interface Edit {
  axis: 'row' | 'column';
  at: number;
  /** Below zero: taken out, `at` the first of them. */
  count: number;
  from: number;
  to: number;
  /** The last row of a table's body after which rows come in: ranges over the whole body grow. */
  grown?: CellRange;
}

type Axis = 'row' | 'column';

const across: Record<Axis, Axis> = { row: 'column', column: 'row' };
const last: Record<Axis, number> = { row: LAST_ROW, column: LAST_COLUMN };

function mapSpan(edit: Edit, first: number, end: number): [number, number] | undefined {
  const { at, count, axis } = edit;
  if (first === 1 && end === last[axis]) return [first, end];
  if (count > 0) return [first >= at ? first + count : first, end >= at ? Math.min(end + count, last[axis]) : end];
  const stop = at - count - 1;
  const newFirst = first < at ? first : first > stop ? first + count : at;
  const newEnd = end < at ? end : end > stop ? end + count : at - 1;
  return newFirst > newEnd ? undefined : [newFirst, newEnd];
}

/** Where a range is after the edit; `undefined` when all of it was taken out. */
export function mapRange(edit: Edit, range: CellRange): CellRange | undefined {
  const cross = across[edit.axis];
  if (range.first[cross] < edit.from || range.last[cross] > edit.to) return range;
  const { grown } = edit;
  if (
    grown &&
    range.first.row === grown.first.row &&
    range.last.row === grown.last.row &&
    range.first.row < range.last.row + 1
  ) {
    const inside = range.first.column >= grown.first.column && range.last.column <= grown.last.column;
    if (inside) return { first: range.first, last: { ...range.last, row: range.last.row + edit.count } };
  }
  const span = mapSpan(edit, range.first[edit.axis], range.last[edit.axis]);
  if (!span) return undefined;
  return { first: { ...range.first, [edit.axis]: span[0] }, last: { ...range.last, [edit.axis]: span[1] } };
}

const SHEET = String.raw`(?:'(?:[^']|'')+'|[\p{L}\p{N}_.\\]+)!`;
const CELL = String.raw`\$?[A-Z]{1,3}\$?\d{1,7}`;
const REFERENCE = String.raw`(?:${CELL}(?::${CELL})?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![\p{L}\p{N}_.(!])`;
const TOKEN = new RegExp(
  [
    '"(?:[^"]|"")*"',
    // Columns of tables; cells of other workbooks.
    String.raw`\[(?:[^\[\]]|\[[^\]]*\])*\](?:[\p{L}\p{N}_.]*!(?:${REFERENCE})?)?`,
    `(?<sheet>${SHEET})?(?<reference>${REFERENCE})`,
    String.raw`(?<name>${SHEET}|[\p{L}\p{N}_.\\?$]+)`,
    "'(?:[^']|'')*'",
  ].join('|'),
  'giu',
);

const CORNER = /^(\$?)([A-Z]{0,3})(\$?)(\d{0,7})$/i;

interface Corner {
  columnFixed: string;
  column: number | undefined;
  rowFixed: string;
  row: number | undefined;
}

function corner(text: string): Corner {
  const [, first = '', letters = '', second = '', digits = ''] = CORNER.exec(text) ?? [];
  return {
    columnFixed: letters === '' ? '' : first,
    column: letters === '' ? undefined : columnNumber(letters),
    rowFixed: letters === '' ? first : second,
    row: digits === '' ? undefined : Number(digits),
  };
}

function write(part: Corner, column: number, row: number): string {
  const columnText = part.column === undefined ? '' : part.columnFixed + columnName(column);
  return columnText + (part.row === undefined ? '' : part.rowFixed + row);
}

function sheetName(text: string): string {
  const name = text.slice(0, -1);
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/** A sheet's name as formulas write it. */
export function quotedSheet(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^(?:[A-Z]{1,3}\d+|R\d*C\d*|R|C)$/i.test(name);
  return plain ? name : `'${name.replaceAll("'", "''")}'`;
}

/**
 * Changes the references of a formula: `change` gets the sheet's name (`undefined` where the formula names none) and the
 * range, and answers the new range, `undefined` for `#REF!`, or the same range to leave the text as it is.
 */
function mapFormula(
  formula: string,
  change: (sheet: string | undefined, range: CellRange) => CellRange | undefined,
): string {
  return formula.replace(TOKEN, (whole: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const reference = groups['reference'];
    if (reference === undefined) return whole;
    const [left = '', right = left] = reference.split(':');
    const a = corner(left);
    const b = corner(right);
    const columns = [a.column ?? 1, b.column ?? LAST_COLUMN];
    const rows = [a.row ?? 1, b.row ?? LAST_ROW];
    const range: CellRange = {
      first: { column: Math.min(...columns), row: Math.min(...rows) },
      last: { column: Math.max(...columns), row: Math.max(...rows) },
    };
    const sheet = groups['sheet'];
    const moved = change(sheet === undefined ? undefined : sheetName(sheet), range);
    if (moved === range) return whole;
    if (!moved) return `${sheet ?? ''}#REF!`;
    const first = write(a, moved.first.column, moved.first.row);
    return (
      (sheet ?? '') + (reference.includes(':') ? `${first}:${write(b, moved.last.column, moved.last.row)}` : first)
    );
  });
}

/** A formula after an edit of the sheet; `own` = the sheet where the formula stands, if anywhere. */
export function shiftFormula(formula: string, edit: Edit, edited: string, own: string | undefined): string {
  return mapFormula(formula, (sheet, range) => {
    if ((sheet ?? own)?.toLowerCase() !== edited.toLowerCase()) return range;
    const moved = mapRange(edit, range);
    const single = range.first.row === range.last.row && range.first.column === range.last.column;
    if (single && moved && (moved.last.row !== moved.first.row || moved.last.column !== moved.first.column))
      return range;
    return moved;
  });
}

/** A formula after its sheet got another name (`undefined` = the sheet is gone). */
export function renameSheetIn(formula: string, from: string, to: string | undefined): string {
  return formula.replace(TOKEN, (whole: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const sheet = groups['sheet'] ?? (groups['name']?.endsWith('!') ? groups['name'] : undefined);
    if (sheet === undefined || sheetName(sheet).toLowerCase() !== from.toLowerCase()) return whole;
    return to === undefined ? '#REF!' : `${quotedSheet(to)}!${groups['reference'] ?? ''}`;
  });
}

/** `Sheet1!$A$1:$B$2`: the one range that a name stands for; `undefined` for other formulas. */
export function rangeOfFormula(formula: string): { sheet: string; range: CellRange } | undefined {
  const match = new RegExp(`^(?<sheet>${SHEET})(?<reference>${REFERENCE})$`, 'iu').exec(formula.replace(/^=/, ''));
  if (!match) return undefined;
  let found: { sheet: string; range: CellRange } | undefined;
  mapFormula(match[0], (sheet, range) => {
    found = { sheet: sheet ?? '', range };
    return range;
  });
  return found;
}

/** Whole addresses of the API: `B2`, `A1:C3`, `A:C`, `2:4`, `Sheet1!B2`. */
export function parseAddress(address: string): { sheet: string | undefined; range: CellRange } | undefined {
  if (!new RegExp(`^(?:${SHEET})?${REFERENCE}$`, 'iu').test(address)) return undefined;
  let found: { sheet: string | undefined; range: CellRange } | undefined;
  mapFormula(address, (sheet, range) => {
    found = { sheet, range };
    return range;
  });
  return found;
}

export function addressOf(range: CellRange, fixed = ''): string {
  const { first, last: end } = range;
  if (first.row === 1 && end.row === LAST_ROW)
    return `${fixed}${columnName(first.column)}:${fixed}${columnName(end.column)}`;
  if (first.column === 1 && end.column === LAST_COLUMN) return `${fixed}${first.row}:${fixed}${end.row}`;
  const cell = (column: number, row: number): string => `${fixed}${columnName(column)}${fixed}${row}`;
  const one = first.row === end.row && first.column === end.column;
  return one ? cell(first.column, first.row) : `${cell(first.column, first.row)}:${cell(end.column, end.row)}`;
}
