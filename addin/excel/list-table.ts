import type { Table } from '../../pipeline/office/tables.ts';
import { plainColumns } from './member-columns.ts';
import { writeList } from './write-list.ts';

export interface TableSheet {
  title: string;
  sheetName: string;
  /** The names of its columns are the headers. */
  table: Table;
  /** Lines below the title: period, unit, question. */
  about: string[];
  /** Above the table: how many rows there are. */
  heading: string;
}

/**
 * Writes a table into a new sheet, as a table that can be filtered.
 * @throws the signal's reason when it aborts; the half-written sheet is gone then
 */
export async function listTable(
  { title, sheetName, table, about, heading }: TableSheet,
  signal?: AbortSignal,
): Promise<void> {
  const parts = [{ title: heading, rows: table.rows }];
  await writeList({ title, sheetName, about, columns: plainColumns(table), parts }, () => undefined, signal);
}
