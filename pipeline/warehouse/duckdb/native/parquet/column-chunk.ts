import type { TextColumn } from '../../../../read/batch.ts';
import type { PageBytes } from './page-bytes.ts';
import { SharedDictionary } from './shared-dictionary.ts';
import { ThriftWriter } from './thrift.ts';

/** Values of the Parquet format's enumerations (parquet.thrift). */
export const PLAIN = 0;
export const RLE = 3;
export const RLE_DICTIONARY = 8;
const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;
/** A page header with its numbers; the page is written behind it and the header then put in front. */
const MOST_HEADER = 64;

/** Where a column chunk's pages stand, from the beginning of its row group. */
export interface ChunkPlace {
  start: number;
  end: number;
  /** -1 without a dictionary. */
  dictionaryAt: number;
  dataAt: number;
}

/** Writes the pages of one column of one row group (Parquet, "Column chunks"): a dictionary page where it pays, a data page. */
export class ColumnChunks {
  readonly #out: PageBytes;
  readonly #page: PageBytes;
  readonly #dictionary = new SharedDictionary();
  /** For each row whether it has text; for each text where it begins and ends. Used again for every column. */
  #room = roomFor(0);

  constructor(out: PageBytes, page: PageBytes) {
    this.#out = out;
    this.#page = page;
  }

  /** `INT32`, never empty. */
  numbers(values: Uint32Array): ChunkPlace {
    const start = this.#out.length;
    this.#page.clear();
    for (const value of values) this.#page.uint32(value);
    this.#dataPage(values.length, PLAIN);
    return { start, end: this.#out.length, dictionaryAt: -1, dataAt: start };
  }

  /** `BYTE_ARRAY` of UTF-8; an empty text is NULL. */
  texts(column: TextColumn, rows: number): ChunkPlace {
    const out = this.#out;
    const start = out.length;
    if ('ids' in column && this.#dictionary.take(column, rows)) {
      const dictionary = this.#dictionary;
      this.#page.clear();
      dictionary.writeTexts(this.#page);
      this.#put(DICTIONARY_PAGE, dictionary.size, PLAIN);
      const dataAt = out.length;
      this.#page.clear();
      this.#writeLevels(dictionary.filled, rows);
      const width = Math.max(1, 32 - Math.clz32(dictionary.size - 1));
      this.#page.append(Uint8Array.of(width));
      this.#page.bitPacked(dictionary.places, dictionary.used, width);
      this.#dataPage(rows, RLE_DICTIONARY);
      return { start, end: out.length, dictionaryAt: start, dataAt };
    }
    this.#page.clear();
    if ('ids' in column) this.#sharedTexts(column.ids, column.texts.bytes, column.texts.offsets, rows);
    else this.#plainTexts(column.bytes, column.offsets, rows);
    this.#dataPage(rows, PLAIN);
    return { start, end: out.length, dictionaryAt: -1, dataAt: start };
  }

  #sharedTexts(ids: Uint32Array, bytes: Uint8Array, offsets: Uint32Array, rows: number): void {
    const { levels, starts, ends } = this.#roomFor(rows);
    let count = 0;
    let size = 0;
    for (let row = 0; row < rows; row++) {
      const id = ids[row]!;
      const start = id > 0 ? offsets[id - 1]! : 0;
      const end = id > 0 ? offsets[id]! : 0;
      starts[count] = start;
      ends[count] = end;
      const level = end > start ? 1 : 0;
      levels[row] = level;
      count += level;
      size += end - start;
    }
    this.#writeLevels(levels, rows);
    this.#page.texts(bytes, starts, ends, count, size);
  }

  #plainTexts(bytes: Uint8Array, offsets: Uint32Array, rows: number): void {
    const { levels, starts, ends } = this.#roomFor(rows);
    // A column that the sheet does not have in these rows has no offsets.
    const filled = offsets.length > rows ? rows : 0;
    levels.fill(0, filled, rows);
    let count = 0;
    for (let row = 0; row < filled; row++) {
      const start = offsets[row]!;
      const end = offsets[row + 1]!;
      starts[count] = start;
      ends[count] = end;
      const level = end > start ? 1 : 0;
      levels[row] = level;
      count += level;
    }
    this.#writeLevels(levels, rows);
    this.#page.texts(bytes, starts, ends, count, offsets[filled] ?? 0);
  }

  #roomFor(rows: number): { levels: Uint32Array; starts: Uint32Array; ends: Uint32Array } {
    if (this.#room.levels.length < rows) this.#room = roomFor(rows);
    return this.#room;
  }

  /** Definition levels: 1 where there is a value, 0 for NULL; behind their length in bytes. One run where all are alike. */
  #writeLevels(levels: Uint32Array, rows: number): void {
    const page = this.#page;
    const at = page.length;
    page.uint32(0);
    const first = levels[0] ?? 0;
    let same = 1;
    while (same < rows && levels[same] === first) same++;
    if (same >= rows) {
      page.varint(rows << 1);
      page.append(Uint8Array.of(first));
    } else page.bitPacked(levels, rows, 1);
    page.setUint32(at, page.length - at - 4);
  }

  #dataPage(rows: number, encoding: number): void {
    this.#put(DATA_PAGE, rows, encoding);
  }

  /** `PageHeader` and the page, not compressed: the file lives for seconds. */
  #put(type: number, values: number, encoding: number): void {
    const size = this.#page.length;
    const header = new ThriftWriter();
    header.i32(1, type);
    header.i32(2, size);
    header.i32(3, size);
    if (type === DATA_PAGE) {
      header.struct(5, () => {
        header.i32(1, values);
        header.i32(2, encoding);
        header.i32(3, RLE);
        header.i32(4, RLE);
      });
    } else {
      header.struct(7, () => {
        header.i32(1, values);
        header.i32(2, encoding);
      });
    }
    this.#out.reserve(size + MOST_HEADER);
    this.#out.append(header.end());
    this.#out.append(this.#page.bytes.subarray(0, size));
  }
}

function roomFor(rows: number): { levels: Uint32Array; starts: Uint32Array; ends: Uint32Array } {
  return { levels: new Uint32Array(rows), starts: new Uint32Array(rows), ends: new Uint32Array(rows) };
}
