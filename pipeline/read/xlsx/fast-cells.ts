import { LIMITS } from '../limits.ts';
import { FORMAT_DATE, FORMAT_NUMBER } from '../number-text.ts';
import type { BatchBuilder } from '../rows.ts';
import { isPlainNumber } from './cell-bytes.ts';
import type { DateCells } from './date-cells.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { XmlTokens } from './xml-tokens.ts';

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const AMPERSAND = 0x26;
const UNDERSCORE = 0x5f;
const CARRIAGE_RETURN = 0x0d;
const ZERO = 0x30;
/** `.` where a digit could stand. */
const POINT = 0x2e - ZERO;
const BEFORE_A = 0x40;

/** Pieces of markup as the numbers that a `DataView` finds there. */
const CELL_R = four('<c r');
const EQUALS_QUOTE = two('="');
const STYLE_IS = four(' s="');
const TYPE_IS = four(' t="');
const SHARED_VALUE = four('s"><');
const V_END = two('v>');
const NUMBER_TYPE = four('n"><');
const FORMULA_TEXT = four('str"');
const INLINE_1 = four('inli');
const INLINE_2 = four('neSt');
const INLINE_3 = four('r"><');
const INLINE_4 = four('is><');
const T_END = two('t>');
const NUMBER_VALUE = four('><v>');
const CLOSE_V = four('</v>');
const CLOSE_C = four('</c>');
const CLOSE_T = four('</t>');
const CLOSE_IS = four('</is');
const CLOSE_IS_C = four('></c');
const CLOSE_ROW_1 = four('</ro');
const CLOSE_ROW_2 = four('w><r');
const CLOSE_ROW_3 = four('ow r');

/** A cell's or row's markup is far shorter; nearer to the end of the bytes the tokens take over. */
const REACH = 256;
const MOST_LETTERS = 3;
const MOST_DIGITS = 9;
/** Of a number that is to be exact in a `number`. */
const MOST_NUMBER_DIGITS = 15;

/** What the fast way works on; all of it belongs to the sheet's scanner. */
export interface CellSink {
  readonly tokens: XmlTokens;
  readonly batch: BatchBuilder;
  readonly strings: SharedStrings;
  readonly formats: Uint8Array;
  readonly dates: DateCells;
}

/**
 * Takes cells straight from the bytes, four at a time, where they are spelled as nearly all writers spell them:
 * `<c r="A1" s="1" t="s"><v>12</v></c>`, with or without a style, a shared or inline text, a plain number, a date or
 * nothing. Whatever is spelled otherwise is left to the tokens, which understand all of XML: the fast way only ever stops
 * early, it never decides differently.
 */
export class FastCells {
  /** Of the last cell that `cells` took, first = 0; -1 where it took none. */
  column = -1;
  /** Of the row that `nextRow` began. */
  row = 0;
  private readonly sink: CellSink;
  /** Digits of the current row's number: as many stand behind the letters of a cell's reference. */
  private rowDigits = 1;

  constructor(sink: CellSink) {
    this.sink = sink;
  }

  startRow(row: number): void {
    this.rowDigits = 1;
    for (let most = 10; row >= most; most *= 10) this.rowDigits++;
  }

  /** Takes cells while it can; `tokens.at` stands behind the last one taken. */
  cells(): void {
    const { tokens } = this.sink;
    const { bytes, view, end } = tokens;
    const stop = end - REACH;
    const { rowDigits } = this;
    this.column = -1;
    while (tokens.at < stop) {
      let i = tokens.at;
      if (view.getUint32(i, true) !== CELL_R || view.getUint16(i + 4, true) !== EQUALS_QUOTE) return;
      i += 6;
      let column = 0;
      let c = bytes[i]! - BEFORE_A;
      for (const most = i + MOST_LETTERS; c >= 1 && c <= 26 && i < most; c = bytes[++i]! - BEFORE_A)
        column = column * 26 + c;
      i += rowDigits;
      if (column === 0 || column > LIMITS.columns || bytes[i] !== QUOTE) return;
      i++;
      let style = 0;
      if (view.getUint32(i, true) === STYLE_IS) {
        i += 4;
        c = bytes[i]! - ZERO;
        for (const most = i + MOST_DIGITS; c >= 0 && c <= 9 && i < most; c = bytes[++i]! - ZERO) style = style * 10 + c;
        if (bytes[i] !== QUOTE) return;
        i++;
      }
      const kind = view.getUint32(i, true);
      if (kind === TYPE_IS) {
        const type = view.getUint32(i + 4, true);
        if (type === SHARED_VALUE) i = this.shared(column - 1, i + 8);
        else if (type === INLINE_1) i = this.inline(column - 1, i + 8);
        else if (type === FORMULA_TEXT) i = this.formulaText(column - 1, i + 8);
        else if (type === NUMBER_TYPE && view.getUint16(i + 8, true) === V_END)
          i = this.number(column - 1, style, i + 10);
        else return;
      } else if (kind === NUMBER_VALUE) i = this.number(column - 1, style, i + 4);
      else if (bytes[i] === SLASH && bytes[i + 1] === GT) i += 2;
      else return;
      if (i === 0) return;
      tokens.at = i;
      this.column = column - 1;
    }
  }

  /**
   * Ends the row where `</row><row r="2" …>` follows, and begins the next, whose number is then `row`: the tokens would find
   * the same elements open afterwards. False, and nothing has happened, for anything else, and where the batch is full with
   * this row.
   */
  nextRow(): boolean {
    const { tokens, batch } = this.sink;
    const { bytes, view } = tokens;
    const most = tokens.at + REACH;
    let i = tokens.at;
    if (most > tokens.end || view.getUint32(i, true) !== CLOSE_ROW_1) return false;
    if (view.getUint32(i + 4, true) !== CLOSE_ROW_2 || view.getUint32(i + 8, true) !== CLOSE_ROW_3) return false;
    if (view.getUint16(i + 12, true) !== EQUALS_QUOTE || batch.fullAfterRow) return false;
    i += 14;
    const start = i;
    let row = 0;
    let c = bytes[i]! - ZERO;
    for (const last = i + MOST_DIGITS; c >= 0 && c <= 9 && i < last; c = bytes[++i]! - ZERO) row = row * 10 + c;
    if (i === start || bytes[i] !== QUOTE) return false;
    let quoted = false;
    for (i++; quoted || bytes[i] !== GT; i++) {
      if (i >= most || bytes[i] === APOSTROPHE) return false;
      if (bytes[i] === QUOTE) quoted = !quoted;
    }
    if (bytes[i - 1] === SLASH) return false;
    tokens.at = i + 1;
    this.row = row;
    return true;
  }

  /** `v>12</v></c>`. @returns where the cell ends; 0 where it is anything else */
  private shared(column: number, at: number): number {
    const { tokens, batch, strings } = this.sink;
    const { bytes, view } = tokens;
    if (view.getUint16(at, true) !== V_END) return 0;
    const start = at + 2;
    let i = start;
    let index = 0;
    let c = bytes[i]! - ZERO;
    for (const most = i + MOST_DIGITS; c >= 0 && c <= 9 && i < most; c = bytes[++i]! - ZERO) index = index * 10 + c;
    if (i === start || index >= strings.count) return 0;
    if (view.getUint32(i, true) !== CLOSE_V || view.getUint32(i + 4, true) !== CLOSE_C) return 0;
    batch.sharedCell(column, strings.texts, index);
    return i + 8;
  }

  /** `12.5</v></c>`: digits, perhaps with a fraction. */
  private number(column: number, style: number, start: number): number {
    const { tokens, batch, formats, dates } = this.sink;
    const { bytes, view } = tokens;
    let i = start;
    let whole = 0;
    let c = bytes[i]! - ZERO;
    for (const most = i + MOST_NUMBER_DIGITS; c >= 0 && c <= 9 && i < most; c = bytes[++i]! - ZERO)
      whole = whole * 10 + c;
    const point = i;
    let fraction = 0;
    let scale = 1;
    if (c === POINT) {
      c = bytes[++i]! - ZERO;
      for (const most = i + MOST_NUMBER_DIGITS; c >= 0 && c <= 9 && i < most; c = bytes[++i]! - ZERO) {
        fraction = fraction * 10 + c;
        scale *= 10;
      }
    }
    if (point === start || view.getUint32(i, true) !== CLOSE_V || view.getUint32(i + 4, true) !== CLOSE_C) return 0;
    const format = style < formats.length ? formats[style]! : FORMAT_NUMBER;
    if (format === FORMAT_NUMBER) {
      if (i !== point && !isPlainNumber(bytes, start, i)) return 0;
      batch.cell(column, bytes, start, i);
    } else {
      if (format !== FORMAT_DATE || !dates.renderSerial(whole, fraction, scale)) return 0;
      batch.cell(column, dates.bytes, 0, dates.length);
    }
    return i + 8;
  }

  /** `neStr"><is><t>text</t></is></c>`: text without markup and escapes. */
  private inline(column: number, at: number): number {
    const { bytes, view } = this.sink.tokens;
    if (view.getUint32(at, true) !== INLINE_2 || view.getUint32(at + 4, true) !== INLINE_3) return 0;
    if (view.getUint32(at + 8, true) !== INLINE_4 || view.getUint16(at + 12, true) !== T_END) return 0;
    const end = this.plainText(at + 14);
    if (end < 0 || view.getUint32(end, true) !== CLOSE_T || view.getUint32(end + 4, true) !== CLOSE_IS) return 0;
    if (view.getUint32(end + 8, true) !== CLOSE_IS_C || bytes[end + 12] !== GT) return 0;
    this.text(column, at + 14, end);
    return end + 13;
  }

  /** `><v>text</v></c>` */
  private formulaText(column: number, at: number): number {
    const { view } = this.sink.tokens;
    if (view.getUint32(at, true) !== NUMBER_VALUE) return 0;
    const end = this.plainText(at + 4);
    if (end < 0 || view.getUint32(end, true) !== CLOSE_V || view.getUint32(end + 4, true) !== CLOSE_C) return 0;
    this.text(column, at + 4, end);
    return end + 8;
  }

  /** Where text that needs no unescaping ends, with the closing tags behind it in reach; -1 for any other. */
  private plainText(start: number): number {
    const { bytes, end } = this.sink.tokens;
    const most = Math.min(end - 16, start + LIMITS.cellBytes);
    for (let i = start; i < most; i++) {
      const c = bytes[i]!;
      if (c === LT) return i;
      if (c === AMPERSAND || c === UNDERSCORE || c === CARRIAGE_RETURN) return -1;
    }
    return -1;
  }

  private text(column: number, start: number, end: number): void {
    const { tokens, batch } = this.sink;
    batch.textCell(column, tokens.bytes, start, end);
  }
}

function two(text: string): number {
  return text.charCodeAt(0) | (text.charCodeAt(1) << 8);
}

function four(text: string): number {
  return (two(text) | (two(text.slice(2)) << 16)) >>> 0;
}
