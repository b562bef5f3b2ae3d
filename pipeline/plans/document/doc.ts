import { CFB } from '@e965/xlsx';
import { BlockList, TableRows } from './block-list.ts';
import { documentError } from './messages.ts';
import type { Block } from './types.ts';

/** A piece of the text: characters `from` to `to` lie at `offset` of the stream, in one byte each or two. */
interface Piece {
  from: number;
  to: number;
  offset: number;
  wide: boolean;
}

/** What a paragraph's properties say: it stands in a table; it ends a row. */
interface Paragraph {
  from: number;
  inTable: boolean;
  endsRow: boolean;
}

const WORD_97 = 0xa5ec;
const CELL = '\u0007';

/**
 * The text of a Word 97–2003 file ([MS-DOC]): the piece table tells where it lies (2.8.35), the properties of paragraphs
 * which of them are cells and ends of rows (2.8.25). Nothing else of the container is opened: no macros, no pictures.
 */
export function blocksOfDoc(bytes: Uint8Array, file: string): Block[] {
  const damaged = () => documentError('document-damaged', { file, part: 'Word' });
  try {
    const container = CFB.read(bytes, { type: 'buffer' });
    const stream = (name: string): Uint8Array | undefined => {
      const content = CFB.find(container, `/${name}`)?.content;
      return content === undefined ? undefined : Uint8Array.from(content as ArrayLike<number>);
    };
    if (stream('EncryptedPackage') !== undefined) throw documentError('document-password', { file });
    const main = stream('WordDocument');
    if (main === undefined) throw documentError('document-kind', { file, found: 'OLE' });
    const fib = viewOf(main);
    if (fib.getUint16(0, true) !== WORD_97)
      throw documentError('document-kind', {
        file,
        found: { vi: 'tệp Word cũ hơn Word 97', en: 'a Word file older than Word 97' },
      });
    const flags = fib.getUint16(0x0a, true);
    if ((flags & 0x0100) !== 0) throw documentError('document-password', { file });
    const table = stream((flags & 0x0200) === 0 ? '0Table' : '1Table');
    if (table === undefined) throw damaged();
    const pieces = piecesOf(viewOf(table), fib.getUint32(0x01a2, true), fib.getUint32(0x01a6, true));
    const paragraphs = paragraphsOf(
      { main, table: viewOf(table), data: viewOf(stream('Data') ?? new Uint8Array(0)) },
      fib.getUint32(0x0102, true),
      fib.getUint32(0x0106, true),
    );
    return blocksOf(textOf(main, pieces, fib.getUint32(0x4c, true)), paragraphs, file);
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && !('code' in error))) throw damaged();
    throw error;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function piecesOf(table: DataView, start: number, length: number): Piece[] {
  let at = start;
  const end = start + length;
  while (at < end && table.getUint8(at) === 1) at += 3 + table.getUint16(at + 1, true);
  if (at >= end || table.getUint8(at) !== 2) throw new RangeError('no piece table');
  const size = table.getUint32(at + 1, true);
  const count = Math.floor((size - 4) / 12);
  const places = at + 5;
  const pieces: Piece[] = [];
  for (let one = 0; one < count; one += 1) {
    const from = table.getUint32(places + one * 4, true);
    const to = table.getUint32(places + (one + 1) * 4, true);
    const fc = table.getUint32(places + (count + 1) * 4 + one * 8 + 2, true);
    const wide = (fc & 0x40000000) === 0;
    pieces.push({ from, to, wide, offset: wide ? fc : (fc & 0x3fffffff) >>> 1 });
  }
  return pieces;
}

/** The main text with the offset of each of its characters in the stream. */
function textOf(
  main: Uint8Array,
  pieces: readonly Piece[],
  length: number,
): { text: string; offsets: (at: number) => number } {
  const narrow = new TextDecoder('windows-1252');
  const wide = new TextDecoder('utf-16le');
  let text = '';
  for (const { from, to, offset, wide: isWide } of pieces) {
    const last = Math.min(to, length);
    if (from >= last || from !== text.length) continue;
    const bytes = main.subarray(offset, offset + (last - from) * (isWide ? 2 : 1));
    text += (isWide ? wide : narrow).decode(bytes);
  }
  const offsets = (at: number): number => {
    const piece = pieces.find(({ from, to }) => at >= from && at < to);
    return piece === undefined ? -1 : piece.offset + (at - piece.from) * (piece.wide ? 2 : 1);
  };
  return { text, offsets };
}

/** Properties by where a paragraph begins in the stream, sorted. */
function paragraphsOf(
  { main, table, data }: { main: Uint8Array; table: DataView; data: DataView },
  start: number,
  length: number,
): Paragraph[] {
  const count = Math.floor((length - 4) / 8);
  const found: Paragraph[] = [];
  for (let page = 0; page < count; page += 1) {
    const at = (table.getUint32(start + (count + 1) * 4 + page * 4, true) & 0x3fffff) * 512;
    if (at + 512 > main.length) continue;
    const view = new DataView(main.buffer, main.byteOffset + at, 512);
    const runs = view.getUint8(511);
    for (let run = 0; run < runs; run += 1) {
      const place = view.getUint8((runs + 1) * 4 + run * 13) * 2;
      found.push({
        from: view.getUint32(run * 4, true),
        ...(place === 0 ? { inTable: false, endsRow: false } : propertiesAt(view, place, data)),
      });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

const IN_TABLE = 0x2416;
const ENDS_ROW = 0x2417;
const ELSEWHERE = 0x6646;
/** Bytes of an operand by the kind of property (2.2.5.1); 6 has its length in front. */
const OPERANDS = [1, 1, 2, 4, 2, 2, -1, 3] as const;

function propertiesAt(view: DataView, place: number, data: DataView): Omit<Paragraph, 'from'> {
  const first = view.getUint8(place);
  const at = place + (first === 0 ? 2 : 1);
  const end = Math.min(511, at + (first === 0 ? view.getUint8(place + 1) * 2 : first * 2 - 1));
  return propertiesIn(view, at + 2, end, data);
}

function propertiesIn(view: DataView, start: number, end: number, data: DataView | undefined): Omit<Paragraph, 'from'> {
  let at = start;
  let [inTable, endsRow] = [false, false];
  while (at + 2 < end) {
    const property = view.getUint16(at, true);
    at += 2;
    if (property === IN_TABLE) inTable = view.getUint8(at) !== 0;
    if (property === ENDS_ROW) endsRow = view.getUint8(at) !== 0;
    // Many properties stand in a stream of their own.
    if (property === ELSEWHERE && data !== undefined) {
      const place = view.getUint32(at, true);
      if (place + 2 <= data.byteLength)
        return propertiesIn(
          data,
          place + 2,
          Math.min(data.byteLength, place + 2 + data.getUint16(place, true)),
          undefined,
        );
    }
    const size = OPERANDS[(property >> 13) & 7] ?? 1;
    at += size >= 0 ? size : property === 0xd608 ? view.getUint16(at, true) + 1 : view.getUint8(at) + 1;
  }
  return { inTable, endsRow };
}

function blocksOf(
  { text, offsets }: ReturnType<typeof textOf>,
  paragraphs: readonly Paragraph[],
  file: string,
): Block[] {
  const list = new BlockList(file);
  let rows: TableRows | undefined;
  let cell = '';
  let cells: string[] = [];
  const endTable = (): void => {
    if (rows !== undefined) list.table(rows.rows, null);
    rows = undefined;
  };
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign !== '\r' && sign !== CELL && sign !== '\f') continue;
    const words = saidIn(text.slice(from, at));
    const { inTable, endsRow } = propertiesFor(paragraphs, offsets(from));
    from = at + 1;
    if (endsRow) {
      rows ??= new TableRows();
      rows.begin();
      for (const one of cells) rows.cell(one);
      rows.end();
      cells = [];
      cell = '';
    } else if (sign === CELL || inTable) {
      cell += `${cell === '' ? '' : '\n'}${words}`;
      if (sign === CELL) {
        cells.push(cell);
        cell = '';
      }
    } else {
      endTable();
      list.text(words, null);
    }
  }
  endTable();
  list.text(saidIn(text.slice(from)), null);
  return list.blocks;
}

function propertiesFor(paragraphs: readonly Paragraph[], offset: number): Omit<Paragraph, 'from'> {
  let [low, high] = [0, paragraphs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((paragraphs[middle]?.from ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return paragraphs[low] ?? { inTable: false, endsRow: false };
}

/** What is read of a paragraph: of a field its result, no marks of pictures and notes. */
function saidIn(text: string): string {
  let said = '';
  let code = 0;
  for (const sign of text) {
    if (sign === '\u0013') code += 1;
    else if (sign === '\u0014' || sign === '\u0015') code = Math.max(0, code - 1);
    else if (code > 0) continue;
    else if (sign === '\u000b') said += '\n';
    else if (sign === '\u001e') said += '-';
    else if (sign >= ' ' || sign === '\t') said += sign;
  }
  return said;
}
