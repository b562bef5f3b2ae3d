import { dateText, monthEnd, monthOf } from '../dates.ts';
import { exact, multiply } from '../exact.ts';
import { type Language, renderMessage, type Words } from '../messages.ts';
import { numberText } from '../numbers.ts';
import { roundedTowards } from './print.ts';
import type { Needed } from './types.ts';

/** What stands in a sentence beside the numbers of `Needed`, as it is printed elsewhere too. */
interface Said {
  /** What members are called: `hồ sơ`, `dossier|dossiers`. */
  counted: Words | undefined;
  value: string;
  /** `≥ 70 %` of the milestone to come, where it is not the one in force. */
  milestone: string | null;
  best: string;
  suffix: string;
  /** The reporting date. */
  asOf: string;
}

/** `asked`: the threshold is not reached today; `kept`: it is, and that is how far it may fall. */
type Sentence = Readonly<Record<'asked' | 'kept', Words>>;

const SENTENCES: Readonly<Record<Needed['kind'], Sentence>> = {
  'at-least': {
    asked: {
      vi: '{when} cần khoảng {hits} trên {of} ({share}), đang là {value}',
      en: '{when}: about {hits} of {of} needed ({share}), {value} so far',
    },
    kept: {
      vi: 'vẫn đạt nếu {when} có ít nhất {hits} trên khoảng {of} ({share})',
      en: 'still met if {when} brings at least {hits} of about {of} ({share})',
    },
  },
  'at-most': {
    asked: {
      vi: '{when} chỉ được tối đa {hits} trên khoảng {of} ({share}), đang là {value}',
      en: '{when}: at most {hits} of about {of} allowed ({share}), {value} so far',
    },
    kept: {
      vi: 'vẫn đạt nếu {when} có tối đa {hits} trên khoảng {of} ({share})',
      en: 'still met if {when} brings at most {hits} of about {of} ({share})',
    },
  },
  mean: {
    asked: {
      vi: '{when} cần trung bình tối đa {share} trên khoảng {of}, đang là {value}',
      en: '{when}: at most {share} on average allowed over about {of}, {value} so far',
    },
    kept: {
      vi: 'vẫn đạt nếu {when} trung bình tối đa {share} trên khoảng {of}',
      en: 'still met if {when} takes at most {share} on average over about {of}',
    },
  },
  secured: both({
    vi: 'vẫn đạt dù {when} ra sao, dự kiến {of}',
    en: 'met whatever {when} brings, {of} expected',
  }),
  'out-of-reach': both({
    vi: 'dù tất cả khoảng {of} {when} đều đạt yêu cầu, vẫn chưa đạt{best}',
    en: 'missed even if all of about {of} of {when} are as wanted{best}',
  }),
};

/** Against a number kept by hand it is how many come that counts: there is no share. */
const HOW_MANY: Readonly<Record<'at-least' | 'at-most', Sentence>> = {
  'at-least': {
    asked: { vi: '{when} cần {hits} trong khi dự kiến {of}', en: '{when}: {hits} needed, {of} expected' },
    kept: {
      vi: 'vẫn đạt nếu {when} có ít nhất {hits}, dự kiến {of}',
      en: 'still met if {when} brings at least {hits}, {of} expected',
    },
  },
  'at-most': {
    asked: { vi: '{when} chỉ được tối đa {hits}, dự kiến {of}', en: '{when}: at most {hits} allowed, {of} expected' },
    kept: {
      vi: 'vẫn đạt nếu {when} có tối đa {hits}, dự kiến {of}',
      en: 'still met if {when} brings at most {hits}, {of} expected',
    },
  },
};

const BASIS: Readonly<Record<Needed['basis'], Words>> = {
  last_year: { vi: 'ước theo cùng kỳ năm {year}', en: 'as in the same months of {year}' },
  pace: { vi: 'ước theo nhịp từ đầu kỳ', en: 'at the pace so far' },
};
const MILESTONE: Words = { vi: 'mốc {milestone}: {sentence}', en: 'for {milestone}: {sentence}' };
const AT_BEST: Words = { vi: ' (nhiều nhất chỉ đến {best})', en: ' (at best {best})' };

function both(words: Words): Sentence {
  return { asked: words, kept: words };
}

/** `tháng 11 cần khoảng 150 trên 200 hồ sơ mới (75 %), đang là 69,23 %, ước theo cùng kỳ năm 2023` */
export function neededSentence(needed: Needed, said: Said, language: Language): string {
  const { kind, reached, hits, share } = needed;
  const plain = share === null && (kind === 'at-least' || kind === 'at-most');
  const sentences = plain ? HOW_MANY[kind] : SENTENCES[kind];
  const main = renderMessage(
    sentences[reached ? 'kept' : 'asked'],
    {
      when: whenWords(needed, said.asOf, language),
      hits: hits ?? 0,
      of: comingWords(needed, said.counted, language),
      share: shareText(needed, said.suffix, language),
      value: said.value,
      best: said.best === '' ? '' : renderMessage(AT_BEST, { best: said.best }, language),
    },
    language,
  );
  const basis = renderMessage(BASIS[needed.basis], { year: String(needed.year) }, language);
  const sentence = `${main}, ${basis}`;
  return said.milestone === null
    ? sentence
    : renderMessage(MILESTONE, { milestone: said.milestone, sentence }, language);
}

/** Rounded to the safe side: who keeps to what is printed, reaches the threshold. `66,7 %; 35 từ trước, 25 mới` */
function shareText({ kind, hits, of, old, seconds, share }: Needed, suffix: string, language: Language): string {
  if (share === null) return '';
  const value = seconds === null ? multiply(exact(hits ?? 0, of), exact(100)) : exact(seconds, 60 * of);
  const parts = old === 0 ? '' : renderMessage(PARTS, { old, fresh: of - old }, language);
  return numberText(roundedTowards(value, 1, kind === 'at-least' ? 'up' : 'down'), language) + suffix + parts;
}

/** What so many members are called; in English a word for one and one for many, `dossier|dossiers`. */
export function nounOf(counted: Words, count: number, language: Language): string {
  const [one = '', many = one] = counted[language].split('|');
  return count === 1 ? one : many;
}

const CASES: Words = { vi: 'trường hợp', en: 'case|cases' };
const COMING: Words = { vi: '{of} {noun} mới', en: '{of} new {noun}' };
const ALL: Words = { vi: '{of} {noun}', en: '{of} {noun}' };

/** `200 hồ sơ mới`; of those that are partly from before `60 kết quả`. */
function comingWords({ of, old }: Needed, counted: Words = CASES, language: Language): string {
  return renderMessage(old === 0 ? COMING : ALL, { of, noun: nounOf(counted, of, language) }, language);
}

const PARTS: Words = { vi: '; {old} từ trước, {fresh} mới', en: '; {old} from before, {fresh} new' };

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WHEN = {
  days: { vi: 'từ {first} đến {last}', en: '{first} to {last}' },
  year: { vi: 'năm {year}', en: '{year}' },
  months: { vi: 'tháng {months}', en: '{months}' },
  monthsOfYear: { vi: 'tháng {months}/{year}', en: '{months} {year}' },
} as const satisfies Record<string, Words>;

/** The days to come: `tháng 11`, `tháng 10–12`, `năm 2025`, `từ 16/11/2024 đến 30/11/2024`. */
function whenWords({ from, until }: Needed, asOf: string, language: Language): string {
  const [first, last] = [monthOf(from), monthOf(until)];
  const year = from.slice(0, 4);
  const isMonths = from === `${first}-01` && until === monthEnd(last) && year === until.slice(0, 4);
  const numbers = [...new Set([first, last])].map((month) => Number(month.slice(5)));
  const params = {
    first: dateText(from, language),
    last: dateText(until, language),
    year,
    months: numbers.map((number) => (language === 'vi' ? number : MONTHS[number - 1])).join('–'),
  };
  const isYear = numbers[0] === 1 && numbers[1] === 12;
  const words = !isMonths
    ? WHEN.days
    : isYear
      ? WHEN.year
      : year === asOf.slice(0, 4)
        ? WHEN.months
        : WHEN.monthsOfYear;
  return renderMessage(words, params, language);
}
