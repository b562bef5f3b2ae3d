import type { TargetDetail } from '../evaluate/types.ts';
import type { Language } from '../messages.ts';
import type { Deadline } from '../plans/types.ts';
import { formatDate, formatNumber, formatSigned, formatThreshold, unitSuffix } from './format.ts';

/** Words of the report, in the language asked for. */
export const VERDICTS = {
  met: { vi: '✓ Đạt', en: '✓ Met' },
  below: { vi: '▼ Chưa đạt', en: '▼ Below' },
  pending: { vi: '◷ Chưa đến hạn', en: '◷ Not due yet' },
  'no-data': { vi: '– Chưa đủ số liệu', en: '– No data' },
} as const;

/** The verdict as words behind a sign, so that it is read in black and white; an aspiration says so. */
export function verdictText({ row }: TargetDetail, language: Language): string {
  const aspiration = language === 'vi' ? ' (Phấn đấu)' : ' (aspiration)';
  return VERDICTS[row.status][language] + (row.aspiration ? aspiration : '');
}

/** `≥ 70 %, đến 30/11/2024; sau đó ≥ 90 %, đến 31/12/2025` */
export function thresholdText({ row }: TargetDetail, language: Language): string {
  const until = (date: string | null): string =>
    date ? (language === 'vi' ? `, đến ${formatDate(date)}` : `, by ${formatDate(date)}`) : '';
  const written = (threshold: number): string =>
    formatThreshold(row.operator, threshold, row.unit_of_measure, language);
  const first = row.threshold === null ? (language === 'vi' ? 'Chưa xác định' : 'Not set') : written(row.threshold);
  const next =
    row.next_threshold === null
      ? ''
      : `${language === 'vi' ? '; sau đó ' : '; then '}${written(row.next_threshold)}${until(row.next_due)}`;
  return first + until(row.due) + next;
}

export function resultText({ row, valueText }: TargetDetail, language: Language): string {
  return valueText === '' ? '–' : formatSigned(valueText) + unitSuffix(row.unit_of_measure, language);
}

/** What is still needed, or what is missing for a number. */
export function shortfallText(detail: TargetDetail, language: Language): string {
  const { row, monthlyPace, counted } = detail;
  if (row.status === 'no-data') return row.missing.join('; ');
  if (row.status === 'met' || row.shortfall === null || row.shortfall === 0) return '';
  const noun = counted ? ` ${counted[language]}` : '';
  const pace = row.status === 'pending' && monthlyPace ? formatNumber(monthlyPace) : '';
  const perMonth = language === 'vi' ? `; mỗi tháng cần ${pace}` : `; ${pace} a month`;
  return formatNumber(row.shortfall) + noun + (pace ? perMonth : '');
}

function deadlineText(deadline: Deadline, language: Language): string {
  const vi = language === 'vi';
  switch (deadline.kind) {
    case 'date':
      if (!deadline.before) return formatDate(deadline.date);
      return `${vi ? 'Trước ngày' : 'Before'} ${formatDate(deadline.date)}`;
    case 'month': {
      const month = `${vi ? 'tháng ' : ''}${formatDate(deadline.month)}`;
      if (deadline.from) return `${vi ? 'Từ' : 'From'} ${month}`;
      return vi ? `T${month.slice(1)}` : month;
    }
    case 'quarter': {
      const [year = '', quarter = ''] = deadline.quarter.split('-Q');
      return vi ? `Quý ${['I', 'II', 'III', 'IV'][Number(quarter) - 1] ?? quarter}/${year}` : deadline.quarter;
    }
    case 'year':
      return vi ? `Năm ${deadline.year}` : String(deadline.year);
    case 'continuous':
      return vi ? 'Thường xuyên' : 'Continuous';
    case 'other':
      return deadline.text.charAt(0).toUpperCase() + deadline.text.slice(1);
  }
}

export function deadlinesText(deadlines: readonly Deadline[], language: Language): string {
  return deadlines.map((deadline) => deadlineText(deadline, language)).join('; ');
}

/** The last day of a deadline as `YYYY-MM-DD`; `undefined` where it has none (continuous, "from … on", other words). */
function lastDay(deadline: Deadline): string | undefined {
  const endOf = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  switch (deadline.kind) {
    case 'date':
      return deadline.date;
    case 'month':
      return deadline.from ? undefined : endOf(Number(deadline.month.slice(0, 4)), Number(deadline.month.slice(5, 7)));
    case 'quarter':
      return endOf(Number(deadline.quarter.slice(0, 4)), Number(deadline.quarter.slice(-1)) * 3);
    case 'year':
      return endOf(deadline.year, 12);
    default:
      return undefined;
  }
}

/** Where a task's date stands against the reporting date. Whether it is done only staff know: they write it beside. */
export function taskState(deadlines: readonly Deadline[], asOf: string, language: Language): string {
  const vi = language === 'vi';
  const days = deadlines
    .map(lastDay)
    .filter((day) => day !== undefined)
    .sort();
  if (days.length === 0) {
    const running = deadlines.some((deadline) => deadline.kind === 'continuous' || deadline.kind === 'month');
    return running ? (vi ? 'Đang trong thời gian thực hiện' : 'Running') : vi ? 'Không có hạn cụ thể' : 'No date';
  }
  const next = days.find((day) => day > asOf);
  if (next === undefined) return vi ? 'Đã đến hạn' : 'Due';
  const left = Math.round((Date.parse(next) - Date.parse(asOf)) / 86_400_000);
  return vi ? `Chưa đến hạn, còn ${formatNumber(left)} ngày` : `Not due, ${formatNumber(left)} days left`;
}
