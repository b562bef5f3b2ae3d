import type { TextBatch, TextColumn } from '../read/batch.ts';
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

const NOTHING: TextColumn = { bytes: new Uint8Array(0), offsets: new Uint32Array(0) };

/**
 * The rows of the table, cut down to the columns that are kept. Whole batches pass as they are where every row is data:
 * no cell is copied, none becomes a string. What is no data (titles, totals, blanks, signatures) is only counted.
 */
export async function* projectRows(
  batches: AsyncIterable<TextBatch>,
  { dataStart, positions, keyPosition, classOf }: Projection,
  counts: RowCounts,
): AsyncIterable<TextBatch> {
  for await (const batch of batches) {
    const keep = new Uint8Array(batch.rows);
    let kept = 0;
    for (let row = 0; row < batch.rows; row += 1) {
      const number = batch.rowNumbers[row] ?? 0;
      counts.lastRow = Math.max(counts.lastRow, number);
      if (number < dataStart) continue;
      const isData =
        looksLikeData(batch, row, keyPosition) ||
        classOf(batch.columns.map((_, column) => cellText(batch, column, row))) === 'data';
      if (!isData) continue;
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
          columns: positions.map((position) => batch.columns[position] ?? NOTHING),
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
  const start = key.offsets[row] ?? 0;
  const end = key.offsets[row + 1] ?? 0;
  if (end - start < SHORTEST_CODE) return false;
  let digit = false;
  for (let at = start; at < end; at += 1) {
    const byte = key.bytes[at] ?? 0;
    const isDigit = byte >= 0x30 && byte <= 0x39;
    if (!isDigit && !isLetterOrSeparator(byte)) return false;
    digit ||= isDigit;
  }
  if (!digit) return false;
  let filled = 0;
  for (const { offsets } of batch.columns) {
    if ((offsets[row + 1] ?? 0) > (offsets[row] ?? 0)) filled += 1;
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
  const rows = [...keep.keys()].filter((row) => keep[row] === 1);
  return {
    rows: rows.length,
    rowNumbers: Uint32Array.from(rows, (row) => batch.rowNumbers[row] ?? 0),
    columns: positions.map((position) => {
      const column = batch.columns[position] ?? NOTHING;
      const start = (row: number): number => column.offsets[row] ?? 0;
      const end = (row: number): number => column.offsets[row + 1] ?? start(row);
      const offsets = new Uint32Array(rows.length + 1);
      rows.forEach((row, index) => {
        offsets[index + 1] = (offsets[index] ?? 0) + end(row) - start(row);
      });
      const bytes = new Uint8Array(offsets[rows.length] ?? 0);
      rows.forEach((row, index) => {
        bytes.set(column.bytes.subarray(start(row), end(row)), offsets[index] ?? 0);
      });
      return { bytes, offsets };
    }),
  };
}
