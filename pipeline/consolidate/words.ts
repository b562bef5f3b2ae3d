import { dateText } from '../dates.ts';
import type { LibraryParts } from '../library/types.ts';
import { type Language, type MessageParams, renderMessage, type Severity, type Words } from '../messages.ts';
import type { Consolidated } from './consolidate.ts';
import { checkSentence } from './problems.ts';
import type { RollLine, RollState } from './roll.ts';
import type { ReadSheet } from './types.ts';

/** What the states of a report are called. */
export const STATE_WORDS: Readonly<Record<RollState, Words>> = {
  'on-time': { vi: 'Đúng hạn', en: 'On time' },
  late: { vi: 'Gửi muộn', en: 'Late' },
  missing: { vi: 'Chưa gửi', en: 'Not sent' },
  'wrong-period': { vi: 'Sai kỳ hoặc sai biểu', en: 'Another period or form' },
  nothing: { vi: 'Không phát sinh', en: 'Nothing to report' },
  excluded: { vi: 'Không phải gửi', en: 'Not asked' },
};

export const SEVERITY_WORDS: Readonly<Record<Severity, Words>> = {
  error: { vi: 'Lỗi', en: 'Error' },
  warning: { vi: 'Cần xem', en: 'Look at it' },
  info: { vi: 'Để biết', en: 'To know' },
};

const DECISION_WORDS: Readonly<Record<RollLine['decision'], Words>> = {
  open: { vi: 'Chưa xem', en: 'Open' },
  accepted: { vi: 'Chấp nhận', en: 'Accepted' },
  returned: { vi: 'Trả lại', en: 'Returned' },
};

/** `Gửi muộn 2 ngày`, `Đúng hạn, gửi 2 lần`, `Không phải gửi: …` */
export function stateWords(
  { state, daysLate, sent, reason }: Pick<RollLine, 'state' | 'daysLate' | 'sent' | 'reason'>,
  language: Language,
): string {
  const word = STATE_WORDS[state][language];
  const days = language === 'vi' ? ` ${daysLate} ngày` : ` by ${daysLate} ${daysLate === 1 ? 'day' : 'days'}`;
  const times = language === 'vi' ? `, gửi ${sent.length} lần` : `, sent ${sent.length} times`;
  const why = (state === 'excluded' || state === 'nothing') && reason !== '' ? `: ${reason}` : '';
  return `${word}${state === 'late' ? days : ''}${sent.length > 1 && (state === 'late' || state === 'on-time') ? times : ''}${why}`;
}

/** `Chấp nhận`, `Trả lại: …`; empty where no report of the period is there to decide on. */
export function decisionWords(
  { state, decision, reason }: Pick<RollLine, 'state' | 'decision' | 'reason'>,
  language: Language,
): string {
  if (state !== 'on-time' && state !== 'late') return '';
  const word = DECISION_WORDS[decision][language];
  return decision === 'returned' && reason !== '' ? `${word}: ${reason}` : word;
}

const COVERAGE = {
  added: { vi: 'Cộng {included}/{expected} đơn vị.', en: '{included} of {expected} units are added.' },
  missing: { vi: 'Chưa có: {units}.', en: 'Missing: {units}.' },
  left: { vi: 'Không cộng: {units}.', en: 'Not added: {units}.' },
  frozen: { vi: 'Kỳ đã chốt (bản {version}).', en: 'The period is frozen (version {version}).' },
  changed: {
    vi: 'Đã có thay đổi từ khi chốt bản {version}.',
    en: 'Something changed after version {version} was frozen.',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** More names than these nobody reads in a sentence: the roll has them all. */
const MOST_NAMES = 10;
const MORE: Words = { vi: 'và {count} đơn vị nữa', en: 'and {count} more' };

function few(names: readonly string[], language: Language): string {
  if (names.length <= MOST_NAMES) return names.join('; ');
  return `${names.slice(0, MOST_NAMES).join('; ')} ${renderMessage(MORE, { count: names.length - MOST_NAMES }, language)}`;
}

/** `Cộng 118/124 đơn vị. Chưa có: …. Không cộng: …` */
export function coverageWords({ included, roll, missing, leftOut }: Consolidated, language: Language): string {
  const nameOf = (id: string): string => roll.lines.find(({ unit }) => unit === id)?.shortName ?? id;
  const say = (words: keyof typeof COVERAGE, params: MessageParams): string =>
    renderMessage(COVERAGE[words], params, language);
  const expected = roll.lines.filter(({ state }) => state !== 'excluded').length;
  const left = leftOut.map(({ unit, reason }) => `${nameOf(unit)} (${reason[language]})`);
  return [
    say('added', { included: included.length, expected }),
    ...(missing.length > 0 ? [say('missing', { units: few(missing.map(nameOf), language) })] : []),
    ...(left.length > 0 ? [say('left', { units: few(left, language) })] : []),
    ...(roll.version > 0 ? [say(roll.frozen ? 'frozen' : 'changed', { version: roll.version })] : []),
  ].join(' ');
}

const UNDERSTOOD = {
  own: {
    vi: 'Báo cáo do Về đích {program} lập lúc {at}: {unit}, {from} – {to}, {count} chỉ tiêu.',
    en: 'Report made by Về đích {program} at {at}: {unit}, {from} – {to}, {count:target|targets}.',
  },
  table: {
    vi: '{what}: {unit}, {from} – {to}, {count} chỉ tiêu.',
    en: '{what}: {unit}, {from} – {to}, {count:target|targets}.',
  },
  form: {
    vi: '{what}: {unit}, {from} – {to}, {count} dòng.',
    en: '{what}: {unit}, {from} – {to}, {count:row|rows}.',
  },
  shorter: {
    vi: '{what}: {unit}, {from} – {to}, cộng từ {count} báo cáo kỳ ngắn hơn.',
    en: '{what}: {unit}, {from} – {to}, added from {count:report|reports} of shorter periods.',
  },
} as const satisfies Readonly<Record<string, Words>>;
const NOBODY: Words = { vi: 'chưa rõ đơn vị', en: 'unit not known' };

/** One sentence on what a sheet was understood to be; of one that is no report, why. */
export function understoodWords(
  sheet: ReadSheet,
  { units, plans, forms }: Pick<LibraryParts, 'units' | 'plans' | 'forms'>,
  language: Language,
): string {
  const { kind, plan, form, unit, from, asOf, made, addedFrom, figures, cells, problems } = sheet;
  if (kind === 'unknown') return problems.map((one) => checkSentence(one, language)).join(' ');
  const which = addedFrom !== undefined ? 'shorter' : kind;
  const params = {
    what: plans.get(plan ?? '')?.shortTitle ?? forms.get(form ?? '')?.shortTitle ?? '',
    unit: units.byId.get(unit ?? '')?.name ?? unit ?? NOBODY,
    from: dateText(from ?? '', language),
    to: dateText(asOf ?? '', language),
    count: addedFrom ?? (figures.length || new Set(cells.map(({ row }) => row)).size),
    program: made?.program ?? '',
    at: made?.at.slice(0, 16) ?? '',
  };
  return renderMessage(UNDERSTOOD[which], params, language);
}
