import type { Cell, Table } from '../evaluate/tables.ts';
import { arrowOf } from '../serve/arrow.ts';
import type { Io } from './io.ts';

export const FORMATS = ['table', 'json', 'csv', 'arrow'] as const;
export type Format = (typeof FORMATS)[number];

/** JSON, CSV and Arrow of the same rows; `table` is each command's own, for people. */
export function printResult(io: Io, format: Exclude<Format, 'table'>, result: Table): void {
  if (format === 'json') {
    io.out(JSON.stringify(result.rows, null, 2));
    return;
  }
  if (format === 'csv') {
    io.out(csv(result));
    return;
  }
  io.outBytes(arrowOf(result));
}

function csv({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => cells.map(csvCell).join(',');
  return [
    line(columns.map(({ name }) => name)),
    ...rows.map((row) => line(columns.map(({ name }) => csvText(row[name] ?? null)))),
  ].join('\r\n');
}

/** Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers. */
function csvText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = typeof cell === 'string' ? cell : cell.join('; ');
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
