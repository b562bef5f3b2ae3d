import { seeded } from '../read/seeded.ts';
import { type Cell, type Kind, type Laid, laidOut } from './laid-out.ts';

/** What a unit did in a field over one period: what is not the sum of anything. */
export interface FieldTruth {
  field: string;
  online: number;
  direct: number;
  carried: number;
  early: number;
  onTime: number;
  late: number;
  openLate: number;
}

export const FIELDS = [
  'Đất đai',
  'Hộ tịch',
  'Chứng thực',
  'Giáo dục và Đào tạo',
  'Đăng ký kinh doanh',
  'Bảo trợ xã hội',
] as const;

/** Fields of a unit over a period; `carried` is what was open before, where that is told. */
export function fieldsOf(seed: number, openBefore?: readonly FieldTruth[]): FieldTruth[] {
  const random = seeded(seed);
  return FIELDS.slice(0, 3 + (seed % 4)).map((field) => {
    const before = openBefore?.find((one) => one.field === field);
    const carried = before === undefined ? (openBefore === undefined ? random(40) : 0) : open(before);
    const [online, direct] = [random(300), random(200)];
    const all = online + direct + carried;
    const settled = Math.floor((all * (60 + random(40))) / 100);
    const late = Math.min(settled, random(10));
    const early = random(settled - late + 1);
    return {
      field,
      online,
      direct,
      carried,
      early,
      onTime: settled - late - early,
      late,
      openLate: random(all - settled + 1),
    };
  });
}

const all = (one: FieldTruth): number => one.online + one.direct + one.carried;
const settled = (one: FieldTruth): number => one.early + one.onTime + one.late;
export const open = (one: FieldTruth): number => all(one) - settled(one);

/** The columns 3 to 13 of II.06a by the id under which the form's data knows them. */
export function columnsOf(one: FieldTruth): Record<string, number> {
  return {
    received_total: all(one),
    received_online: one.online,
    received_direct: one.direct,
    carried_over: one.carried,
    settled_total: settled(one),
    settled_early: one.early,
    settled_on_time: one.onTime,
    settled_late: one.late,
    open_total: open(one),
    open_in_time: open(one) - one.openLate,
    open_late: one.openLate,
  };
}

export const COLUMNS = Object.keys(
  columnsOf({ field: '', online: 0, direct: 0, carried: 0, early: 0, onTime: 0, late: 0, openLate: 0 }),
);

export function sumRow(rows: readonly Record<string, number>[]): Record<string, number> {
  return Object.fromEntries(COLUMNS.map((column) => [column, rows.reduce((sum, row) => sum + (row[column] ?? 0), 0)]));
}

export interface FormRow {
  label: string;
  values: Record<string, number>;
  /** What stands in a cell in place of its number. */
  written?: Record<string, Cell>;
}

/** Early and on time in one column, as two families have it. */
const JOINED = 'settled_in_time';

interface Spelling {
  kind: Kind;
  sheet: string;
  above: (unit: string, period: string) => Cell[][];
  header: readonly Cell[][];
  merges?: readonly string[];
  /** Columns left of the order number. */
  indent?: 1;
  total: 'first' | 'last';
  totalLabel?: string;
  section?: Cell[];
  joined?: true;
  signed?: true;
}

const GROUPS = (received: string, settled: string, open: string, size = 4): Cell[] => [
  received,
  ...Array<null>(3).fill(null),
  settled,
  ...Array<null>(size - 1).fill(null),
  open,
  null,
  null,
];
const DONE_OPEN: Cell[] = ['Tổng số', 'Trước hạn', 'Đúng hạn', 'Quá hạn', 'Tổng số', 'Trong hạn', 'Quá hạn'];

const SIX: readonly Spelling[] = [
  {
    kind: 'xlsx',
    sheet: 'II.06a',
    above: (unit, period) => [
      [
        'Biểu số II.06a/VPCP/KSTT',
        null,
        'TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT',
        ...Array<null>(7).fill(null),
        `Đơn vị báo cáo: ${unit}`,
      ],
      [null, null, period, ...Array<null>(7).fill(null), 'Đơn vị nhận báo cáo: UBND tỉnh'],
      ['Đơn vị tính: Số hồ sơ TTHC'],
    ],
    header: [
      [
        'TT',
        'Lĩnh vực, công việc giải quyết theo cấp',
        ...GROUPS('Số lượng hồ sơ tiếp nhận', 'Số lượng hồ sơ đã giải quyết', 'Số lượng hồ sơ đang giải quyết'),
      ],
      [null, null, 'Tổng số', 'Trong kỳ', null, 'Từ kỳ trước', ...DONE_OPEN],
      [null, null, null, 'Trực tuyến', 'Trực tiếp, dịch vụ bưu chính', ...Array<null>(8).fill(null)],
      [
        '(1)',
        '(2)',
        '(3)=(4)+(5)+(6)',
        '(4)',
        '(5)',
        '(6)',
        '(7)=(8)+(9)+(10)',
        '(8)',
        '(9)',
        '(10)',
        '(11)=(12)+(13)',
        '(12)',
        '(13)',
      ],
    ],
    merges: ['A4:A6', 'B4:B6', 'C4:F4', 'G4:J4', 'K4:M4', 'D5:E5'],
    total: 'last',
    signed: true,
  },
  {
    kind: 'xlsx',
    sheet: 'Biểu 6',
    above: (unit, period) => [['Biểu số II.06b/VPCP/KSTT'], [`Đơn vị báo cáo: ${unit}`], [period]],
    header: [
      ['STT', 'Lĩnh vực giải quyết', ...GROUPS('Số hồ sơ nhận giải quyết', 'Kết quả giải quyết', 'Hồ sơ đang xử lý')],
      [
        null,
        null,
        'Tổng',
        'Trực tuyến',
        'Trực tiếp, bưu chính',
        'Kỳ trước',
        'Tổng',
        'Sớm hạn',
        'Đúng hạn',
        'Trễ hạn',
        'Tổng',
        'Chưa đến hạn',
        'Trễ hạn',
      ],
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
    ],
    total: 'first',
  },
  {
    kind: 'xlsx',
    sheet: 'Sheet1',
    above: (unit, period) => [[unit], [period]],
    header: [
      [
        'TT',
        'Tên lĩnh vực',
        'Tổng số hồ sơ tiếp nhận (3)',
        'Tiếp nhận trực tuyến (4)',
        'Tiếp nhận trực tiếp (5)',
        'Hồ sơ kỳ trước chuyển sang (6)',
        'Tổng số đã giải quyết (7)',
        'Giải quyết trước hạn (8)',
        'Giải quyết đúng hạn (9)',
        'Giải quyết quá hạn (10)',
        'Tổng số đang giải quyết (11)',
        'Đang giải quyết trong hạn (12)',
        'Đang giải quyết quá hạn (13)',
      ],
    ],
    total: 'last',
  },
  {
    kind: 'biff8',
    sheet: '06a',
    above: (unit, period) => [
      [null, 'UBND TỈNH'],
      [null, unit.toUpperCase()],
      [null, period],
    ],
    header: [
      [null, 'TT', 'Lĩnh vực', ...GROUPS('Tiếp nhận', 'Đã giải quyết', 'Đang giải quyết')],
      [null, null, null, 'Tổng số', 'Trong đó', null, 'Từ kỳ trước', ...DONE_OPEN],
      [null, null, null, null, 'Trực tuyến', 'Trực tiếp, dịch vụ bưu chính', ...Array<null>(8).fill(null)],
    ],
    indent: 1,
    total: 'last',
    totalLabel: 'Tổng cộng',
    section: [null, 'I', 'Cấp tỉnh, cấp xã'],
  },
  {
    kind: 'html',
    sheet: 'Table 1',
    above: (unit, period) => [
      [`Đơn vị báo cáo: ${unit}`, ...Array<null>(12).fill(null)],
      [period, ...Array<null>(12).fill(null)],
    ],
    header: [
      [
        'TT',
        'Lĩnh vực, công việc',
        ...GROUPS('Số lượng hồ sơ tiếp nhận', 'Số lượng hồ sơ đã giải quyết', 'Số lượng hồ sơ đang giải quyết'),
      ],
      [null, null, 'Tổng số', 'Trực tuyến', 'Trực tiếp, BCCI', 'Từ kỳ trước', ...DONE_OPEN],
    ],
    merges: ['A1:M1', 'A2:M2', 'A3:A4', 'B3:B4', 'C3:F3', 'G3:J3', 'K3:M3'],
    total: 'last',
  },
  {
    kind: 'xlsx',
    sheet: 'BC TTHC',
    above: (unit, period) => [['Biểu mẫu 06a'], [`Cơ quan báo cáo: ${unit}`], [period]],
    header: [
      ['STT', 'Lĩnh vực', ...GROUPS('Tiếp nhận', 'Đã giải quyết', 'Chưa giải quyết', 3)],
      [
        null,
        null,
        'Tổng số',
        'Qua mạng',
        'Trực tiếp',
        'Tồn kỳ trước',
        'Tổng số',
        'Đúng và trước hạn',
        'Quá hạn',
        'Tổng số',
        'Trong hạn',
        'Quá hạn',
      ],
    ],
    joined: true,
    total: 'last',
  },
];

/** A form as a unit sends it; `cellOf` = where a row's number stands (null = the total row). */
export interface SentForm extends Laid {
  cellOf(label: string | null, column: string): string;
  /** The columns that it has. */
  columns: readonly string[];
}

type Spell = (unit: string, period: string, rows: readonly FormRow[], total: FormRow) => SentForm;

/** Ways in which offices write II.06a. `total` = the row that sums the others. */
export const SPELLINGS: readonly Spell[] = SIX.map(
  (spelling): Spell =>
    (unit, period, rows, total) => {
      const { kind, sheet, above, header, merges = [], indent = 0, joined, section, signed } = spelling;
      const columns = COLUMNS.flatMap((column) =>
        joined === undefined
          ? [column]
          : column === 'settled_early'
            ? [JOINED]
            : column === 'settled_on_time'
              ? []
              : [column],
      );
      const numberIn = ({ values, written }: FormRow, column: string): Cell =>
        written?.[column] ??
        values[column] ??
        (column === JOINED ? (values['settled_early'] ?? 0) + (values['settled_on_time'] ?? 0) : null);
      const line = (row: FormRow, order: Cell, label = row.label): Cell[] => [
        ...Array<null>(indent).fill(null),
        order,
        label,
        ...columns.map((column) => numberIn(row, column)),
      ];
      const lines: Cell[][] = [...above(unit, period), ...header, ...(section === undefined ? [] : [section])];
      const rowOf = new Map<string | null, number>();
      const put = (label: string | null, cells: Cell[]): void => {
        lines.push(cells);
        rowOf.set(label, lines.length);
      };
      const totalLine = line(total, null, spelling.totalLabel ?? total.label);
      if (spelling.total === 'first') put(null, totalLine);
      for (const [at, row] of rows.entries()) put(row.label, line(row, at + 1));
      if (spelling.total === 'last') put(null, totalLine);
      if (signed) lines.push([], [null, 'NGƯỜI LẬP BIỂU', ...Array<null>(7).fill(null), 'THỦ TRƯỞNG ĐƠN VỊ']);
      return {
        ...laidOut(kind, [{ name: sheet, rows: lines, merges }]),
        columns,
        cellOf(label, column) {
          const at = indent + 2 + columns.indexOf(column);
          return `${String.fromCharCode(65 + at)}${rowOf.get(label)}`;
        },
      };
    },
);
