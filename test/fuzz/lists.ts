/** A small list of dossiers, as CSV, JSON and HTML. */
export const HEADERS = [
  'Mã hồ sơ',
  'Mã TTHC',
  'Tên TTHC',
  'Lĩnh vực',
  'Đơn vị',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày kết thúc',
  'Trạng thái',
  'Hình thức nhận',
  'Mức độ',
  'Lệ phí',
];
const RECORDS = Array.from({ length: 8 }, (_, at) => [
  `000.00.14.H06-24010${at}-000${at}`,
  '1.001234.000.00.00.H06',
  'Cấp giấy phép',
  'Đất đai',
  'Sở Giáo dục và Đào tạo',
  `0${at + 1}/01/2024 08:00`,
  `1${at}/01/2024`,
  at % 2 === 0 ? `0${at + 2}/01/2024` : '',
  'Đã giải quyết',
  'Trực tuyến',
  'Toàn trình',
  '15.000 đ',
]);
export const LISTS = [
  [['UBND TỈNH BÀ RỊA - VŨNG TÀU'], ['Từ ngày 01/01/2024 đến ngày 31/01/2024'], HEADERS, ...RECORDS]
    .map((row) => row.join(';'))
    .join('\n'),
  JSON.stringify({
    service: 'DongBo',
    data: RECORDS.map((row) => Object.fromEntries(HEADERS.map((name, at) => [name, row[at]]))),
  }),
  `<html><body><table>${[HEADERS, ...RECORDS].map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></body></html>`,
];
