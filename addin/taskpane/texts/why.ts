import type { Catalogue } from './catalogue.ts';

/** Why a target is short, whether it will be reached, what would help. */
export const whyTexts = {
  whyTitle: { vi: 'Vì sao chưa đạt', en: 'Why it is short' },
  whyBy: { vi: 'Chia phần thiếu theo', en: 'Take the gap apart by' },
  whyOpen: { vi: 'Hồ sơ: {part}', en: 'Dossiers: {part}' },
  whyPoints: { vi: '{points} điểm', en: '{points} points' },
  whyInTheWay: { vi: '{count} chưa đạt', en: '{count} short' },
  whyOver: { vi: '{count} vướng', en: '{count} in the way' },
  whyCompare: { vi: 'So với', en: 'Compare with' },
  whyLastMonth: { vi: 'Cuối tháng trước', en: 'End of last month' },
  whyLastYear: { vi: 'Cùng kỳ năm trước', en: 'Same time last year' },
  whyNothingBefore: { vi: 'Chưa có số của kỳ ấy để so.', en: 'There is no number of that time to compare with.' },
  forecastTitle: { vi: 'Đến hạn có đạt không', en: 'Will it be met in time' },
  forecastTried: { vi: 'Thử lại trên các tháng đã qua', en: 'Tried on earlier months' },
  whatIfTitle: { vi: 'Nếu nộp từ xa', en: 'If filed from afar' },
  whatIfMoved: { vi: '{count} hồ sơ: {channel}', en: '{count:dossier|dossiers}: {channel}' },
  whatIfGives: { vi: '{name}: {before} → {value}, {verdict}', en: '{name}: {before} → {value}, {verdict}' },
  whatIfNothing: { vi: 'Không chỉ tiêu nào đổi.', en: 'No target changes.' },
} satisfies Catalogue;
