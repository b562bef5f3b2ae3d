import type { SharedTexts } from '../batch.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import { FORMAT_NUMBER, isoText, plainNumber, serialText } from '../number-text.ts';
import { BatchBuilder } from '../rows.ts';
import { ByteText } from '../text/byte-text.ts';
import { LegacyText } from '../text/legacy-text.ts';
import {
  BOOLEAN,
  booleanText,
  cellType,
  decode,
  digitsValue,
  ERROR,
  FORMULA_TEXT,
  INLINE,
  ISO_DATE,
  isPlainNumber,
  NUMBER,
  SHARED,
} from './cell-bytes.ts';
import { DateCells } from './date-cells.ts';
import { appendXmlText, undoStringEscapes } from './xml-text.ts';
import { CLOSE, END, MORE, OPEN, TEXT, XmlTokens } from './xml-tokens.ts';

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const QUOTE = 0x22;
const EQUALS = 0x3d;
const AMPERSAND = 0x26;
const LETTER_C = 0x63;
const LETTER_R = 0x72;
const LETTER_S = 0x73;
const LETTER_T = 0x74;
const LETTER_V = 0x76;
/** A cell in the common form is far shorter; near the end of the bytes the tokens take over. */
const FAST_REACH = 256;

/** What the tokens are in the middle of. */
const OUTSIDE = 0;
const IN_DATA = 1;
const IN_ROW = 2;
const IN_CELL = 3;
const DONE = 4;

/**
 * The rows of a worksheet part (ECMA-376 part 1, 18.3.1.99): `<sheetData>` holds `<row>`, a row `<c>`, a cell `<v>` or
 * `<is>`. Works on tokens, so every legal spelling is understood; cells in the spelling that nearly all writers use are
 * taken by `fastCell` straight from the bytes. `<dimension>` is not believed, merged ranges are not needed: a merged
 * cell's text stands in its first cell.
 */
export class SheetScanner {
  readonly tokens = new XmlTokens();
  readonly batch = new BatchBuilder();
  /** The current row's number. */
  row = 0;

  private readonly place: { file: string; sheet: string };
  private readonly strings: SharedTexts;
  private readonly formats: Uint8Array;
  private readonly date1904: boolean;
  private readonly dates: DateCells;
  private readonly legacy = new LegacyText();
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

  constructor(place: { file: string; sheet: string }, strings: SharedTexts, formats: Uint8Array, date1904: boolean) {
    this.place = place;
    this.strings = strings;
    this.formats = formats;
    this.date1904 = date1904;
    this.dates = new DateCells(date1904);
  }

  finish(): void {
    this.tokens.finish();
  }

  /** Scans what is there. True when a batch is full (take it and call again), false when more bytes are needed. */
  scan(): boolean {
    const tokens = this.tokens;
    for (;;) {
      if (this.state === IN_ROW) while (this.fastShared() || this.fastCell());
      const token = tokens.next();
      if (token === MORE || token === END) return false;
      if (this.state === DONE) continue;
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
    this.rowStarted = tokens.findAttribute('r', false);
    if (this.rowStarted) this.row = this.wholeNumber(tokens.valueStart, tokens.valueEnd);
    this.column = -1;
    this.startRow();
    if (tokens.selfClosing) this.lastRow = this.row;
    else this.state = IN_ROW;
  }

  /** Rows must come in order: one that comes again would hide what an engine has taken already. */
  private startRow(): void {
    if (this.row <= this.lastRow) {
      throw readError('sheet-rows-disordered', { ...this.place, row: this.row, previous: this.lastRow });
    }
    if (this.row > LIMITS.rows) this.exceeded('rows', LIMITS.rows);
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
        this.batch.sharedCell(this.column, strings, index);
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
      case ERROR:
        this.batch.cell(this.column, bytes, start, end);
        return;
      default: {
        const mended = this.legacy.look(bytes, start, end) ? this.legacy.mended(bytes, start, end) : undefined;
        if (mended === undefined) this.batch.cell(this.column, bytes, start, end);
        else this.batch.text(this.column, mended);
      }
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

  /**
   * Takes one shared text in the form that Excel writes, `<c r="A1" s="1" t="s"><v>12</v></c>` with or without a style:
   * most cells of most sheets. False, and nothing has happened, when the bytes are anything else.
   */
  private fastShared(): boolean {
    const tokens = this.tokens;
    const bytes = tokens.bytes;
    let i = tokens.at;
    if (i + FAST_REACH > tokens.end || !this.rowStarted) return false;
    // <c r="
    if (bytes[i + 1] !== LETTER_C || bytes[i + 3] !== LETTER_R || bytes[i + 5] !== QUOTE) return false;
    if (bytes[i] !== LT || bytes[i + 2] !== 0x20 || bytes[i + 4] !== EQUALS) return false;
    i += 6;
    let column = 0;
    let c = bytes[i]!;
    for (const most = i + 3; c >= 0x41 && c <= 0x5a && i < most; c = bytes[++i]!) column = column * 26 + c - 0x40;
    if (column === 0 || column > LIMITS.columns) return false;
    for (const most = i + 8; c >= 0x30 && c <= 0x39 && i < most; ) c = bytes[++i]!;
    if (c !== QUOTE || bytes[i + 1] !== 0x20) return false;
    i += 2;
    if (bytes[i] === LETTER_S) {
      if (bytes[i + 1] !== EQUALS || bytes[i + 2] !== QUOTE) return false;
      i += 3;
      c = bytes[i]!;
      for (const most = i + 8; c >= 0x30 && c <= 0x39 && i < most; ) c = bytes[++i]!;
      if (c !== QUOTE || bytes[i + 1] !== 0x20) return false;
      i += 2;
    }
    // t="s"><v>
    if (bytes[i] !== LETTER_T || bytes[i + 1] !== EQUALS || bytes[i + 2] !== QUOTE || bytes[i + 3] !== LETTER_S)
      return false;
    if (bytes[i + 4] !== QUOTE || bytes[i + 5] !== GT || bytes[i + 6] !== LT || bytes[i + 7] !== LETTER_V) return false;
    if (bytes[i + 8] !== GT) return false;
    i += 9;
    const start = i;
    let index = 0;
    c = bytes[i]!;
    for (const most = i + 9; c >= 0x30 && c <= 0x39 && i < most; c = bytes[++i]!) index = index * 10 + c - 0x30;
    if (i === start || index >= this.strings.count || !this.endsCell(i)) return false;
    tokens.at = i + 8;
    this.column = column - 1;
    this.batch.sharedCell(this.column, this.strings, index);
    return true;
  }

  /** `</v></c>` */
  private endsCell(i: number): boolean {
    const bytes = this.tokens.bytes;
    return (
      bytes[i] === LT &&
      bytes[i + 1] === SLASH &&
      bytes[i + 2] === LETTER_V &&
      bytes[i + 3] === GT &&
      bytes[i + 4] === LT &&
      bytes[i + 5] === SLASH &&
      bytes[i + 6] === LETTER_C &&
      bytes[i + 7] === GT
    );
  }

  /**
   * Takes one cell in the common form, `<c r="A1" s="1" t="s"><v>12</v></c>` or `<c r="A1" s="1"/>`, whatever the order of
   * its attributes. False, and nothing has happened, when the bytes are anything else.
   */
  private fastCell(): boolean {
    const tokens = this.tokens;
    const bytes = tokens.bytes;
    let i = tokens.at;
    if (i + FAST_REACH > tokens.end || bytes[i] !== LT || bytes[i + 1] !== LETTER_C || bytes[i + 2] !== 0x20)
      return false;
    const stop = tokens.end - 16;
    i += 3;
    let refStart = 0;
    let refEnd = 0;
    let type = NUMBER;
    let style = 0;
    while (bytes[i] !== GT && bytes[i] !== SLASH) {
      const name = bytes[i];
      if (bytes[i + 1] !== EQUALS || bytes[i + 2] !== QUOTE) return false;
      const start = i + 3;
      i = start;
      while (bytes[i] !== QUOTE) if (++i >= stop) return false;
      if (name === LETTER_R) {
        refStart = start;
        refEnd = i;
      } else if (name === LETTER_S) {
        style = digitsValue(bytes, start, i);
        if (style < 0) return false;
      } else if (name === LETTER_T) type = cellType(bytes, start, i);
      else return false;
      i++;
      if (bytes[i] === 0x20) i++;
      if (i >= stop) return false;
    }
    if (refEnd === 0 || !this.rowStarted) return false;
    if (bytes[i] === SLASH) {
      if (bytes[i + 1] !== GT) return false;
      tokens.at = i + 2;
      this.reference(refStart, refEnd);
      return true;
    }
    if (type === INLINE || bytes[i + 1] !== LT || bytes[i + 2] !== LETTER_V || bytes[i + 3] !== GT) return false;
    const valueStart = i + 4;
    for (i = valueStart; bytes[i] !== LT; i++)
      if (i >= stop || bytes[i] === AMPERSAND || bytes[i] === 0x5f || bytes[i] === 0x0d) return false;
    if (!this.endsCell(i)) return false;
    tokens.at = i + 8;
    this.reference(refStart, refEnd);
    this.type = type;
    this.style = style;
    if (i > valueStart) this.value(bytes, valueStart, i);
    return true;
  }

  private exceeded(what: string, limit: number): never {
    throw readError('limit-exceeded', { ...this.place, row: this.row, what, limit });
  }
}
