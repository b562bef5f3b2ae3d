import { type BookType, utils, write } from '@e965/xlsx';
import type { MadeFiles } from '../trap-case.ts';

/** Of a cell in brackets `[text, rows]` the number of rows that it is merged over. */
type Cell = string | readonly [text: string, rows: number];

/** Code, procedure, unit, channel, level, received, due, finished, status, fee: as an office merges what repeats. */
const table = (agency: string, unit: string): Cell[][] => [
  [['DANH SÁCH HỒ SƠ', 2]],
  [],
  [
    ['Mã hồ sơ', 2],
    ['Mã TTHC', 2],
    ['Đơn vị tiếp nhận', 2],
    ['Hình thức nộp', 2],
    ['Mức độ', 2],
    ['Ngày tiếp nhận', 2],
    ['Ngày hẹn trả', 2],
    ['Ngày kết thúc xử lý', 2],
    ['Trạng thái', 2],
    ['Lệ phí', 2],
  ],
  [],
  [
    `${agency}-1`,
    ['1.012784', 2],
    [unit, 3],
    'Trực tuyến',
    'Toàn trình',
    ['05/11/2024', 2],
    '12/11/2024',
    '11/11/2024',
    'Đã trả kết quả',
    ['10.000', 2],
  ],
  [`${agency}-2`, '', '', 'Trực tiếp', 'Toàn trình', '', '12/11/2024', '12/11/2024', 'Đã trả kết quả', ''],
  [`${agency}-3`, '1.012785', '', 'Trực tuyến', 'Một phần', '06/11/2024', '13/11/2024', '', 'Đang xử lý', '20.000'],
  [
    [`${agency}-4`, 2],
    '1.012785',
    [unit, 2],
    'Trực tuyến',
    'Một phần',
    '06/11/2024',
    '13/11/2024',
    '',
    'Đang xử lý',
    '20.000',
  ],
  ['', '1.012784', '', 'Trực tuyến', 'Một phần', '07/11/2024', '13/11/2024', '', 'Đang xử lý', '20.000'],
  [`${agency}-5`, '1.012785', '', 'Trực tuyến', 'Một phần', '06/11/2024', '13/11/2024', '', 'Đang xử lý', '20.000'],
];

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell[0]);

function book(rows: Cell[][], bookType: BookType): Uint8Array {
  const sheet = utils.aoa_to_sheet(rows.map((cells) => cells.map((cell) => textOf(cell) || null)));
  sheet['!merges'] = rows.flatMap((cells, row) =>
    cells.flatMap((cell, column) =>
      typeof cell === 'string' ? [] : [{ s: { r: row, c: column }, e: { r: row + cell[1] - 1, c: column } }],
    ),
  );
  const whole = utils.book_new();
  utils.book_append_sheet(whole, sheet, 'Hồ sơ');
  return new Uint8Array(write(whole, { bookType, type: 'array' }));
}

/** As a page has it: what a merged cell covers is not written. */
function page(rows: Cell[][]): string {
  const open: number[] = [];
  const lines = rows.map((cells) => {
    const tds = cells.flatMap((cell, column) => {
      if ((open[column] ?? 0) > 0) return [];
      open[column] = typeof cell === 'string' ? 1 : cell[1];
      return [`<td${typeof cell === 'string' ? '' : ` rowspan="${cell[1]}"`}>${textOf(cell)}</td>`];
    });
    open.forEach((left, column) => {
      open[column] = left - 1;
    });
    return `<tr>${tds.join('')}</tr>`;
  });
  return `<table>${lines.join('\n')}</table>`;
}

const make: MadeFiles = () => ({
  'a.xlsx': book(table('H06.23-241105-01', 'Sở Giáo dục và Đào tạo'), 'xlsx'),
  'b.xls': book(table('H06.23-241105-02', 'Sở Giáo dục và Đào tạo'), 'biff8'),
  'd.ods': book(table('H06.23-241105-04', 'Sở Giáo dục và Đào tạo'), 'ods'),
  'c.xls': page(table('H06.23-241105-03', 'Sở Giáo dục và Đào tạo')),
});
export default make;
