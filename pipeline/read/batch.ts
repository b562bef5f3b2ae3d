/**
 * Rows on their way from a file to the engine: columns of UTF-8 text, a few thousand rows at a time.
 *
 * Readers never guess types, so there is only text; an empty text is an empty cell. Bytes rather than strings, so that
 * a reader can copy them from the file and an engine can hand them on without making a JavaScript string of each cell.
 */
export interface TextColumn {
  /** UTF-8 of all cells, one behind the other. May be longer than what is used. */
  bytes: Uint8Array;
  /** `offsets[i]` to `offsets[i + 1]` are the bytes of row `i`; holds at least `rows + 1` numbers. */
  offsets: Uint32Array;
}

export interface TextBatch {
  rows: number;
  /** The row's number in its sheet as the user sees it (first row = 1), ascending; blank rows may be absent. */
  rowNumbers: Uint32Array;
  /** By position in the sheet (column A = 0). Later batches of a sheet may have more columns than earlier ones. */
  columns: TextColumn[];
}
