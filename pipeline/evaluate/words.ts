import { vietnameseDate } from '../dates.ts';
import { MEASURES, UNITS_OF_MEASURE } from '../library/indicators/units-of-measure.ts';
import type { Language } from '../messages.ts';
import { lackSentences } from './lack-words.ts';
import { vietnameseNumber } from './print.ts';
import type { EvaluationRow, Footnote, Status, TargetDetail } from './types.ts';

/** A verdict is a word and a sign, never a colour alone (UX.md). */
const STATUS_WORDS: Readonly<Record<Status, { vi: string; en: string; sign: string }>> = {
  met: { vi: 'Đạt', en: 'Met', sign: '✓' },
  below: { vi: 'Chưa đạt', en: 'Below', sign: '▼' },
  pending: { vi: 'Chưa đến hạn', en: 'Not yet due', sign: '◷' },
  'no-data': { vi: 'Chưa đủ số liệu', en: 'No data', sign: '–' },
};

/** `Chưa đạt` */
export function statusWord(status: Status, language: Language): string {
  return STATUS_WORDS[status][language];
}

/** `▼ Chưa đạt (Phấn đấu)`: sign and word, so that it is read in black and white; an aspiration says so. */
export function verdictWords(row: Pick<EvaluationRow, 'status' | 'aspiration'>, language: Language): string {
  const aspiration = language === 'vi' ? ' (Phấn đấu)' : ' (aspiration)';
  return `${STATUS_WORDS[row.status].sign} ${statusWord(row.status, language)}${row.aspiration ? aspiration : ''}`;
}

/** What stands behind a value of this unit of measure, with its space; plain counts have nothing. */
export function unitSuffix(unitOfMeasure: string, language: Language): string {
  const known = UNITS_OF_MEASURE.find((unit) => unit === unitOfMeasure);
  return known === undefined ? '' : MEASURES[known].suffix[language];
}

const SIGNS = { '>=': '≥', '>': '>', '<=': '≤' } as const;

/** `≥ 70 %`; a dash where there is none yet. */
export function thresholdText(
  row: Pick<EvaluationRow, 'operator' | 'threshold' | 'unit_of_measure'>,
  language: Language,
): string {
  if (row.threshold === null) return '–';
  // A threshold that was reckoned (a yearly increase) can have any number of decimals.
  const shown = vietnameseNumber(Math.round(row.threshold * 100) / 100);
  return `${SIGNS[row.operator]} ${shown}${unitSuffix(row.unit_of_measure, language)}`;
}

/** The value with its unit, `69,93 %`; a dash without one. */
export function valueWords({ row, valueText }: Pick<TargetDetail, 'row' | 'valueText'>, language: Language): string {
  return valueText === '' ? '–' : valueText + unitSuffix(row.unit_of_measure, language);
}

/** What there is to do: what is missing for a number, or `còn thiếu 82 hồ sơ`; each its own phrase. */
export function toDoWords({ row, counted }: Pick<TargetDetail, 'row' | 'counted'>, language: Language): string[] {
  const { shortfall } = row;
  const missing = lackSentences(row.lacks, language);
  if (shortfall === null || shortfall === 0) return missing;
  const members = `${vietnameseNumber(shortfall)}${counted ? ` ${counted[language]}` : ''}`;
  return [...missing, language === 'vi' ? `còn thiếu ${members}` : `${members} short`];
}

/** `mỗi tháng cần 9`: the pace to the date, where it has not come. */
export function paceWords({ monthlyPace }: Pick<TargetDetail, 'monthlyPace'>, language: Language): string[] {
  if (monthlyPace === null) return [];
  const pace = vietnameseNumber(monthlyPace);
  return [language === 'vi' ? `mỗi tháng cần ${pace}` : `${pace} a month needed`];
}

/** `mốc sau ≥ 90 %, hạn 31/12/2025`: the milestone after the one in force. */
export function nextWords(row: EvaluationRow, language: Language): string[] {
  if (row.next_threshold === null || row.next_due === null) return [];
  const next = thresholdText({ ...row, threshold: row.next_threshold }, language);
  return [
    language === 'vi'
      ? `mốc sau ${next}, ${dueWords(row.next_due, 'vi')}`
      : `then ${next}, ${dueWords(row.next_due, 'en')}`,
  ];
}

/** `hạn 30/11/2024` */
export function dueWords(due: string, language: Language): string {
  return language === 'vi' ? `hạn ${vietnameseDate(due)}` : `due ${due}`;
}

/** Numerator and denominator as one sentence. */
export function definitionWords({ numerator, denominator }: TargetDetail['definition'], language: Language): string {
  const vi = language === 'vi';
  if (denominator === null) return `${vi ? 'Số' : 'Number of'} ${numerator[language]}`;
  return vi
    ? `Tử số: ${numerator.vi}. Mẫu số: ${denominator.vi}.`
    : `Numerator: ${numerator.en}. Denominator: ${denominator.en}.`;
}

const FOOTNOTES: Readonly<Record<Footnote, { vi: string; en: string }>> = {
  'online-unspecified': {
    vi: "Hình thức nộp chỉ ghi 'Trực tuyến' được tính là từ xa.",
    en: "A channel that only says 'Trực tuyến' (online) counts as filed from afar.",
  },
  'payments-of-dossiers': {
    vi: 'Chưa có danh sách thanh toán: số liệu thanh toán lấy từ cột Hình thức thanh toán của danh sách hồ sơ.',
    en: "No list of payments: payments are taken from the dossiers' column of payment methods.",
  },
};

export function footnoteWords(note: Footnote, language: Language): string {
  return FOOTNOTES[note][language];
}
