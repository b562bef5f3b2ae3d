import type { Language } from './messages.ts';

/** Local days as `YYYY-MM-DD` text. No clock is read here: the reporting date is a parameter. */

const DAY = 86_400_000;

const utc = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));

const text = (time: number): string => new Date(time).toISOString().slice(0, 10);

export function addDays(date: string, days: number): string {
  return text(utc(date) + days * DAY);
}

/** The same day `years` later; 29 February becomes 28 February where there is none. */
export function addYears(date: string, years: number): string {
  const year = String(Number(date.slice(0, 4)) + years).padStart(4, '0');
  const moved = `${year}${date.slice(4)}`;
  return date.slice(5) === '02-29' && text(utc(moved)) !== moved ? `${year}-02-28` : moved;
}

/** Days from one to the other, both included; 0 or less where the second is before the first. */
export function daysIn(from: string, to: string): number {
  return Math.round((utc(to) - utc(from)) / DAY) + 1;
}

/** `YYYY-MM-DD HH:MM:SS` of a moment in milliseconds. Vietnam has one time zone, whatever the machine's clock is set to. */
export function vietnameseMoment(milliseconds: number): string {
  return new Date(milliseconds + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** The last day of a month `YYYY-MM`. */
export function monthEnd(month: string): string {
  return text(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0));
}

/** The months from one day to another, both included, as `YYYY-MM`. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  while (`${year}-${String(month).padStart(2, '0')}` <= monthOf(to)) {
    months.push(`${year}-${String(month).padStart(2, '0')}`);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return months;
}

/** `30/11/2024`; what is known of it: `2024-08` is `8/2024`, `2024` stays. */
export function vietnameseDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  return day === undefined ? `${Number(month)}/${year}` : `${day}/${month}/${year}`;
}

/** A day as readers of a language write it: `30/11/2024`; in English `2024-11-30`, which no reader takes for another day. */
export function dateText(date: string, language: Language): string {
  return language === 'vi' ? vietnameseDate(date) : date;
}

/** `17:14 ngày 24/11/2026` of a moment `2026-11-24 17:14`; in English `2026-11-24 17:14`. */
export function momentText(moment: string, language: Language): string {
  const [day = '', time = ''] = [moment.slice(0, 10), moment.slice(11, 16)];
  return language === 'vi' ? `${time} ngày ${vietnameseDate(day)}` : `${day} ${time}`;
}

/** Whether a text is a day of the calendar written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) {
    return false;
  }
  const [year, month, day] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

/** How a date written another way should be written here: `30/11/2024` → `2024-11-30`; undefined where it cannot be told. */
export function dayAdvice(text: string): string | undefined {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = match ? `${match[3]}-${(match[2] ?? '').padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}` : '';
  return isDay(day) ? day : undefined;
}
