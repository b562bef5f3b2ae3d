import type { MergedArea } from '../book.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import { FORMAT_NUMBER, isoText, plainNumber, serialText } from '../number-text.ts';
import { BatchBuilder } from '../rows.ts';
import { ByteText } from '../text/byte-text.ts';
import {
  BOOLEAN,
  booleanText,
  cellType,
  decode,
  digitsValue,
  FORMULA_TEXT,
  INLINE,
  ISO_DATE,
  isPlainNumber,
  NUMBER,
  SHARED,
} from './cell-bytes.ts';
import { DateCells } from './date-cells.ts';
import { FastCells } from './fast-cells.ts';
import type { SharedStrings } from './shared-strings.ts';
import { appendXmlText, undoStringEscapes } from './xml-text.ts';
import { CLOSE, END, MORE, OPEN, TEXT, XmlTokens } from './xml-tokens.ts';

/** What the tokens are in the middle of. */
const OUTSIDE = 0;
const IN_DATA = 1;
const IN_ROW = 2;
const IN_CELL = 3;
const DONE = 4;

/**
 * The rows of a worksheet part (ECMA-376 part 1, 18.3.1.99): `<sheetData>` holds `<row>`, a row `<c>`, a cell `<v>` or
 * `<is>`. Works on tokens, so every legal spelling is understood; cells in the spelling that nearly all writers use are
 * taken by `FastCells` straight from the bytes. `<dimension>` is not believed. Merged ranges come behind all rows; a merged
 * cell's text stands in its first cell.
 */
export class SheetScanner {
  readonly tokens = new XmlTokens();
  readonly batch: BatchBuilder;
  /** The current row's number. */
  row = 0;
  /** Ranges of several rows, once the part has been scanned. */
  readonly merged: MergedArea[] = [];

  private readonly place: { file: string; sheet: string };
  private readonly strings: SharedStrings;
  private readonly formats: Uint8Array;
  private readonly date1904: boolean;
  private readonly dates: DateCells;
  private readonly fast: FastCells;
  private readonly text = new ByteText();

  private state = OUTSIDE;
  /** The last row that ended. */
  private lastRow = 0;
  private rowStarted = false;
  private column = -1;
  private type = NUMBER;
  private style = 0;
  /** Inside `<v>` or a `<t>` that counts; elements that are not known are passed over by depth. */
  private inValue = false;
  private inPhonetic = false;
  private unknownDepth = 0;

  constructor(place: { file: string; sheet: string }, strings: SharedStrings, formats: Uint8Array, date1904: boolean) {
    this.place = place;
    this.strings = strings;
    this.batch = new BatchBuilder(place, strings.legacy);
    this.formats = formats;
    this.date1904 = date1904;
    this.dates = new DateCells(date1904);
    const { tokens, batch, dates } = this;
    this.fast = new FastCells({ tokens, batch, strings, formats, dates });
  }

  finish(): void {
    this.tokens.finish();
  }

  /** Scans what is there. True when a batch is full (take it and call again), false when more bytes are needed. */
  scan(): boolean {
    const tokens = this.tokens;
    for (;;) {
      while (this.state === IN_ROW) {
        if (this.rowStarted) this.fastCells();
        if (!this.fastNextRow()) break;
      }
      const token = tokens.next();
      if (token === MORE || token === END) return false;
      if (this.state === DONE) {
        if (token === OPEN && tokens.named('mergeCell')) this.mergeCell();
        continue;
      }
      if (token === TEXT) {
        if (this.inValue) appendXmlText(this.text, tokens.bytes, tokens.textStart, tokens.textEnd, tokens.cdata);
      } else if (token === OPEN) this.open();
      else if (token === CLOSE && this.close() && this.batch.full) return true;
    }
  }

  /** Throws unless the rows ended as they should. */
  checkComplete(part: string): void {
    if (this.state !== DONE || this.tokens.cut) throw readError('book-cut-short', { file: this.place.file, part });
  }

  private open(): void {
    const tokens = this.tokens;
    if (this.unknownDepth > 0) {
      if (!tokens.selfClosing) this.unknownDepth++;
      return;
    }
    switch (this.state) {
      case OUTSIDE:
        if (tokens.named('sheetData')) this.state = tokens.selfClosing ? DONE : IN_DATA;
        return;
      case IN_DATA:
        if (tokens.named('row')) this.openRow();
        else this.unknown();
        return;
      case IN_ROW:
        if (tokens.named('c')) this.openCell();
        else this.unknown();
        return;
      default:
        if (tokens.named('v')) this.inValue = !tokens.selfClosing && this.type !== INLINE;
        else if (tokens.named('t')) this.inValue = !tokens.selfClosing && this.type === INLINE && !this.inPhonetic;
        else if (tokens.named('rPh')) this.inPhonetic = !tokens.selfClosing;
        else if (!tokens.named('is') && !tokens.named('r')) this.unknown();
    }
  }

  private unknown(): void {
    if (!this.tokens.selfClosing) this.unknownDepth = 1;
  }

  /** True at the end of a row. */
  private close(): boolean {
    const tokens = this.tokens;
    if (this.unknownDepth > 0) {
      this.unknownDepth--;
      return false;
    }
    if (this.state === IN_CELL) {
      if (tokens.named('c')) this.closeCell();
      else if (tokens.named('v') || tokens.named('t')) this.inValue = false;
      else if (tokens.named('rPh')) this.inPhonetic = false;
    } else if (this.state === IN_ROW && tokens.named('row')) {
      this.closeRow();
      return true;
    } else if (this.state === IN_DATA && tokens.named('sheetData')) this.state = DONE;
    return false;
  }

  private openRow(): void {
    const tokens = this.tokens;
    this.row = this.lastRow + 1;
    const started = tokens.findAttribute('r', false);
    if (started) this.row = this.wholeNumber(tokens.valueStart, tokens.valueEnd);
    this.beginRow(started);
    if (tokens.selfClosing) this.lastRow = this.row;
    else this.state = IN_ROW;
  }

  /** `started`: the row says its number, its cells need not. */
  private beginRow(started: boolean): void {
    this.rowStarted = started;
    this.column = -1;
    this.startRow();
  }

  /** Rows must come in order: one that comes again would hide what an engine has taken already. */
  private startRow(): void {
    if (this.row <= this.lastRow) {
      throw readError('sheet-rows-disordered', { ...this.place, row: this.row, previous: this.lastRow });
    }
    if (this.row > LIMITS.rows) this.exceeded('rows', LIMITS.rows);
    this.fast.startRow(this.row);
    this.batch.startRow(this.row);
  }

  private closeRow(): void {
    this.batch.endRow();
    this.lastRow = this.row;
    this.state = IN_DATA;
  }

  private openCell(): void {
    const tokens = this.tokens;
    this.type = NUMBER;
    this.style = 0;
    this.column++;
    if (tokens.findAttribute('r', false)) this.reference(tokens.valueStart, tokens.valueEnd);
    if (this.column >= LIMITS.columns) this.exceeded('columns', LIMITS.columns);
    if (tokens.findAttribute('t', false)) this.type = cellType(tokens.bytes, tokens.valueStart, tokens.valueEnd);
    if (tokens.findAttribute('s', false)) this.style = this.wholeNumber(tokens.valueStart, tokens.valueEnd);
    this.text.clear();
    this.inValue = false;
    this.inPhonetic = false;
    if (!tokens.selfClosing) this.state = IN_CELL;
  }

  private closeCell(): void {
    this.state = IN_ROW;
    const text = this.text;
    if (text.length === 0) return;
    if (text.length > LIMITS.cellBytes) this.exceeded('text', LIMITS.cellBytes);
    if (this.type === INLINE || this.type === FORMULA_TEXT) undoStringEscapes(text);
    this.value(text.bytes, 0, text.length);
  }

  /** `AB12`: the column; the row too where `<row>` does not say it. */
  private reference(start: number, end: number): void {
    const bytes = this.tokens.bytes;
    let column = 0;
    let i = start;
    for (; i < end; i++) {
      const letter = (bytes[i]! | 0x20) - 0x60;
      if (letter < 1 || letter > 26) break;
      column = column * 26 + letter;
      if (column > LIMITS.columns) this.exceeded('columns', LIMITS.columns);
    }
    if (column === 0) return;
    this.column = column - 1;
    if (!this.rowStarted) {
      this.rowStarted = true;
      this.row = this.wholeNumber(i, end);
      this.startRow();
    }
  }

  private wholeNumber(start: number, end: number): number {
    const bytes = this.tokens.bytes;
    let value = 0;
    for (let i = start; i < end; i++) {
      const digit = bytes[i]! - 0x30;
      if (digit < 0 || digit > 9 || value > 1e9) {
        const detail = new TextDecoder().decode(bytes.subarray(start, end));
        throw readError('book-damaged', { file: this.place.file, part: `"${this.place.sheet}"`, detail });
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Puts a cell's value, finished text in `bytes`, into the batch. */
  private value(bytes: Uint8Array, start: number, end: number): void {
    switch (this.type) {
      case SHARED: {
        const index = digitsValue(bytes, start, end);
        const strings = this.strings;
        if (index < 0 || index >= strings.count) {
          const detail = `(${this.row}: ${index} >= ${strings.count})`;
          throw readError('book-damaged', { file: this.place.file, part: `"${this.place.sheet}"`, detail });
        }
        this.batch.sharedCell(this.column, strings.texts, index);
        return;
      }
      case NUMBER:
        this.number(bytes, start, end);
        return;
      case BOOLEAN:
        this.batch.text(this.column, booleanText(decode(bytes, start, end)));
        return;
      case ISO_DATE: {
        const raw = decode(bytes, start, end).trim();
        this.batch.text(this.column, isoText(raw) ?? raw);
        return;
      }
      default:
        this.batch.textCell(this.column, bytes, start, end);
    }
  }

  private number(bytes: Uint8Array, start: number, end: number): void {
    const format = this.style < this.formats.length ? this.formats[this.style]! : FORMAT_NUMBER;
    if (format !== FORMAT_NUMBER) {
      const dates = this.dates;
      if (dates.render(bytes, start, end, format)) {
        this.batch.cell(this.column, dates.bytes, 0, dates.length);
        return;
      }
      const raw = decode(bytes, start, end).trim();
      const date = raw === '' ? undefined : serialText(Number(raw), format, this.date1904);
      this.batch.text(this.column, date ?? plainNumber(raw));
      return;
    }
    if (isPlainNumber(bytes, start, end)) this.batch.cell(this.column, bytes, start, end);
    else this.batch.text(this.column, plainNumber(decode(bytes, start, end).trim()));
  }

  private fastCells(): void {
    this.fast.cells();
    if (this.fast.column >= 0) this.column = this.fast.column;
  }

  private fastNextRow(): boolean {
    if (!this.fast.nextRow()) return false;
    this.closeRow();
    this.row = this.fast.row;
    this.beginRow(true);
    this.state = IN_ROW;
    return true;
  }

  /** `<mergeCell ref="A3:B7"/>` (18.3.1.55). */
  private mergeCell(): void {
    const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})$/i.exec(this.tokens.attribute('ref') ?? '');
    const [, letters = '', first = '', last = ''] = match ?? [];
    if (Number(last) <= Number(first)) return;
    if (this.merged.length >= LIMITS.mergedAreas) this.exceeded('merged cells', LIMITS.mergedAreas);
    const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    this.merged.push({ column, first: Number(first), last: Number(last) });
  }

  private exceeded(what: string, limit: number): never {
    throw readError('limit-exceeded', { ...this.place, row: this.row, what, limit });
  }
}
