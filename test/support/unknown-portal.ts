/** A dossier as its office knows it. */
interface Known {
  month: number;
  channel: 'Nộp online' | 'Trực tiếp' | 'BCCI';
  level: 'Toàn trình' | 'Một phần';
  finished: boolean;
  payment: 'VNPT Pay' | 'Tiền mặt' | '';
}

const HEADERS = [
  'Số hồ sơ',
  'Tên TTHC',
  'Ngày nhận',
  'Hạn GQ',
  'Ngày trả KQ',
  'Tình trạng',
  'HT nộp',
  'Mức độ DVC',
  'Lệ phí',
  'HT thanh toán',
];

/** Dossiers of a month, the same at every run. */
function dossiersOf(month: number, count: number): Known[] {
  return Array.from({ length: count }, (_, n) => ({
    month,
    channel: n % 7 < 4 ? 'Nộp online' : n % 7 === 4 ? 'BCCI' : 'Trực tiếp',
    level: n % 3 === 0 ? 'Một phần' : 'Toàn trình',
    finished: n % 4 !== 3,
    payment: n % 5 === 0 ? 'Tiền mặt' : n % 5 < 4 ? 'VNPT Pay' : '',
  }));
}

export const MONTHS: Readonly<Record<10 | 11, readonly Known[]>> = { 10: dossiersOf(10, 61), 11: dossiersOf(11, 47) };

/** An export as one portal writes it: titles, no column of units, words of its own. */
export function monthFile(month: 10 | 11): { name: string; mimeType: string; buffer: Buffer } {
  const two = (value: number): string => String(value).padStart(2, '0');
  const rows = MONTHS[month].map(({ channel, level, finished, payment }, n) => {
    const day = (n % 27) + 1;
    return [
      `H06.23-24${month}${two(day)}-${String(n + 1).padStart(4, '0')}`,
      'Chuyển trường đối với học sinh trung học phổ thông',
      `${two(day)}/${month}/2024 08:15`,
      `28/${month}/2024`,
      finished ? `${two(Math.min(28, day + 1))}/${month}/2024` : '',
      finished ? 'Đã có KQ' : 'Đang xử lý',
      channel,
      level,
      payment === '' ? '0' : '30000',
      payment,
    ];
  });
  const wide = (text: string): string[] => [text, ...HEADERS.slice(1).map(() => '')];
  const table = [
    wide('ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU'),
    wide('SỞ GIÁO DỤC VÀ ĐÀO TẠO'),
    wide(`DANH SÁCH HỒ SƠ THÁNG ${month}/2024`),
    HEADERS,
    ...rows,
  ];
  const text = table.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n');
  return { name: `danh-sach-thang-${month}-2024.csv`, mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${text}`) };
}

/** What the words of that portal mean; what the form has chosen already needs no click. */
export const MEANINGS: Readonly<Record<string, string>> = {
  'Hạn GQ': 'Ngày hẹn trả',
  'Ngày trả KQ': 'Ngày trả',
  'Tình trạng': 'Trạng thái',
  'HT nộp': 'Hình thức nộp',
  'HT thanh toán': 'Hình thức thanh toán',
  'Đã có KQ': 'Đã xử lý xong',
  'Nộp online': 'Trực tuyến',
  BCCI: 'Bưu chính công ích',
  'VNPT Pay': 'Trực tuyến',
};

export const UNIT = 'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu';

/** `66,67 %` of hits among members, as the pane prints it. */
export function percent(hits: number, members: number): string {
  return `${((100 * hits) / members).toFixed(2).replace('.', ',')} %`;
}
