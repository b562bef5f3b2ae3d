import { dateText } from '../dates.ts';
import { MEASURES, UNITS_OF_MEASURE } from '../library/indicators/units-of-measure.ts';
import { type Language, renderMessage, type Words } from '../messages.ts';
import { numberText } from '../numbers.ts';
import { lackSentences } from './lack-words.ts';
import type { EvaluationRow, Footnote, Status, TargetDetail } from './types.ts';

/** A verdict is a word and a sign, never a colour alone (UX.md). */
const STATUS_WORDS: Readonly<Record<Status, Words & { sign: string }>> = {
  met: { vi: 'Đạt', en: 'Met', sign: '✓' },
  below: { vi: 'Chưa đạt', en: 'Below', sign: '▼' },
  pending: { vi: 'Chưa đến hạn', en: 'Not yet due', sign: '◷' },
  incomplete: { vi: 'Chưa đủ kỳ', en: 'Period incomplete', sign: '◔' },
  'no-data': { vi: 'Chưa đủ số liệu', en: 'Not enough data', sign: '–' },
};

/** `Chưa đạt` */
export function statusWord(status: Status, language: Language): string {
  return STATUS_WORDS[status][language];
}

/** `▼`, so that a verdict is read in black and white. */
export function statusSign(status: Status): string {
  return STATUS_WORDS[status].sign;
}

/** `▼ Chưa đạt (Phấn đấu)`: sign and word; an aspiration says so. */
export function verdictWords(row: Pick<EvaluationRow, 'status' | 'aspiration'>, language: Language): string {
  const aspiration = language === 'vi' ? ' (Phấn đấu)' : ' (aspiration)';
  return `${statusSign(row.status)} ${statusWord(row.status, language)}${row.aspiration ? aspiration : ''}`;
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
  const shown = numberText(Math.round(row.threshold * 100) / 100, language);
  return `${SIGNS[row.operator]} ${shown}${unitSuffix(row.unit_of_measure, language)}`;
}

/** The value with its unit, `69,93 %`; a dash without one. */
export function valueWords({ row, valueText }: Pick<TargetDetail, 'row' | 'valueText'>, language: Language): string {
  return valueText === '' ? '–' : numberText(valueText, language) + unitSuffix(row.unit_of_measure, language);
}

/** What there is to do: what is missing for a number, or `còn thiếu 82 hồ sơ`; each its own phrase. */
export function toDoWords({ row, counted }: Pick<TargetDetail, 'row' | 'counted'>, language: Language): string[] {
  const { shortfall } = row;
  const lacks = lackSentences(row.lacks, language);
  if (shortfall === null || shortfall === 0) return lacks;
  return [...lacks, renderMessage(shortWords(counted), { shortfall }, language)];
}

/** In English, what is counted has a word for one and one for many: `dossier|dossiers`. */
function shortWords(counted: Words | undefined): Words {
  if (counted === undefined) return { vi: 'còn thiếu {shortfall}', en: '{shortfall} short' };
  return {
    vi: `còn thiếu {shortfall} ${counted.vi}`,
    en: counted.en.includes('|') ? `{shortfall:${counted.en}} short` : `{shortfall} ${counted.en} short`,
  };
}

const PACE: Words = { vi: 'mỗi tháng cần {pace}', en: '{pace} a month needed' };

/** `mỗi tháng cần 9`: the pace to the date, where it has not come. */
export function paceWords({ monthlyPace }: Pick<TargetDetail, 'monthlyPace'>, language: Language): string[] {
  return monthlyPace === null ? [] : [renderMessage(PACE, { pace: monthlyPace }, language)];
}

const NEXT: Words = { vi: 'mốc sau {next}, {due}', en: 'then {next}, {due}' };

/** `mốc sau ≥ 90 %, hạn 31/12/2025`: the milestone after the one in force. */
export function nextWords(row: EvaluationRow, language: Language): string[] {
  if (row.next_threshold === null || row.next_due === null) return [];
  const next = thresholdText({ ...row, threshold: row.next_threshold }, language);
  return [renderMessage(NEXT, { next, due: dueWords(row.next_due, language) }, language)];
}

/** `hạn 30/11/2024` */
export function dueWords(due: string, language: Language): string {
  return `${language === 'vi' ? 'hạn' : 'due'} ${dateText(due, language)}`;
}

/** Numerator and denominator as one sentence. */
export function definitionWords({ numerator, denominator }: TargetDetail['definition'], language: Language): string {
  const vi = language === 'vi';
  if (denominator === null) return `${vi ? 'Số' : 'Number of'} ${numerator[language]}`;
  return vi
    ? `Tử số: ${numerator.vi}. Mẫu số: ${denominator.vi}.`
    : `Numerator: ${numerator.en}. Denominator: ${denominator.en}.`;
}

const FOOTNOTES: Readonly<Record<Footnote, Words>> = {
  'online-unspecified': {
    vi: "Hình thức nộp chỉ ghi 'Trực tuyến' được tính là từ xa.",
    en: "A channel that only says 'Trực tuyến' (which is 'online') counts as filed from afar.",
  },
  'payments-of-dossiers': {
    vi: 'Chưa có danh sách thanh toán: số liệu thanh toán lấy từ cột Hình thức thanh toán của danh sách hồ sơ.',
    en: "No list of payments: payments are taken from the dossiers' column of payment methods.",
  },
};

export function footnoteWords(note: Footnote, language: Language): string {
  return FOOTNOTES[note][language];
}
