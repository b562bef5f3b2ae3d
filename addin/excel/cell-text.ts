import { cellText } from '../../pipeline/report/sheet.ts';
import type { CellContent } from '../../pipeline/report/types.ts';

/** What a cell holds, as Office.js reads it; an empty cell is `''`. */
export type CellValue = string | number | boolean;

/** What is handed to `Range.values`: `null` leaves the cell as it is. */
export type CellWrite = CellValue | null;

/** The content as Excel gives it back. */
export function cellValue(content: CellContent): CellValue {
  if (content === null) return '';
  return typeof content === 'string' ? cellText(content) : content;
}

/**
 * What to hand over so that the cell holds exactly this value. Excel takes text as if somebody typed it: `57,64 %` would
 * become a number, `30/11/2024` a date, `=…` a formula. The apostrophe says "text" and is not part of it.
 */
export function toWrite(value: CellValue): CellValue {
  return typeof value === 'string' && value !== '' ? `'${value}` : value;
}

/** The formula of a cell, where it has one. A text that only looks like one reads the same as value and as formula. */
export function formulaOf(formula: unknown, value: unknown): string | undefined {
  return typeof formula === 'string' && formula.startsWith('=') && formula !== value ? formula : undefined;
}

/** Whatever Office.js read, as a value of a cell. */
export function readValue(value: unknown): CellValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : '';
}

/** Texts longer than this are remembered by their beginning and a fingerprint. */
const REMEMBERED = 100;

/** A cell's value as it is kept in the workbook to notice edits by hand: short, and still readable. */
export function remember(value: CellValue): CellValue {
  if (typeof value !== 'string' || value.length <= REMEMBERED) return value;
  return `${value.slice(0, REMEMBERED - 20)}… #${fingerprint(value)}`;
}

/** 53 bits, by multiplying and mixing; enough to notice an edit. */
function fingerprint(text: string): string {
  let high = 0x9e3779b9;
  let low = 0x243f6a88;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    low = Math.imul(low ^ unit, 0xc2b2ae35);
    high = (high << 13) | (high >>> 19);
    low = (low << 17) | (low >>> 15);
  }
  return ((high >>> 11) * 2 ** 32 + (low >>> 0)).toString(36);
}

/** Whether a cell holds a remembered value. Numbers that went through a file may differ in the last digit. */
export function holds(current: CellValue, remembered: CellValue): boolean {
  const now = remember(current);
  if (now === remembered) return true;
  // A cell formatted as text keeps a number as its digits.
  const [a, b] = [now, remembered].map((value) => (typeof value === 'string' && value !== '' ? Number(value) : value));
  if (typeof a !== 'number' || typeof b !== 'number' || (typeof now === 'string' && typeof remembered === 'string')) {
    return false;
  }
  return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}
