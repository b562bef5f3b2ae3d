import type { Words } from '../../messages.ts';

/** What answers say. */
export const SAID = {
  value: { vi: '{what}: {value}.', en: '{what}: {value}.' },
  counted: { vi: ' ({numerator} trên {denominator})', en: ' ({numerator} of {denominator})' },
  against: { vi: 'So với {period}: {before}, {change}.', en: 'Against {period}: {before}, {change}.' },
  noBefore: { vi: 'Kỳ {period} chưa có số để so.', en: 'There is no number of {period} to compare with.' },
  rose: { vi: 'tăng {by}', en: 'up by {by}' },
  fell: { vi: 'giảm {by}', en: 'down by {by}' },
  same: { vi: 'không đổi', en: 'unchanged' },
  holds: { vi: 'Có: {value} {bound}.', en: 'Yes: {value} {bound}.' },
  holdsNot: { vi: 'Không: {value}, không {bound}.', en: 'No: {value}, not {bound}.' },
  none: { vi: 'Không có {by} nào như vậy.', en: 'There is no such {by}.' },
  noGroups: { vi: 'Kỳ này không có {by} nào để tách.', en: 'There is no {by} to divide by in this period.' },
  count: { vi: '{count} trên {all} {by}.', en: '{count} of {all} by {by}.' },
  first: { vi: '{label}: {value}.', en: '{label}: {value}.' },
  noTarget: {
    vi: 'Kế hoạch không có chỉ tiêu cho số liệu này: {what}.',
    en: 'The plan has no target for this number: {what}.',
  },
  targets: { vi: '{count} trên {all} chỉ tiêu.', en: '{count} of {all:target|targets}.' },
  nothing: { vi: 'Không chỉ tiêu nào.', en: 'No target.' },
  noShort: { vi: 'Không chỉ tiêu nào thiếu so với ngưỡng.', en: 'No target is short of its threshold.' },
  notAhead: { vi: 'Không còn mốc nào chưa tới.', en: 'There is no date to come.' },
  noSteps: {
    vi: 'Không có hồ sơ nào để chuyển sang nộp từ xa.',
    en: 'There are no dossiers to be moved to filing from afar.',
  },
  step: { vi: '{missing} hồ sơ, thêm {points} điểm', en: '{missing:dossier|dossiers}, {points} more points' },
} satisfies Record<string, Words>;
