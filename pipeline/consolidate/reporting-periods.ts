import type { Period } from '../counts/period.ts';
import { addDays, isDay, monthEnd } from '../dates.ts';
import { periodInTitle } from '../recognise/titles.ts';
import { textKey } from '../text.ts';

export type Calendar = 'calendar' | 'government';
export type PeriodKind = 'month' | 'quarter' | 'half' | 'nine-months' | 'year';

const MONTHS: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, half: 6, 'nine-months': 9, year: 12 };

/**
 * A reporting period of a year. In the calendar of Thông tư 01/2020/TT-VPCP a month goes from the 15th of the month before
 * to the 14th, the other periods from the 15th of the month before their first to the 14th of their last; half years,
 * nine months and years begin on 15/12.
 * @param number month or quarter; 1 or 2 for a half year; no meaning for nine months and years
 */
export function reportingPeriodOf(kind: PeriodKind, year: number, number: number, calendar: Calendar): Period {
  const last = kind === 'nine-months' ? 9 : kind === 'year' ? 12 : number * MONTHS[kind];
  const first = last - MONTHS[kind] + 1;
  const month = (of: number): string => {
    const at = year * 12 + of - 1;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  };
  return calendar === 'calendar'
    ? { from: `${month(first)}-01`, asOf: monthEnd(month(last)) }
    : { from: `${month(first - 1)}-15`, asOf: `${month(last)}-14` };
}

/** The kind of period that two days bound in a calendar; undefined for another span. */
function periodKind({ from, asOf }: Period, calendar: Calendar): PeriodKind | undefined {
  const year = Number(asOf.slice(0, 4));
  const month = Number(asOf.slice(5, 7));
  const number: Readonly<Record<PeriodKind, number>> = {
    month,
    quarter: month / 3,
    half: month / 6,
    'nine-months': 1,
    year: 1,
  };
  return (Object.keys(MONTHS) as PeriodKind[]).find((kind) => {
    if (!Number.isInteger(number[kind])) return false;
    const period = reportingPeriodOf(kind, year, number[kind], calendar);
    return period.from === from && period.asOf === asOf;
  });
}

/** What lines of a report say of its time; `from` is null where they only say up to when. */
export interface SaidPeriod {
  from: string | null;
  asOf: string;
  /** It names days, not a month or quarter. */
  days: boolean;
  /** The line that says it. */
  line: string;
}

const YEAR = String.raw`(?:nam|/|-| )\s*(20\d\d)`;
const QUARTER = new RegExp(String.raw`\bquy (iv|i{1,3}|[1-4])\b.{0,6}?${YEAR}`);
const HALF = new RegExp(String.raw`\b(?:6|sau) thang (dau|cuoi)(?: nam)?.{0,6}?${YEAR}`);
const BEGUN = new RegExp(String.raw`\b(\d{1,2}|chin|muoi|muoi mot) thang(?! cuoi)(?: dau)?\D{0,8}?${YEAR}`);
const MONTH = new RegExp(String.raw`(?<!\bngay \d{1,2} )\bthang ?(\d{1,2})\b.{0,6}?${YEAR}`);
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

/**
 * The period that the lines around a table name: from a day to a day; a month, quarter, half year, nine months, year in
 * words; a last day alone. The surest kind that any line has goes before the others.
 */
export function saidPeriod(lines: readonly string[], calendar: Calendar): SaidPeriod | undefined {
  const days = periodInTitle(lines);
  if (days !== null)
    return { from: days.from, asOf: days.to, days: true, line: lines.find((line) => /từ/iu.test(line)) ?? '' };
  for (const read of [inWords, lastDay, wholeYear]) {
    for (const line of lines) {
      const period = read(line, calendar);
      if (period !== undefined) return { days: false, ...period, line };
    }
  }
  return undefined;
}

function inWords(
  line: string,
  calendar: Calendar,
): (Period & { days?: boolean }) | { from: null; asOf: string; days: true } | undefined {
  const key = textKey(line.replace(/[/.-]/g, ' / ')).replace(/ +/g, ' ');
  const year = (match: RegExpExecArray | null): number => Number(match?.at(-1));
  const quarter = QUARTER.exec(key);
  if (quarter)
    return reportingPeriodOf('quarter', year(quarter), ROMAN[quarter[1] ?? ''] ?? Number(quarter[1]), calendar);
  const half = HALF.exec(key);
  if (half) return reportingPeriodOf('half', year(half), half[1] === 'dau' ? 1 : 2, calendar);
  // "10 tháng đầu năm 2025": from the year's beginning. Not "ngày 9 tháng 7 năm 2025", where a number stands behind.
  const begun = BEGUN.exec(key);
  const months = { chin: 9, muoi: 10, 'muoi mot': 11 }[begun?.[1] ?? ''] ?? Number(begun?.[1]);
  if (begun && months >= 1 && months <= 12) {
    const { from } = reportingPeriodOf('month', year(begun), 1, calendar);
    return { from, asOf: reportingPeriodOf('month', year(begun), months, calendar).asOf };
  }
  // Not the date under which a report is signed: "ngày 5 tháng 12 năm 2024".
  const month = MONTH.exec(key) ?? /\bth? ?(\d{1,2}) (?:\/ )?(20\d\d)\b/.exec(key);
  const number = Number(month?.[1]);
  if (month && number >= 1 && number <= 12) return reportingPeriodOf('month', year(month), number, calendar);
  return undefined;
}

function lastDay(line: string): (Period & { days?: boolean }) | { from: null; asOf: string; days: true } | undefined {
  const [, day = '', month = '', year = ''] =
    /(?:đến|tính đến|đến hết)(?: hết)?(?: ngày)?\s*(?::\s*)?(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)/iu.exec(line) ??
    /(?:đến|tính đến|đến hết)(?: hết)?(?: ngày)?\s*(?::\s*)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(20\d\d)/iu.exec(
      line,
    ) ??
    [];
  const asOf = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(asOf) ? { from: null, asOf, days: true } : undefined;
}

function wholeYear(
  line: string,
  calendar: Calendar,
): (Period & { days?: boolean }) | { from: null; asOf: string; days: true } | undefined {
  const [, year] =
    /\b(?:bao cao nam|ca nam|ky bao cao nam|nam bao cao)\s*(?::\s*)?(20\d\d)\b/.exec(textKey(line)) ?? [];
  return year === undefined ? undefined : reportingPeriodOf('year', Number(year), 1, calendar);
}

/** The period that ends the day before another begins, of the same kind; undefined where that one is of no kind. */
export function periodBefore(period: Period, calendar: Calendar): Period | undefined {
  const kind = periodKind(period, calendar);
  if (kind === undefined) return undefined;
  const asOf = addDays(period.from, -1);
  const [year, month] = [Number(asOf.slice(0, 4)), Number(asOf.slice(5, 7))];
  const size = MONTHS[kind];
  return reportingPeriodOf(
    kind,
    year,
    kind === 'nine-months' || kind === 'year' ? 1 : Math.ceil(month / size),
    calendar,
  );
}
