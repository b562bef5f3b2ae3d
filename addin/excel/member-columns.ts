import type { Cell, Table } from '../../pipeline/office/tables.ts';
import { cellText } from '../../pipeline/report/sheet.ts';
import type { CellValue } from './cell-text.ts';

export interface MemberColumn {
  header: string;
  /** Number format, as en-US Excel writes it. */
  format: string;
  /** Points. */
  width: number;
  value(row: Table['rows'][number]): CellValue;
}

const TEXT = '@';
const DAY = 'dd/mm/yyyy';

const COLUMNS: Readonly<Record<string, { header: string; width: number }>> = {
  member: { header: 'Mã', width: 150 },
  unit: { header: 'Đơn vị', width: 110 },
  procedure_code: { header: 'Mã thủ tục', width: 90 },
  procedure_name: { header: 'Tên thủ tục', width: 200 },
  field: { header: 'Lĩnh vực', width: 150 },
  happened_on: { header: 'Ngày tính', width: 75 },
  received_on: { header: 'Ngày tiếp nhận', width: 90 },
  due_on: { header: 'Ngày hẹn trả', width: 80 },
  finished_on: { header: 'Ngày có kết quả', width: 95 },
  status: { header: 'Trạng thái', width: 120 },
  channel: { header: 'Hình thức nộp', width: 130 },
  file: { header: 'Tệp', width: 150 },
  sheet: { header: 'Trang tính', width: 90 },
  row: { header: 'Dòng', width: 50 },
};

/** What codes mean, in the words of the decrees (as in the code lists of the recogniser). */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  channel: {
    remote: 'Trực tuyến từ xa',
    assisted: 'Trực tuyến tại quầy (có hỗ trợ)',
    online_unspecified: 'Trực tuyến',
    counter: 'Trực tiếp',
    postal: 'Bưu chính công ích',
  },
  status: {
    '1': 'Mới đăng ký',
    '2': 'Được tiếp nhận',
    '3': 'Không được tiếp nhận',
    '4': 'Đang xử lý',
    '5': 'Yêu cầu bổ sung giấy tờ',
    '6': 'Yêu cầu thực hiện nghĩa vụ tài chính',
    '7': 'Công dân yêu cầu rút hồ sơ',
    '8': 'Dừng xử lý',
    '9': 'Đã xử lý xong',
    '10': 'Đã trả kết quả',
  },
};

/** The columns of a list, without those that say nothing in any of its tables. */
export function memberColumns(tables: readonly Table[]): MemberColumn[] {
  const named = (tables.find(({ rows }) => rows.length > 0) ?? tables[0])?.columns ?? [];
  return named
    .filter(({ name }) => tables.some(({ rows }) => rows.some((row) => (row[name] ?? null) !== null)))
    .map(({ name, type }) => {
      const { header, width } = COLUMNS[name] ?? { header: name, width: 100 };
      const words = WORDS[name];
      const format = type === 'date' ? DAY : type === 'integer' || type === 'number' ? 'General' : TEXT;
      return { header, width, format, value: (row) => written(row[name] ?? null, type === 'date', words) };
    });
}

/** The columns of any table, under their own names. */
export function plainColumns({ columns }: Table): MemberColumn[] {
  return columns.map(({ name, type }) => ({
    header: name,
    width: type === 'text' || type === 'texts' ? 150 : 80,
    format: type === 'date' ? DAY : type === 'integer' || type === 'number' ? 'General' : TEXT,
    value: (row) => written(row[name] ?? null, type === 'date', undefined),
  }));
}

function written(cell: Cell, day: boolean, words: Readonly<Record<string, string>> | undefined): CellValue {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return words?.[String(cell)] ?? cell;
  const text = typeof cell === 'string' ? cell : cell.join('; ');
  if (day && /^\d{4}-\d\d-\d\d$/.test(text)) return serial(text);
  const said = cellText(words?.[text] ?? text);
  // The cell is formatted as text; the apostrophe is for programs that look at the first letter all the same.
  return /^[=+\-@'\t]/.test(said) ? `'${said}` : said;
}

/** Excel counts days from 30 December 1899. */
function serial(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
}
