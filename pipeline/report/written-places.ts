import { textKey } from '../text.ts';
import { type CellRange, parseRange } from './a1.ts';
import { PREFIX } from './layout.ts';
import type { TablePart, Workbook } from './workbook.ts';
import type { WrittenReport, WrittenValue } from './written.ts';

/** Where a table of a report stands in the workbook now; its headers as keys. */
export interface TablePlace {
  part: TablePart;
  range: CellRange;
  headers: string[];
}

/** @param name the report's own name of the table, whatever prefix it has in the workbook */
export function tablePlace(book: Workbook, { prefix }: WrittenReport, name: string): TablePlace | undefined {
  const wanted = (prefix + name.slice(PREFIX.length)).toLowerCase();
  const part = book.tables.find((table) => table.name.toLowerCase() === wanted);
  const range = part && parseRange(book.root(part.path).getAttribute('ref') ?? '');
  return part && range && { part, range, headers: book.headers(part).map(textKey) };
}

/** Whether a cell holds a remembered value. Numbers that went through a file may differ in the last digit. */
export function holds(current: WrittenValue, remembered: WrittenValue): boolean {
  if (current === remembered) return true;
  // A cell formatted as text keeps a number as its digits.
  const [a, b] = [current, remembered].map((value) =>
    typeof value === 'string' && value !== '' ? Number(value) : value,
  );
  if (
    typeof a !== 'number' ||
    typeof b !== 'number' ||
    (typeof current === 'string' && typeof remembered === 'string')
  ) {
    return false;
  }
  return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}
