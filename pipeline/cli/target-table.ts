import type { TargetDetail } from '../evaluate/types.ts';
import { dueWords, nextWords, thresholdText, toDoWords, valueWords, verdictWords } from '../evaluate/words.ts';
import { numberText } from '../numbers.ts';
import { type Io, say } from './io.ts';
import { textTable } from './text-table.ts';

/** A plan's targets for people, in the words of the report: verdict, value against threshold, what is missing to it. */
export function targetTable(io: Io, targets: readonly Omit<TargetDetail, 'trend' | 'lists'>[]): string {
  const rows = targets.map((detail) => {
    const { row } = detail;
    const counts = [row.numerator, row.denominator].flatMap((count) =>
      count === null ? [] : [numberText(Math.round(count * 10) / 10, io.language)],
    );
    return [
      detail.name[io.language],
      thresholdText(row, io.language),
      counts.join('/'),
      valueWords(detail, io.language),
      verdictWords(row, io.language),
      remark(io, detail),
    ];
  });
  return textTable(
    io,
    [
      { head: say(io, 'Chỉ tiêu', 'Target'), stretch: 4 },
      { head: say(io, 'Ngưỡng', 'Threshold') },
      { head: say(io, 'Số đếm', 'Counts'), align: 'right' },
      { head: say(io, 'Kết quả', 'Value'), align: 'right' },
      { head: say(io, 'Đánh giá', 'Verdict'), stretch: 2 },
      { head: say(io, 'Ghi chú', 'Remark'), stretch: 3 },
    ],
    rows,
  );
}

function remark(io: Io, detail: Omit<TargetDetail, 'trend' | 'lists'>): string {
  const { row } = detail;
  const due = row.status === 'pending' && row.due !== null ? [dueWords(row.due, io.language)] : [];
  return [...toDoWords(detail, io.language), ...due, ...nextWords(row, io.language)].join('; ');
}
