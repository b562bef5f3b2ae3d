import { seeded } from '../read/seeded.ts';

/** A cell of a made export: text, a whole number, or a moment as a spreadsheet's day number. */
export type ExportCell = string | number | { serial: number };

/** The headers of a dossier list as a portal writes them: 22 columns, 5 of them personal, one that nobody needs. */
export const EXPORT_HEADERS: readonly string[] = [
  'STT',
  'Mã hồ sơ',
  'Mã TTHC',
  'Tên TTHC',
  'Lĩnh vực',
  'Đơn vị tiếp nhận',
  'Người nộp',
  'Số CCCD',
  'Số điện thoại',
  'Địa chỉ',
  'Hình thức nộp',
  'Mức độ',
  'Ngày nộp',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày kết thúc xử lý',
  'Ngày trả',
  'Trạng thái',
  'Phí lệ phí',
  'Hình thức thanh toán',
  'Số lần bổ sung',
  'Ghi chú',
];

const UNITS = [
  'Sở Giáo dục và Đào tạo',
  'Sở Nội vụ',
  'Sở Tư pháp',
  'Sở Kế hoạch và Đầu tư',
  'Sở Tài chính',
  'Sở Công Thương',
  'Sở Nông nghiệp và Phát triển nông thôn',
  'Sở Tài nguyên và Môi trường',
  'Sở Giao thông vận tải',
  'Sở Xây dựng',
  'Sở Thông tin và Truyền thông',
  'Sở Khoa học và Công nghệ',
  'Sở Văn hóa và Thể thao',
  'Sở Y tế',
];
const FIELDS = ['Hộ tịch', 'Chứng thực', 'Đất đai', 'Giáo dục trung học', 'Thi, tuyển sinh', 'Lưu thông hàng hóa'];
const ACTS = ['Cấp', 'Cấp lại', 'Đăng ký', 'Gia hạn', 'Thu hồi', 'Xác nhận', 'Chấm dứt hiệu lực'];
const OBJECTS = ['giấy phép xây dựng', 'bản sao trích lục', 'chứng chỉ hành nghề', 'giấy chứng nhận đủ điều kiện'];
const CHANNELS = ['Trực tuyến', 'Trực tuyến', 'Trực tuyến', 'Trực tiếp', 'Trực tiếp', 'Nộp hộ', 'Bưu chính công ích'];
const LEVELS = ['Toàn trình', 'Toàn trình', 'Một phần', 'Một phần', 'Cung cấp thông tin'];
const METHODS = ['Cổng DVC quốc gia', 'Tiền mặt', 'Chuyển khoản', 'Không'];
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ'];
const MIDDLES = ['Văn', 'Thị', 'Hữu', 'Đức', 'Minh', 'Thị Thu', 'Quốc', 'Hoài', 'Thị Ngọc', 'Thanh'];
const GIVEN = [
  'An',
  'Bình',
  'Cường',
  'Dũng',
  'Giang',
  'Hà',
  'Hạnh',
  'Hùng',
  'Lan',
  'Linh',
  'Mai',
  'Nam',
  'Phúc',
  'Quỳnh',
];
const STREETS = ['Hùng Vương', 'Lê Hồng Phong', 'Trương Công Định', 'Nguyễn Thái Học', 'Ba Cu', 'Lê Lợi'];
const WARDS = ['phường 1', 'phường Thắng Tam', 'xã Long Sơn', 'phường Phước Trung', 'xã Kim Long', 'thị trấn Đất Đỏ'];
const NOTES = ['Hồ sơ liên thông', 'Đã nhắn tin', 'Nhận kết quả qua bưu chính'];

/** 1 January 2022 as a day number. */
const FIRST_DAY = 44_562;
/** Days over which the dossiers are received: none lies in the future of a clock at the end of 2022. */
const DAYS = 330;
const SECONDS = 86_400;

/** The rows below the header: the same ones for the same seed. About 2.5 different texts a row, as in real exports. */
export function* exportRows(rows: number, seed = 1): Generator<ExportCell[]> {
  const random = seeded(seed);
  const pick = <T>(items: readonly [T, ...T[]] | readonly T[]): T => items[random(items.length)] as T;
  const procedures = Array.from({ length: 300 }, (_, i) => ({
    code: `${1 + (i % 3)}.${String(1_001 + i * 37).padStart(6, '0')}`,
    name: `${pick(ACTS)} ${pick(OBJECTS)} ${i + 1}`,
    field: pick(FIELDS),
  }));
  for (let row = 0; row < rows; row++) {
    const procedure = pick(procedures);
    const received = FIRST_DAY * SECONDS + Math.floor((row * DAYS * SECONDS) / rows) + random(SECONDS);
    const submitted = received - random(SECONDS);
    const due = received + (3 + random(20)) * SECONDS;
    const isFinished = random(10) > 0;
    const finished = received + random(24 * SECONDS) + 600;
    const status = isFinished ? (random(3) > 0 ? 'Đã trả kết quả' : 'Đã xử lý xong') : 'Đang xử lý';
    const fee = random(3) === 0 ? 0 : (1 + random(40)) * 5_000;
    yield [
      row + 1,
      `H06.${21 + random(9)}-${dayText(received)}-${String(row + 1).padStart(7, '0')}`,
      procedure.code,
      procedure.name,
      procedure.field,
      pick(UNITS),
      `${pick(FAMILIES)} ${pick(MIDDLES)} ${pick(GIVEN)}`,
      `077${String(random(1_000) * 1_000_000 + random(1_000_000)).padStart(9, '0')}`,
      `09${String(random(500_000) * 200).padStart(8, '0')}`,
      `${1 + random(900)} đường ${pick(STREETS)}, ${pick(WARDS)}`,
      pick(CHANNELS),
      pick(LEVELS),
      moment(submitted),
      moment(received),
      { serial: Math.floor(due / SECONDS) },
      isFinished ? moment(finished) : '',
      isFinished && status === 'Đã trả kết quả' ? moment(finished + random(3 * SECONDS)) : '',
      status,
      fee,
      fee === 0 ? 'Không' : pick(METHODS),
      random(20) === 0 ? 1 : 0,
      random(30) === 0 ? pick(NOTES) : '',
    ];
  }
}

/** Day numbers with a time as Excel stores them: up to 15 significant digits. */
function moment(seconds: number): ExportCell {
  return { serial: Number((seconds / SECONDS).toFixed(10)) };
}

/** `220131`: the day part of a dossier code. */
function dayText(seconds: number): string {
  return textOfSerial(seconds / SECONDS)
    .replaceAll('/', '')
    .replace(/^(..)(..)..(..).*$/, '$3$2$1');
}

/** `31/01/2022 07:05:09`, and only the day where there is no time. */
export function textOfSerial(serial: number): string {
  const iso = new Date(Math.round((serial - 25_569) * SECONDS) * 1000).toISOString();
  const day = `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
  return Number.isInteger(serial) ? day : `${day} ${iso.slice(11, 19)}`;
}
