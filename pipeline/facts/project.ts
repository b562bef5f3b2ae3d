import { columnRows, EMPTY_COLUMN, hasText, type TextBatch } from '../read/batch.ts';
import { cellText } from '../read/rows.ts';
import type { RowClass } from '../recognise/row-class.ts';

/** Rows of a sheet counted as they pass. */
export interface RowCounts {
  /** The last row with a cell, so blank rows between are rows too. */
  lastRow: number;
  /** Rows handed on as data. */
  data: number;
  /** The first 20 numbers of the rows handed on. */
  firstRows: number[];
  /** Rows of another table below the first: the row of its first header, and its rows, which are not taken. */
  otherTable: { header: number; rows: number; firstRows: number[] };
}

export function newRowCounts(): RowCounts {
  return { lastRow: 0, data: 0, firstRows: [], otherTable: { header: 0, rows: 0, firstRows: [] } };
}

export interface Projection {
  /** The first row below the header. */
  dataStart: number;
  /** Where each column to keep stands in the sheet. Personal columns are not among them, so they go no further. */
  positions: readonly number[];
  /** Where the cell stands that makes a row a row of the list; -1 where the list is known by other columns. */
  keyPosition: number;
  /** Called only for rows that might be totals, headings, notes or signatures. */
  classOf(cells: string[]): RowClass;
}

/**
 * The rows of the table, cut down to the columns that are kept. Whole batches pass as they are where every row is data:
 * no cell is copied, none becomes a string. What is not data (titles, totals, blanks, signatures) is only counted.
 */
export async function* projectRows(
  batches: AsyncIterable<TextBatch>,
  { dataStart, positions, keyPosition, classOf }: Projection,
  counts: RowCounts,
): AsyncIterable<TextBatch> {
  let isOther = false;
  for await (const batch of batches) {
    const keep = new Uint8Array(batch.rows);
    let kept = 0;
    for (let row = 0; row < batch.rows; row += 1) {
      const number = batch.rowNumbers[row] ?? 0;
      counts.lastRow = Math.max(counts.lastRow, number);
      if (number < dataStart) continue;
      const rowClass = looksLikeData(batch, row, keyPosition)
        ? 'data'
        : classOf(batch.columns.map((_, column) => cellText(batch, column, row)));
      if (rowClass === 'other-header') {
        isOther = true;
        counts.otherTable.header ||= number;
      } else if (rowClass === 'header-repeat') isOther = false;
      if (rowClass !== 'data') continue;
      if (isOther) {
        counts.otherTable.rows += 1;
        if (counts.otherTable.firstRows.length < 20) counts.otherTable.firstRows.push(number);
        continue;
      }
      keep[row] = 1;
      kept += 1;
      if (counts.firstRows.length < 20) counts.firstRows.push(number);
    }
    counts.data += kept;
    if (kept === 0) continue;
    yield kept === batch.rows
      ? {
          rows: batch.rows,
          rowNumbers: batch.rowNumbers,
          columns: positions.map((position) => batch.columns[position] ?? EMPTY_COLUMN),
        }
      : copyRows(batch, keep, positions);
  }
}

/** Shorter keys (tickets, numbering rows) are looked at closely. */
const SHORTEST_CODE = 5;

/** More filled cells than a note or a signature line has, and a key that is plainly a code: surely a data row. */
function looksLikeData(batch: TextBatch, row: number, keyPosition: number): boolean {
  const key = batch.columns[keyPosition];
  if (key === undefined) return false;
  const isShared = 'ids' in key;
  const { bytes, offsets } = isShared ? key.texts : key;
  const place = isShared ? (key.ids[row] ?? 0) - 1 : row;
  if (place < 0) return false;
  const start = offsets[place] ?? 0;
  const end = offsets[place + 1] ?? 0;
  if (end - start < SHORTEST_CODE) return false;
  let digit = false;
  let more = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    const isDigit = byte >= 0x30 && byte <= 0x39;
    if (!isDigit && !isLetterOrSeparator(byte)) return false;
    digit ||= isDigit;
    // A bare number may be a count under `Tổng cộng`.
    more ||= !isDigit && byte !== 0x2e;
  }
  if (!digit || !more) return false;
  let filled = 0;
  for (const column of batch.columns) {
    if (hasText(column, row)) filled += 1;
    if (filled > 3) return true;
  }
  return false;
}

/** A letter of ASCII, or `-`, `.`, `/`. */
function isLetterOrSeparator(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x2d && byte <= 0x2f);
}

/** The kept rows alone; a row stays even where none of the kept columns has a cell, so that it can be rejected by name. */
function copyRows(batch: TextBatch, keep: Uint8Array, positions: readonly number[]): TextBatch {
  const rows = Uint32Array.from([...keep.keys()].filter((row) => keep[row] === 1));
  return {
    rows: rows.length,
    rowNumbers: rows.map((row) => batch.rowNumbers[row] ?? 0),
    columns: positions.map((position) => columnRows(batch.columns[position] ?? EMPTY_COLUMN, rows)),
  };
}
