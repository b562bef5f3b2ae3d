import type { Collection } from '../consolidate/collection.ts';
import { vietnameseDate } from '../dates.ts';
import type { LibraryParts } from '../library/types.ts';
import { superiorName } from '../library/units/heading.ts';
import type { Unit } from '../library/units/types.ts';
import { NATIONAL_MOTTO } from '../report/heading.ts';
import type { CellSpec, RowSpec, SheetSpec } from '../report/standard/book.ts';
import { rule } from '../report/standard/drawings.ts';
import type { Look } from '../report/standard/styles.ts';

/** Who fills the form in, for whom, and until when it is due (`YYYY-MM-DD HH:MM:SS`). */
export interface BlankReport {
  collection: Collection;
  unit: Unit;
  due: string;
}

const head: Look = { size: 13, across: 'center', wrap: true };
export const fill = (look: Look): Look => ({ ...look, unlocked: true });

/** Pixels of a bold capital of 13 points. */
const CAPITAL = 11;

/** The heading of Nghị định 30/2020/NĐ-CP, the title, whose report it is and of when. */
export function heading(
  { units }: Pick<LibraryParts, 'units'>,
  { collection, unit }: BlankReport,
  widths: readonly number[],
): [number, RowSpec][] {
  const { plan, form, period, unit: collector } = collection;
  const last = widths.length;
  const split = splitOf(widths);
  const left = widths.slice(0, split).reduce((sum, width) => sum + width, 0);
  const above = superiorName(units, unit.id, period.asOf).toLocaleUpperCase('vi');
  const title = plan === null ? form.title.vi : `Kết quả thực hiện chỉ tiêu: ${plan.title.vi}`;
  const number = plan === null ? form.shortTitle : plan.shortTitle;
  const whole = (text: string, look: Look): CellSpec[] => [{ column: 1, to: last, text, look }];
  return [
    [
      1,
      {
        height: 18,
        cells: [
          { column: 1, to: split, text: above, look: head },
          { column: split + 1, to: last, text: NATIONAL_MOTTO[0], look: { ...head, bold: true } },
        ],
      },
    ],
    [
      2,
      {
        height: unit.name.length * CAPITAL > left ? 36 : 18.75,
        cells: [
          { column: 1, to: split, text: unit.name.toLocaleUpperCase('vi'), look: { ...head, bold: true } },
          { column: split + 1, to: last, text: NATIONAL_MOTTO[1], look: { ...head, bold: true, size: 14 } },
        ],
      },
    ],
    [3, { height: 8 }],
    [4, { height: 18, cells: whole(number, { size: 12, italic: true, across: 'right' }) }],
    [
      5,
      {
        height: title.length > 90 ? 40 : 21,
        cells: whole(title.toLocaleUpperCase('vi'), { ...head, bold: true, size: 14 }),
      },
    ],
    [
      6,
      {
        height: 19.5,
        cells: whole(`(Từ ngày ${vietnameseDate(period.from)} đến ngày ${vietnameseDate(period.asOf)})`, {
          ...head,
          italic: true,
        }),
      },
    ],
    [7, { height: 6 }],
    [8, { height: 18, cells: whole(`Đơn vị báo cáo: ${unit.name}`, { size: 12, across: 'left' }) }],
    [
      9,
      {
        height: 18,
        cells: whole(`Nơi nhận báo cáo: ${units.byId.get(collector)?.name ?? ''}`, { size: 12, across: 'left' }),
      },
    ],
    [10, { height: 6 }],
  ];
}

/** The column behind which the right side of the heading begins: some two fifths of the width. */
function splitOf(widths: readonly number[]): number {
  const all = widths.reduce((sum, width) => sum + width, 0);
  let left = 0;
  for (const [at, width] of widths.entries()) {
    left += width;
    if (left >= all * 0.36) return at + 1;
  }
  return 1;
}

/** How it is filled in and until when it is due; who signs. */
export function addFoot(
  rows: Map<number, RowSpec>,
  { due }: BlankReport,
  row: number,
  last: number,
  hint: string,
): void {
  const half = Math.ceil(last / 2);
  const until = `trước ${due.slice(11, 16)} ngày ${vietnameseDate(due.slice(0, 10))}`;
  rows.set(row, {
    height: 32,
    cells: [
      {
        column: 1,
        to: last,
        text: `Chỉ điền ô trắng, bằng số nguyên; ô xám tự tính. ${hint} Gửi tệp này ${until}, không đổi tên đơn vị, kỳ và tiêu đề cột.`,
        look: { size: 11, italic: true, across: 'left', wrap: true },
      },
    ],
  });
  rows.set(row + 1, { height: 8 });
  rows.set(row + 2, {
    height: 18,
    cells: [
      { column: 1, to: half, text: 'NGƯỜI LẬP BIỂU', look: { ...head, bold: true } },
      { column: half + 1, to: last, text: 'THỦ TRƯỞNG ĐƠN VỊ', look: { ...head, bold: true } },
    ],
  });
  rows.set(row + 3, { height: 60 });
  const sign = fill(head);
  rows.set(row + 4, {
    height: 18,
    cells: [
      { column: 1, to: half, look: sign },
      { column: half + 1, to: last, look: sign },
    ],
  });
}

export function pageOf(name: string, widths: number[], rows: Map<number, RowSpec>, counts: string[]): SheetSpec {
  const all = widths.reduce((sum, width) => sum + width, 0);
  const left = widths.slice(0, splitOf(widths)).reduce((sum, width) => sum + width, 0);
  return {
    name,
    columns: widths,
    rows,
    tables: [],
    rules: [],
    repeated: 0,
    firstPageWithout: true,
    protected: true,
    counts: { ranges: counts, title: 'Số đếm', message: 'Chỉ nhập số nguyên từ 0 trở lên.' },
    anchors: [rule(widths, left / 2, 100, 3, 2), rule(widths, left + (all - left) / 2, 200, 3, 3)].join(''),
  };
}
