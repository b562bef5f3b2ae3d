import type { Lack } from '../counts/lack.ts';
import { dateText } from '../dates.ts';
import { type Language, type MessageParams, renderMessage, type Words } from '../messages.ts';

const SENTENCES: Readonly<Record<Lack['kind'], Words>> = {
  list: { vi: "chưa nạp danh sách '{name}'", en: "the list '{name}' was not imported" },
  column: { vi: 'thiếu cột {header} trong {file}', en: 'column {header} is missing in {file}' },
  zero: {
    vi: 'mẫu số bằng 0, trong kỳ không có gì để tính',
    en: 'the denominator is 0, there is nothing to count in the period',
  },
  observation: { vi: 'chưa có số liệu tự theo dõi đến {day}', en: 'no figure kept by hand up to {day}' },
  denominator: { vi: 'số liệu tự theo dõi thiếu mẫu số', en: 'the figure kept by hand has no denominator' },
  'base-year': { vi: 'chưa có số liệu của năm gốc {year}', en: 'no figure of the base year {year}' },
  'year-before': { vi: 'chưa có giá trị của năm {year}', en: 'no value for the year {year}' },
};

/** On paper no file is named. */
const ON_PAPER: Readonly<Partial<Record<Lack['kind'], Words>>> = {
  column: { vi: 'thiếu cột {header}', en: 'column {header} is missing' },
};

/** Why there is no value, a sentence each, in the order of the lacks. */
export function lackSentences(lacks: readonly Lack[], language: Language): string[] {
  return lacks.map((lack) => renderMessage(SENTENCES[lack.kind], paramsOf(lack, language), language));
}

/** The same for a page that leaves the office, each once. */
export function lacksOnPaper(lacks: readonly Lack[]): string[] {
  const said = lacks.map((lack) =>
    renderMessage(ON_PAPER[lack.kind] ?? SENTENCES[lack.kind], paramsOf(lack, 'vi'), 'vi'),
  );
  return [...new Set(said)];
}

function paramsOf(lack: Lack, language: Language): MessageParams {
  switch (lack.kind) {
    case 'list':
      return { name: lack.name };
    case 'column':
      return { header: lack.header, file: lack.file };
    case 'observation':
      return { day: dateText(lack.asOf, language) };
    case 'base-year':
    case 'year-before':
      return { year: String(lack.year) };
    default:
      return {};
  }
}
