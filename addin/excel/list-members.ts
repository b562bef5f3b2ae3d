import type { Table } from '../../pipeline/evaluate/tables.ts';
import { LAST_ROW } from '../../pipeline/report/a1.ts';
import type { CellWrite } from './cell-text.ts';
import { addingSheets, inWorkbook, WorkbookError } from './errors.ts';
import { type MemberColumn, memberColumns } from './member-columns.ts';

export interface MemberList {
  title: string;
  sheetName: string;
  numerator: Table;
  missing: Table;
  /** Lines below the title: definition, period, unit. */
  about: string[];
}

/** Cells sent at once: far below Excel's limits (5 MB a request on the web), so that the pane stays alive between. */
const CHUNK = 20_000;
/** Excel's own limit for the name of a sheet. */
const LONGEST_NAME = 31;

export interface Part {
  title: string;
  rows: Table['rows'];
}

/**
 * Lists the members behind a number on a new sheet: what is missing first, then what is counted.
 * @param onProgress rows written so far, and of how many
 * @throws the signal's reason when it aborts; the half-written sheet is gone then
 */
export async function listMembers(
  list: MemberList,
  onProgress: (written: number, of: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const { numerator, missing } = list;
  const total = numerator.rows.length + missing.rows.length;
  const parts: Part[] = [
    { title: `Trong mẫu số nhưng chưa vào tử số: ${missing.rows.length.toLocaleString('vi-VN')}`, rows: missing.rows },
    { title: `Đã tính vào tử số: ${numerator.rows.length.toLocaleString('vi-VN')}`, rows: numerator.rows },
  ];
  const lines = total + list.about.length + 10;
  if (lines > LAST_ROW) throw new WorkbookError('LIST_TOO_LONG', { rows: total.toLocaleString('vi-VN') });
  const columns = memberColumns([missing, numerator]);
  await inWorkbook(async (context) => {
    const sheet = await addSheet(context, list.sheetName);
    let written = 0;
    const step = (rows: number): void => {
      written += rows;
      onProgress(written, total);
      signal?.throwIfAborted();
    };
    try {
      let row = writeHead(sheet, list, columns.length);
      for (const part of parts) row = await writePart(context, sheet, part, columns, row, step);
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
export async function addSheet(context: Excel.RequestContext, wanted: string): Promise<Excel.Worksheet> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const taken = new Set(worksheets.items.map(({ name }) => name.toLowerCase()));
  const plain =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Danh sách';
  const cut = (suffix: string): string => plain.slice(0, LONGEST_NAME - suffix.length).trim() + suffix;
  let name = cut('');
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = cut(` (${number})`);
  const sheet = worksheets.add(name);
  await addingSheets(() => context.sync());
  return sheet;
}

/** @returns the row after the head, from 0 */
export function writeHead(
  sheet: Excel.Worksheet,
  { title, about }: Pick<MemberList, 'title' | 'about'>,
  width: number,
): number {
  const lines = [title, ...about];
  const head = sheet.getRangeByIndexes(0, 0, lines.length, 1);
  head.values = lines.map((line) => [asText(line)]);
  const first = sheet.getRangeByIndexes(0, 0, 1, width);
  first.format.font.bold = true;
  first.format.font.size = 14;
  return lines.length + 1;
}

/** A heading and its rows as a table that can be filtered. @returns the row after it, and one left empty */
export async function writePart(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { title, rows }: Part,
  columns: readonly MemberColumn[],
  top: number,
  step: (rows: number) => void,
): Promise<number> {
  const heading = sheet.getRangeByIndexes(top, 0, 1, 1);
  heading.values = [[asText(title)]];
  heading.format.font.bold = true;
  heading.format.font.size = 12;
  if (rows.length === 0) {
    sheet.getRangeByIndexes(top + 1, 0, 1, 1).values = [['Không có']];
    return top + 3;
  }
  const header = sheet.getRangeByIndexes(top + 1, 0, 1, columns.length);
  header.values = [columns.map((column) => asText(column.header))];
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

function asText(line: string): CellWrite {
  return line === '' ? '' : `'${line}`;
}
