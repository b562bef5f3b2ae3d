import type { WrittenValue } from '../../pipeline/report/written.ts';

/** What a cell holds, as Office.js reads it; an empty cell is `''`. */
export type CellValue = WrittenValue;

/** What is handed to `Range.values`: `null` leaves the cell as it is. */
export type CellWrite = CellValue | null;

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
