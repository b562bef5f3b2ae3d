import type { Language } from '../messages.ts';
import { vietnameseNumber } from './print.ts';
import type { EvaluationRow, Status } from './types.ts';

/** A verdict is a word and a sign, never a colour alone (UX.md). */
const STATUS_WORDS: Readonly<Record<Status, { vi: string; en: string; sign: string }>> = {
  met: { vi: 'Đạt', en: 'Met', sign: '✓' },
  below: { vi: 'Chưa đạt', en: 'Below', sign: '▼' },
  pending: { vi: 'Chưa đến hạn', en: 'Not yet due', sign: '◷' },
  'no-data': { vi: 'Chưa đủ số liệu', en: 'No data', sign: '–' },
};

export function statusWord(status: Status, language: Language): string {
  return `${STATUS_WORDS[status].sign} ${STATUS_WORDS[status][language]}`;
}

const SUFFIXES: Readonly<Record<string, { vi: string; en: string }>> = {
  percent: { vi: ' %', en: ' %' },
  'percent-change': { vi: ' %', en: ' %' },
  minutes: { vi: ' phút', en: ' min' },
  'dossiers per officer-year': { vi: ' hồ sơ', en: ' dossiers' },
};

/** What stands behind a value of this unit of measure, with its space; plain counts have nothing. */
export function unitSuffix(unitOfMeasure: string, language: Language): string {
  return SUFFIXES[unitOfMeasure]?.[language] ?? '';
}

const SIGNS = { '>=': '≥', '>': '>', '<=': '≤' } as const;

/** `≥ 70 %`; a dash where there is none yet. */
export function thresholdText(
  row: Pick<EvaluationRow, 'operator' | 'threshold' | 'unit_of_measure'>,
  language: Language,
): string {
  if (row.threshold === null) return '–';
  const shown = Number.isInteger(row.threshold) ? String(row.threshold) : String(Math.round(row.threshold * 100) / 100);
  return `${SIGNS[row.operator]} ${vietnameseNumber(shown)}${unitSuffix(row.unit_of_measure, language)}`;
}
