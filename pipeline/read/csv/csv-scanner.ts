import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import { BatchBuilder } from '../rows.ts';
import { ByteText } from '../text/byte-text.ts';

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;
const EQUALS = 0x3d;

/** Where in a field the scanner stands. */
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
/** Behind a quote inside a quoted field: a second one is a quote, anything else ends the quoting. */
const AFTER_QUOTE = 3;

/**
 * Records of a CSV file (RFC 4180, as Excel reads it) from UTF-8 bytes: a field is quoted when its first character is a
 * quote; a quote elsewhere is text; a quoted field may hold separators and line ends; `""` is a quote. A row's number is
 * the record's, blank lines counted: it is the row in which Excel shows it. A line end inside a cell is one LF.
 */
export class CsvScanner {
  readonly batch: BatchBuilder;
  private readonly place: { file: string; sheet: string };
  private readonly separator: number;
  private readonly field = new ByteText();
  private chunk: Uint8Array = new Uint8Array(0);
  private at = 0;
  private state = START;
  private row = 1;
  private column = 0;
  private afterReturn = false;
  private rowOpen = false;

  constructor(place: { file: string; sheet: string }, separator: number) {
    this.place = place;
    this.batch = new BatchBuilder(place);
    this.separator = separator;
  }

  push(chunk: Uint8Array): void {
    this.chunk = chunk;
    this.at = 0;
  }

  /** Scans what is there. True when a batch is full (take it and call again), false when more bytes are needed. */
  scan(): boolean {
    const { chunk, separator } = this;
    while (this.at < chunk.length) {
      const { at } = this;
      const c = chunk[at]!;
      if (this.afterReturn) {
        this.afterReturn = false;
        if (c === LF) {
          this.at++;
          continue;
        }
      }
      if (this.state === START && c !== QUOTE) {
        this.fastFields();
        if (this.batch.full) return true;
        if (this.at > at || this.state !== START) continue;
      }
      if (this.state === QUOTED) this.quoted();
      else if (c === QUOTE && this.state !== PLAIN) {
        if (this.state === AFTER_QUOTE) this.field.byte(QUOTE);
        this.state = QUOTED;
        this.openRow();
        this.at++;
      } else if (c === separator) {
        this.endField();
        this.at++;
      } else if (c === LF || c === CR) {
        this.afterReturn = c === CR;
        this.at++;
        this.endRecord();
        if (this.batch.full) return true;
      } else this.plain();
    }
    return false;
  }

  finish(): void {
    if (this.state === QUOTED) throw readError('csv-open-quote', { file: this.place.file, row: this.row });
    if (this.rowOpen) this.endRecord();
  }

  /**
   * Takes fields without quotes that are all there, and the line ends between them: nearly all of nearly all files. Stops
   * at a quote, at a field that the chunk cuts, and where a batch is full.
   */
  private fastFields(): void {
    const { chunk, separator, batch } = this;
    const { length } = chunk;
    let { at } = this;
    for (;;) {
      let i = at;
      let bits = 0;
      let c = LF;
      for (; i < length; i++) {
        c = chunk[i]!;
        if (c === separator || c === LF || c === CR) break;
        bits |= c;
      }
      if (i === length || chunk[at] === QUOTE) break;
      // A blank line is no row.
      if (i > at || c === separator) this.openRow();
      if (i > at) {
        if (i - at > LIMITS.cellBytes) this.exceeded('text', LIMITS.cellBytes);
        if (bits < 0x80 && chunk[at] !== EQUALS && this.column < LIMITS.columns) batch.cell(this.column, chunk, at, i);
        else this.put(chunk, at, i);
      }
      at = i + 1;
      if (c === separator) this.column++;
      else {
        this.at = at;
        this.afterReturn = c === CR;
        this.endRecord();
        if (batch.full || this.afterReturn) return;
      }
    }
    this.at = at;
  }

  /** Bytes up to the next that means something; nearly always the whole field at once. */
  private plain(): void {
    const { chunk, separator } = this;
    this.state = PLAIN;
    this.openRow();
    let i = this.at;
    for (; i < chunk.length; i++) {
      const c = chunk[i];
      if (c === separator || c === LF || c === CR) break;
    }
    if (i < chunk.length && this.field.length === 0) {
      this.put(chunk, this.at, i);
      this.at = i;
      // The field is done: its text is already in the batch, and the separator or line end adds nothing.
      return;
    }
    this.append(this.at, i);
    this.at = i;
  }

  private quoted(): void {
    const chunk = this.chunk;
    let i = this.at;
    while (i < chunk.length && chunk[i] !== QUOTE) i++;
    this.append(this.at, i);
    this.at = i;
    if (i < chunk.length) {
      this.state = AFTER_QUOTE;
      this.at++;
    }
  }

  private append(start: number, end: number): void {
    this.field.append(this.chunk, start, end);
    if (this.field.length > LIMITS.cellBytes) {
      // A quote that is never closed swallows the rest of the file: say so rather than "too long".
      if (this.state === QUOTED) throw readError('csv-open-quote', { file: this.place.file, row: this.row });
      this.exceeded('text', LIMITS.cellBytes);
    }
  }

  private openRow(): void {
    if (this.rowOpen) return;
    this.rowOpen = true;
    this.batch.startRow(this.row);
  }

  private endField(): void {
    this.openRow();
    if (this.field.length > 0) {
      oneLineEnd(this.field);
      this.put(this.field.bytes, 0, this.field.length);
      this.field.clear();
    }
    this.state = START;
    this.column++;
  }

  private put(bytes: Uint8Array, start: number, end: number): void {
    if (this.column >= LIMITS.columns) this.exceeded('columns', LIMITS.columns);
    if (bytes[start] === EQUALS && isKeptText(bytes, start, end)) {
      this.put(bytes, start + 2, end - 1);
      return;
    }
    this.batch.textCell(this.column, bytes, start, end);
  }

  private endRecord(): void {
    if (this.rowOpen) {
      this.endField();
      this.batch.endRow();
    }
    this.rowOpen = false;
    this.state = START;
    this.column = 0;
    if (++this.row > LIMITS.textRows) this.exceeded('rows', LIMITS.textRows);
  }

  private exceeded(what: string, limit: number): never {
    throw readError('limit-exceeded', { ...this.place, row: this.row, what, limit });
  }
}

/** `="0012"`, which portals write so that Excel keeps the zeros of a code: the text is what stands inside. */
function isKeptText(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start > 2 && bytes[start + 1] === QUOTE && bytes.indexOf(QUOTE, start + 2) === end - 1;
}

function oneLineEnd(field: ByteText): void {
  const { bytes, length } = field;
  let to = bytes.subarray(0, length).indexOf(CR);
  if (to < 0) return;
  let before = 0;
  for (let from = to; from < length; from++) {
    const c = bytes[from]!;
    if (c === CR) bytes[to++] = LF;
    else if (c !== LF || before !== CR) bytes[to++] = c;
    before = c;
  }
  field.length = to;
}
