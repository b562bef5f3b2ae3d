import type { Element } from '@xmldom/xmldom';
import { type CellRange, parseRange } from './a1.ts';
import type { SheetCells } from './sheet.ts';
import { childElement, isOn, listed } from './xml.ts';

/**
 * How high a row must be for its wrapped text. Excel fits rows only when somebody types in them, and never rows with
 * merged cells, so whoever writes a file has to reckon it. Widths are those of Times New Roman (Adobe's metrics of
 * Times, in thousandths of the font size); a little too wide is well, a line cut off is not.
 */
const WIDTHS: Readonly<Record<string, number>> = {
  ' ': 250, '!': 333, '"': 408, '%': 833, '&': 778, "'": 180, '(': 333, ')': 333, '+': 564, ',': 250, '-': 333,
  '.': 250, '/': 278, ':': 278, ';': 278, '<': 564, '=': 564, '>': 564, '?': 444, '@': 921, A: 722, B: 667, C: 667,
  D: 722, E: 611, F: 556, G: 722, H: 722, I: 333, J: 389, K: 722, L: 611, M: 889, N: 722, O: 722, P: 556, Q: 722,
  R: 667, S: 556, T: 611, U: 722, V: 722, W: 944, X: 722, Y: 722, Z: 611, '[': 333, ']': 333, _: 500, a: 444, b: 500,
  c: 444, d: 500, e: 444, f: 333, g: 500, h: 500, i: 278, j: 278, k: 500, l: 278, m: 778, n: 500, o: 500, p: 500,
  q: 500, r: 333, s: 389, t: 278, u: 500, v: 500, w: 722, x: 500, y: 500, z: 444, đ: 500, Đ: 722, '–': 500, '…': 1000,
  '✓': 800, '▼': 990, '◷': 990, '≥': 549, '≤': 549, '−': 564,
}; // biome-ignore format: a table reads better in full lines

/** Points a line takes in Excel, as a part of the font size. */
const LINE = 1.3;
const ONE_LINE = 1.25;
/** What Excel's own drawing and printing may need beyond the reckoned width. */
const SAFETY = 1.05;
/** Points; Excel has no higher row. */
export const HIGHEST_ROW = 409;

export interface Font {
  points: number;
  bold: boolean;
  name: string;
}

export interface CellStyle {
  font: Font;
  wrap: boolean;
}

function textWidth(text: string, font: Font): number {
  let thousandths = 0;
  for (const letter of text.normalize('NFD')) {
    if (/\p{M}/u.test(letter)) {
      // The horn makes ơ and ư wider.
      if (letter === '\u031B') thousandths += 50;
    } else thousandths += WIDTHS[letter] ?? (letter > '\u2E80' ? 1000 : 560);
  }
  const family = /times/i.test(font.name) ? 1 : 1.13;
  return (((thousandths / 1000) * (font.points * 96)) / 72) * family * (font.bold ? 1.07 : 1) * SAFETY;
}

/** Lines that a text takes in a cell `pixels` wide, broken between words, and within a word that is too long by itself. */
function lineCount(text: string, pixels: number, font: Font): number {
  const room = Math.max(pixels - 7, 8);
  const space = textWidth(' ', font);
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    let used = 0;
    lines += 1;
    for (const word of paragraph.split(' ')) {
      const width = textWidth(word, font);
      if (used > 0 && used + space + width > room) {
        lines += 1;
        used = 0;
      }
      if (width > room) {
        lines += Math.ceil(width / room) - 1;
        used = width % room;
      } else used += (used > 0 ? space : 0) + width;
    }
  }
  return lines;
}

/** Fonts and wrapping by number of cell style, and the width of a digit of the normal font, from `styles.xml`. */
export class Styles {
  readonly digit: number;
  private readonly styles: CellStyle[] = [];

  constructor(root: Element | undefined) {
    const fonts = listed(root, 'fonts').map((font): Font => {
      const attribute = (name: string): string | undefined =>
        childElement(font, name)?.getAttribute('val') ?? undefined;
      const bold = childElement(font, 'b') !== undefined && !['0', 'false'].includes(attribute('b') ?? '1');
      return { points: Number(attribute('sz') ?? 11), bold, name: attribute('name') ?? '' };
    });
    const plain: Font = fonts[0] ?? { points: 11, bold: false, name: 'Calibri' };
    this.digit = Math.max(
      1,
      Math.round(((plain.points * 96) / 72) * (/arial|liberation sans/i.test(plain.name) ? 0.556 : 0.503)),
    );
    for (const format of listed(root, 'cellXfs')) {
      const font = fonts[Number(format.getAttribute('fontId') ?? 0)] ?? plain;
      this.styles.push({ font, wrap: isOn(childElement(format, 'alignment'), 'wrapText') });
    }
    if (this.styles.length === 0) this.styles.push({ font: plain, wrap: false });
  }

  style(index: number): CellStyle {
    return this.styles[index] ?? this.styles[0]!;
  }
}

/** Pixels of a column, from `cols`, the sheet's default, or Excel's. */
export class ColumnWidths {
  private readonly widths = new Map<number, number>();
  private readonly fallback: number;

  constructor(root: Element, digit: number) {
    const format = childElement(root, 'sheetFormatPr');
    const base = Number(format?.getAttribute('defaultColWidth') ?? 0);
    this.fallback = base > 0 ? base * digit : 8 * digit + 5;
    for (const column of listed(root, 'cols', 'col')) {
      const width = isOn(column, 'hidden') ? 0 : Number(column.getAttribute('width') ?? 0) * digit || this.fallback;
      const first = Number(column.getAttribute('min'));
      for (let at = first; at <= Math.min(Number(column.getAttribute('max')), first + 200); at += 1) {
        this.widths.set(at, width);
      }
    }
  }

  between(first: number, last: number): number {
    let pixels = 0;
    for (let column = first; column <= last; column += 1) pixels += this.widths.get(column) ?? this.fallback;
    return pixels;
  }
}

/** Points that a text needs in its cell, `padding` above and below it together. */
export function neededHeight(text: string, pixels: number, style: CellStyle, padding: number): number {
  const lines = style.wrap ? lineCount(text, pixels, style.font) : 1;
  // One line alone needs less than each of several.
  const points = lines === 1 ? style.font.points * ONE_LINE : lines * style.font.points * LINE;
  return Math.min(HIGHEST_ROW, points + padding);
}

/** Ranges of a sheet whose cells are merged. */
export function mergedRanges(root: Element): CellRange[] {
  return listed(root, 'mergeCells').flatMap((element) => parseRange(element.getAttribute('ref') ?? '') ?? []);
}

/** Height of rows that have none of their own, in points. */
export function defaultHeight(root: Element): number {
  return Number(childElement(root, 'sheetFormatPr')?.getAttribute('defaultRowHeight') ?? 15);
}

/** Height of a row as the file has it, in points. */
export function rowHeight(sheet: SheetCells, row: number): number {
  const element = sheet.row(row);
  if (isOn(element, 'hidden')) return 0;
  return Number(element?.getAttribute('ht') ?? defaultHeight(sheet.root));
}
