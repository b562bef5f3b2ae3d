import { labelOf } from './labels.ts';
import { plain } from './plain.ts';
import type { Block } from './types.ts';

/** A line as it stands on a page, still as broken as it was printed. */
export interface Line {
  text: string;
  page: number | null;
}

/** Lines this short never fill a page's width: what follows them is a paragraph of its own. */
const SHORT_LINE = 30;
/** A paragraph that was broken over lines fills at least this share of the widest of them. */
const FULL_LINE = 0.78;
const LONGEST_PRINTED_LINE = 130;

/**
 * Lines of text put together to paragraphs: a line goes on where the next begins small, or where it fills the page and the
 * next neither begins an item nor follows a full stop. Rows of tables are lines with tabs.
 */
export function blocksOfLines(lines: readonly Line[]): Block[] {
  const widths = lines.map(({ text }) => text.trim().length).filter((width) => width > SHORT_LINE);
  const wide = widths.toSorted((a, b) => a - b)[Math.floor(widths.length * 0.9)] ?? 0;
  const isWrapped = wide <= LONGEST_PRINTED_LINE;
  const blocks: Block[] = [];
  let table = 0;
  let gap = true;
  let lastLine = '';
  for (const { text, page } of lines) {
    const bare = text.trim();
    if (bare === '' || /^[-_=*\s]+$/.test(bare) || /^\d{1,3}$/.test(bare)) {
      gap = true;
      continue;
    }
    const last = blocks.at(-1);
    if (text.includes('\t')) {
      const cells = text.split('\t').map((cell) => cell.trim());
      if (last?.kind === 'row' && cells[0] === '' && cells.some((cell) => cell !== '')) joinRow(last.cells, cells);
      else {
        if (last?.kind !== 'row' && !cells.every((cell, index) => index === 0 || cell === '')) table += 1;
        blocks.push({ kind: 'row', table, cells, page });
      }
    } else if (last?.kind === 'text' && goesOn(lastLine, last.text, bare, isWrapped ? wide : null)) {
      last.text = joined(last.text, bare);
    } else if (last?.kind === 'row' && /^\p{Ll}/u.test(bare)) {
      const at = last.cells.length - 1;
      last.cells[at] = joined(last.cells[at] ?? '', bare);
    } else blocks.push({ kind: 'text', text: bare, page });
    lastLine = bare;
    gap = false;
  }
  void gap;
  return blocks;
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
  if (labelOf(next) !== undefined) return false;
  if (/^[¹²³⁴⁵⁶⁷⁸⁹]|^\[\d+\]/.test(next)) return false;
  const isOpen = !/[.:;!?…]["”)*]*$/.test(paragraph) || /\b(?:TP|Tp|Q|TT|ThS|TS)\.$/.test(paragraph);
  if (/^\p{Ll}/u.test(next)) return isOpen || /,$/.test(paragraph);
  if (/^[%)]/.test(next)) return true;
  // A label whose words stand on the next line: "Cơ quan chủ trì:".
  if (/:\s*$/.test(paragraph) && /^[-+–•*]?\s*(?:co quan|don vi|thoi gian|thoi han|san pham)/.test(plain(paragraph)))
    return paragraph.length < 40;
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
  return lettersOf(text) > 2 && text === text.toUpperCase();
}
