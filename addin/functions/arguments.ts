import type { TableGrouping } from '../../pipeline/office/questions.ts';
import { cleanText, textKey } from '../../pipeline/text.ts';
import { cellError } from './cell-error.ts';

/** The route takes no longer names. */
const MOST_LETTERS = 300;
const DAY_MS = 86_400_000;
/** Excel counts days from here, as far as dates go that anybody reports about (from 1 March 1900). */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const FIRST_SERIAL = 61;

/** Excel hands over an argument that was left out, or an empty cell that is pointed to, as one of these. */
function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === 0 || (typeof value === 'string' && value.trim() === '');
}

/** A name or an id; empty where it was left out. @throws CellError */
export function textOf(value: unknown): string {
  if (isLeftOut(value)) return '';
  if (typeof value !== 'string' && typeof value !== 'number') throw cellError('wrong-argument', 'BAD_TEXT');
  const text = cleanText(String(value));
  if (text.length > MOST_LETTERS) throw cellError('wrong-argument', 'TOO_LONG', { most: MOST_LETTERS });
  return text;
}

/** What a function is about. @throws CellError where it is left out */
export function subjectOf(value: unknown): string {
  const text = textOf(value);
  if (text === '') throw cellError('wrong-argument', 'NO_INDICATOR');
  return text;
}

/** The reporting date, `YYYY-MM-DD`. @throws CellError where it is left out or no date */
export function dayOf(value: unknown): string {
  const day = optionalDayOf(value);
  if (day === undefined) throw cellError('wrong-argument', 'NO_DAY');
  return day;
}

/**
 * A date as Excel keeps it (days since 1900) or as people write it (`30/11/2024`, `2024-11-30`); undefined where it was
 * left out. @throws CellError where it is no date
 */
export function optionalDayOf(value: unknown): string | undefined {
  if (isLeftOut(value)) return undefined;
  const day = typeof value === 'number' ? dayOfSerial(value) : typeof value === 'string' ? dayOfText(value) : undefined;
  if (day === undefined) throw cellError('wrong-argument', 'BAD_DAY', { text: String(value).slice(0, 40) });
  return day;
}

function dayOfSerial(serial: number): string | undefined {
  if (!Number.isFinite(serial) || serial < FIRST_SERIAL) return undefined;
  const time = EXCEL_EPOCH + Math.floor(serial) * DAY_MS;
  const day = Math.abs(time) < 8.64e15 ? new Date(time).toISOString().slice(0, 10) : '';
  return inReach(day) ? day : undefined;
}

function dayOfText(text: string): string | undefined {
  const clean = cleanText(text);
  const vietnamese = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(clean);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(clean);
  const [year, month, day] = vietnamese
    ? [vietnamese[3], vietnamese[2], vietnamese[1]]
    : [iso?.[1], iso?.[2], iso?.[3]];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // 31/02 would become a day of March.
  return inReach(written) && new Date(time).toISOString().slice(0, 10) === written ? written : undefined;
}

function inReach(day: string): boolean {
  return /^(19|20|21)\d\d-\d\d-\d\d$/.test(day);
}

const GROUPINGS: Readonly<Record<string, TableGrouping>> = {
  'linh vuc': 'field',
  field: 'field',
  'thu tuc': 'procedure',
  procedure: 'procedure',
  thang: 'month',
  month: 'month',
  'don vi': 'unit',
  unit: 'unit',
};

/** What a table is grouped by, in Vietnamese or English; undefined where it was left out. @throws CellError */
export function groupingOf(value: unknown): TableGrouping | undefined {
  const text = textOf(value);
  if (text === '') return undefined;
  const grouping = GROUPINGS[textKey(text).replace(/^theo /, '')];
  if (grouping === undefined) throw cellError('wrong-argument', 'BAD_GROUPING', { text: text.slice(0, 40) });
  return grouping;
}
