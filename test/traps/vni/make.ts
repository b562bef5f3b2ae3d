import { toVni } from '../../../samples/generate/legacy.ts';
import type { MadeFiles } from '../trap-case.ts';

const ROWS = [
  [
    'Mã hồ sơ',
    'Mã TTHC',
    'Đơn vị tiếp nhận',
    'Hình thức nộp',
    'Mức độ',
    'Ngày tiếp nhận',
    'Ngày hẹn trả',
    'Ngày kết thúc xử lý',
    'Trạng thái',
    'Lĩnh vực',
  ],
  [
    'H06.23-241105-0001',
    '1.012784',
    'Sở Giáo dục và Đào tạo',
    'Trực tuyến',
    'Toàn trình',
    '05/11/2024',
    '12/11/2024',
    '11/11/2024',
    'Đã trả kết quả',
    'Giáo dục trung học',
  ],
  [
    'H06.23-241105-0002',
    '1.012784',
    'Sở Giáo dục và Đào tạo',
    'Trực tiếp',
    'Toàn trình',
    '05/11/2024',
    '12/11/2024',
    '12/11/2024',
    'Đã trả kết quả',
    'Thi, tuyển sinh',
  ],
  [
    'H06.23-241106-0003',
    '2.000635',
    'Sở Giáo dục và Đào tạo',
    'Nộp hộ',
    'Một phần',
    '06/11/2024',
    '20/11/2024',
    '',
    'Đang xử lý',
    'Văn bằng, chứng chỉ',
  ],
];
const old = ROWS.map((cells) => cells.map(toVni).join(';')).join('\r\n');

/** Once as a program writes it today (the old letters in UTF-8), once as it was written then (a byte a letter). */
const make: MadeFiles = () => ({
  'ho-so-1.csv': old,
  'ho-so-2.csv': Uint8Array.from(old, (letter) => letter.charCodeAt(0)),
});

export default make;
