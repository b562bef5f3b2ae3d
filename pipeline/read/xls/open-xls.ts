import { type CellObject, CFB, read, type WorkSheet } from '@e965/xlsx';
import type { TextBatch } from '../batch.ts';
import type { Book, ByteSource, MergedArea, ReadOptions, SheetInfo } from '../book.ts';
import { readExactly } from '../file-bytes.ts';
import { LIMITS } from '../limits.ts';
import { ONLY_CHARTS, readError } from '../messages.ts';
import { formatOfCode } from '../number-format.ts';
import { FORMAT_NUMBER, plainNumber, serialText } from '../number-text.ts';
import { BatchBuilder } from '../rows.ts';
import { markedEncoding } from '../text/encodings.ts';
import { type BiffSheet, checkBiff } from './biff-check.ts';

/** Cells as the library gives them in `dense` form. The types of the package do not know it. */
type DenseRow = (CellObject | undefined)[];

/**
 * A BIFF workbook (`.xls` of Excel 97–2003 and before) in an OLE container, read by SheetJS: at most 65,536 rows, so it
 * may be held in memory. Nothing is formatted by the library: dates and numbers become text as in `.xlsx`.
 */
export async function openXls(source: ByteSource, options: ReadOptions): Promise<Book> {
  const bytes = await wholeFile(source, options);
  // Without a container the whole file is the workbook stream (BIFF 2–5).
  const stream = bytes[0] === 0xd0 ? workbookStream(source, bytes) : bytes;
  const state = checkBiff(stream);
  if (state.encrypted) throw readError('book-encrypted', { file: source.name });
  if (!state.whole) throw readError('book-cut-short', { file: source.name, part: '.xls' });
  return openWithSheetJs(source, bytes, state.sheets);
}

/** Excel's XML of 2003, which some systems still write as `.xls`. An XML that ends too early is no book. */
export async function openSpreadsheetXml(source: ByteSource, options: ReadOptions): Promise<Book> {
  const bytes = await wholeFile(source, options);
  const end = new TextDecoder('latin1').decode(bytes.subarray(-200)).replaceAll('\0', '');
  if (!/<\/(?:\w+:)?Workbook\s*>\s*$/i.test(end))
    throw readError('book-cut-short', { file: source.name, part: '<Workbook>' });
  checkPlaces(source.name, new TextDecoder(markedEncoding(bytes)?.label ?? 'utf-8').decode(bytes).replaceAll('\0', ''));
  return openWithSheetJs(source, bytes);
}

const PLACES =
  /<(?:\w+:)?(Worksheet|Row|Cell)\b|\b(Index|Span|MergeAcross|MergeDown)\s*=\s*["']\s*(\d+)|\bName\s*=\s*["']([^"'<>]{1,200})/gi;

/** The library makes all cells up to where an `Index` says that the next one stands, and loops over each `Span`: looked at before. */
function checkPlaces(file: string, text: string): void {
  let [sheet, row, column, far, tag] = ['', 0, 0, 0, ''];
  const atMost = (number: number, what: string, limit: number): void => {
    if (number > limit) throw readError('limit-exceeded', { file, sheet, row, what, limit });
  };
  for (const [, opened, attribute, digits, named = ''] of text.matchAll(PLACES)) {
    if (opened !== undefined) {
      tag = opened.toLowerCase();
      if (tag === 'worksheet') row = 0;
      else if (tag === 'row') [row, column] = [row + 1, 0];
      else column += 1;
      continue;
    }
    if (attribute === undefined) {
      if (tag === 'worksheet' && row === 0) sheet = named;
      continue;
    }
    const number = Number(digits);
    const name = attribute.toLowerCase();
    if (tag !== 'cell' && name !== 'mergeacross') {
      atMost(number, 'rows', LIMITS.rows);
      if (tag === 'row' && name === 'index') row = number;
      continue;
    }
    atMost(number, name === 'mergedown' ? 'rows' : 'columns', name === 'mergedown' ? LIMITS.rows : LIMITS.columns);
    if (name !== 'index') continue;
    column = number;
    far += Math.max(0, column - LIMITS.nearColumns);
    atMost(far, 'far cells', LIMITS.farCells);
  }
}

/** Any kind that SheetJS reads from memory. It names sheets in the order of the stream. */
function openWithSheetJs(source: ByteSource, bytes: Uint8Array, known: readonly BiffSheet[] = []): Book {
  const workbook = parsed(source, bytes);
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const sheets: SheetInfo[] = [];
  workbook.SheetNames.forEach((name, index) => {
    if (known[index]?.hasRows === false) return;
    const rows = denseRows(workbook.Sheets[name]).filter((row) => row?.some((cell) => cell !== undefined)).length;
    const wanted = known[index]?.rows ?? 0;
    if (rows < wanted) {
      throw readError('book-damaged', { file: source.name, part: `"${name}"`, detail: `(${rows} < ${wanted})` });
    }
    const properties = workbook.Workbook?.Sheets ?? [];
    const hidden = ((properties.find((sheet) => sheet.name === name) ?? properties[index])?.Hidden ?? 0) !== 0;
    sheets.push({ name, hidden, date1904, madeHeader: false });
  });
  if (sheets.length === 0 && known.length > 0) {
    throw readError('file-kind-unknown', { file: source.name, found: ONLY_CHARTS });
  }
  return {
    kind: 'xls',
    encoding: '',
    sheets,
    merged: (index) => mergedAreas(workbook.Sheets[sheets[index]?.name ?? '']),
    async *read(index): AsyncGenerator<TextBatch> {
      const name = sheets[index]?.name;
      const sheet = name === undefined ? undefined : workbook.Sheets[name];
      if (!sheet) throw new RangeError(`no sheet ${index}`);
      const batch = new BatchBuilder({ file: source.name, sheet: name ?? '' });
      for (const [i, row] of denseRows(sheet).entries()) {
        if (!row) continue;
        batch.startRow(i + 1);
        row.forEach((cell, column) => {
          if (cell) batch.text(column, cellText(cell, date1904));
        });
        batch.endRow();
        if (batch.full) yield* batch.take();
      }
      yield* batch.end();
    },
  };
}

async function wholeFile(source: ByteSource, options: ReadOptions): Promise<Uint8Array> {
  if (source.size > LIMITS.biffBytes) {
    const size = Math.round(source.size / 2 ** 20);
    throw readError('file-too-large', { file: source.name, kind: '.xls', size, limit: LIMITS.biffBytes >> 20 });
  }
  const bytes = await readExactly(source, 0, source.size);
  options.onProgress?.(source.size, source.size);
  return bytes;
}

function parsed(source: ByteSource, bytes: Uint8Array) {
  try {
    return read(bytes, { type: 'array', raw: true, cellNF: true, cellText: false, cellHTML: false, dense: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/password|encrypt/i.test(message)) throw readError('book-encrypted', { file: source.name });
    throw readError('book-damaged', { file: source.name, part: '.xls', detail: `(${message})` }, { cause: error });
  }
}

/** The workbook inside the OLE container ([MS-CFB]); a sentence when something else is in it, or not all of it. */
function workbookStream(source: ByteSource, bytes: Uint8Array): Uint8Array {
  const file = source.name;
  let names: string[];
  let stream: Uint8Array | undefined;
  try {
    const container = CFB.read(bytes, { type: 'buffer' });
    names = container.FullPaths.map((path: string) => path.split('/').at(-1) ?? '');
    const entry = CFB.find(container, 'Workbook') ?? CFB.find(container, 'Book');
    stream = entry?.content ? Uint8Array.from(entry.content) : undefined;
    if (stream && entry && stream.length < entry.size) throw readError('book-cut-short', { file, part: '.xls' });
  } catch (error) {
    if (error instanceof Error && error.name === 'UserError') throw error;
    throw readError('book-cut-short', { file, part: 'OLE' }, { cause: error });
  }
  if (names.includes('EncryptedPackage')) throw readError('book-encrypted', { file });
  if (!stream)
    throw readError('file-kind-unknown', { file, found: names.includes('WordDocument') ? 'Word (.doc)' : 'OLE' });
  return stream;
}

function denseRows(sheet: WorkSheet | undefined): (DenseRow | undefined)[] {
  const data: unknown = sheet?.['!data'];
  return Array.isArray(data) ? data : [];
}

function mergedAreas(sheet: WorkSheet | undefined): MergedArea[] {
  return (sheet?.['!merges'] ?? [])
    .filter(({ s, e }) => e.r > s.r)
    .map(({ s, e }) => ({ column: s.c, first: s.r + 1, last: e.r + 1 }));
}

/** `cell.z` is the number format's code, of built-in formats too (`cellNF`). */
function cellText(cell: CellObject, date1904: boolean): string {
  const { t, v } = cell;
  if (v === undefined || v === null) return '';
  if (t === 'b') return v ? '1' : '0';
  if (t === 'e') return cell.w ?? ERRORS[Number(v)] ?? '#ERROR!';
  if (t === 'n' && typeof v === 'number') {
    const format = typeof cell.z === 'string' ? formatOfCode(cell.z) : FORMAT_NUMBER;
    const date = format === FORMAT_NUMBER ? undefined : serialText(v, format, date1904);
    return date ?? plainNumber(String(v));
  }
  return String(v).replace(/\r\n?/g, '\n');
}

/** Error values of BIFF ([MS-XLS] 2.5.10). */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};
