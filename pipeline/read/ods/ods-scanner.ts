import type { MergedArea } from '../book.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import { isoText, plainNumber } from '../number-text.ts';
import { BatchBuilder } from '../rows.ts';
import { ByteText } from '../text/byte-text.ts';
import { appendXmlText } from '../xlsx/xml-text.ts';
import { CLOSE, END, MORE, OPEN, TEXT, XmlTokens } from '../xlsx/xml-tokens.ts';

/** Elements that only group rows of a table (ODF 1.3 part 3, 9.1). */
const ROW_GROUPS = ['table-row-group', 'table-header-rows', 'table-rows'];
/** Parts of a paragraph that are text of the cell; everything else in it (notes, frames, rulers) is not. */
const SPANS = ['span', 'a', 'meta', 'meta-field', 'bookmark', 's', 'tab', 'line-break'];
const LINE_FEED = 0x0a;
const BLANK = 0x20;

interface Cell {
  column: number;
  repeated: number;
  /** UTF-8 of the cell's text. */
  bytes: Uint8Array;
}

/**
 * The rows of one table of an OpenDocument spreadsheet's `content.xml` (ODF 1.3 part 3, chapter 9). A row or a cell stands
 * for as many as `number-…-repeated` says. A cell's value is its typed value, as in the other kinds of workbook; a text is
 * its paragraphs.
 */
export class OdsScanner {
  readonly tokens = new XmlTokens();
  readonly batch: BatchBuilder;
  readonly merged: MergedArea[] = [];
  /** The row at hand. */
  row = 1;
  private readonly place: { file: string; sheet: string };
  private readonly index: number;
  private table = -1;
  private within: 'outside' | 'table' | 'row' | 'cell' | 'text' = 'outside';
  /** Depth of what is passed over. */
  private skipped = 0;
  private readonly text = new ByteText();
  private paragraphs = 0;
  private value: string | undefined;
  private column = 0;
  private rowRepeated = 1;
  private cellRepeated = 1;
  private cells: Cell[] = [];
  /** Cells that stood for several so far, all of them. */
  private repeats = 0;

  /** @param index of the table among those of the book */
  constructor(place: { file: string; sheet: string }, index: number) {
    this.place = place;
    this.batch = new BatchBuilder(place);
    this.index = index;
  }

  /** Scans what is there. True when a batch is full (take it and call again), false when more bytes are needed. */
  scan(): boolean {
    const { tokens } = this;
    for (;;) {
      if (this.rowRepeated > 0 && this.within === 'table' && this.cells.length > 0) {
        if (this.emitRows()) return true;
        continue;
      }
      const token = tokens.next();
      if (token === MORE || token === END) return false;
      if (this.skipped > 0) {
        if (token === OPEN && !tokens.selfClosing) this.skipped++;
        else if (token === CLOSE) this.skipped--;
      } else if (token === OPEN) this.open();
      else if (token === CLOSE) this.close();
      else if (token === TEXT && this.within === 'text') {
        appendXmlText(this.text, tokens.bytes, tokens.textStart, tokens.textEnd, tokens.cdata);
        if (this.text.length > LIMITS.cellBytes) this.exceeded('text', LIMITS.cellBytes);
      }
    }
  }

  private open(): void {
    const { tokens } = this;
    switch (this.within) {
      case 'outside':
        if (tokens.named('tracked-changes')) this.pass();
        else if (tokens.named('table') && ++this.table === this.index && !tokens.selfClosing) this.within = 'table';
        else if (tokens.named('table')) this.pass();
        return;
      case 'table':
        if (tokens.named('table-row')) this.openRow();
        else if (!ROW_GROUPS.some((name) => tokens.named(name))) this.pass();
        return;
      case 'row':
        if (tokens.named('table-cell') || tokens.named('covered-table-cell')) this.openCell();
        else this.pass();
        return;
      case 'cell':
        if (!tokens.named('p')) this.pass();
        else if (this.paragraphs++ > 0) this.text.byte(LINE_FEED);
        if (tokens.named('p') && !tokens.selfClosing) this.within = 'text';
        return;
      default:
        this.openInText();
    }
  }

  private openInText(): void {
    const { tokens } = this;
    if (!SPANS.some((name) => tokens.named(name))) this.pass();
    else if (tokens.named('line-break')) this.text.byte(LINE_FEED);
    else if (tokens.named('tab')) this.text.byte(BLANK);
    else if (tokens.named('s'))
      for (let i = Math.min(this.repeated('c'), LIMITS.cellBytes); i > 0; i--) this.text.byte(BLANK);
  }

  private pass(): void {
    if (!this.tokens.selfClosing) this.skipped = 1;
  }

  private close(): void {
    const { tokens } = this;
    if (this.within === 'text' && tokens.named('p')) this.within = 'cell';
    else if (this.within === 'cell' && (tokens.named('table-cell') || tokens.named('covered-table-cell')))
      this.closeCell();
    else if (this.within === 'row' && tokens.named('table-row')) this.closeRow();
    else if (this.within === 'table' && tokens.named('table')) this.within = 'outside';
  }

  private openRow(): void {
    this.rowRepeated = this.repeated('number-rows-repeated');
    this.cells = [];
    this.column = 0;
    if (this.tokens.selfClosing) this.closeRow();
    else this.within = 'row';
  }

  private openCell(): void {
    const { tokens } = this;
    this.cellRepeated = this.repeated('number-columns-repeated');
    this.value = tokens.named('covered-table-cell') ? undefined : this.typedValue();
    this.text.clear();
    this.paragraphs = 0;
    const rows = this.repeated('number-rows-spanned');
    if (rows > 1) {
      if (this.merged.length >= LIMITS.mergedAreas) this.exceeded('merged cells', LIMITS.mergedAreas);
      this.merged.push({ column: this.column, first: this.row, last: this.row + rows - 1 });
    }
    if (tokens.selfClosing) this.closeCell();
    else this.within = 'cell';
  }

  /** The value as text where the cell is no text; undefined where its paragraphs count. */
  private typedValue(): string | undefined {
    const { tokens } = this;
    switch (tokens.attribute('value-type')) {
      case 'float':
      case 'percentage':
      case 'currency':
        return plainNumber(tokens.attribute('value') ?? '');
      case 'date': {
        const raw = tokens.attribute('date-value') ?? '';
        return isoText(raw) ?? raw;
      }
      case 'time':
        return clockText(tokens.attribute('time-value') ?? '');
      case 'boolean':
        return tokens.attribute('boolean-value') === 'true' ? '1' : '0';
      default:
        return undefined;
    }
  }

  private closeCell(): void {
    this.within = 'row';
    const { value, text } = this;
    if (value !== undefined) {
      text.clear();
      text.text(value);
    }
    const next = this.column + this.cellRepeated;
    if (text.length > 0) {
      if (next > LIMITS.columns) this.exceeded('columns', LIMITS.columns);
      this.cells.push({ column: this.column, repeated: this.cellRepeated, bytes: text.bytes.slice(0, text.length) });
    }
    this.column = Math.min(next, LIMITS.columns);
  }

  /** A blank row only counts; any other is put out by `emitRows`. */
  private closeRow(): void {
    this.within = 'table';
    if (this.cells.length > 0) return;
    this.row += this.rowRepeated;
    this.rowRepeated = 1;
  }

  /** True when a batch is full: the rest of the repeated row follows with the next call. */
  private emitRows(): boolean {
    const width = this.cells.reduce((sum, { repeated }) => sum + repeated, 0);
    while (this.rowRepeated > 0) {
      if (this.row > LIMITS.rows) this.exceeded('rows', LIMITS.rows);
      this.repeats += width - this.cells.length;
      if (this.rowRepeated > 1) this.repeats += this.cells.length;
      if (this.repeats > LIMITS.repeatedCells) this.exceeded('repeated cells', LIMITS.repeatedCells);
      this.batch.startRow(this.row);
      for (const { column, repeated, bytes } of this.cells)
        for (let i = 0; i < repeated; i++) this.batch.textCell(column + i, bytes, 0, bytes.length);
      this.batch.endRow();
      this.row++;
      this.rowRepeated--;
      if (this.batch.full) break;
    }
    if (this.rowRepeated === 0) {
      this.cells = [];
      this.rowRepeated = 1;
    }
    return this.batch.full;
  }

  private repeated(attribute: string): number {
    const number = Number.parseInt(this.tokens.attribute(attribute) ?? '1', 10);
    return number > 1 ? Math.min(number, LIMITS.textRows) : 1;
  }

  exceeded(what: string, limit: number): never {
    throw readError('limit-exceeded', { ...this.place, row: this.row, what, limit });
  }
}

/** `PT08H30M00S` (ISO 8601) as `08:30:00`. */
function clockText(raw: string): string {
  const match = /^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$/.exec(raw);
  return match === null ? raw : [match[1], match[2], match[3]].map((part = '') => part.padStart(2, '0')).join(':');
}
