import type { CellValue } from './cell.ts';
import { ERRORS, ErrorValue } from './cell.ts';

/** What Excel makes of something put into a cell. */
interface Entered {
  value: CellValue;
  formula?: string;
  /** The format that the entry brings into a cell of format General. */
  format?: string;
  quotePrefix?: boolean;
}

const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:e[+-]?\d+)?$/i;

/** The day number of a date of the calendar; `undefined` when there is no such day. */
function serialOf(year: number, month: number, day: number): number | undefined {
  const full = year < 30 ? 2000 + year : year < 100 ? 1900 + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  if (full < 1900 || full > 9999 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return Math.round(date.getTime() / 86_400_000) + 25_569;
}

/** Whole texts that Excel takes for a date or a time (`year` = of a date without one). */
function dateEntered(text: string, year: number): Entered | undefined {
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (time) {
    const [hours, minutes, seconds] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)];
    if (minutes > 59 || seconds > 59) return undefined;
    return {
      value: (hours * 3600 + minutes * 60 + seconds) / 86_400,
      format: time[3] === undefined ? 'h:mm' : 'h:mm:ss',
    };
  }
  const [day = '', clock, ...more] = text.split(' ');
  if (more.length > 0) return undefined;
  const at = clock === undefined ? 0 : dateEntered(clock, year)?.value;
  if (typeof at !== 'number') return undefined;
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(day);
  const written = /^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{2}|\d{4}))?$/.exec(day);
  let serial: number | undefined;
  let format = written && !written[3] ? 'd-mmm' : 'm/d/yyyy';
  if (iso) serial = serialOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  else if (written) serial = serialOf(Number(written[3] ?? year), Number(written[1]), Number(written[2]));
  else {
    const month = /^(\d{1,2})[-/](\d{4})$/.exec(day);
    if (month) serial = serialOf(Number(month[2]), Number(month[1]), 1);
    format = 'mmm-yy';
  }
  if (serial === undefined) return undefined;
  return { value: serial + at, format: clock === undefined ? format : 'm/d/yyyy h:mm' };
}

/**
 * What a cell of the given format takes from `values` or `formulas`: text that looks like a formula, number, date or
 * error becomes one, as when somebody types it (the API reads numbers and dates as in the United States).
 */
export function enter(input: string | number | boolean, format: string): Entered {
  if (typeof input === 'boolean') return { value: input };
  if (typeof input === 'number') return format === '@' ? { value: String(input) } : { value: input };
  if (input === '') return { value: null };
  if (input.startsWith("'")) return { value: input.slice(1), quotePrefix: true };
  if (format === '@') return { value: input };
  const text = input.trim();
  if (input.startsWith('=') && input.length > 1) return { value: null, formula: input.slice(1) };
  if (NUMBER.test(text) && /\d/.test(text)) {
    const entered: Entered = { value: Number(Number(text.replaceAll(',', '')).toPrecision(15)) };
    if (/e/i.test(text)) entered.format = '0.00E+00';
    else if (text.includes(',')) entered.format = text.includes('.') ? '#,##0.00' : '#,##0';
    return entered;
  }
  if (text.endsWith('%') && NUMBER.test(text.slice(0, -1).trim()) && /\d/.test(text)) {
    return { value: Number(text.slice(0, -1).replaceAll(',', '')) / 100, format: text.includes('.') ? '0.00%' : '0%' };
  }
  const date = dateEntered(text, new Date().getFullYear());
  if (date) return date;
  if (/^true$/i.test(text)) return { value: true };
  if (/^false$/i.test(text)) return { value: false };
  if (ERRORS.has(text.toUpperCase())) return { value: new ErrorValue(text.toUpperCase()) };
  // Documented for `+` and `-`; `@` begins a function since Lotus.
  if (/^[+-]./.test(input)) return { value: null, formula: input.startsWith('+') ? input.slice(1) : input };
  if (/^@\p{L}/u.test(input)) return { value: null, formula: input.slice(1) };
  return { value: input };
}
