import { writeXlsx } from '../../../samples/generate/write-xlsx.ts';
import type { MadeFiles } from '../trap-case.ts';
import { AT_COUNTER, HEADER, ON_BEHALF, ONLINE, sheetOf, UNIT } from '../usual-rows.ts';

const make: MadeFiles = () => ({
  'so.xlsx': writeXlsx(
    [
      sheetOf([['BÁO CÁO THÁNG'], ['Kỳ báo cáo: tháng 11/2024']], 'Bìa'),
      sheetOf([HEADER, ONLINE, AT_COUNTER], 'Tháng 10'),
      sheetOf([['DANH SÁCH HỒ SƠ'], HEADER, ON_BEHALF], 'Tháng 11'),
      sheetOf(
        [
          [
            'Mã giao dịch',
            'Mã hồ sơ',
            'Đơn vị tiếp nhận',
            'Ngày thu',
            'Tổng (VNĐ)',
            'Hình thức thanh toán',
            'Trạng thái',
          ],
          ['GD01', 'H06.23-241105-0001', UNIT, '06/11/2024', '50.000', 'Cổng DVC quốc gia', 'Thành công'],
          ['GD02', 'H06.23-241105-0002', UNIT, '06/11/2024', '50.000', 'Tiền mặt', 'Thành công'],
        ],
        'Thanh toán',
      ),
    ],
    false,
  ),
});

export default make;
