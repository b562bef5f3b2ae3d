import { labelOf } from './labels.ts';
import { plain } from './plain.ts';
import type { Block } from './types.ts';

/** A line as it stands on a page, still as broken as it was printed; a heading where the format says so. */
export interface Line {
  text: string;
  page: number | null;
  heading?: boolean;
}

type Row = Extract<Block, { kind: 'row' }>;

/** Lines this short never fill a page's width: what follows them is a paragraph of its own. */
const SHORT_LINE = 30;
/** A paragraph that was broken over lines fills at least this share of the widest of them. */
const FULL_LINE = 0.78;
const LONGEST_PRINTED_LINE = 130;

const NUMBERED = / (?:quy|thang|ngay|nam|dieu|khoan|so|giai doan)$/;

/**
 * Lines of text put together to paragraphs: a line goes on where the next begins small, or where it fills the page and the
 * next neither begins an item nor follows a full stop. Lines with tabs between three cells or more are rows of a table.
 */
export function blocksOfLines(lines: readonly (Line | Row)[]): Block[] {
  const widths = lines
    .map((line) => ('cells' in line ? 0 : line.text.trim().length))
    .filter((width) => width > SHORT_LINE);
  const wide = widths.toSorted((a, b) => a - b)[Math.floor(widths.length * 0.9)] ?? 0;
  const width = wide <= LONGEST_PRINTED_LINE ? wide : null;
  const blocks: Block[] = [];
  let table = 0;
  let lastLine = '';
  for (const line of lines) {
    const last = blocks.at(-1);
    const cells = 'cells' in line ? line.cells : cellsOfLine(line.text, last?.kind === 'row');
    if (cells !== undefined) {
      if (last?.kind === 'row' && cells[0] === '' && (!('cells' in line) || isRest(cells))) joinRow(last.cells, cells);
      else {
        if ('cells' in line) table = Math.max(table, line.table);
        else if (last?.kind !== 'row') table += 1;
        blocks.push({ kind: 'row', table: 'cells' in line ? line.table : table, cells: [...cells], page: line.page });
      }
      continue;
    }
    if ('cells' in line) continue;
    for (const bare of line.text.split('\t').map((part) => part.trim())) {
      if (bare === '' || /^[-_=*\s]{1,200}$/.test(bare) || /^\d{1,3}$/.test(bare)) continue;
      joinLine(blocks, { ...line, text: bare }, lastLine, width);
      lastLine = bare;
    }
  }
  return blocks;
}

function joinLine(blocks: Block[], { text, page, heading }: Line, lastLine: string, width: number | null): void {
  const last = blocks.at(-1);
  if (last?.kind === 'text' && heading !== true && last.heading !== true && goesOn(lastLine, last.text, text, width))
    last.text = joined(last.text, text);
  else if (last?.kind === 'row' && /^\p{Ll}/u.test(text)) {
    const at = last.cells.length - 1;
    last.cells[at] = joined(last.cells[at] ?? '', text);
  } else blocks.push({ kind: 'text', text, page, ...(heading === true ? { heading } : {}) });
}

/** A row that was cut by the end of a page: no number, and a cell that goes on in the middle of a sentence. */
function isRest(cells: readonly string[]): boolean {
  return cells.some((cell) => /^\p{Ll}/u.test(cell));
}

/** The cells of a line of tabs: three of them, or the rest of the row above. */
function cellsOfLine(text: string, afterRow: boolean): string[] | undefined {
  if (!text.includes('\t')) return undefined;
  const cells = text.split('\t').map((cell) => cell.trim());
  const filled = cells.filter((cell) => cell !== '').length;
  return cells.length >= 3 && (filled >= 3 || (afterRow && cells[0] === '' && filled > 0)) ? cells : undefined;
}

/** A word that was broken at a hyphen is one word; names with hyphens keep theirs (they have spaces or capitals around). */
function joined(left: string, right: string): string {
  if (/\p{Ll}\u00ad$/u.test(left)) return `${left.slice(0, -1)}${right}`;
  return /\p{Ll}-$/u.test(left) && /^\p{Ll}/u.test(right) ? `${left.slice(0, -1)}${right}` : `${left} ${right}`;
}

/** The rest of a row on the next page: each cell goes on where it stopped. */
export function joinRow(cells: string[], more: readonly string[]): void {
  for (const [at, cell] of more.entries()) {
    if (cell === '') continue;
    const before = cells[at] ?? '';
    const isSentence = /^[\p{Ll}\d(]/u.test(cell);
    cells[at] = before === '' ? cell : `${before}${isSentence ? ' ' : '\n'}${cell}`;
  }
}

function goesOn(lastLine: string, paragraph: string, next: string, wide: number | null): boolean {
  // Whose number stands on the next line: "quý | II: 45%", "Quyết định số | 12/QĐ-UBND".
  if (/^[\dIVX]/.test(next) && !isCapitals(paragraph) && NUMBERED.test(plain(paragraph.slice(-20)))) return true;
  if (labelOf(next) !== undefined) return false;
  if (/^[¹²³⁴⁵⁶⁷⁸⁹]|^\[\d+\]/.test(next)) return false;
  const isOpen = !/[.:;!?…]["”)*]*$/.test(paragraph) || /\b(?:TP|Tp|Q|TT|ThS|TS)\.$/.test(paragraph);
  if (/^\p{Ll}/u.test(next)) return isOpen || /,$/.test(paragraph);
  if (/^[%)]/.test(next)) return true;
  if (/^(?:can cu|xet de nghi|theo de nghi|quyet dinh:|noi nhan)(?: |:|$)/.test(plain(next)) && /^\p{Lu}/u.test(next))
    return false;
  // A label whose words stand on the next line: "Cơ quan chủ trì:".
  if (/:\s*$/.test(paragraph) && /^[-+–•*]?\s*(?:co quan|don vi|thoi gian|thoi han|san pham)/.test(plain(paragraph)))
    return paragraph.length < 40;
  // A list of units goes on behind a semicolon that ends a full line.
  const isList = wide !== null && /;$/.test(paragraph) && lastLine.length >= wide * FULL_LINE;
  if (isList) return true;
  if (!isOpen || wide === null) return false;
  const isHead = isCapitals(paragraph);
  if (isHead !== isCapitals(next) && lettersOf(next) > 3) return false;
  if (isHead) return labelOf(paragraph) !== undefined && lastLine.length >= wide * 0.5;
  return lastLine.length >= wide * FULL_LINE;
}

function lettersOf(text: string): number {
  return text.replace(/[^\p{L}]/gu, '').length;
}

export function isCapitals(text: string): boolean {
  // One short word may be an abbreviation that a line begins with.
  return lettersOf(text) > 2 && text === text.toUpperCase() && (text.length > 12 || text.trim().includes(' '));
}
