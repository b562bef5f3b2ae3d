import { addDays, isDay } from '../dates.ts';
import type { Parsed } from './data.ts';
import { YamlFile } from './yaml.ts';

/** The years for which days that come each year are laid out. */
const YEARS = Array.from({ length: 60 }, (_, at) => 2015 + at);

/** `holidays.yaml`: days on which offices do not work, beside weekends; all mistakes at once, each with its line. */
export function parseHolidays(text: string, file: string): Parsed<ReadonlySet<string>> {
  const source = new YamlFile(text, file);
  const root =
    source.mistakes.length > 0
      ? undefined
      : source.root(['assumed', 'every_year', 'days'], { vi: 'Ngày nghỉ', en: 'Holidays' });
  if (root === undefined) return { mistakes: source.mistakes };
  const days = new Set<string>();
  for (const { text: day, line } of root.texts('every_year')) {
    if (!isDay(`2024-${day}`)) root.sayAt(line, `"${day}" phải như 09-02.`, `"${day}" must look like 09-02.`);
    else for (const year of YEARS) if (isDay(`${year}-${day}`)) days.add(`${year}-${day}`);
  }
  for (const fields of root.list('days', ['from', 'to', 'name'], (number) => ({
    vi: `Dịp thứ ${number}`,
    en: `Entry ${number}`,
  }))) {
    const from = fields.required('from');
    const to = fields.text('to') || from;
    if (!isDay(from) || !isDay(to) || from > to || addDays(from, 60) < to) {
      fields.say(
        'from',
        'cần hai ngày như 2025-01-25, ngày sau không trước ngày đầu.',
        'two days like 2025-01-25 are needed, the later one not before the first.',
      );
      continue;
    }
    for (let day = from; day <= to; day = addDays(day, 1)) days.add(day);
  }
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value: days, mistakes: [] };
}
