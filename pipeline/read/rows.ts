import { cellBytes, EMPTY_COLUMN, type SharedTexts, type TextBatch, type TextColumn } from './batch.ts';
import { LIMITS } from './limits.ts';
import { readError } from './messages.ts';
import { type DoubtfulCells, MendedBatches } from './text/mended-batches.ts';
import type { SharedLegacy } from './text/shared-legacy.ts';
import { DECOMPOSED, LATIN, PLAIN, textKind } from './text/text-kind.ts';

/** The first batch is small, so that a sheet can be recognised before the rest is read. */
const FIRST_BATCH_ROWS = 256;
const BATCH_ROWS = 8_192;
/** Rows times columns: a sheet of thousands of columns gets batches of fewer rows. */
const BATCH_CELLS = 1 << 20;
/** A batch also ends when its text reaches this, so that wide rows do not cost memory. */
const BATCH_BYTES = 12 * 2 ** 20;
/** Below this many bytes a loop copies faster than a call into the runtime. */
const COPY_BY_LOOP = 40;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** One column while it grows: bytes of the cells, and where each row ends. Rows without a cell are filled in later. */
class GrowingColumn {
  bytes: Uint8Array;
  offsets: Uint32Array;
  length = 0;
  /** Rows whose offset is known; the next cell may lie further down. */
  filled = 0;

  constructor(bytes: number, rows: number) {
    this.bytes = new Uint8Array(bytes);
    this.offsets = new Uint32Array(rows + 1);
  }

  append(row: number, source: Uint8Array, start: number, end: number): void {
    this.startCell(row);
    let at = this.length;
    const size = end - start;
    if (at + size > this.bytes.length) this.grow(at + size);
    const bytes = this.bytes;
    if (size < COPY_BY_LOOP) {
      for (let i = start; i < end; i++) bytes[at++] = source[i]!;
    } else {
      bytes.set(source.subarray(start, end), at);
      at += size;
    }
    this.length = at;
    this.offsets[row + 1] = at;
  }

  appendText(row: number, text: string): void {
    this.startCell(row);
    const most = this.length + text.length * 3;
    if (most > this.bytes.length) this.grow(most);
    this.length += encoder.encodeInto(text, this.bytes.subarray(this.length)).written;
    this.offsets[row + 1] = this.length;
  }

  /** Fills the rows above; a second cell at the same place replaces the first. */
  private startCell(row: number): void {
    if (this.filled > row) this.length = this.offsets[row]!;
    else this.fill(row);
    this.filled = row + 1;
  }

  fill(rows: number): void {
    for (let row = this.filled; row < rows; row++) this.offsets[row + 1] = this.length;
    this.filled = Math.max(this.filled, rows);
  }

  private grow(least: number): void {
    const grown = new Uint8Array(Math.max(least, this.bytes.length * 2, 256));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}

/** A column of shared texts while it grows. */
class GrowingShared {
  readonly texts: SharedTexts;
  readonly ids: Uint32Array;

  constructor(texts: SharedTexts, rows: number) {
    this.texts = texts;
    this.ids = new Uint32Array(rows);
  }
}

/**
 * Collects the rows of one sheet into batches. Every reader uses it: `startRow`, `cell`, `textCell` or `text` for each cell
 * that has one, `endRow`; when `full`, hand on `take()`, and at last `end()`. Rows without any text are dropped (their
 * number shows the gap). Cells of a row may come in any order.
 *
 * Text is mended on its way: letters in pieces (NFD) become whole, and legacy fonts become Unicode.
 */
export class BatchBuilder {
  /** One of the two is there for a column that has a cell; what is not shared text makes the column a plain one. */
  private columns: (GrowingColumn | undefined)[] = [];
  private shared: (GrowingShared | undefined)[] = [];
  private sizes: number[] = [];
  private rowNumbers = new Uint32Array(FIRST_BATCH_ROWS);
  private capacity = FIRST_BATCH_ROWS;
  private row = 0;
  private byteCount = 0;
  private rowHasText = false;
  private rowNumber = 0;
  /** The column furthest out of the present row. */
  private furthest = 0;
  private farCells = 0;
  /** All columns of the sheet that have had a cell. */
  private readonly filled = new Set<number>();
  private readonly place: { file: string; sheet: string };
  private doubtful = new Map<number, DoubtfulCells>();
  private readonly mended: MendedBatches;

  /** @param shared what may be in a legacy font among the texts that `sharedCell` is given */
  constructor(place: { file: string; sheet: string }, shared?: SharedLegacy) {
    this.place = place;
    this.mended = new MendedBatches(shared);
  }

  /** Rows in the batch so far. */
  get rows(): number {
    return this.row;
  }

  get full(): boolean {
    return this.row >= this.capacity || this.byteCount > BATCH_BYTES;
  }

  /** Whether it will be, once the present row has ended. */
  get fullAfterRow(): boolean {
    return this.row + 1 >= this.capacity || this.byteCount > BATCH_BYTES;
  }

  startRow(rowNumber: number): void {
    this.rowNumber = rowNumber;
    this.rowHasText = false;
    this.furthest = 0;
  }

  /** A cell's UTF-8 of any letters, copied. */
  textCell(column: number, source: Uint8Array, start: number, end: number): void {
    const kind = textKind(source, start, end);
    if (kind === DECOMPOSED) {
      const whole = encoder.encode(decoder.decode(source.subarray(start, end)).normalize('NFC'));
      this.cell(column, whole, 0, whole.length);
    } else this.cell(column, source, start, end);
    if (kind !== PLAIN) this.note(kind, column, this.row, source, start, end);
  }

  /** A cell's UTF-8 that is plain ASCII, copied. */
  cell(column: number, source: Uint8Array, start: number, end: number): void {
    if (start >= end) return;
    this.rowHasText = true;
    this.byteCount += end - start;
    if (column > this.furthest) this.furthest = column;
    (this.columns[column] ?? this.plain(column)).append(this.row, source, start, end);
  }

  /** A cell that is text `index` of `texts`: only the number is kept while the column holds nothing else. */
  sharedCell(column: number, texts: SharedTexts, index: number): void {
    if (column > this.furthest) this.furthest = column;
    const shared = this.shared[column];
    if (shared === undefined || shared.texts !== texts) this.addShared(column, texts, index);
    else if (shared.ids[this.row] === 0 || !isEmpty(texts, index)) shared.ids[this.row] = index + 1;
    this.rowHasText ||= !isEmpty(texts, index);
  }

  text(column: number, text: string): void {
    if (text === '') return;
    if (BEYOND_ASCII.test(text)) {
      const bytes = encoder.encode(text);
      this.textCell(column, bytes, 0, bytes.length);
      return;
    }
    this.rowHasText = true;
    this.byteCount += text.length;
    if (column > this.furthest) this.furthest = column;
    (this.columns[column] ?? this.plain(column)).appendText(this.row, text);
  }

  endRow(): void {
    if (!this.rowHasText) return;
    if (this.furthest >= LIMITS.nearColumns) {
      this.farCells += this.furthest - LIMITS.nearColumns;
      if (this.farCells > LIMITS.farCells) this.exceeded('far cells', LIMITS.farCells);
    }
    this.rowNumbers[this.row] = this.rowNumber;
    this.row++;
  }

  /** What may go of the rows collected, and a fresh start. Nothing of a batch is touched again. */
  take(): TextBatch[] {
    const { doubtful } = this;
    this.doubtful = new Map();
    return this.mended.add(this.collected(), doubtful);
  }

  /** All that is left, when the sheet has ended. */
  end(): TextBatch[] {
    const taken = this.row > 0 ? this.take() : [];
    return [...taken, ...this.mended.end()];
  }

  private collected(): TextBatch {
    const rows = this.row;
    let filled = 0;
    const columns: TextColumn[] = Array.from({ length: this.width() }, (_, column) => {
      const shared = this.shared[column];
      if (shared !== undefined) {
        filled++;
        return { texts: shared.texts, ids: shared.ids };
      }
      const plain = this.columns[column];
      if (plain === undefined) return EMPTY_COLUMN;
      filled++;
      plain.fill(rows);
      return { bytes: plain.bytes, offsets: plain.offsets };
    });
    const batch = { rows, rowNumbers: this.rowNumbers.subarray(0, rows), columns };
    // The next batch is sized by this one: growing in the middle of a batch copies.
    this.capacity = Math.max(64, Math.min(BATCH_ROWS, Math.floor(BATCH_CELLS / Math.max(1, filled))));
    const scale = rows === 0 ? 1 : (this.capacity / rows) * 1.1;
    this.sizes = columns.map((_, column) =>
      Math.min(Math.ceil((this.columns[column]?.length ?? 0) * scale) + 256, BATCH_BYTES),
    );
    this.columns = [];
    this.shared = [];
    this.rowNumbers = new Uint32Array(this.capacity);
    this.row = 0;
    this.byteCount = 0;
    return batch;
  }

  /** Takes a text beyond ASCII as evidence. */
  private note(kind: number, column: number, row: number, source: Uint8Array, start: number, end: number): void {
    if (kind !== LATIN) {
      this.mended.unicode(column);
      return;
    }
    const judgement = this.mended.latin(column, source, start, end);
    let cells = this.doubtful.get(column);
    if (cells === undefined) {
      cells = { rows: [], judgements: [] };
      this.doubtful.set(column, cells);
    }
    cells.rows.push(row);
    cells.judgements.push(judgement);
  }

  private fills(column: number): void {
    this.filled.add(column);
    if (this.filled.size > LIMITS.filledColumns) this.exceeded('filled columns', LIMITS.filledColumns);
  }

  private exceeded(what: string, limit: number): never {
    throw readError('limit-exceeded', { ...this.place, row: this.rowNumber, what, limit });
  }

  private width(): number {
    return Math.max(this.columns.length, this.shared.length);
  }

  /** The column as one of plain text; what it had of shared texts is copied into it. */
  private plain(column: number): GrowingColumn {
    this.fills(column);
    while (this.columns.length < column) this.columns.push(undefined);
    const plain = new GrowingColumn(this.sizes[column] ?? 256, this.capacity);
    this.columns[column] = plain;
    const shared = this.shared[column];
    if (shared !== undefined) {
      const { ids, texts } = shared;
      for (let row = 0; row <= this.row; row++) {
        const id = ids[row] ?? 0;
        if (id === 0) continue;
        const start = texts.offsets[id - 1]!;
        const end = texts.offsets[id]!;
        plain.append(row, texts.bytes, start, end);
        const kind = textKind(texts.bytes, start, end);
        if (kind !== PLAIN) this.note(kind, column, row, texts.bytes, start, end);
      }
      this.shared[column] = undefined;
    }
    return plain;
  }

  private addShared(column: number, texts: SharedTexts, index: number): void {
    if (this.columns[column] !== undefined || this.shared[column] !== undefined) {
      this.textCell(column, texts.bytes, texts.offsets[index]!, texts.offsets[index + 1]!);
      return;
    }
    this.fills(column);
    while (this.shared.length < column) this.shared.push(undefined);
    const shared = new GrowingShared(texts, this.capacity);
    shared.ids[this.row] = index + 1;
    this.shared[column] = shared;
  }
}

function isEmpty(texts: SharedTexts, index: number): boolean {
  return texts.offsets[index + 1]! <= texts.offsets[index]!;
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

export interface TextRow {
  /** As in `TextBatch.rowNumbers`. */
  row: number;
  /** One text for each column of the batch; empty where there is no cell. */
  cells: string[];
}

/** The text of one cell of a batch; columns that the batch does not have are empty. */
export function cellText(batch: TextBatch, column: number, row: number): string {
  const from = batch.columns[column];
  const bytes = from === undefined ? undefined : cellBytes(from, row);
  return bytes === undefined || bytes.length === 0 ? '' : decoder.decode(bytes);
}

/** A batch as strings, for recognising a sheet, for tests, and wherever few rows are looked at. */
export function rowsOf(batch: TextBatch): TextRow[] {
  return Array.from({ length: batch.rows }, (_, row) => ({
    row: batch.rowNumbers[row] ?? 0,
    cells: batch.columns.map((_column, column) => cellText(batch, column, row)),
  }));
}
