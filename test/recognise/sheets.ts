import type { ListDefinition } from '../../pipeline/library/columns.ts';
import type { HeadRow } from '../../pipeline/recognise/headers.ts';

/** How many rows a sheet of a test has. */
const ROWS = 40;

const day = (row: number, after: number, hour = 8): string => {
  const date = new Date(Date.UTC(2024, 8, 2 + (row % 50) + after, hour + (row % 8), row % 60));
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
};
const pick = (row: number, words: readonly string[]): string => words[row % words.length] ?? '';
const open = (row: number): boolean => row % 5 === 4;

/** What a cell of a column holds, row by row (first = 0). Every fifth dossier is still open. */
export const CELLS: Readonly<Record<string, (row: number) => string>> = {
  dossier_code: (row) => `H06.23-2409${String(2 + (row % 27)).padStart(2, '0')}-${String(row + 1).padStart(4, '0')}`,
  procedure_code: (row) => pick(row, ['1.004741', '2.000635', '1.012784', '1.004377']),
  procedure_name: (row) => pick(row, ['Cho phép thành lập trường năng khiếu', 'Giải thể trung tâm ngoại ngữ, tin học']),
  field_name: (row) => pick(row, ['Giáo dục và đào tạo', 'Đất đai', 'Hộ tịch']),
  unit_name: (row) => pick(row, ['Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu', 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu']),
  channel: (row) => pick(row, ['Trực tuyến', 'Trực tiếp', 'Bưu chính công ích']),
  service_level: (row) => pick(row, ['Toàn trình', 'Một phần']),
  submitted_at: (row) => day(row, 0, 7),
  received_at: (row) => day(row, 0, 8),
  due_at: (row) => day(row, 15, 8),
  finished_at: (row) => (open(row) ? '' : day(row, 9, 9)),
  returned_at: (row) => (open(row) ? '' : day(row, 11, 9)),
  status: (row) => (open(row) ? 'Đang xử lý' : pick(row, ['Đã trả kết quả', 'Đã xử lý xong'])),
  fee_amount: (row) => pick(row, ['50.000', '120.000', '0', '250.000']),
  payment_method: (row) => pick(row, ['Tiền mặt', 'Thanh toán trực tuyến', 'Chưa thanh toán']),
  reused_documents: (row) => pick(row, ['Có', 'Không']),
  supplement_requests: (row) => pick(row, ['0', '1', '0', '2']),
  transaction_code: (row) => `VNPAY-24-${String(row + 100).padStart(5, '0')}`,
  paid_at: (row) => day(row, 1, 10),
  amount: (row) => pick(row, ['50.000', '120.000', '250.000']),
  payment_status: (row) => pick(row, ['Thành công', 'Thất bại']),
  administrative_level: (row) => pick(row, ['Cấp tỉnh', 'Cấp huyện', 'Cấp xã']),
  eligible_online: (row) => pick(row, ['x', '']),
  eligible_full: (row) => pick(row, ['x', '']),
  has_fee: (row) => pick(row, ['Có', 'Không']),
  payable_online: (row) => pick(row, ['Có', 'Không']),
  mobile: (row) => pick(row, ['x', '']),
  digital_signature: (row) => pick(row, ['x', '']),
  published: (row) => pick(row, ['Có', 'Không']),
  valid_from: (row) => day(row, -300).slice(0, 10),
  valid_to: (row) => (row % 6 === 0 ? day(row, 300).slice(0, 10) : ''),
  result_code: (row) => `${row + 12}/QĐ-SGDĐT`,
  issued_at: (row) => day(row, 9).slice(0, 10),
  expires_at: (row) => (row % 3 === 0 ? day(row, 700).slice(0, 10) : ''),
  digitised_at: (row) => (row % 4 === 0 ? '' : day(row, 12).slice(0, 10)),
  signed_at: (row) => (row % 4 === 1 ? '' : day(row, 10).slice(0, 10)),
  survey_code: (row) => `PKS-${row + 1000}`,
  answered_at: (row) => day(row, 12),
  scope: () => 'Giải quyết TTHC',
  rating: (row) => pick(row, ['Hài lòng', 'Rất hài lòng', 'Bình thường']),
  ticket: (row) => `A${String(row + 1).padStart(3, '0')}`,
  from_unit_name: (row) => CELLS['unit_name']?.(row) ?? '',
  to_unit_name: (row) => CELLS['unit_name']?.(row + 1) ?? '',
  transferred_at: (row) => day(row, 2),
  method: (row) => pick(row, ['Điện tử', 'Bản giấy']),
};

/** A column of a sheet: its header and its cells. */
export interface SheetColumn {
  header: string;
  cell: (row: number) => string;
}

/** The columns of a list with their usual headers, but for those that are left out. */
export function columnsOf(list: ListDefinition, leftOut: readonly string[] = []): SheetColumn[] {
  return list.columns.flatMap(({ id, type, headers }) => {
    const cell = CELLS[id];
    return type === 'personal' || leftOut.includes(id) || cell === undefined
      ? []
      : [{ header: headers[0] ?? id, cell }];
  });
}

/** A header and forty rows. */
export function sheetOf(columns: readonly SheetColumn[]): HeadRow[] {
  const rows = Array.from({ length: ROWS }, (_, row) => columns.map(({ cell }) => cell(row)));
  return [columns.map(({ header }) => header), ...rows].map((cells, index) => ({ row: index + 1, cells }));
}
