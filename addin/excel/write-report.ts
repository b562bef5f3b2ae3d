import { neededHeight } from '../../pipeline/report/heights.ts';
import { toWrite } from './cell-text.ts';
import { markKept, unmark } from './marks.ts';
import { memoryXml, type WorkbookMemory } from './memory.ts';
import type { CellEdit, ReportEdit, ReportState } from './plan-report.ts';
import type { TableEdit } from './plan-table.ts';
import { type Book, forgetMemory, type PlacedTable, type Room } from './read-book.ts';

/** Queues everything of a plan; nothing is sent before the next `sync`. @returns the number of cells written */
export function queueReport(context: Excel.RequestContext, edit: ReportEdit, state: ReportState): number {
  const { names, tables } = context.workbook;
  let cells = 0;
  for (const one of edit.cells) {
    const range = (): Excel.Range => names.getItem(one.name).getRange().getCell(0, 0);
    cells += queueCell(range, one, state);
  }
  for (const { id, edit: table } of edit.tables) {
    const placed = state.tables.get(id);
    if (placed) queueTable(tables.getItem(id), table, placed);
    cells += table.cells;
  }
  return cells;
}

function queueCell(range: () => Excel.Range, { name, value, kept }: CellEdit, state: ReportState): number {
  const marks = state.cells.get(name)?.marks ?? [];
  if (marks.length > 0) unmark(range(), marks);
  if (kept) markKept(range());
  const cell = state.cells.get(name);
  if (value === undefined) {
    // Excel fits no merged cell to what somebody typed into it.
    const needed = cell?.room && neededHeight(`${cell.cell.value}`, (cell.room.width * 96) / 72, cell.room.style, 1);
    if (cell?.room && needed !== undefined && needed > cell.room.height + 0.5) range().format.rowHeight = needed;
    return 0;
  }
  range().values = [[toWrite(value)]];
  const height = cell?.room && fittingHeight(cell.room, `${cell.cell.value}`, `${value}`);
  if (height !== undefined) range().format.rowHeight = height;
  return 1;
}

/**
 * The height that a merged cell's row needs for its new text; undefined = it stays. It shrinks only where it was as high
 * as the old text needed: a height that somebody chose is kept.
 */
function fittingHeight({ width, height, style }: Room, old: string, fresh: string): number | undefined {
  const needed = (text: string): number => neededHeight(text, (width * 96) / 72, style, 1);
  const wanted = needed(fresh);
  const fitted = Math.abs(height - needed(old)) < 1.5;
  return wanted > height + 0.5 || (fitted && wanted < height - 0.5) ? wanted : undefined;
}

function queueTable(table: Excel.Table, edit: TableEdit, placed: PlacedTable): void {
  const rows = (row: number, count: number): Excel.Range =>
    table
      .getDataBodyRange()
      .getRow(row)
      .getResizedRange(count - 1, 0);
  unmark(table.getDataBodyRange(), placed.marks);
  // Of rows that a filter hides Excel deletes none.
  if (edit.deletes.length + edit.inserts.length > 0) table.clearFilters();
  let length = placed.body.length;
  // Whole rows of the sheet, so that merged cells and tables below move as one.
  for (const { row, count } of edit.deletes) {
    rows(row, count).getEntireRow().delete(Excel.DeleteShiftDirection.up);
    length -= count;
  }
  for (const { row, count } of edit.inserts) {
    const atEnd = row >= length;
    const place = atEnd
      ? rows(length - 1, 1)
          .getOffsetRange(1, 0)
          .getResizedRange(count - 1, 0)
      : rows(row, count);
    place.getEntireRow().insert(Excel.InsertShiftDirection.down);
    // Behind the last row the table does not grow by itself, unless its totals follow.
    if (atEnd && !placed.totals) table.resize(table.getRange().getResizedRange(count, 0));
    length += count;
  }
  for (const { row, count, like } of edit.inserts) {
    rows(row, count).copyFrom(rows(like, 1), Excel.RangeCopyType.formats);
  }
  for (const { column, from, row, count } of edit.formulas) {
    const cell = (at: number): Excel.Range => table.getDataBodyRange().getCell(at, column);
    cell(row)
      .getResizedRange(count - 1, 0)
      .copyFrom(cell(from), Excel.RangeCopyType.formulas);
  }
  for (const { row, column, values } of edit.blocks) {
    const range = table
      .getDataBodyRange()
      .getCell(row, column)
      .getResizedRange(values.length - 1, (values[0]?.length ?? 1) - 1);
    range.values = values;
  }
  // Rows that stood there are fitted by Excel itself, unless somebody chose their height.
  for (const { row, count } of edit.inserts) rows(row, count).format.autofitRows();
  for (const { row, column } of edit.marked) markKept(table.getDataBodyRange().getCell(row, column));
}

/** Does everything that was queued, and keeps with it what the add-in knows of the workbook. */
export async function writeAll(context: Excel.RequestContext, { parts }: Book, memory: WorkbookMemory): Promise<void> {
  const all = context.workbook.customXmlParts;
  const xml = memoryXml(memory);
  const [first, ...others] = parts;
  if (first === undefined) all.add(xml);
  else all.getItem(first).setXml(xml);
  for (const id of others) all.getItem(id).delete();
  try {
    await context.sync();
  } finally {
    forgetMemory();
  }
}
