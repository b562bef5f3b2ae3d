import type { Grid } from '../../samples/generate/layout.ts';

/** The cells of a line as a CSV file would have it. */
const cells = (line: string): string[] => line.split(';');

export const HEADER = cells(
  'Mã hồ sơ;Mã TTHC;Đơn vị tiếp nhận;Hình thức nộp;Mức độ;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái',
);

export const UNIT = 'Sở Giáo dục và Đào tạo';

// Dossiers for cases whose trap is elsewhere: two that are done, one that is not.
export const ONLINE = cells(
  `H06.23-241105-0001;1.012784;${UNIT};Trực tuyến;Toàn trình;05/11/2024;12/11/2024;11/11/2024;Đã trả kết quả`,
);
export const AT_COUNTER = cells(
  `H06.23-241105-0002;1.012784;${UNIT};Trực tiếp;Toàn trình;05/11/2024;12/11/2024;12/11/2024;Đã trả kết quả`,
);
export const ON_BEHALF = cells(`H06.23-241106-0003;2.000635;${UNIT};Nộp hộ;Một phần;06/11/2024;20/11/2024;;Đang xử lý`);

/** A sheet that anybody sees, with its header in the first row. */
export function sheetOf(rows: Grid['rows'], name = 'Hồ sơ'): Grid {
  return { name, hidden: false, rows, merges: [], header: { first: 0, count: 1 } };
}

/**
 * The dossiers with their fields in the letters of an old font: once as a program writes it today (the old letters in
 * UTF-8), once as it was written then (a byte a letter).
 */
export function inOldLetters(written: (text: string) => string): Record<string, Uint8Array | string> {
  const rows = [
    [...HEADER, 'Lĩnh vực'],
    [...ONLINE, 'Giáo dục trung học'],
    [...AT_COUNTER, 'Thi, tuyển sinh'],
    [...ON_BEHALF, 'Văn bằng, chứng chỉ'],
  ];
  const old = rows.map((row) => row.map(written).join(';')).join('\r\n');
  return { 'ho-so-1.csv': old, 'ho-so-2.csv': Uint8Array.from(old, (letter) => letter.charCodeAt(0)) };
}
