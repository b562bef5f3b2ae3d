import type { Table } from '../../pipeline/office/tables.ts';
import { LAST_ROW } from '../../pipeline/report/a1.ts';
import { toWrite } from './cell-text.ts';
import { addingSheets, inWorkbook, WorkbookError } from './errors.ts';
import type { MemberColumn } from './member-columns.ts';

/** Cells sent at once: far below Excel's limits (5 MB a request on the web), so that the pane stays alive between. */
const CHUNK = 20_000;
/** Excel's own limit for the name of a sheet. */
const LONGEST_NAME = 31;

/** What a sheet of its own shows. */
export interface List {
  title: string;
  sheetName: string;
  /** Lines below the title. */
  about: string[];
  columns: MemberColumn[];
  /** One below the other, all with the same columns. */
  parts: ListPart[];
}

interface ListPart {
  title: string;
  rows: Table['rows'];
}

/**
 * Writes a list into a new sheet, each part as a table that can be filtered.
 * @param onProgress rows written so far, and of how many
 * @throws the signal's reason when it aborts; the half-written sheet is gone then
 */
export async function writeList(
  list: List,
  onProgress: (written: number, of: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  const total = list.parts.reduce((sum, { rows }) => sum + rows.length, 0);
  if (total + list.about.length + 10 > LAST_ROW) throw new WorkbookError('LIST_TOO_LONG', { rows: total });
  await inWorkbook(async (context) => {
    const sheet = await addSheet(context, list.sheetName);
    let written = 0;
    const step = (rows: number): void => {
      written += rows;
      onProgress(written, total);
      signal?.throwIfAborted();
    };
    try {
      let row = writeHead(sheet, list, list.columns.length);
      for (const part of list.parts) row = await writePart(context, sheet, part, list.columns, row, step);
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

/** A new sheet behind all others, under a name that is free and that Excel takes. */
async function addSheet(context: Excel.RequestContext, wanted: string): Promise<Excel.Worksheet> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const taken = new Set(worksheets.items.map(({ name }) => name.toLowerCase()));
  const plain =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|(?<!')'+$/g, '')
      .trim() || 'Danh sách';
  const cut = (suffix: string): string => plain.slice(0, LONGEST_NAME - suffix.length).trim() + suffix;
  let name = cut('');
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = cut(` (${number})`);
  const sheet = worksheets.add(name);
  await addingSheets(() => context.sync());
  return sheet;
}

/** @returns the row after the head, from 0 */
function writeHead(sheet: Excel.Worksheet, { title, about }: Pick<List, 'title' | 'about'>, width: number): number {
  const lines = [title, ...about];
  const head = sheet.getRangeByIndexes(0, 0, lines.length, 1);
  head.values = lines.map((line) => [toWrite(line)]);
  const first = sheet.getRangeByIndexes(0, 0, 1, width);
  first.format.font.bold = true;
  first.format.font.size = 14;
  return lines.length + 1;
}

/** A heading and its rows as a table that can be filtered. @returns the row after it, and one left empty */
async function writePart(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { title, rows }: ListPart,
  columns: readonly MemberColumn[],
  top: number,
  step: (rows: number) => void,
): Promise<number> {
  const heading = sheet.getRangeByIndexes(top, 0, 1, 1);
  heading.values = [[toWrite(title)]];
  heading.format.font.bold = true;
  heading.format.font.size = 12;
  if (rows.length === 0) {
    sheet.getRangeByIndexes(top + 1, 0, 1, 1).values = [['Không có']];
    return top + 3;
  }
  const header = sheet.getRangeByIndexes(top + 1, 0, 1, columns.length);
  header.values = [columns.map((column) => toWrite(column.header))];
  header.format.font.bold = true;
  columns.forEach(({ format, width }, i) => {
    // The format comes before the value: a code must never have been a number for a moment.
    sheet.getRangeByIndexes(top + 2, i, rows.length, 1).numberFormat = [[format]];
    sheet.getRangeByIndexes(top, i, 1, 1).getEntireColumn().format.columnWidth = width;
  });
  const most = Math.max(1, Math.floor(CHUNK / columns.length));
  for (let at = 0; at < rows.length; at += most) {
    const part = rows.slice(at, at + most);
    const range = sheet.getRangeByIndexes(top + 2 + at, 0, part.length, columns.length);
    range.values = part.map((row) => columns.map(({ value }) => value(row)));
    await context.sync();
    step(part.length);
  }
  const table = sheet.tables.add(sheet.getRangeByIndexes(top + 1, 0, rows.length + 1, columns.length), true);
  table.style = 'TableStyleLight1';
  return top + rows.length + 4;
}
