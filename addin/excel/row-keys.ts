import { writtenValue } from '../../pipeline/report/sheet.ts';
import type { TableContent } from '../../pipeline/report/types.ts';
import type { CellValue } from './cell-text.ts';

/** What the row says it is about, to compare with a row that was written before; empty when it says nothing. */
export function signature(cells: readonly CellValue[], about: readonly number[]): string {
  const parts = about.map((column) => `${cells[column] ?? ''}`);
  return parts.every((part) => part === '') ? '' : parts.join('\t');
}

/** Values of the given columns of all rows; a table always has at least one row. */
export function contentRows(content: TableContent, positions: readonly number[]): CellValue[][] {
  const rows = content.rows.length > 0 ? content.rows : [[]];
  return rows.map((row) => positions.map((column) => writtenValue(row[column] ?? null)));
}
