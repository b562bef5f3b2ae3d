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
  leagueTitle: { vi: 'Các đơn vị', en: 'Units' },
  leagueShow: { vi: 'Xếp hạng các đơn vị', en: 'Rank the units' },
  leagueRank: { vi: 'Hạng', en: 'Rank' },
  leagueUnit: { vi: 'Đơn vị, bộ phận', en: 'Unit or desk' },
  leagueValue: { vi: 'Kết quả', en: 'Value' },
  leagueVerdict: { vi: 'So với ngưỡng', en: 'Verdict' },
  leagueNone: { vi: 'Không có đơn vị trực thuộc nào để xếp.', en: 'There are no units below to be ranked.' },
  forecastTitle: { vi: 'Đến hạn có đạt không', en: 'Will it be met in time' },
  forecastTried: { vi: 'Thử lại trên các tháng đã qua', en: 'Tried on earlier months' },
  whatIfTitle: { vi: 'Nếu nộp từ xa', en: 'If filed from afar' },
  whatIfMoved: {
    vi: '{channel}: chuyển {count} trên {all} hồ sơ',
    en: '{channel}: {count} of {all:dossier|dossiers} moved',
  },
  whatIfOwn: { vi: 'Chỉ tiêu này thành {value}, {verdict}.', en: 'This target becomes {value}, {verdict}.' },
  whatIfReached: { vi: 'đạt', en: 'met' },
  whatIfShort: { vi: 'chưa đạt', en: 'not met' },
  whatIfFewest: { vi: 'Chuyển {count} hồ sơ là vừa đạt.', en: '{count:dossier|dossiers} moved would just do.' },
  whatIfOthers: {
    vi: 'Các chỉ tiêu khác tùy hồ sơ nào được chuyển; kéo hết để xem.',
    en: 'What other targets become depends on which dossiers they are; move all to see.',
  },
  whatIfGives: { vi: '{name}: {before} → {value}, {verdict}', en: '{name}: {before} → {value}, {verdict}' },
  whatIfNothing: { vi: 'Không chỉ tiêu nào đổi.', en: 'No target changes.' },
} satisfies Catalogue;
