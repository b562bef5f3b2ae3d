import type { Form, FormColumn } from '../library/forms/types.ts';
import { columnName } from '../report/a1.ts';
import { NATIONAL_MOTTO } from '../report/heading.ts';
import { SIGNATURE_BLOCK } from '../report/layout.ts';
import type { CellSpec, RowSpec, SheetSpec, TableSpec } from '../report/standard/book.ts';
import { rule } from '../report/standard/drawings.ts';
import { COUNT, type Look } from '../report/standard/styles.ts';
import type { Consolidated } from './consolidate.ts';

/** What A4 landscape has between its margins, in pixels (`report/standard/standard.ts`). */
const WIDTH = 924;
const words: Look = { wrap: true, border: 'lrtb', across: 'left', size: 11 };
const centred: Look = { wrap: true, border: 'lrtb', across: 'center', size: 11 };
const number: Look = { border: 'lrtb', across: 'right', format: COUNT, size: 11, shrink: true };
const head: Look = { size: 13, across: 'center', wrap: true };

/** The columns of a form that any report has, in the form's order. */
export function addedColumns({ collection: { form }, cells }: Consolidated): FormColumn[] {
  const there = new Set(cells.map(({ column }) => column));
  return form.columns.filter(({ id }) => there.has(id));
}

/**
 * The headers of a form's columns below their groups, each another one: with the form's own number where it numbers them,
 * else with their place, as forms are printed. A column that only holds together what others part has neither.
 */
export function formHeaders(columns: readonly FormColumn[]): string[] {
  const numbered = columns.every(({ number: own, of }) => own !== null || of.length > 0);
  return columns.map(({ header, number: own, of }, at) => {
    const shown = numbered ? own : of.length > 0 ? null : at + 3;
    return shown === null ? header.own : `${header.own} (${shown})`;
  });
}

/** The whole by field, as the page that is signed: laid out after Nghị định 30/2020/NĐ-CP. */
export function formPage(form: Form, columns: readonly FormColumn[]): SheetSpec {
  const widths = widthsOf(columns);
  const last = widths.length;
  const [split, left] = splitOf(widths);
  const whole = (text: Pick<CellSpec, 'text' | 'names'>, look: Look): CellSpec[] => [
    { column: 1, to: last, ...text, look },
  ];
  const sides = (onLeft: Partial<CellSpec>, onRight: Partial<CellSpec>, look: Look): CellSpec[] => [
    { column: 1, to: split, ...onLeft, look: { ...look, ...onLeft.look } },
    { column: split + 1, to: last, ...onRight, look: { ...look, ...onRight.look } },
  ];
  const rows = new Map<number, RowSpec>([
    [
      1,
      {
        height: 18,
        cells: sides({ names: ['vd_co_quan_chu_quan'] }, { text: NATIONAL_MOTTO[0], look: { bold: true } }, head),
      },
    ],
    [
      2,
      {
        height: 18.75,
        cells: sides(
          { names: ['vd_co_quan'] },
          { text: NATIONAL_MOTTO[1], look: { size: 14 } },
          { ...head, bold: true },
        ),
      },
    ],
    [3, { height: 8 }],
    [
      4,
      {
        height: 18,
        cells: sides({ names: ['vd_so_ky_hieu'] }, { names: ['vd_dia_danh_ngay'], look: { italic: true } }, head),
      },
    ],
    [5, { height: 6 }],
    [6, { height: 21, cells: whole({ names: ['vd_th_tieu_de'] }, { ...head, bold: true, size: 14 }) }],
    [7, { height: 18.75, cells: whole({ names: ['vd_phu_de_1'] }, { ...head, size: 12, italic: true }) }],
    [8, { height: 18, cells: whole({ text: form.shortTitle }, { size: 11, italic: true, across: 'right' }) }],
    [9, groupRow(columns)],
    [12, { height: 4 }],
    [13, { height: 18, cells: whole({ names: ['vd_th_do_phu'] }, { size: 11, across: 'left', wrap: true }) }],
    [14, { height: 6 }],
    [
      15,
      {
        height: 18,
        cells: [
          { column: 1, to: split, text: 'Nơi nhận:', look: { size: 12, bold: true, italic: true, across: 'left' } },
          { column: split + 1, to: last, names: ['vd_chuc_vu'], look: { ...head, bold: true } },
        ],
      },
    ],
    [
      16,
      {
        height: 15,
        cells: [
          {
            column: 1,
            to: split,
            toRow: 20,
            names: ['vd_noi_nhan'],
            look: { size: 11, across: 'left', down: 'top', wrap: true },
          },
        ],
      },
    ],
    ...[17, 18, 19].map((row): [number, RowSpec] => [row, { height: 15 }]),
    [
      20,
      { height: 18, cells: [{ column: split + 1, to: last, names: ['vd_nguoi_ky'], look: { ...head, bold: true } }] },
    ],
  ]);
  return {
    name: 'Theo lĩnh vực',
    columns: widths,
    repeated: [9, 10],
    firstPageWithout: true,
    anchors: [rule(widths, left / 2, 100, 3, 2), rule(widths, left + (WIDTH - left) / 2, 200, 3, 3)].join(''),
    rows,
    names: { [SIGNATURE_BLOCK]: `$A$15:$${columnName(last)}$20` },
    tables: [tableOf('vd_th_linh_vuc', 10, form.labelHeader, columns, widths)],
    rules: [{ range: `A11:${columnName(last)}11`, formula: '$B11="Tổng số"', rule: 'group' }],
  };
}

/** The same numbers by unit. */
export function formUnitSheet(
  columns: readonly FormColumn[],
  titles: (title: string, columns: number, place: number) => Map<number, RowSpec>,
): SheetSpec {
  const widths = widthsOf(columns);
  const rows = titles('THEO ĐƠN VỊ', widths.length, 2);
  rows.set(4, groupRow(columns));
  return {
    name: 'Theo đơn vị',
    columns: widths,
    repeated: [4, 5],
    rows,
    tables: [tableOf('vd_th_bieu_don_vi', 5, 'Đơn vị', columns, widths)],
    rules: [],
  };
}

function widthsOf(columns: readonly FormColumn[]): number[] {
  const each = Math.max(46, Math.floor((WIDTH - 36 - 200) / Math.max(1, columns.length)));
  return [36, Math.max(160, WIDTH - 36 - each * columns.length), ...columns.map(() => each)];
}

/** The column behind which the right side of the heading begins, and the pixels left of it. */
function splitOf(widths: readonly number[]): [column: number, left: number] {
  let left = 0;
  for (const [at, width] of widths.entries()) {
    left += width;
    if (left >= WIDTH * 0.36) return [at + 1, left];
  }
  return [widths.length - 1, left];
}

/** The groups above the headers, each over its columns. */
function groupRow(columns: readonly FormColumn[]): RowSpec {
  const look: Look = { bold: true, across: 'center', wrap: true, border: 'lrtb', grey: true, size: 11 };
  const cells: CellSpec[] = [
    { column: 1, look },
    { column: 2, look },
  ];
  for (let at = 0; at < columns.length; ) {
    const group = columns[at]?.header.group ?? '';
    const other = columns.findIndex((one, index) => index > at && one.header.group !== group);
    const next = group === '' ? at + 1 : other < 0 ? columns.length : other;
    cells.push({ column: at + 3, ...(next > at + 1 ? { to: next + 2 } : {}), text: group, look });
    at = next;
  }
  return { height: 36, cells };
}

function tableOf(
  name: string,
  row: number,
  label: string,
  columns: readonly FormColumn[],
  widths: readonly number[],
): TableSpec {
  const headers = formHeaders(columns);
  const lines = Math.max(
    1,
    ...headers.map((text, at) => Math.ceil((text.length * 8) / Math.max(1, (widths[at + 2] ?? 0) - 8))),
  );
  return {
    name,
    row,
    bodyRows: 1,
    headerHeight: 6 + 14.5 * lines,
    size: 11,
    columns: [
      { header: 'TT', look: centred },
      { header: label, look: words },
      ...headers.map((header) => ({ header, look: number })),
    ],
  };
}
