import { vietnameseDate } from '../../pipeline/dates.ts';
import { groupWords, thresholdText, toDoWords, verdictWords } from '../../pipeline/evaluate/words.ts';
import type { Answer, TableGrouping, TargetLine } from '../../pipeline/office/questions.ts';
import { cellError } from './cell-error.ts';

export type CellValue = string | number;

/** The words in cells are Vietnamese whatever the language of Excel is: the workbook goes to other offices. */
const TARGET_HEADERS = ['Chỉ tiêu', 'Tử số', 'Mẫu số', 'Kết quả', 'Ngưỡng', 'Hạn', 'Đánh giá', 'Ghi chú'];
const GROUP_HEADERS: Readonly<Record<TableGrouping, string>> = {
  field: 'Lĩnh vực',
  procedure: 'Thủ tục',
  month: 'Tháng',
  unit: 'Đơn vị',
};
const NOT_KNOWN = 'Chưa rõ';

/** One row a target, with a header row; an empty cell where there is no value. */
export function targetTable(lines: readonly TargetLine[]): CellValue[][] {
  return [
    TARGET_HEADERS,
    ...lines.map(({ name, row, ...line }) => [
      name.vi,
      row.numerator ?? '',
      row.denominator ?? '',
      row.value ?? '',
      row.threshold === null ? '' : thresholdText(row, 'vi'),
      row.due === null ? '' : vietnameseDate(row.due),
      verdictWords(row, 'vi'),
      toDoWords({ row: { ...row, lacks: line.lacks }, ...line }, 'vi').join('; '),
    ]),
  ];
}

/** One row a group, with a header row. @throws CellError where there is nothing to show */
export function groupTable({ by, lines }: Extract<Answer, { kind: 'groups' }>): CellValue[][] {
  const [first] = lines;
  if (first === undefined) throw cellError('not-available', 'NO_ROWS');
  const lacking = lines.flatMap(({ missing }) => missing);
  if (lacking.length > 0 && lines.every(({ value }) => value === null))
    throw cellError('not-available', 'NO_DATA', { missing: [...new Set(lacking)].join('; ') });
  return [
    [GROUP_HEADERS[by], 'Tử số', 'Mẫu số', 'Kết quả'],
    ...lines.map((line) => [
      by === 'month' ? vietnameseDate(line.group) : groupWords(line, by) || NOT_KNOWN,
      line.numerator ?? '',
      line.denominator ?? '',
      line.value ?? '',
    ]),
  ];
}
