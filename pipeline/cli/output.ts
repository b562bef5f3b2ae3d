import { arrowOf } from '../formats/arrow.ts';
import { csvOf } from '../formats/csv.ts';
import type { Table } from '../office/tables.ts';
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
    io.out(csvOf(result));
    return;
  }
  io.outBytes(arrowOf(result));
}
