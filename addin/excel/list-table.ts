import type { Table } from '../../pipeline/evaluate/tables.ts';
import { LAST_ROW } from '../../pipeline/report/a1.ts';
import { inWorkbook, WorkbookError } from './errors.ts';
import { addSheet, writeHead, writePart } from './list-members.ts';
import { plainColumns } from './member-columns.ts';

export interface TableSheet {
  title: string;
  sheetName: string;
  /** The names of its columns are the headers. */
  table: Table;
  /** Lines below the title: period, unit, question. */
  about: string[];
}

/**
 * Writes a table into a new sheet, as a table that can be filtered.
 * @throws the signal's reason when it aborts; the half-written sheet is gone then
 */
export async function listTable({ title, sheetName, table, about }: TableSheet, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const { rows } = table;
  const columns = plainColumns(table);
  if (rows.length + about.length + 10 > LAST_ROW)
    throw new WorkbookError('LIST_TOO_LONG', { rows: rows.length.toLocaleString('vi-VN') });
  await inWorkbook(async (context) => {
    const sheet = await addSheet(context, sheetName);
    try {
      const row = writeHead(sheet, { title, about }, columns.length);
      const heading = `${rows.length.toLocaleString('vi-VN')} dòng`;
      await writePart(context, sheet, { title: heading, rows }, columns, row, () => signal?.throwIfAborted());
      sheet.activate();
      sheet.getRange('A1').select();
      await context.sync();
    } catch (error) {
      sheet.delete();
      await context.sync();
      throw error;
    }
  });
}
