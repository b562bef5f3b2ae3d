import { writeXlsx } from '../../../samples/generate/write-xlsx.ts';
import type { MadeFiles } from '../trap-case.ts';

const make: MadeFiles = () => ({
  'ho-so.xlsx': writeXlsx(
    [
      {
        name: 'Hồ sơ',
        hidden: false,
        rows: [
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
          ],
          [
            202411050001,
            1.01278,
            'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu',
            'Nộp hộ',
            'Một phần',
            '06/11/2024',
            '20/11/2024',
            '',
            'Đang xử lý',
          ],
          [
            241105000200,
            1.012784,
            'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu',
            'Nộp hộ',
            'Một phần',
            '06/11/2024',
            '20/11/2024',
            '',
            'Đang xử lý',
          ],
        ],
        merges: [],
        header: { first: 0, count: 1 },
      },
    ],
    false,
  ),
});

export default make;
