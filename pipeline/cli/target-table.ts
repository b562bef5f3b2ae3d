import { vietnameseDate } from '../dates.ts';
import { detailOf } from '../evaluate/evaluate.ts';
import { vietnameseNumber } from '../evaluate/print.ts';
import type { EvaluatedTarget } from '../evaluate/targets.ts';
import { statusWord, thresholdText, unitSuffix } from '../evaluate/words.ts';
import { type Io, say } from './io.ts';
import { textTable } from './output.ts';

/** A plan's targets for people: verdict, value against threshold, what is missing to it. */
export function targetTable(io: Io, evaluated: readonly EvaluatedTarget[]): string {
  const rows = evaluated.map((one) => {
    const { row } = one;
    const detail = detailOf(one);
    const value = detail.valueText === '' ? '–' : `${detail.valueText}${unitSuffix(row.unit_of_measure, io.language)}`;
    const counts =
      row.numerator === null
        ? ''
        : `${number(row.numerator)}${row.denominator === null ? '' : `/${number(row.denominator)}`}`;
    return [
      one.target.name[io.language],
      thresholdText(row, io.language),
      counts,
      value,
      `${statusWord(row.status, io.language)}${row.aspiration ? say(io, ' (Phấn đấu)', ' (aspiration)') : ''}`,
      remark(io, one),
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

function remark(io: Io, { row }: EvaluatedTarget): string {
  const parts = [...row.missing];
  if (row.shortfall !== null && row.shortfall > 0)
    parts.push(say(io, `còn thiếu ${number(row.shortfall)}`, `${row.shortfall} short`));
  if (row.status === 'pending' && row.due !== null)
    parts.push(say(io, `hạn ${vietnameseDate(row.due)}`, `due ${row.due}`));
  if (row.next_due !== null && row.next_threshold !== null) {
    parts.push(
      say(
        io,
        `mốc sau ${number(row.next_threshold)} % vào ${vietnameseDate(row.next_due)}`,
        `next ${row.next_threshold} % on ${row.next_due}`,
      ),
    );
  }
  return parts.join('; ');
}

function number(value: number): string {
  return vietnameseNumber(String(Math.round(value * 10) / 10));
}
