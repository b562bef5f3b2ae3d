import { monthEnd, monthOf } from '../../pipeline/dates.ts';
import type { Language } from '../../pipeline/messages.ts';

/** Whether `YYYY-MM-DD` is a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** A day as people type it: `30/11/2024`, `30-11-2024`, `30.11.24`, `2024-11-30`; undefined where it is none. */
export function dayTyped(text: string): string | undefined {
  const [first = '', second = '', third = ''] = text.trim().split(/[\s/.-]+/);
  const written =
    first.length === 4 ? [first, second, third] : [third.length === 2 ? `20${third}` : third, second, first];
  const day = written.map((part, index) => part.padStart(index === 0 ? 4 : 2, '0')).join('-');
  return isDay(day) ? day : undefined;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `T11` of `2024-11`; in English `Nov`: where there is no room for the year. */
export function shortMonth(month: string, language: Language): string {
  const number = Number(month.slice(5, 7));
  return language === 'vi' ? `T${number}` : (MONTHS[number - 1] ?? String(number));
}

/** The ends of the `count` months up to that of a day, newest first. */
export function monthEnds(last: string, count: number): string[] {
  const [year, month] = [Number(last.slice(0, 4)), Number(last.slice(5, 7))];
  return Array.from({ length: count }, (_, back) => {
    const whole = year * 12 + month - 1 - back;
    return monthEnd(`${Math.floor(whole / 12)}-${String((whole % 12) + 1).padStart(2, '0')}`);
  });
}

export function monthEndOf(day: string): string {
  return monthEnd(monthOf(day));
}

/** Today in Vietnam, whatever zone the machine is set to. */
export function today(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
}
