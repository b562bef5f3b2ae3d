import type { TargetDetail } from '../../evaluate/types.ts';
import { statusSign, statusWord, thresholdText, valueWords } from '../../evaluate/words.ts';
import { type Io, say } from '../io.ts';
import type { ToldTarget } from './state.ts';

type Shown = Pick<TargetDetail, 'row' | 'name' | 'valueText'>;

/** How targets stand, to be told apart from how they stand next time. */
export function toldTargets(details: readonly Shown[]): Record<string, ToldTarget> {
  return Object.fromEntries(
    details.map((detail) => [detail.row.target, { status: detail.row.status, value: detail.valueText }]),
  );
}

/** What changed since it was told last: new red, new green, other verdicts, other values; in sentences. */
export function changesSince(
  io: Io,
  before: Record<string, ToldTarget> | undefined,
  details: readonly Shown[],
): string[] {
  const words = (detail: Shown): string =>
    `${detail.name[io.language]}: ${valueWords(detail, io.language)} (${thresholdText(detail.row, io.language)})`;
  if (before === undefined) {
    const count = (status: string): number => details.filter(({ row }) => row.status === status).length;
    return [
      say(
        io,
        'Lần đầu: {met} đạt, {below} chưa đạt, {all} chỉ tiêu.',
        'For the first time: {met} met, {below} below, of {all}.',
        {
          met: count('met'),
          below: count('below'),
          all: details.length,
        },
      ),
    ];
  }
  const lines = details.flatMap((detail): string[] => {
    const { status, target } = detail.row;
    const was = before[target];
    if (was === undefined) return [say(io, 'Chỉ tiêu mới: {words}', 'A new target: {words}', { words: words(detail) })];
    if (was.status !== status) {
      const sign = statusSign(status);
      const now = statusWord(status, io.language);
      return [
        status === 'met'
          ? say(io, '{sign} Mới đạt: {words}', '{sign} Newly met: {words}', { sign, words: words(detail) })
          : status === 'below'
            ? say(io, '{sign} Mới chưa đạt: {words}', '{sign} Newly below: {words}', { sign, words: words(detail) })
            : `${sign} ${now}: ${words(detail)}`,
      ];
    }
    if (was.value === detail.valueText) return [];
    return [
      say(io, '{words}, lần trước {before}', '{words}, {before} the time before', {
        words: words(detail),
        before: valueWords({ ...detail, valueText: was.value }, io.language),
      }),
    ];
  });
  return lines.length > 0 ? lines : [say(io, 'Không có gì đổi.', 'Nothing changed.')];
}
