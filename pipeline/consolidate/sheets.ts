import type { RowSpec, SheetSpec, TableSpec } from '../report/standard/book.ts';
import { makeBook } from '../report/standard/book.ts';
import { standardSheets } from '../report/standard/standard.ts';
import type { Look } from '../report/standard/styles.ts';
import { type BarChart, chartSheet } from './charts.ts';
import type { Consolidated } from './consolidate.ts';
import { addedColumns, formPage, formUnitSheet } from './form-page.ts';

const words: Look = { wrap: true, border: 'lrtb', across: 'left', size: 11 };
const centred: Look = { wrap: true, border: 'lrtb', across: 'center', size: 11 };

/** What A4 landscape has between its margins, in pixels (`report/standard/standard.ts`). */
const WIDTH = 924;

/** The template of the consolidated workbook: it has a column for each target, or for each column of the form. */
export function consolidatedTemplate(consolidated: Consolidated, charts: readonly BarChart[]): Uint8Array {
  const { collection, targets } = consolidated;
  const { plan, form } = collection;
  const wide = 2 + Math.max(0, ...charts.map(({ series }) => series.length));
  const drawn = charts.length === 0 ? [] : [chartSheet(charts, titles('BIỂU ĐỒ', wide, 6), WIDTH)];
  if (plan === null) {
    return makeBook([
      formPage(form, addedColumns(consolidated)),
      formUnitSheet(addedColumns(consolidated), titles),
      ...drawn,
      rollSheet(),
      checkSheet(),
      rankSheet(),
    ]);
  }
  const [page] = standardSheets();
  if (page === undefined) throw new Error('the standard report has no first sheet');
  return makeBook([
    page,
    matrixSheet(targets.map(({ target }) => target.name.vi)),
    ...drawn,
    rollSheet(),
    checkSheet(),
    rankSheet(),
  ]);
}

function line(row: number, height: number, cells: RowSpec['cells'] = []): [number, RowSpec] {
  return [row, { height, cells }];
}

function titles(title: string, columns: number, place: number, name?: string): Map<number, RowSpec> {
  const look: Look = { across: 'center', wrap: true };
  return new Map([
    line(1, 21, [
      {
        column: 1,
        to: columns,
        ...(name === undefined ? { text: title } : { names: [name] }),
        look: { ...look, size: 14, bold: true },
      },
    ]),
    line(2, 18.75, [
      { column: 1, to: columns, look: { ...look, size: 12, italic: true }, names: [`vd_phu_de_${place}`] },
    ]),
    line(3, 8),
  ]);
}

function tableAt(name: string, row: number, headerHeight: number, columns: readonly [string, Look][]): TableSpec {
  return { name, row, bodyRows: 1, headerHeight, columns: columns.map(([header, look]) => ({ header, look })) };
}

function matrixSheet(targets: readonly string[]): SheetSpec {
  const each = Math.max(46, Math.floor((WIDTH - 32 - 200 - 90) / Math.max(1, targets.length)));
  const columns = [
    32,
    WIDTH - 32 - 90 - each * targets.length > 150 ? WIDTH - 32 - 90 - each * targets.length : 200,
    ...targets.map(() => each),
    90,
  ];
  const header = headerHeight(targets, each);
  const last = columnLetter(2 + targets.length);
  const sign = (verdict: string): string => `LEFT(C5,1)="${verdict}"`;
  return {
    name: 'Đơn vị × chỉ tiêu',
    columns,
    repeated: 4,
    rows: titles('KẾT QUẢ CÁC CHỈ TIÊU THEO ĐƠN VỊ', columns.length, 2),
    tables: [
      tableAt('vd_ma_tran', 4, header, [
        ['TT', centred],
        ['Đơn vị', words],
        ...targets.map((name): [string, Look] => [name, centred]),
        ['Số chỉ tiêu đạt', centred],
      ]),
    ],
    rules: [
      { range: `C5:${last}5`, formula: sign('▼'), rule: 'below' },
      { range: `C5:${last}5`, formula: sign('✓'), rule: 'met' },
      { range: `C5:${last}5`, formula: sign('◷'), rule: 'pending' },
      { range: `C5:${last}5`, formula: sign('–'), rule: 'noData' },
      { range: `A5:${columnLetter(3 + targets.length)}5`, formula: '$B5="CHUNG"', rule: 'group' },
    ],
  };
}

/** High enough for the longest header in a column so wide: some 9 pixels a bold letter with what wrapping leaves, 15 points a line. */
function headerHeight(headers: readonly string[], width: number): number {
  const lines = Math.max(1, ...headers.map((text) => Math.ceil((text.length * 9) / Math.max(1, width - 8))));
  return Math.min(160, 6 + 15.5 * lines);
}

function columnLetter(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return `${before > 0 ? columnLetter(before) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

function rollSheet(): SheetSpec {
  return {
    name: 'Theo dõi gửi báo cáo',
    columns: [36, 260, 150, 100, 110, 150, 58, 60],
    repeated: 4,
    rows: titles('THEO DÕI GỬI BÁO CÁO', 8, 3),
    tables: [
      tableAt('vd_th_don_vi', 4, 36, [
        ['TT', centred],
        ['Đơn vị', words],
        ['Tình trạng', words],
        ['Nhận lúc', centred],
        ['Xử lý', words],
        ['Tệp', words],
        ['Số lần gửi', centred],
        ['Đã nhắc', centred],
      ]),
    ],
    rules: [
      { range: 'C5', formula: 'LEFT(C5,8)="Chưa gửi"', rule: 'below' },
      { range: 'C5', formula: 'LEFT(C5,7)="Sai kỳ "', rule: 'below' },
      { range: 'C5', formula: 'LEFT(C5,7)="Gửi muộ"', rule: 'pending' },
      { range: 'C5', formula: 'LEFT(C5,8)="Đúng hạn"', rule: 'met' },
    ],
  };
}

function rankSheet(): SheetSpec {
  const rows = titles('XẾP HẠNG CÁC ĐƠN VỊ', 6, 5);
  rows.set(
    ...line(3, 18, [
      { column: 1, to: 6, look: { size: 11, italic: true, across: 'left', wrap: true }, names: ['vd_th_cach_cham'] },
    ]),
  );
  return {
    name: 'Xếp hạng',
    columns: [90, 434, 100, 100, 100, 100],
    repeated: 4,
    rows,
    tables: [
      tableAt('vd_th_xep_hang', 4, 21, [
        ['Hạng', centred],
        ['Đơn vị', words],
        ['Điểm', centred],
        ['Trên', centred],
        ['Tỷ lệ %', centred],
        ['So kỳ trước', centred],
      ]),
    ],
    rules: [{ range: 'A5:F5', formula: 'AND($A5="",$C5="")', rule: 'group' }],
  };
}

function checkSheet(): SheetSpec {
  return {
    name: 'Kiểm tra',
    columns: [36, 66, 150, 180, 70, 76, 346],
    repeated: 4,
    rows: titles('KIỂM TRA BÁO CÁO CÁC ĐƠN VỊ', 7, 4),
    tables: [
      tableAt('vd_th_kiem_tra', 4, 36, [
        ['TT', centred],
        ['Mức', centred],
        ['Đơn vị', words],
        ['Tệp, trang tính, ô', words],
        ['Phải là', words],
        ['Đang là', words],
        ['Nội dung, nguyên nhân, cách xử lý', words],
      ]),
    ],
    rules: [
      { range: 'B5', formula: 'B5="Lỗi"', rule: 'below' },
      { range: 'B5', formula: 'B5="Cần xem"', rule: 'pending' },
    ],
  };
}
