import { Field, Int32, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct, Utf8 } from 'apache-arrow';
import { EMPTY_COLUMN, type TextBatch, type TextColumn } from '../../../read/batch.ts';

/**
 * A batch as an Arrow stream of its own: `row_no` and one text column for each name. The bytes and offsets of plain columns
 * are Arrow's already; shared texts are put one behind the other. Empty text is NULL.
 */
export function batchStream(names: readonly string[], batch: TextBatch): Uint8Array {
  const { rows } = batch;
  const schema = new Schema([
    new Field('row_no', new Int32(), false),
    ...names.map((name) => new Field(name, new Utf8(), true)),
  ]);
  const rowNumbers = makeData({
    type: new Int32(),
    length: rows,
    nullCount: 0,
    data: Int32Array.from(batch.rowNumbers),
  });
  const texts = names.map((_, index) => textData(batch.columns[index] ?? EMPTY_COLUMN, rows));
  const data = makeData({
    type: new Struct(schema.fields),
    length: rows,
    nullCount: 0,
    children: [rowNumbers, ...texts],
  });
  return RecordBatchStreamWriter.writeAll([new RecordBatch(schema, data)]).toUint8Array(true);
}

function textData(column: TextColumn, rows: number) {
  const { bytes, offsets } = 'ids' in column ? gathered(column, rows) : plain(column, rows);
  const nullBitmap = new Uint8Array((rows + 7) >> 3);
  let nullCount = 0;
  for (let row = 0; row < rows; row++) {
    if (offsets[row + 1]! > offsets[row]!) nullBitmap[row >> 3]! |= 1 << (row & 7);
    else nullCount++;
  }
  return makeData({ type: new Utf8(), length: rows, nullCount, nullBitmap, valueOffsets: offsets, data: bytes });
}

function plain({ bytes, offsets }: Exclude<TextColumn, { ids: Uint32Array }>, rows: number) {
  // A column that the sheet does not have in these rows has no offsets.
  if (offsets.length <= rows) return { bytes: new Uint8Array(0), offsets: new Int32Array(rows + 1) };
  return { bytes: bytes.subarray(0, offsets[rows]), offsets: Int32Array.from(offsets.subarray(0, rows + 1)) };
}

function gathered({ ids, texts }: Extract<TextColumn, { ids: Uint32Array }>, rows: number) {
  const offsets = new Int32Array(rows + 1);
  let size = 0;
  for (let row = 0; row < rows; row++) {
    const id = ids[row]!;
    if (id > 0) size += texts.offsets[id]! - texts.offsets[id - 1]!;
    offsets[row + 1] = size;
  }
  const bytes = new Uint8Array(size);
  for (let row = 0; row < rows; row++) {
    const id = ids[row]!;
    if (id === 0) continue;
    const end = texts.offsets[id]!;
    for (let from = texts.offsets[id - 1]!, to = offsets[row]!; from < end; from++, to++)
      bytes[to] = texts.bytes[from]!;
  }
  return { bytes, offsets };
}
