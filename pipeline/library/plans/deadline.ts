import { isDay, monthEnd, vietnameseDate } from '../../dates.ts';
import type { Language } from '../../messages.ts';
import { cleanText } from '../../text.ts';
import type { Deadline, TaskPart } from './types.ts';

const ROMAN = ['I', 'II', 'III', 'IV'];

/**
 * What a task's deadlines mean on a reporting date. Whether it is done is not known here.
 * `not-yet-due`: a dated deadline is still ahead (its last day included); `due-passed`: all dated ones are over;
 * `continuous`: "thường xuyên" or "từ tháng …"; `other`: another document decides, or no deadline is given.
 */
export type TaskState = 'continuous' | 'not-yet-due' | 'due-passed' | 'other';

const STATE_WORDS: Readonly<Record<TaskState, Record<Language, string>>> = {
  continuous: { vi: 'Thường xuyên', en: 'Continuous' },
  'not-yet-due': { vi: 'Chưa đến hạn', en: 'Not yet due' },
  'due-passed': { vi: 'Đã qua hạn', en: 'Deadline passed' },
  other: { vi: 'Không nêu ngày', en: 'No date given' },
};

function pad(text: string | undefined): string {
  return (text ?? '').padStart(2, '0');
}

function monthOf(year: string | undefined, month: string | undefined): string | undefined {
  const number = Number(month);
  return number >= 1 && number <= 12 ? `${year}-${pad(month)}` : undefined;
}

/**
 * Reads a deadline as the documents print it: `trước ngày 10/11/2023`, `ngày 30/9/2022`, `tháng 9/2024`,
 * `từ tháng 9/2024`, `quý IV/2021`, `năm 2025`, `thường xuyên`, or words that begin with `theo` (another document
 * decides). Undefined where it is none of them.
 */
export function parseDeadline(text: string): Deadline | undefined {
  const clean = cleanText(text);
  const words = clean.toLowerCase();
  if (words === 'thường xuyên') {
    return { kind: 'continuous' };
  }
  if (words.startsWith('theo ')) {
    return { kind: 'other', text: clean };
  }
  const date = /^(trước|đến)? ?(?:ngày )?(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(words);
  if (date) {
    const day = `${date[4]}-${pad(date[3])}-${pad(date[2])}`;
    return isDay(day) ? { kind: 'date', date: day, before: date[1] === 'trước' } : undefined;
  }
  const month = /^(từ |trong )?tháng (\d{1,2})(?:\/| năm )(\d{4})( trở đi)?$/.exec(words);
  if (month) {
    const value = monthOf(month[3], month[2]);
    return value ? { kind: 'month', month: value, from: month[1] === 'từ ' || month[4] !== undefined } : undefined;
  }
  const quarter = /^(?:trong )?quý (iv|i{1,3}|[1-4])(?:\/| năm )(\d{4})$/.exec(words);
  if (quarter) {
    const sign = (quarter[1] ?? '').toUpperCase();
    const number = ROMAN.includes(sign) ? ROMAN.indexOf(sign) + 1 : Number(sign);
    return { kind: 'quarter', quarter: `${quarter[2]}-Q${number}` };
  }
  const year = /^(?:trong )?năm (\d{4})$/.exec(words);
  return year ? { kind: 'year', year: Number(year[1]) } : undefined;
}

/** The deadline as it is printed: `trước ngày 10/11/2023` / `before 10/11/2023`. */
export function printDeadline(deadline: Deadline, language: Language): string {
  const vi = language === 'vi';
  switch (deadline.kind) {
    case 'date': {
      const word = deadline.before ? (vi ? 'trước ngày' : 'before') : vi ? 'ngày' : 'by';
      return `${word} ${vietnameseDate(deadline.date)}`;
    }
    case 'month': {
      const [year, month] = deadline.month.split('-');
      const from = deadline.from ? (vi ? 'từ ' : 'from ') : '';
      return vi ? `${from}tháng ${Number(month)}/${year}` : `${from}${pad(month)}/${year}`;
    }
    case 'quarter': {
      const [year, sign] = deadline.quarter.split('-Q');
      return vi ? `quý ${ROMAN[Number(sign) - 1] ?? sign}/${year}` : `Q${sign} ${year}`;
    }
    case 'year':
      return vi ? `năm ${deadline.year}` : String(deadline.year);
    case 'continuous':
      return vi ? 'thường xuyên' : 'continuous';
    case 'other':
      return deadline.text;
  }
}

/** All deadlines of a task, as `tháng 11/2023; trước ngày 10/11/2023`; a word for none. */
export function printDeadlines(deadlines: readonly Deadline[], language: Language): string {
  if (deadlines.length === 0) {
    return language === 'vi' ? 'không nêu' : 'not given';
  }
  return deadlines.map((deadline) => printDeadline(deadline, language)).join('; ');
}

/** The last day in time, `YYYY-MM-DD`; null for deadlines without an end. */
export function lastDay(deadline: Deadline): string | null {
  switch (deadline.kind) {
    case 'date':
      return deadline.date;
    case 'month':
      return deadline.from ? null : monthEnd(deadline.month);
    case 'quarter': {
      const [year, quarter] = deadline.quarter.split('-Q');
      return monthEnd(`${year}-${pad(String(Number(quarter) * 3))}`);
    }
    case 'year':
      return `${deadline.year}-12-31`;
    default:
      return null;
  }
}

/** The state of a task (or one part of it) on a reporting date `YYYY-MM-DD`. */
export function taskState(task: Pick<TaskPart, 'deadlines'>, asOf: string): TaskState {
  const ends = task.deadlines.map(lastDay).filter((day) => day !== null);
  if (ends.length > 0) {
    return ends.some((day) => day >= asOf) ? 'not-yet-due' : 'due-passed';
  }
  const runsOn = task.deadlines.some(({ kind }) => kind === 'continuous' || kind === 'month');
  return runsOn ? 'continuous' : 'other';
}

/** Days from the reporting date to the next dated deadline (0 = that day); null where none is ahead. */
export function daysLeft(task: Pick<TaskPart, 'deadlines'>, asOf: string): number | null {
  const next = task.deadlines
    .map(lastDay)
    .filter((day) => day !== null)
    .filter((day) => day >= asOf)
    .sort()[0];
  return next === undefined ? null : Math.round((Date.parse(next) - Date.parse(asOf)) / 86_400_000);
}

export function printTaskState(state: TaskState, language: Language): string {
  return STATE_WORDS[state][language];
}
