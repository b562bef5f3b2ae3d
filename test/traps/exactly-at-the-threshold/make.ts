import type { MadeFiles } from '../trap-case.ts';

/** 70 of 100 dossiers were filed online. */
const make: MadeFiles = () => ({
  'ho-so.csv': [
    'Mã hồ sơ,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái,Hình thức thanh toán',
    ...Array.from(
      { length: 100 },
      (_, i) =>
        `H06.23-241105-${String(i).padStart(5, '0')},Sở Giáo dục và Đào tạo,${i < 70 ? 'Trực tuyến' : 'Trực tiếp'},05/11/2024,12/11/2024,Đang xử lý,`,
    ),
  ].join('\n'),
});

export default make;
