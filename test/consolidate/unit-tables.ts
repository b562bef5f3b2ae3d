import { type Cell, type Kind, type Laid, laidOut } from './laid-out.ts';
import { TARGETS, type TargetId, type UnitTruth } from './office.ts';

/** How units write the names of the targets, by layout. */
const NAMES: readonly Record<TargetId, string>[] = [
  {
    remote: 'Hồ sơ trực tuyến từ xa',
    'full-online': 'Hồ sơ trực tuyến toàn trình',
    'paid-online': 'Hồ sơ thanh toán trực tuyến',
    'on-time': 'Hồ sơ giải quyết đúng hạn',
    digitised: 'Kết quả giải quyết được số hoá',
  },
  {
    remote: 'Tỷ lệ hồ sơ nộp trực tuyến từ xa',
    'full-online': 'Tỷ lệ hồ sơ trực tuyến thực hiện toàn trình',
    'paid-online': 'Tỷ lệ hồ sơ có thanh toán trực tuyến',
    'on-time': 'Tỷ lệ giải quyết hồ sơ đúng hạn',
    digitised: 'Tỷ lệ số hóa kết quả giải quyết TTHC',
  },
  {
    remote: 'TL HS trực tuyến từ xa',
    'full-online': 'TL HS trực tuyến toàn trình',
    'paid-online': 'TL HS thanh toán trực tuyến',
    'on-time': 'TL HS GQ đúng hạn',
    digitised: 'TL số hoá KQ GQ',
  },
  {
    remote: 'HỒ SƠ TRỰC TUYẾN TỪ XA (≥ 70%)',
    'full-online': 'HỒ SƠ TRỰC TUYẾN TOÀN TRÌNH (≥ 50%)',
    'paid-online': 'HỒ SƠ THANH TOÁN TRỰC TUYẾN (trên 85%)',
    'on-time': 'HỒ SƠ GIẢI QUYẾT ĐÚNG HẠN (≥ 95%)',
    digitised: 'SỐ HÓA KẾT QUẢ GIẢI QUYẾT (≥ 80%)',
  },
];
const THRESHOLDS: Record<TargetId, string> = {
  remote: '≥ 70%',
  'full-online': '≥ 50%',
  'paid-online': '> 85%',
  'on-time': '≥ 95%',
  digitised: '≥ 80%',
};

export interface Row {
  target: TargetId;
  text: string;
  threshold: string;
  hits: number | string | null;
  members: number | string | null;
  /** Per cent, two decimals. */
  value: number | null;
}

/** A report of a unit as its own rows, to be changed before it is laid out. */
export function rowsOf({ figures }: Pick<UnitTruth, 'figures'>, names: number): Row[] {
  return TARGETS.map((target) => {
    const { hits, members } = figures[target];
    const text = NAMES[names % NAMES.length]?.[target] ?? '';
    return {
      target,
      text,
      threshold: THRESHOLDS[target],
      hits,
      members,
      value: Math.round((10_000 * hits) / members) / 100,
    };
  });
}

/** A column of a table, and how it writes its figure. */
type Column =
  | 'order'
  | 'text'
  | 'threshold'
  | 'hits'
  | 'members'
  | 'value'
  /** `1.234`, as a clerk types it. */
  | 'hits.'
  | 'members.'
  /** `76,50`, `76,50%`, 0.765 shown as 76.50% */
  | 'value,'
  | 'value,%'
  | 'share'
  /** `152/200` */
  | 'hits/members'
  | 'blank'
  | { note: string };

interface Layout {
  kind: Kind;
  sheet: string | ((unit: string) => string);
  above: (unit: string, period: string) => Cell[][];
  header: readonly Cell[][];
  merges?: readonly string[];
  columns: readonly Column[];
  /** Rows in another order than the plan's. */
  inOrder?: (rows: readonly Row[]) => readonly Row[];
  /** Lines between the rows: above the row of this number. */
  between?: Readonly<Record<number, Cell[]>>;
  signed?: true;
  /** A sheet in front that is no report. */
  front?: { name: string; rows: Cell[][] };
}

const SIGNATURE: Cell[][] = [
  [],
  ['Nơi nhận:', null, null, null, 'THỦ TRƯỞNG ĐƠN VỊ'],
  ['- Sở Nội vụ;', null, null, null, '(Ký tên, đóng dấu)'],
  ['- Lưu: VT.'],
  [null, null, null, null, 'Nguyễn Văn A'],
];
const MOTTO = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const;
/** Rows of a table in the order of these numbers. */
const ordered =
  (...order: readonly number[]) =>
  (rows: readonly Row[]): Row[] =>
    order.flatMap((at) => rows.filter(({ target }) => target === TARGETS[at]));

const TEN: readonly Layout[] = [
  {
    kind: 'xlsx',
    sheet: 'Báo cáo',
    above: (unit, period) => [
      [unit.toUpperCase(), null, null, MOTTO[0]],
      [null, null, null, MOTTO[1]],
      ['BÁO CÁO KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU'],
      [period],
    ],
    header: [['TT', 'Chỉ tiêu', 'Ngưỡng', 'Tử số', 'Mẫu số', 'Kết quả (%)']],
    columns: ['order', 'text', 'threshold', 'hits', 'members', 'value'],
    signed: true,
  },
  {
    kind: 'xlsx',
    sheet: 'Sheet1',
    above: (unit, period) => [[`Đơn vị báo cáo: ${unit}`], [period], []],
    header: [['STT', 'Nội dung', 'Tổng số', 'Số đã thực hiện', 'Tỷ lệ (%)', 'Ghi chú']],
    columns: ['order', 'text', 'members', 'hits', 'value,', { note: 'đã kiểm tra' }],
    inOrder: ordered(4, 3, 2, 1, 0),
    signed: true,
  },
  {
    kind: 'xlsx',
    sheet: 'Chỉ tiêu',
    above: (unit, period) => [[unit], ['Kết quả thực hiện kế hoạch', null, null, null, null, null], [period]],
    header: [
      ['Chỉ tiêu giao', 'Tên chỉ tiêu', 'Kết quả thực hiện', null, null],
      [null, null, 'Số lượng đạt', 'Tổng số', 'Tỷ lệ'],
    ],
    merges: ['A4:A5', 'B4:B5', 'C4:E4'],
    columns: ['threshold', 'text', 'hits', 'members', 'value'],
  },
  {
    kind: 'biff8',
    sheet: 'BC',
    above: (unit, period) => [['UBND TỈNH {TỈNH}'], [unit.toUpperCase()], [period]],
    header: [['TT', 'Nội dung chỉ tiêu', 'Kết quả', 'Tỷ lệ %']],
    columns: ['order', 'text', 'hits/members', 'value,'],
  },
  {
    kind: 'html',
    sheet: 'Table 1',
    above: (unit, period) => [[unit], [period]],
    header: [['TT', 'Chỉ tiêu', 'Tử số', 'Mẫu số', 'Kết quả']],
    columns: ['order', 'text', 'hits', 'members', 'value,%'],
  },
  {
    kind: 'xlsx',
    sheet: 'TH',
    above: (unit, period) => [[`Cơ quan báo cáo: ${unit}`], [period]],
    header: [['TT', 'Chỉ tiêu', 'Số đạt', 'Mẫu số', 'Tỷ lệ đạt']],
    columns: ['order', 'text', 'hits', 'members', 'share'],
  },
  {
    kind: 'xlsx',
    sheet: 'Số liệu',
    above: (unit, period) => [['Phụ lục kèm theo báo cáo'], [unit, null, null, null, null], [period]],
    header: [[null, 'Kết quả đạt được', 'Mẫu số', 'Tử số', 'Chỉ tiêu', 'Căn cứ']],
    columns: ['blank', 'value', 'members', 'hits', 'text', { note: 'Kế hoạch 20/KH-UBND' }],
    inOrder: ordered(3, 0, 4, 2, 1),
    signed: true,
  },
  {
    kind: 'biff8',
    sheet: 'Bieu',
    above: (unit, period) => [[unit], [period]],
    header: [
      ['STT', 'Chỉ tiêu, nhiệm vụ', 'Chỉ tiêu giao', 'Thực hiện', null, null],
      [null, null, null, 'Số liệu', null, 'Tỷ lệ'],
      [null, null, null, 'Số thực hiện', 'Trên tổng số', null],
      ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)=(4)/(5)'],
    ],
    columns: ['order', 'text', 'threshold', 'hits', 'members', 'value'],
  },
  {
    kind: 'xlsx',
    sheet: (unit) => unit.replace('Ủy ban nhân dân', 'UBND').slice(0, 31),
    front: {
      name: 'Hướng dẫn',
      rows: [['Đơn vị điền các cột màu vàng, gửi trước ngày 05 hằng tháng.'], ['Không sửa tiêu đề.']],
    },
    above: (_, period) => [['BẢNG TỔNG HỢP CHỈ TIÊU'], [period]],
    header: [['TT', 'Chỉ tiêu', 'Số lượng thực hiện', 'Tổng số hồ sơ', 'Kết quả']],
    columns: ['order', 'text', 'hits', 'members', 'value,%'],
  },
  {
    kind: 'xlsx',
    sheet: 'Trang 1',
    above: (unit, period) => [
      [null, 'UBND TỈNH {TỈNH}', null, null, null, MOTTO[0]],
      [null, unit, null, null, null, MOTTO[1]],
      [null, 'BÁO CÁO', null],
      [null, period],
    ],
    header: [[null, 'Số TT', 'Tiêu chí', 'Mẫu số', 'Tử số', 'Tỷ lệ thực hiện']],
    columns: ['blank', 'order', 'text', 'members.', 'hits.', 'value,'],
    between: { 0: [null, 'I', 'Hồ sơ'], 4: [null, 'II', 'Số hoá'] },
    signed: true,
  },
];

/** A table as a unit sends it; `cellOf` = where a target's figure stands. */
export interface SentTable extends Laid {
  cellOf(target: TargetId, figure: 'hits' | 'members' | 'value'): string;
}

type Lay = (unit: string, rows: readonly Row[], period: string, given?: { kind?: Kind; hidden?: true }) => SentTable;

/** Ten ways in which units lay out a plan's table; each gives a workbook in one of the kinds that offices send. */
export const LAYOUTS: readonly Lay[] = TEN.map(
  (layout): Lay =>
    (unit, rows, period, { kind = layout.kind, hidden } = {}) => {
      const { above, header, columns, inOrder, between, signed, front, merges = [] } = layout;
      const province = PROVINCES.find((name) => unit.includes(name)) ?? PROVINCES[0];
      const top = above(unit, period).map((row) =>
        row.map((cell) => (typeof cell === 'string' ? cell.replace('{TỈNH}', province.toUpperCase()) : cell)),
      );
      const lines: Cell[][] = [...top, ...header];
      const rowOf = new Map<TargetId, number>();
      for (const [at, row] of (inOrder?.(rows) ?? rows).entries()) {
        const line = between?.[at];
        if (line !== undefined) lines.push(line);
        lines.push(columns.map((column) => cellOf(column, row, at + 1)));
        rowOf.set(row.target, lines.length);
      }
      const table = {
        name: typeof layout.sheet === 'string' ? layout.sheet : layout.sheet(unit),
        rows: [...lines, ...(signed ? SIGNATURE : [])],
        merges,
        hidden: hidden === true,
      };
      return {
        ...laidOut(kind, [...(front === undefined ? [] : [front]), table]),
        cellOf(target, figure) {
          const at = columns.findIndex(
            (column) => typeof column === 'string' && (column.startsWith(figure) || COLUMN_OF[figure].includes(column)),
          );
          return `${String.fromCharCode(65 + at)}${rowOf.get(target)}`;
        },
      };
    },
);

const PROVINCES = ['Ninh Bình', 'Gia Lai'] as const;
/** Columns that hold a figure and do not begin with its name. */
const COLUMN_OF = { hits: ['hits/members'], members: ['hits/members'], value: ['share'] };

function cellOf(column: Column, { text, threshold, hits, members, value }: Row, order: number): Cell {
  if (typeof column === 'object') return column.note;
  switch (column) {
    case 'order':
      return order;
    case 'text':
      return text;
    case 'threshold':
      return threshold;
    case 'hits':
      return hits;
    case 'members':
      return members;
    case 'value':
      return value;
    case 'hits.':
      return grouped(hits);
    case 'members.':
      return grouped(members);
    case 'value,':
      return comma(value);
    case 'value,%':
      return value === null ? null : `${comma(value)}%`;
    case 'share':
      return value === null ? null : { value: value / 100, format: '0.00%' };
    case 'hits/members':
      return hits === null || members === null ? null : `${hits}/${members}`;
    case 'blank':
      return null;
  }
}

const comma = (value: number | null): string | null => (value === null ? null : value.toFixed(2).replace('.', ','));

/** `1.234`, as a clerk types it. */
function grouped(value: number | string | null): Cell {
  return typeof value === 'number' ? String(value).replace(/\B(?=(\d{3})+$)/g, '.') : value;
}
