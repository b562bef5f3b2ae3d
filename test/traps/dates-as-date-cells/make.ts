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
            'H06.23-241105-0001',
            '1.012784',
            'Sở Giáo dục và Đào tạo',
            'Trực tuyến',
            'Toàn trình',
            { date: '2024-11-05' },
            { date: '2024-11-12 17:30:00' },
            '11/11/2024',
            'Đã trả kết quả',
          ],
          [
            'H06.23-241105-0002',
            '1.012784',
            'Sở Giáo dục và Đào tạo',
            'Trực tiếp',
            'Toàn trình',
            { date: '2024-11-05' },
            { date: '2024-11-12 17:30:00' },
            '12/11/2024',
            'Đã trả kết quả',
          ],
          [
            'H06.23-241106-0003',
            '2.000635',
            'Sở Giáo dục và Đào tạo',
            'Nộp hộ',
            'Một phần',
            { date: '2024-11-06' },
            { date: '2024-11-20 23:59:00' },
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
