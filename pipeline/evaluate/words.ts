import { dateText } from '../dates.ts';
import { MEASURES, UNITS_OF_MEASURE } from '../library/indicators/units-of-measure.ts';
import { type Language, renderMessage, type Words } from '../messages.ts';
import { numberText } from '../numbers.ts';
import { doubtWords, unsureMark } from './doubt-words.ts';
import { lackSentences } from './lack-words.ts';
import { neededSentence, nounOf } from './needed-words.ts';
import { printedValue } from './print.ts';
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

/** `▼ Chưa đạt (Phấn đấu)`: sign and word; an aspiration says so, and a number that is not to be trusted yet. */
export function verdictWords(row: Pick<EvaluationRow, 'status' | 'aspiration' | 'unsure'>, language: Language): string {
  const aspiration = language === 'vi' ? ' (Phấn đấu)' : ' (aspiration)';
  return `${statusSign(row.status)} ${statusWord(row.status, language)}${row.aspiration ? aspiration : ''}${unsureMark(row, language)}`;
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
  // A threshold that was reckoned (a yearly increase) can have any number of decimals; rounded it would contradict verdicts.
  const shown = numberText(row.threshold, language);
  return `${SIGNS[row.operator]} ${shown}${unitSuffix(row.unit_of_measure, language)}`;
}

/** The value with its unit, `69,93 %`; a dash without one. */
export function valueWords({ row, valueText }: Pick<TargetDetail, 'row' | 'valueText'>, language: Language): string {
  return valueText === '' ? '–' : numberText(valueText, language) + unitSuffix(row.unit_of_measure, language);
}

/**
 * What there is to do, each its own phrase: what is missing for a number, how many were short on the date (`thiếu 82 hồ sơ`)
 * or are while it lies ahead (`còn thiếu 4 thủ tục`), and what must come until the next date.
 */
export function toDoWords(detail: Pick<TargetDetail, 'row' | 'counted' | 'valueText'>, language: Language): string[] {
  const { row } = detail;
  return [
    ...lackSentences(row.lacks, language),
    ...doubtWords(row, language),
    ...shortWords(detail, language),
    ...neededWords(detail, language),
  ];
}

const SHORT = {
  below: { vi: 'thiếu {short}', en: '{short} short' },
  pending: { vi: 'còn thiếu {short}', en: '{short} still short' },
  over: { vi: 'vượt {short}', en: '{short} too many' },
} as const satisfies Record<string, Words>;

function shortWords({ row, counted }: Pick<TargetDetail, 'row' | 'counted'>, language: Language): string[] {
  const { shortfall, operator, status } = row;
  if (shortfall === null || shortfall === 0) return [];
  const words = operator === '<=' ? SHORT.over : status === 'pending' ? SHORT.pending : SHORT.below;
  const noun = counted === undefined ? '' : ` ${nounOf(counted, shortfall, language)}`;
  return [renderMessage(words, { short: numberText(shortfall, language) + noun }, language)];
}

/** `tháng 11 cần khoảng 150 trên 200 hồ sơ mới (75 %), đang là 69,23 %, …`; nothing where nobody is awaited. */
export function neededWords(detail: Pick<TargetDetail, 'row' | 'counted' | 'valueText'>, language: Language): string[] {
  const { row, counted } = detail;
  const { needed } = row;
  if (needed === null) return [];
  const { threshold, best } = needed;
  const suffix = unitSuffix(row.unit_of_measure, language);
  const said = {
    counted,
    value: valueWords(detail, language),
    milestone: needed.until === row.due ? null : thresholdText({ ...row, threshold }, language),
    best: best === null ? '' : numberText(printedValue(best, 2, threshold), language) + suffix,
    suffix,
    asOf: row.as_of,
  };
  return [neededSentence(needed, said, language)];
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

/** What stands for a group in a table: a procedure's code before its name, since two can have one name; empty where nobody knows. */
export function groupWords({ group, label }: { group: string; label: string }, by: string): string {
  return by === 'procedure' && group !== label ? `${group} ${label}` : label;
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
