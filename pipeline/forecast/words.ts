import { dateText } from '../dates.ts';
import { thresholdText } from '../evaluate/words.ts';
import { type Language, renderMessage, type Words } from '../messages.ts';
import { numberText } from '../numbers.ts';
import type { Backtest, ForecastRecord, Refusal } from './types.ts';

const REFUSALS: Readonly<Record<Refusal, Words>> = {
  'not-additive': {
    vi: 'Không dự báo: số này là tình trạng vào một ngày, không cộng dồn được theo tháng.',
    en: 'Not forecast: this number is the state on a day, its months do not add.',
  },
  'no-share': {
    vi: 'Không dự báo: chỉ dự báo các tỷ lệ đếm được theo tháng.',
    en: 'Not forecast: only shares that are counted by month are.',
  },
  'changes-later': {
    vi: 'Không dự báo: hồ sơ của các tháng đã qua còn có thể được tính thêm.',
    en: 'Not forecast: members of the months that are over may still come to be counted.',
  },
  incomplete: {
    vi: 'Không dự báo: còn thiếu số liệu của tháng trong kỳ.',
    en: 'Not forecast: months of the period are missing.',
  },
  'too-few-months': {
    vi: 'Chưa đủ tháng để dự báo: cần ít nhất 3 tháng có hồ sơ.',
    en: 'Too few months to forecast: at least 3 with dossiers are needed.',
  },
  'too-far': {
    vi: 'Không dự báo: hạn còn xa hơn 14 tháng.',
    en: 'Not forecast: the date is more than 14 months ahead.',
  },
};

export function refusalWords(refused: Refusal, language: Language): string {
  return REFUSALS[refused][language];
}

const CHANCES: readonly (readonly [from: number, words: Words])[] = [
  [0.95, { vi: 'gần như chắc chắn đạt', en: 'almost certain to be met' }],
  [0.7, { vi: 'nhiều khả năng đạt', en: 'likely to be met' }],
  [0.3, { vi: 'có thể đạt, có thể không', en: 'may or may not be met' }],
  [0.05, { vi: 'ít khả năng đạt', en: 'unlikely to be met' }],
  [0, { vi: 'gần như không thể đạt', en: 'almost certain to be missed' }],
];

export function chanceWords(chance: number | null, language: Language): string {
  if (chance === null) return '';
  return CHANCES.find(([from]) => chance >= from)?.[1][language] ?? '';
}

const SENTENCES = {
  expected: {
    vi: 'Đến {due} dự kiến {expected} (từ {low} đến {high}){chance}.',
    en: 'By {due} {expected} is expected ({low} to {high}){chance}.',
  },
  chance: { vi: '; {words} (ngưỡng {threshold})', en: '; {words} (threshold {threshold})' },
  needed: {
    vi: ' Trong khoảng {intake} hồ sơ còn tới cần {share}.',
    en: ' Of about {intake} still to come {share} are needed.',
  },
  allowed: {
    vi: ' Trong khoảng {intake} hồ sơ còn tới chỉ được {share}.',
    en: ' Of about {intake} still to come at most {share} are allowed.',
  },
  beyond: {
    vi: ' Dù mọi hồ sơ còn tới đều đạt yêu cầu cũng không đủ.',
    en: ' Even if all that are still to come are as wanted it is not enough.',
  },
  secured: { vi: ' Đã chắc đủ, dù hồ sơ còn tới ra sao.', en: ' It is secured, whatever is still to come.' },
  seasonal: {
    vi: 'Ước theo các tháng của năm trước và mức của năm nay.',
    en: 'Estimated from the months of the year before at the level of this year.',
  },
  pace: { vi: 'Ước theo nhịp các tháng đã qua.', en: 'Estimated from the pace of the months so far.' },
  tested: {
    vi: 'Thử lại trên {of} tháng đã qua: {inside} lần số thật nằm trong khoảng đã nói.',
    en: 'Tried on {of:earlier month|earlier months}: the true value lay within the range {inside:time|times}.',
  },
  said: {
    vi: 'Cuối {as_of} sẽ nói {expected} ({low} – {high}) cho {until}; thực tế {actual}.',
    en: 'At {as_of} it would have said {expected} ({low} – {high}) for {until}; it was {actual}.',
  },
} as const satisfies Record<string, Words>;

const percent = (value: number, language: Language): string =>
  `${numberText(value.toFixed(1), language)}${language === 'vi' ? ' %' : '%'}`;

/** `Đến 31/12/2024 dự kiến 70,4 % (từ 69,8 % đến 71,0 %), nhiều khả năng đạt ≥ 70 %. Trong khoảng 200 hồ sơ …` */
export function forecastSentence(record: ForecastRecord, language: Language): string {
  const { expected, low, high, chance, needed_share: share, expected_intake: intake } = record;
  if (record.refused !== null || expected === null || low === null || high === null)
    return record.refused === null ? '' : refusalWords(record.refused, language);
  const threshold = thresholdText({ ...record, unit_of_measure: 'percent' }, language);
  const words = chanceWords(chance, language);
  const said = renderMessage(
    SENTENCES.expected,
    {
      due: dateText(record.due, language),
      expected: percent(expected, language),
      low: percent(low, language),
      high: percent(high, language),
      chance: words === '' ? '' : renderMessage(SENTENCES.chance, { words, threshold }, language),
    },
    language,
  );
  if (share === null || intake === null) return said;
  const params = { intake, share: percent(Math.min(Math.max(share, 0), 100), language) };
  const atMost = record.operator === '<=';
  if (atMost ? share < 0 : share > 100) return said + SENTENCES.beyond[language];
  if (atMost ? share >= 100 : share <= 0) return said + SENTENCES.secured[language];
  return said + renderMessage(atMost ? SENTENCES.allowed : SENTENCES.needed, params, language);
}

/** From what it is estimated, and how often that was right. */
export function methodSentences({ method, backtest }: ForecastRecord, language: Language): string[] {
  if (method === 'none') return [];
  const inside = backtest.filter(isInside).length;
  return [
    SENTENCES[method][language],
    ...(backtest.length === 0 ? [] : [renderMessage(SENTENCES.tested, { of: backtest.length, inside }, language)]),
  ];
}

export function isInside({ low, high, actual }: Backtest): boolean {
  // As they are printed: a range of no width holds what it says.
  return actual >= low - 0.05 && actual <= high + 0.05;
}

export function backtestSentence({ as_of, until, expected, low, high, actual }: Backtest, language: Language): string {
  return renderMessage(
    SENTENCES.said,
    {
      as_of: dateText(as_of, language),
      until: dateText(until, language),
      expected: percent(expected, language),
      low: percent(low, language),
      high: percent(high, language),
      actual: percent(actual, language),
    },
    language,
  );
}
