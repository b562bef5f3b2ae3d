import type { TextBatch } from '../batch.ts';
import { type Book, type ByteSource, type MergedArea, NOTHING_MERGED, type ReadOptions } from '../book.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import { BatchBuilder } from '../rows.ts';
import { asUtf8, findEncoding, markedEncoding, type TextEncodingFound } from '../text/encodings.ts';
import { type RowSpan, type TableEvents, TableWalker } from './table-walker.ts';

/** A table with at least so many rows and filled cells in one of them holds data; others lay out titles and signatures. */
const DATA_ROWS = 2;
const DATA_CELLS = 3;

interface TableSeen {
  parent: number;
  rows: number;
  widest: number;
}

/** What a first pass over the page finds out. */
interface PageLayout {
  /** Ordinals of the tables that hold data; each is a sheet. Empty: the page is one sheet. */
  dataTables: number[];
  inline: Set<number>;
  names: string[];
}

/**
 * A web page saved as `.xls`, as many portals write it. Each table with data is a sheet; titles and layout tables in front
 * of it are its first rows, what follows the last one are its last rows. Row numbers count rows and lines of a sheet as
 * Excel does when it opens a page. Read twice: first for the tables, then for their rows.
 */
export async function openHtml(source: ByteSource, head: Uint8Array, options: ReadOptions): Promise<Book> {
  const encoding = await htmlEncoding(source, head);
  const layout = await findLayout(source, encoding);
  const onRead = (bytesRead: number) => options.onProgress?.(bytesRead, source.size);
  const count = Math.max(1, layout.dataTables.length);
  const names = Array.from({ length: count }, (_, i) => layout.names[i] ?? `Bảng ${i + 1}`);

  const merged = new Map<number, readonly MergedArea[]>();

  return {
    kind: 'html',
    encoding: encoding.name,
    sheets: names.map((name) => ({ name, hidden: false, date1904: false, madeHeader: false })),
    merged: (index) => merged.get(index) ?? NOTHING_MERGED,
    async *read(index): AsyncGenerator<TextBatch> {
      const sheet = names[index];
      if (sheet === undefined) throw new RangeError(`no sheet ${index}`);
      const rows = new SheetRows(source, sheet, index, layout);
      const decoder = new TextDecoder();
      for await (const chunk of asUtf8(source, encoding, onRead)) {
        for (const piece of pieces(decoder.decode(chunk, { stream: true }))) {
          rows.walker.write(piece);
          yield* rows.full();
        }
      }
      rows.walker.write(decoder.decode());
      rows.walker.end();
      yield* rows.full();
      merged.set(index, rows.merged);
      yield* rows.batch.end();
    },
  };
}

/** The parser cannot be stopped within what it was given, so it is given little: batches end near their size. */
function* pieces(text: string): Generator<string> {
  const size = 16 * 1024;
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

class SheetRows implements TableEvents {
  readonly batch: BatchBuilder;
  readonly merged: MergedArea[] = [];
  readonly walker: TableWalker;
  private readonly ready: TextBatch[] = [];
  private readonly place: { file: string; sheet: string };
  private readonly index: number;
  private readonly layout: PageLayout;
  /** The sheet that rows at this place of the page belong to. */
  private sheet = 0;
  private rowNumber = 0;

  constructor(source: ByteSource, sheet: string, index: number, layout: PageLayout) {
    this.place = { file: source.name, sheet };
    this.batch = new BatchBuilder(this.place);
    this.index = index;
    this.layout = layout;
    this.walker = new TableWalker(this);
  }

  *full(): Generator<TextBatch> {
    yield* this.ready.splice(0);
  }

  table(ordinal: number): boolean {
    return this.layout.inline.has(ordinal);
  }

  row(_ordinal: number, cells: readonly (string | undefined)[], spans: readonly RowSpan[]): void {
    if (this.sheet !== this.index) return;
    if (++this.rowNumber > LIMITS.textRows) this.tooLarge('rows', LIMITS.textRows);
    this.batch.startRow(this.rowNumber);
    cells.forEach((cell, column) => {
      if (cell !== undefined) this.batch.text(column, cell);
    });
    this.batch.endRow();
    for (const { column, rows } of spans) {
      if (this.merged.length >= LIMITS.mergedAreas) this.tooLarge('merged cells', LIMITS.mergedAreas);
      this.merged.push({ column, first: this.rowNumber, last: this.rowNumber + rows });
    }
    if (this.batch.full) this.ready.push(...this.batch.take());
  }

  tableEnd(ordinal: number): void {
    const position = this.layout.dataTables.indexOf(ordinal);
    if (position >= 0 && position < this.layout.dataTables.length - 1) this.sheet = position + 1;
  }

  comment(): void {}

  title(): void {}

  tooLarge(what: string, limit: number): never {
    throw readError('limit-exceeded', { ...this.place, row: this.rowNumber, what, limit });
  }
}

async function findLayout(source: ByteSource, encoding: TextEncodingFound): Promise<PageLayout> {
  const seen: TableSeen[] = [];
  const excelNames: string[] = [];
  const titles: string[] = [];
  let rows = 0;
  const walker = new TableWalker({
    table(_ordinal, parent) {
      seen.push({ parent, rows: 0, widest: 0 });
      return false;
    },
    row(ordinal, cells) {
      rows++;
      const table = seen[ordinal];
      if (!table) return;
      table.rows++;
      table.widest = Math.max(
        table.widest,
        cells.reduce((sum: number, cell) => (cell ? sum + 1 : sum), 0),
      );
    },
    tableEnd() {},
    comment(text) {
      for (const match of text.matchAll(/<x:Name>([^<]*)<\/x:Name>/gi)) excelNames.push(decodedName(match[1] ?? ''));
    },
    title(text) {
      titles.push(text);
    },
    tooLarge(what, limit) {
      throw readError('limit-exceeded', { file: source.name, sheet: `Bảng ${seen.length}`, row: rows, what, limit });
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of asUtf8(source, encoding)) walker.write(decoder.decode(chunk, { stream: true }));
  walker.write(decoder.decode());
  walker.end();
  if (walker.tables === 0) throw readError('html-no-table', { file: source.name });
  if (walker.cut) throw readError('book-cut-short', { file: source.name, part: '<table>' });

  const isData = (ordinal: number) => {
    const table = seen[ordinal];
    return table !== undefined && table.rows >= DATA_ROWS && table.widest >= DATA_CELLS;
  };
  // A table inside a cell of data is part of that cell.
  const inline = new Set<number>();
  seen.forEach((table, ordinal) => {
    if (table.parent >= 0 && (isData(table.parent) || inline.has(table.parent))) inline.add(ordinal);
  });
  const dataTables = seen.map((_, ordinal) => ordinal).filter((ordinal) => isData(ordinal) && !inline.has(ordinal));
  if (dataTables.length > LIMITS.sheets) {
    throw readError('sheets-exceeded', { file: source.name, sheet: `Bảng ${LIMITS.sheets + 1}`, limit: LIMITS.sheets });
  }
  const names =
    excelNames.length > 0 ? excelNames : dataTables.length <= 1 ? titles.filter((title) => title !== '') : [];
  return { dataTables, inline, names };
}

/** Names stand in a comment, so their entities are still there. */
function decodedName(name: string): string {
  return name.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&').trim();
}

/**
 * A byte order mark, else UTF-8 when the bytes are (whatever the page declares: many declare nothing, some declare wrongly),
 * else what the page declares, else what reads best.
 */
async function htmlEncoding(source: ByteSource, head: Uint8Array): Promise<TextEncodingFound> {
  const marked = markedEncoding(head);
  if (marked) return marked;
  const found = await findEncoding(source, head);
  if (found.label === 'utf-8') return found;
  const start = new TextDecoder('latin1').decode(head.subarray(0, 4096));
  const declared = /charset\s*=\s*(?:["']\s*)?([\w.:-]+)/i.exec(start)?.[1];
  try {
    const label = declared ? new TextDecoder(declared).encoding : '';
    if (label !== '' && !label.startsWith('utf-')) return { label, name: label, skip: 0 };
  } catch {
    // A name that no browser knows says nothing.
  }
  return found;
}
