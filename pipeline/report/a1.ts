/** Cell addresses: `B12`, `A1:C9`, lists of them. Rows and columns count from 1. */
export interface CellAddress {
  column: number;
  row: number;
}

export interface CellRange {
  first: CellAddress;
  last: CellAddress;
}

export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export function columnNumber(name: string): number {
  let column = 0;
  for (const letter of name.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

export function cellName(address: CellAddress): string {
  return `${columnName(address.column)}${address.row}`;
}

export function rangeName(range: CellRange): string {
  const first = cellName(range.first);
  const last = cellName(range.last);
  return first === last ? first : `${first}:${last}`;
}

/** `undefined` for what is no address (whole columns, `#REF!`). */
export function parseCell(text: string): CellAddress | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(text);
  if (!match) return undefined;
  const address = { column: columnNumber(match[1]!), row: Number(match[2]) };
  return address.row >= 1 && address.row <= LAST_ROW && address.column <= LAST_COLUMN ? address : undefined;
}

/** A range, or a single cell as a range of one. */
export function parseRange(text: string): CellRange | undefined {
  const [left = '', right = left] = text.split(':');
  const a = parseCell(left);
  const b = parseCell(right);
  if (!a || !b) return undefined;
  return {
    first: { column: Math.min(a.column, b.column), row: Math.min(a.row, b.row) },
    last: { column: Math.max(a.column, b.column), row: Math.max(a.row, b.row) },
  };
}

/** A reference with a sheet, as charts and names write it: `'Theo tháng'!$B$4:$M$4`. */
export function parseSheetRange(text: string): { sheet: string; range: CellRange } | undefined {
  const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(text.trim());
  const range = match && parseRange(match[3]!);
  return match && range ? { sheet: (match[1] ?? match[2] ?? '').replaceAll("''", "'"), range } : undefined;
}
