import type { TextBatch } from '../../../../read/batch.ts';
import { EMPTY_COLUMN } from '../../../../read/batch.ts';
import { type ChunkPlace, ColumnChunks, PLAIN, RLE, RLE_DICTIONARY } from './column-chunk.ts';
import { PageBytes } from './page-bytes.ts';
import { ThriftWriter } from './thrift.ts';

/** Values of the Parquet format's enumerations (parquet.thrift). */
const INT32 = 1;
const BYTE_ARRAY = 6;
const REQUIRED = 0;
const OPTIONAL = 1;
const CONVERTED_UTF8 = 0;
const UNCOMPRESSED = 0;
const MAGIC = new TextEncoder().encode('PAR1');
/** Lengths inside a page are signed 32-bit numbers. */
const MOST_BYTES = 2 ** 31 - 1;

interface RowGroup {
  rows: number;
  /** Where it begins in the file. */
  at: number;
  chunks: ChunkPlace[];
}

/**
 * Makes a Parquet file (format 2, not compressed) of text columns: `row_no` and one column for each name, every batch one
 * row group. Empty text is NULL. Only what DuckDB needs to read it; no statistics.
 *
 * `begin`, each batch as it comes, `finish`: what they return is to be written in that order, before the next call.
 */
export class ParquetWriter {
  readonly #names: readonly string[];
  readonly #groups: RowGroup[] = [];
  readonly #out = new PageBytes();
  readonly #chunks = new ColumnChunks(this.#out, new PageBytes());
  #at = 0;

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  begin(): Uint8Array {
    this.#at = MAGIC.length;
    return MAGIC;
  }

  /** A batch of at least one row. Throws where a column's text does not fit into one page (2 GB). */
  rowGroup(batch: TextBatch): Uint8Array {
    const out = this.#out;
    out.clear();
    const chunks = [this.#chunks.numbers(batch.rowNumbers)];
    for (let index = 0; index < this.#names.length; index++) {
      chunks.push(this.#chunks.texts(batch.columns[index] ?? EMPTY_COLUMN, batch.rows));
      if (out.length > MOST_BYTES) throw new RangeError(`${batch.rows} rows of more than 2 GB`);
    }
    this.#groups.push({ rows: batch.rows, at: this.#at, chunks });
    this.#at += out.length;
    return out.bytes.subarray(0, out.length);
  }

  finish(): Uint8Array {
    const footer = this.#footer();
    const end = new Uint8Array(footer.length + 8);
    end.set(footer);
    new DataView(end.buffer).setUint32(footer.length, footer.length, true);
    end.set(MAGIC, footer.length + 4);
    return end;
  }

  /** `FileMetaData`. */
  #footer(): Uint8Array {
    const thrift = new ThriftWriter();
    const columns = ['row_no', ...this.#names];
    thrift.i32(1, 2);
    thrift.structList(2, ['', ...columns], (name) => {
      if (name === '') {
        thrift.text(4, 'rows');
        thrift.i32(5, columns.length);
        return;
      }
      const isNumber = name === 'row_no';
      thrift.i32(1, isNumber ? INT32 : BYTE_ARRAY);
      thrift.i32(3, isNumber ? REQUIRED : OPTIONAL);
      thrift.text(4, name);
      if (!isNumber) thrift.i32(6, CONVERTED_UTF8);
    });
    thrift.i64(
      3,
      this.#groups.reduce((sum, { rows }) => sum + rows, 0),
    );
    thrift.structList(4, this.#groups, (group) => {
      thrift.structList(
        1,
        columns.flatMap((name, index) => {
          const place = group.chunks[index];
          return place === undefined ? [] : [{ name, place }];
        }),
        ({ name, place }) => columnChunk(thrift, name, group, place),
      );
      thrift.i64(2, group.chunks.at(-1)?.end ?? 0);
      thrift.i64(3, group.rows);
    });
    thrift.text(6, 'vedich');
    return thrift.end();
  }
}

/** `ColumnChunk` with its `ColumnMetaData`. */
function columnChunk(thrift: ThriftWriter, name: string, group: RowGroup, place: ChunkPlace): void {
  const size = place.end - place.start;
  thrift.i64(2, group.at + place.start);
  thrift.struct(3, () => {
    thrift.i32(1, name === 'row_no' ? INT32 : BYTE_ARRAY);
    thrift.i32List(2, place.dictionaryAt < 0 ? [PLAIN, RLE] : [PLAIN, RLE, RLE_DICTIONARY]);
    thrift.textList(3, [name]);
    thrift.i32(4, UNCOMPRESSED);
    thrift.i64(5, group.rows);
    thrift.i64(6, size);
    thrift.i64(7, size);
    thrift.i64(9, group.at + place.dataAt);
    if (place.dictionaryAt >= 0) thrift.i64(11, group.at + place.dictionaryAt);
  });
}
