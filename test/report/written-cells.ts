import { read } from '@e965/xlsx';
import { expect } from 'vitest';
import type { WrittenReport, WrittenValue } from '../../pipeline/report/written.ts';

/** Every cell that a report says it wrote, with its place. */
function writtenCells({ names, tables }: WrittenReport): { sheet: string; cell: string; value: WrittenValue }[] {
  return [
    ...names.map(({ sheet, cell, value }) => ({ sheet, cell, value })),
    ...Object.values(tables).flatMap(({ sheet, columns, rows }) =>
      rows.flatMap(({ row, cells }) =>
        cells.map((value, i) => ({ sheet, cell: `${columns[i]?.column}${row}`, value })),
      ),
    ),
  ];
}

/** Each of those cells holds in the workbook what the reports say, as another program reads it. */
export function expectWritten(bytes: Uint8Array, reports: readonly WrittenReport[]): void {
  // SheetJS leaves properties of its own on what it reads.
  const book = read(bytes.slice(), { type: 'buffer' });
  const cells = reports.flatMap(writtenCells);
  expect(cells.length).toBeGreaterThan(20);
  const found = cells.map(({ sheet, cell }) => ({ sheet, cell, value: book.Sheets[sheet]?.[cell]?.v ?? '' }));
  expect(found).toEqual(cells);
}
