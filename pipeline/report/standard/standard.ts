import { NATIONAL_MOTTO } from '../heading.ts';
import {
  APPENDICES,
  type Appendix,
  REPORT_NAMES,
  REPORT_TABLES,
  type ReportTable,
  SIGNATURE_BLOCK,
} from '../layout.ts';
import type { RowSpec, SheetSpec, TableSpec } from './book.ts';
import { chartFrame, lineChart, rule } from './drawings.ts';
import type { Look } from './styles.ts';
import { COUNT, DECIMALS } from './styles.ts';

/**
 * The standard report, laid out after Nghị định 30/2020/NĐ-CP (appendix I). Widths add up to 924 pixels: what A4
 * landscape has between margins of 30 and 15 mm, less three per cent for printers that draw wider. Where a machine lacks the
 * font, a page is drawn smaller rather than broken in two.
 */
const words: Look = { wrap: true, border: 'lrtb', across: 'left' };
const centred: Look = { wrap: true, border: 'lrtb', across: 'center' };
const count: Look = { border: 'lrtb', across: 'right', format: COUNT, shrink: true };

/** A table of the report with a look for each of its columns (`layout.ts`), those for staff behind. */
function table(name: ReportTable, row: number, headerHeight: number, looks: readonly Look[]): TableSpec {
  const { columns, staff } = REPORT_TABLES[name];
  const headers = [...columns, ...staff];
  if (headers.length !== looks.length)
    throw new RangeError(`${name} has ${headers.length} columns, not ${looks.length}`);
  const all = headers.map((header, i) => ({ header, look: looks[i] ?? {} }));
  return { name, row, bodyRows: 1, headerHeight, columns: all };
}

function line(row: number, height: number, cells: RowSpec['cells'] = []): [number, RowSpec] {
  return [row, { height, cells }];
}

/** The table of targets holds much in little room: letters of 11 points. */
const small = (look: Look): Look => ({ ...look, size: 11 });

function targets(): SheetSpec {
  const columns = [26, 168, 128, 106, 48, 48, 68, 52, 90, 190];
  const left = columns.slice(0, 4).reduce((sum, width) => sum + width);
  const all = columns.reduce((sum, width) => sum + width);
  const head: Look = { size: 13, across: 'center', wrap: true };
  const prose: Look = { size: 13, across: 'justify', down: 'top', wrap: true };
  const verdict = (sign: string): string => `LEFT(I13,1)="${sign}"`;
  return {
    name: 'Chỉ tiêu',
    columns,
    repeated: 12,
    firstPageWithout: true,
    anchors: [
      rule(columns, left / 2, 130, 3, 2),
      rule(columns, left + (all - left) / 2, 205, 3, 3),
      rule(columns, all / 2, 150, 8, 4),
    ].join(''),
    rows: new Map([
      line(1, 18, [
        { column: 1, to: 4, look: head, names: ['vd_co_quan_chu_quan'] },
        { column: 5, to: 10, text: NATIONAL_MOTTO[0], look: { ...head, bold: true } },
      ]),
      line(2, 18.75, [
        { column: 1, to: 4, look: { ...head, bold: true }, names: ['vd_co_quan'] },
        { column: 5, to: 10, text: NATIONAL_MOTTO[1], look: { ...head, bold: true, size: 14 } },
      ]),
      line(3, 8),
      line(4, 18, [
        { column: 1, to: 4, look: head, names: ['vd_so_ky_hieu'] },
        { column: 5, to: 10, look: { ...head, italic: true }, names: ['vd_dia_danh_ngay'] },
      ]),
      line(5, 6),
      line(6, 19.5, [{ column: 1, to: 10, text: 'BÁO CÁO', look: { ...head, bold: true, size: 14 } }]),
      line(7, 19.5, [{ column: 1, to: 10, look: { ...head, bold: true, size: 14 }, names: ['vd_trich_yeu'] }]),
      line(8, 8),
      line(9, 2),
      line(10, 18, [
        { column: 1, to: 10, look: { size: 13, across: 'justify', wrap: true }, names: ['vd_ky_bao_cao'] },
      ]),
      line(11, 4),
      line(14, 4),
      line(15, 6, [
        { column: 1, to: 10, look: { size: 11, across: 'left', down: 'top', wrap: true }, names: ['vd_ghi_chu'] },
      ]),
      line(16, 22, [{ column: 1, to: 10, text: 'Nguyên nhân', look: { size: 13, bold: true, across: 'left' } }]),
      line(17, 20, [{ column: 1, to: 10, look: prose, names: ['vd_nguyen_nhan'] }]),
      line(18, 22, [
        { column: 1, to: 10, text: 'Giải pháp, kiến nghị', look: { size: 13, bold: true, across: 'left' } },
      ]),
      line(19, 20, [{ column: 1, to: 10, look: prose, names: ['vd_giai_phap'] }]),
      line(20, 6),
      line(21, 18, [
        {
          column: 1,
          to: 4,
          text: 'Nơi nhận:',
          look: { size: 12, bold: true, italic: true, across: 'left', down: 'bottom' },
        },
        { column: 6, to: 10, look: { ...head, bold: true }, names: ['vd_chuc_vu'] },
      ]),
      line(22, 15, [
        {
          column: 1,
          to: 4,
          toRow: 26,
          look: { size: 11, across: 'left', down: 'top', wrap: true },
          names: ['vd_noi_nhan'],
        },
      ]),
      line(23, 15),
      line(24, 15),
      line(25, 15),
      line(26, 18, [{ column: 6, to: 10, look: { ...head, bold: true }, names: ['vd_nguoi_ky'] }]),
    ]),
    names: { [SIGNATURE_BLOCK]: '$A$16:$J$26' },
    tables: [
      {
        ...table('vd_chi_tieu', 12, 30.75, [
          small(centred),
          small(words),
          small(centred),
          small(centred),
          small(count),
          small(count),
          small({ ...centred, bold: true }),
          small(centred),
          small(words),
          small(words),
        ]),
        size: 11,
      },
    ],
    rules: [
      // A people's committee stands in both lines, and both are bold; the office above a department is not.
      { range: 'A1', formula: '$A$1="ỦY BAN NHÂN DÂN"', rule: 'bold' },
      { range: 'E13:F13', formula: 'AND(ISNUMBER(E13),E13<>INT(E13))', rule: 'fraction' },
      { range: 'I13', formula: 'ISNUMBER(SEARCH("(",I13))', rule: 'aspiration' },
      { range: 'I13', formula: verdict('▼'), rule: 'below' },
      { range: 'I13', formula: verdict('✓'), rule: 'met' },
      { range: 'I13', formula: verdict('◷'), rule: 'pending' },
      { range: 'I13', formula: verdict('◔'), rule: 'noData' },
      { range: 'I13', formula: verdict('–'), rule: 'noData' },
    ],
  };
}

/** Title and subtitle of the sheets behind the first. */
function titles(title: string, columns: number, place: number): [number, RowSpec][] {
  const look: Look = { across: 'center', wrap: true };
  return [
    line(1, 21, [{ column: 1, to: columns, text: title, look: { ...look, size: 14, bold: true } }]),
    line(2, 18.75, [
      { column: 1, to: columns, look: { ...look, size: 12, italic: true }, names: [`vd_phu_de_${place}`] },
    ]),
    line(3, 8),
  ];
}

/** Lets a sheet be an appendix, there when it is asked for. */
function mark(appendix: Appendix): Record<string, string> {
  return { [APPENDICES[appendix].mark]: '$A$1' };
}

function section(row: number, columns: number, title: string): [number, RowSpec] {
  return line(row, 20, [{ column: 1, to: columns, text: title, look: { size: 12, bold: true, across: 'left' } }]);
}

function fields(): SheetSpec {
  return {
    name: 'Theo lĩnh vực',
    names: mark('fields'),
    columns: [44, 460, 95, 95, 110, 120],
    repeated: 4,
    rows: new Map(titles('KẾT QUẢ THEO LĨNH VỰC', 6, 2)),
    tables: [table('vd_linh_vuc', 4, 21, [centred, words, count, count, centred, centred])],
    rules: [{ range: 'A5:F5', formula: 'ISTEXT($A5)', rule: 'group' }],
  };
}

function procedures(): SheetSpec {
  const rows = new Map(titles('KẾT QUẢ THEO THỦ TỤC', 8, 3));
  rows.set(
    ...line(3, 21, [
      { column: 1, to: 8, look: { size: 12, bold: true, across: 'center', wrap: true }, names: ['vd_thu_tuc_ten'] },
    ]),
  );
  return {
    name: 'Theo thủ tục',
    names: mark('procedures'),
    columns: [40, 84, 424, 66, 70, 70, 84, 86],
    repeated: 4,
    rows,
    tables: [table('vd_thu_tuc', 4, 36, [centred, centred, words, count, count, count, centred, centred])],
    rules: [],
  };
}

function months(): SheetSpec {
  const columns = [204, ...Array.from({ length: 12 }, () => 60)];
  const each = Array.from({ length: 12 }, (): Look => ({ ...count, across: 'center' }));
  const rows = new Map<number, RowSpec>([
    ...titles('KẾT QUẢ LUỸ KẾ THEO THÁNG', 13, 4),
    line(4, 21, [
      { column: 1, to: 13, look: { size: 12, bold: true, across: 'center', wrap: true }, names: ['vd_bieu_do_ten'] },
    ]),
  ]);
  for (let row = 5; row <= 18; row += 1) rows.set(row, { height: 18 });
  rows.set(19, { height: 8 });
  rows.set(25, { height: 8 });
  rows.set(...section(26, 13, 'Số liệu từng tháng của các chỉ tiêu'));
  return {
    name: 'Theo tháng',
    names: mark('months'),
    columns,
    repeated: 27,
    breaks: [25],
    rows,
    anchors: chartFrame(13, 5, 18),
    charts: [lineChart('Theo tháng', 20, 21, 22)],
    tables: [
      {
        ...table('vd_bieu_do', 20, 19.5, [{ ...words, wrap: false }, ...each]),
        bodyRows: 4,
        bodyFormat: (row) => (row <= 2 ? { format: DECIMALS } : {}),
      },
      // No lines between months: a heading runs on over the empty cells to its right.
      table('vd_theo_thang', 27, 19.5, [
        { ...words, wrap: false, border: 'ltb' },
        ...each.map((look, i): Look => ({ ...look, border: i === 11 ? 'rtb' : 'tb' })),
      ]),
    ],
    rules: [
      { range: 'A28:M28', formula: 'AND($A28<>"",COUNTA($B28:$M28)=0)', rule: 'group' },
      { range: 'B28:M28', formula: 'ISNUMBER(SEARCH(",",$A28))', rule: 'decimals' },
    ],
  };
}

function tasks(): SheetSpec {
  const rows = new Map(titles('TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ', 8, 5));
  rows.set(...line(3, 8, [{ column: 1, to: 8, look: { across: 'left', wrap: true }, names: ['vd_nhiem_vu_bao_cao'] }]));
  return {
    name: 'Nhiệm vụ',
    names: mark('tasks'),
    columns: [38, 230, 104, 176, 118, 106, 86, 66],
    repeated: 4,
    rows,
    tables: [table('vd_nhiem_vu', 4, 36, [centred, words, words, words, words, words, words, words])],
    rules: [{ range: 'A5:H5', formula: 'AND($B5<>"",$C5="",$D5="",$E5="",$G5="")', rule: 'group' }],
  };
}

function sources(): SheetSpec {
  const settings = [
    'vd_tl_ke_hoach',
    'vd_tl_van_ban',
    'vd_tl_can_cu',
    'vd_tl_don_vi',
    'vd_tl_ky',
    'vd_tl_lich',
    'vd_tl_ngay',
  ] as const;
  const rows = new Map<number, RowSpec>([
    ...titles('NGUỒN SỐ LIỆU', 9, 6),
    section(4, 9, 'I. Kế hoạch, đơn vị và kỳ báo cáo'),
  ]);
  settings.forEach((name, i) => {
    rows.set(
      ...line(5 + i, 19.5, [
        { column: 1, look: centred, text: String(i + 1) },
        { column: 2, look: words, text: REPORT_NAMES[name].vi },
        { column: 3, to: 9, look: words, names: [name] },
      ]),
    );
  });
  rows.set(12, { height: 10 });
  rows.set(...section(13, 9, 'II. Tệp số liệu đã nạp'));
  rows.set(16, { height: 10 });
  rows.set(...section(17, 9, 'III. Dòng bị loại và lưu ý, theo lý do'));
  rows.set(20, { height: 10 });
  rows.set(...section(21, 9, 'IV. Số liệu còn thiếu'));
  return {
    name: 'Nguồn số liệu',
    names: mark('sources'),
    columns: [36, 226, 100, 282, 56, 56, 56, 56, 56],
    repeated: 0,
    rows,
    tables: [
      table('vd_tep', 14, 21, [centred, words, words, words, count, count, count, count, count]),
      table('vd_loai', 18, 36, [centred, words, words, words, count, centred]),
      table('vd_thieu', 22, 21, [centred, words, words, words]),
    ],
    rules: [{ range: 'A15:I15', formula: 'AND($A15="",$E15<>"")', rule: 'group' }],
  };
}

function definitions(): SheetSpec {
  return {
    name: 'Định nghĩa',
    names: mark('definitions'),
    columns: [36, 230, 508, 150],
    repeated: 0,
    rows: new Map(titles('ĐỊNH NGHĨA CÁC CHỈ TIÊU', 4, 7)),
    tables: [table('vd_dinh_nghia', 4, 21, [centred, words, words, words])],
    rules: [],
  };
}

export function standardSheets(): SheetSpec[] {
  return [targets(), fields(), procedures(), months(), tasks(), sources(), definitions()];
}
