import { writeXlsx } from '../../../samples/generate/write-xlsx.ts';
import type { MadeFiles } from '../trap-case.ts';

const make: MadeFiles = () => ({
  'so.xlsx': writeXlsx(
    [
      {
        name: 'Bìa',
        hidden: false,
        rows: [['BÁO CÁO THÁNG'], ['Kỳ báo cáo: tháng 11/2024']],
        merges: [],
        header: { first: 0, count: 1 },
      },
      {
        name: 'Tháng 10',
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
            '05/11/2024',
            '12/11/2024',
            '11/11/2024',
            'Đã trả kết quả',
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
          ],
        ],
        merges: [],
        header: { first: 0, count: 1 },
      },
      {
        name: 'Tháng 11',
        hidden: false,
        rows: [
          ['DANH SÁCH HỒ SƠ'],
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
            'H06.23-241106-0003',
            '2.000635',
            'Sở Giáo dục và Đào tạo',
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
      {
        name: 'Thanh toán',
        hidden: false,
        rows: [
          [
            'Mã giao dịch',
            'Mã hồ sơ',
            'Đơn vị tiếp nhận',
            'Ngày thu',
            'Tổng (VNĐ)',
            'Hình thức thanh toán',
            'Trạng thái',
          ],
          [
            'GD01',
            'H06.23-241105-0001',
            'Sở Giáo dục và Đào tạo',
            '06/11/2024',
            '50.000',
            'Cổng DVC quốc gia',
            'Thành công',
          ],
          ['GD02', 'H06.23-241105-0002', 'Sở Giáo dục và Đào tạo', '06/11/2024', '50.000', 'Tiền mặt', 'Thành công'],
        ],
        merges: [],
        header: { first: 0, count: 1 },
      },
    ],
    false,
  ),
});

export default make;
