import type { Known } from './known.ts';

const LIST_NAMES = {
  dossiers: 'Hồ sơ',
  payments: 'Thanh toán',
  procedures: 'Danh mục thủ tục',
  results: 'Kết quả giải quyết',
  surveys: 'Phiếu khảo sát',
  visits: 'Lượt giao dịch',
  transfers: 'Luân chuyển hồ sơ',
} as const;

/** The lists that numbers are counted from; observations are written down, not counted. */
export type CountedList = keyof typeof LIST_NAMES;

/** The first header of each column that a sample may lack, in the order of the columns of the list. */
const HEADERS = {
  procedure_code: 'Mã TTHC',
  channel: 'Hình thức nộp',
  service_level: 'Mức độ',
  status: 'Trạng thái',
  reused_documents: 'Tái sử dụng giấy tờ',
} as const;
export type Needed = keyof typeof HEADERS;
const HEADER_ORDER = Object.keys(HEADERS);

export const DENOMINATOR_ZERO = 'mẫu số bằng 0, trong kỳ không có gì để tính';

export const lackingList = (list: CountedList): string => `thiếu danh sách ${LIST_NAMES[list]}`;

/** The sentences about columns that some of these dossiers never had; none = all is there. */
export function lackingColumns(dossiers: readonly Known<'dossiers'>[], columns: readonly Needed[]): string[] {
  const found = new Map<string, { file: string; column: Needed }>();
  for (const { lacking } of dossiers)
    for (const column of columns) {
      const file = lacking.get(column);
      if (file !== undefined) found.set(`${file}|${column}`, { file, column });
    }
  return [...found.values()]
    .sort((a, b) =>
      a.file === b.file ? HEADER_ORDER.indexOf(a.column) - HEADER_ORDER.indexOf(b.column) : a.file < b.file ? -1 : 1,
    )
    .map(({ file, column }) => `thiếu cột ${HEADERS[column]} trong ${file}`);
}
