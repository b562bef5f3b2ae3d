/**
 * Rows on their way from a file to the engine: columns of UTF-8 text, a few thousand rows at a time.
 *
 * Readers never guess types, so there is only text; an empty text is an empty cell. Bytes rather than strings, so that
 * a reader can copy them from the file and an engine can hand them on without making a JavaScript string of each cell.
 */
export type TextColumn = PlainColumn | SharedColumn;

/** A column whose cells' bytes stand one behind the other. */
export interface PlainColumn {
  /** UTF-8 of all cells, one behind the other. May be longer than what is used. */
  bytes: Uint8Array;
  /** `offsets[i]` to `offsets[i + 1]` are the bytes of row `i`; holds at least `rows + 1` numbers. */
  offsets: Uint32Array;
}

/**
 * A column whose cells all point into a table of texts that the whole file shares: only the numbers are kept, so a text
 * that comes a million times is never copied, and an engine sees which texts are the same.
 */
export interface SharedColumn {
  texts: SharedTexts;
  /** For each row the text's position in the table plus 1, or 0 for an empty cell; holds at least `rows` numbers. */
  ids: Uint32Array;
}

/** Texts as one run of UTF-8: text `i` is `offsets[i]` to `offsets[i + 1]`. The same object for all batches of a file. */
export interface SharedTexts {
  count: number;
  bytes: Uint8Array;
  offsets: Uint32Array;
}

/** Its columns' memory is nobody else's (but `texts`): whoever takes a batch may hand it on to another thread. */
export interface TextBatch {
  rows: number;
  /** The row's number in its sheet as the user sees it (first row = 1), ascending; blank rows may be absent. */
  rowNumbers: Uint32Array;
  /** By position in the sheet (column A = 0). Later batches of a sheet may have more columns than earlier ones. */
  columns: TextColumn[];
}

export const EMPTY_COLUMN: PlainColumn = { bytes: new Uint8Array(0), offsets: new Uint32Array(0) };

/** A column of texts that were made, one a row. */
export function plainColumn(texts: readonly string[]): PlainColumn {
  const cells = texts.map((text) => new TextEncoder().encode(text));
  const offsets = new Uint32Array(cells.length + 1);
  cells.forEach((cell, row) => {
    offsets[row + 1] = (offsets[row] ?? 0) + cell.length;
  });
  const bytes = new Uint8Array(offsets[cells.length] ?? 0);
  for (const [row, cell] of cells.entries()) bytes.set(cell, offsets[row]);
  return { bytes, offsets };
}

/** Whether the cell has text. */
export function hasText(column: TextColumn, row: number): boolean {
  if ('ids' in column) {
    // A shared string may be the empty text.
    const id = column.ids[row] ?? 0;
    return id > 0 && (column.texts.offsets[id] ?? 0) > (column.texts.offsets[id - 1] ?? 0);
  }
  return (column.offsets[row + 1] ?? 0) > (column.offsets[row] ?? 0);
}

/** The bytes of a cell; empty where there is none. Valid as long as the batch. */
export function cellBytes(column: TextColumn, row: number): Uint8Array {
  if ('ids' in column) {
    const id = column.ids[row] ?? 0;
    return id === 0 ? NO_BYTES : column.texts.bytes.subarray(column.texts.offsets[id - 1], column.texts.offsets[id]);
  }
  const start = column.offsets[row] ?? 0;
  return column.bytes.subarray(start, column.offsets[row + 1] ?? start);
}

const NO_BYTES = new Uint8Array(0);

/** The cells of some rows alone. */
export function columnRows(column: TextColumn, rows: Uint32Array): TextColumn {
  if ('ids' in column) return { texts: column.texts, ids: rows.map((row) => column.ids[row] ?? 0) };
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, index) => {
    const start = column.offsets[row] ?? 0;
    offsets[index + 1] = (offsets[index] ?? 0) + (column.offsets[row + 1] ?? start) - start;
  });
  const bytes = new Uint8Array(offsets[rows.length] ?? 0);
  for (const [index, row] of rows.entries()) bytes.set(cellBytes(column, row), offsets[index]);
  return { bytes, offsets };
}
