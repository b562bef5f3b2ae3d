import type { Language, Words } from '../messages.ts';
import type { Consolidated } from './consolidate.ts';
import type { RollLine, RollState } from './roll.ts';

/** What the states of a report are called. */
export const STATE_WORDS: Readonly<Record<RollState, Words>> = {
  'on-time': { vi: 'Đúng hạn', en: 'On time' },
  late: { vi: 'Gửi muộn', en: 'Late' },
  missing: { vi: 'Chưa gửi', en: 'Not sent' },
  'wrong-period': { vi: 'Sai kỳ hoặc sai biểu', en: 'Another period or form' },
  nothing: { vi: 'Không phát sinh', en: 'Nothing to report' },
  excluded: { vi: 'Không phải gửi', en: 'Not asked' },
};

export const DECISION_WORDS: Readonly<Record<RollLine['decision'], Words>> = {
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

export function decisionWords(
  { state, decision, reason }: Pick<RollLine, 'state' | 'decision' | 'reason'>,
  language: Language,
): string {
  if (state !== 'on-time' && state !== 'late') return '';
  const word = DECISION_WORDS[decision][language];
  return decision === 'returned' && reason !== '' ? `${word}: ${reason}` : word;
}

/** `Cộng 118/124 đơn vị. Chưa có: …. Không cộng: …` */
export function coverageWords({ included, roll, missing, leftOut }: Consolidated, language: Language): string {
  const nameOf = (id: string): string => roll.lines.find(({ unit }) => unit === id)?.name ?? id;
  const expected = roll.lines.filter(({ state }) => state !== 'excluded').length;
  const say = (vi: string, en: string): string => (language === 'vi' ? vi : en);
  const parts = [
    say(`Cộng ${included.length}/${expected} đơn vị.`, `${included.length} of ${expected} units are added.`),
  ];
  if (missing.length > 0) parts.push(`${say('Chưa có', 'Missing')}: ${missing.map(nameOf).join('; ')}.`);
  const left = leftOut.map(({ unit, reason }) => `${nameOf(unit)} (${reason[language]})`);
  if (left.length > 0) parts.push(`${say('Không cộng', 'Not added')}: ${left.join('; ')}.`);
  if (roll.version > 0)
    parts.push(
      roll.frozen
        ? say(`Kỳ đã chốt (bản ${roll.version}).`, `The period is frozen (version ${roll.version}).`)
        : say(
            `Đã có thay đổi từ khi chốt bản ${roll.version}.`,
            `Something changed after version ${roll.version} was frozen.`,
          ),
    );
  return parts.join(' ');
}
