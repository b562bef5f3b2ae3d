import type { Lack, MissingMonths } from '../counts/lack.ts';
import { addDays, dateText, monthEnd, monthsBetween } from '../dates.ts';
import { type Language, type MessageParams, renderMessage, type Words } from '../messages.ts';

const SENTENCES: Readonly<Record<(Lack | MissingMonths)['kind'], Words>> = {
  list: { vi: "chưa nạp danh sách '{name}'", en: "the list '{name}' was not imported" },
  column: { vi: 'thiếu cột {header} trong {file}', en: 'column {header} is missing in {file}' },
  zero: {
    vi: 'mẫu số bằng 0, trong kỳ không có gì để tính',
    en: 'the denominator is 0, there is nothing to count in the period',
  },
  observation: { vi: 'chưa có số liệu tự theo dõi đến {day}', en: 'no figure kept by hand up to {day}' },
  units: {
    vi: 'chưa có số liệu tự theo dõi đến {day}{units}',
    en: 'no figure kept by hand up to {day}{units}',
  },
  denominator: { vi: 'số liệu tự theo dõi thiếu mẫu số', en: 'the figure kept by hand has no denominator' },
  reports: { vi: 'chưa có số của đơn vị nào', en: 'no unit has sent a number' },
  'base-year': { vi: 'chưa có số liệu của năm gốc {year}', en: 'no figure of the base year {year}' },
  'year-before': { vi: 'chưa có giá trị của năm {year}', en: 'no value for the year {year}' },
  months: { vi: "danh sách '{name}' thiếu {months}{units}", en: "the list '{name}' lacks {months}{units}" },
};

/** On paper no file is named. */
const ON_PAPER: Readonly<Partial<Record<(Lack | MissingMonths)['kind'], Words>>> = {
  column: { vi: 'thiếu cột {header}', en: 'column {header} is missing' },
};

/** Why there is no value, or not that of the whole period, a sentence each, in the order of the lacks. */
export function lackSentences(lacks: readonly (Lack | MissingMonths)[], language: Language): string[] {
  return lacks.map((lack) => renderMessage(SENTENCES[lack.kind], paramsOf(lack, language), language));
}

/** The same for a page that leaves the office, each once. */
export function lacksOnPaper(lacks: readonly (Lack | MissingMonths)[]): string[] {
  const said = lacks.map((lack) =>
    renderMessage(ON_PAPER[lack.kind] ?? SENTENCES[lack.kind], paramsOf(lack, 'vi'), 'vi'),
  );
  return [...new Set(said)];
}

function paramsOf(lack: Lack | MissingMonths, language: Language): MessageParams {
  switch (lack.kind) {
    case 'list':
      return { name: lack.name };
    case 'column':
      return { header: lack.header, file: lack.file };
    case 'months':
      return { name: lack.name, months: daysWords(lack.days, language), units: unitWords(lack.units, language) };
    case 'observation':
      return { day: dateText(lack.asOf, language) };
    case 'units':
      return { day: dateText(lack.asOf, language), units: unitWords(lack.units, language) };
    case 'base-year':
    case 'year-before':
      return { year: String(lack.year) };
    default:
      return {};
  }
}

type Days = MissingMonths['days'][number];

/** `tháng 3/2024, tháng 5–7/2024, 26/11/2024 – 30/11/2024`: whole months by their names, what is less by its days. */
function daysWords(spans: readonly Days[], language: Language): string {
  return spans.flatMap((span) => spanWords(span, language)).join(', ');
}

function spanWords({ from, to }: Days, language: Language): string[] {
  const whole = monthsBetween(from, to).filter((month) => `${month}-01` >= from && monthEnd(month) <= to);
  const [first, last] = [whole[0], whole.at(-1)];
  if (first === undefined || last === undefined) return [daysText(from, to, language)];
  return [
    ...(from < `${first}-01` ? [daysText(from, addDays(`${first}-01`, -1), language)] : []),
    monthsText(first, last, language),
    ...(to > monthEnd(last) ? [daysText(addDays(monthEnd(last), 1), to, language)] : []),
  ];
}

function daysText(from: string, to: string, language: Language): string {
  return from === to ? dateText(from, language) : `${dateText(from, language)} – ${dateText(to, language)}`;
}

const MONTHS = {
  one: { vi: 'tháng {first}', en: '{first}' },
  ofYear: { vi: 'tháng {first}–{last}', en: '{first} to {last}' },
  more: { vi: 'tháng {first} – {last}', en: '{first} to {last}' },
} as const satisfies Record<string, Words>;

function monthsText(first: string, last: string, language: Language): string {
  const isYear = first.slice(0, 4) === last.slice(0, 4);
  const words = first === last ? MONTHS.one : isYear ? MONTHS.ofYear : MONTHS.more;
  const text = (month: string): string => dateText(month, language);
  // The year stands once, behind both months; `2024-03` is the same everywhere.
  const beginning = language === 'vi' && isYear && first !== last ? String(Number(first.slice(5))) : text(first);
  return renderMessage(words, { first: beginning, last: text(last) }, language);
}

/** More units than these are not named. */
const MOST_NAMES = 3;

function unitWords(units: MissingMonths['units'], language: Language): string {
  if (units.length === 0) return '';
  const names = units.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = units.length - names.length;
  const others =
    more === 0
      ? ''
      : renderMessage({ vi: ' và {more} đơn vị khác', en: ' and {more:other unit|other units}' }, { more }, language);
  return `${language === 'vi' ? ' của ' : ' of '}${names.join(', ')}${others}`;
}
