import type { TextBatch } from '../../read/batch.ts';

const COMMA = 0x2c;
const QUOTE = 0x22;
const NEWLINE = 0x0a;

/**
 * A batch as CSV: the row number, then every cell in quotes (quotes inside doubled), an empty cell as nothing.
 * Bytes are copied, no cell becomes a JavaScript string.
 */
export function batchToCsv(batch: TextBatch, columns: number): Uint8Array {
  const out = new Uint8Array(sizeBound(batch, columns));
  let at = 0;
  for (let row = 0; row < batch.rows; row += 1) {
    at = writeNumber(out, at, batch.rowNumbers[row] ?? 0);
    for (let index = 0; index < columns; index += 1) {
      out[at++] = COMMA;
      const column = batch.columns[index];
      if (column === undefined) continue;
      const { bytes, offsets } = column;
      const start = offsets[row] ?? 0;
      const end = offsets[row + 1] ?? start;
      if (end <= start) continue;
      out[at++] = QUOTE;
      for (let i = start; i < end; i += 1) {
        const byte = bytes[i] ?? 0;
        if (byte === QUOTE) out[at++] = QUOTE;
        out[at++] = byte;
      }
      out[at++] = QUOTE;
    }
    out[at++] = NEWLINE;
  }
  return out.subarray(0, at);
}

function sizeBound(batch: TextBatch, columns: number): number {
  let bound = batch.rows * (12 + 3 * columns);
  for (const column of batch.columns.slice(0, columns)) {
    const first = column.offsets[0] ?? 0;
    const last = column.offsets[batch.rows] ?? first;
    // Every byte could be a quote.
    bound += 2 * (last - first);
  }
  return bound;
}

function writeNumber(out: Uint8Array, at: number, value: number): number {
  const digits = String(value);
  for (let i = 0; i < digits.length; i += 1) out[at + i] = digits.charCodeAt(i);
  return at + digits.length;
}
