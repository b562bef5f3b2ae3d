import { utils, write } from '@e965/xlsx';
import { TARGETS, type TargetId, type UnitTruth } from './office.ts';

/** How units write the names of the targets, by layout. */
const NAMES: readonly Record<TargetId, string>[] = [
  {
    remote: 'Hồ sơ trực tuyến từ xa',
    'full-online': 'Hồ sơ trực tuyến toàn trình',
    'paid-online': 'Hồ sơ thanh toán trực tuyến',
    'on-time': 'Hồ sơ giải quyết đúng hạn',
    digitised: 'Kết quả giải quyết được số hoá',
  },
  {
    remote: 'Tỷ lệ hồ sơ nộp trực tuyến từ xa',
    'full-online': 'Tỷ lệ hồ sơ trực tuyến thực hiện toàn trình',
    'paid-online': 'Tỷ lệ hồ sơ có thanh toán trực tuyến',
    'on-time': 'Tỷ lệ giải quyết hồ sơ đúng hạn',
    digitised: 'Tỷ lệ số hóa kết quả giải quyết TTHC',
  },
  {
    remote: 'TL HS trực tuyến từ xa',
    'full-online': 'TL HS trực tuyến toàn trình',
    'paid-online': 'TL HS thanh toán trực tuyến',
    'on-time': 'TL HS GQ đúng hạn',
    digitised: 'TL số hoá KQ GQ',
  },
  {
    remote: 'HỒ SƠ TRỰC TUYẾN TỪ XA (≥ 70%)',
    'full-online': 'HỒ SƠ TRỰC TUYẾN TOÀN TRÌNH (≥ 50%)',
    'paid-online': 'HỒ SƠ THANH TOÁN TRỰC TUYẾN (trên 85%)',
    'on-time': 'HỒ SƠ GIẢI QUYẾT ĐÚNG HẠN (≥ 95%)',
    digitised: 'SỐ HÓA KẾT QUẢ GIẢI QUYẾT (≥ 80%)',
  },
];
const THRESHOLDS: Record<TargetId, string> = {
  remote: '≥ 70%',
  'full-online': '≥ 50%',
  'paid-online': '> 85%',
  'on-time': '≥ 95%',
  digitised: '≥ 80%',
};

type Cell = string | number | null;
type Sheet = { name: string; rows: Cell[][]; merges?: string[]; percent?: string[] };

export interface Row {
  target: TargetId;
  text: string;
  threshold: string;
  hits: number | null;
  members: number | null;
  /** Per cent, two decimals. */
  value: number | null;
}

/** A report of a unit as its own rows, to be changed before it is laid out. */
export function rowsOf({ figures }: UnitTruth, names: number): Row[] {
  return TARGETS.map((target) => {
    const { hits, members } = figures[target];
    const text = NAMES[names % NAMES.length]?.[target] ?? '';
    return {
      target,
      text,
      threshold: THRESHOLDS[target],
      hits,
      members,
      value: Math.round((10_000 * hits) / members) / 100,
    };
  });
}

const SIGNATURE: Cell[][] = [
  [],
  ['Nơi nhận:', null, null, null, 'THỦ TRƯỞNG ĐƠN VỊ'],
  ['- Sở Nội vụ;', null, null, null, '(Ký tên, đóng dấu)'],
  ['- Lưu: VT.'],
  [null, null, null, null, 'Nguyễn Văn A'],
];
const comma = (value: number | null): Cell => (value === null ? null : value.toFixed(2).replace('.', ','));

/** Ten ways in which units lay out a plan's table; each gives a workbook in one of the kinds that offices send. */
export const LAYOUTS: readonly ((
  name: string,
  rows: readonly Row[],
  period: string,
) => { ending: string; bytes: Uint8Array })[] = [
  (name, rows, period) =>
    book('xlsx', [
      {
        name: 'Báo cáo',
        rows: [
          [name.toUpperCase(), null, null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
          [null, null, null, 'Độc lập - Tự do - Hạnh phúc'],
          ['BÁO CÁO KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU'],
          [period],
          ['TT', 'Chỉ tiêu', 'Ngưỡng', 'Tử số', 'Mẫu số', 'Kết quả (%)'],
          ...rows.map(({ text, threshold, hits, members, value }, at) => [
            at + 1,
            text,
            threshold,
            hits,
            members,
            value,
          ]),
          ...SIGNATURE,
        ],
      },
    ]),
  (name, rows, period) =>
    book('xlsx', [
      {
        name: 'Sheet1',
        rows: [
          [`Đơn vị báo cáo: ${name}`],
          [period],
          [],
          ['STT', 'Nội dung', 'Tổng số', 'Số đã thực hiện', 'Tỷ lệ (%)', 'Ghi chú'],
          ...[...rows]
            .reverse()
            .map(({ text, hits, members, value }, at) => [at + 1, text, members, hits, comma(value), 'đã kiểm tra']),
          ...SIGNATURE,
        ],
      },
    ]),
  (name, rows, period) =>
    book('xlsx', [
      {
        name: 'Chỉ tiêu',
        rows: [
          [name],
          ['Kết quả thực hiện kế hoạch', null, null, null, null, null],
          [period],
          ['Chỉ tiêu giao', 'Tên chỉ tiêu', 'Kết quả thực hiện', null, null],
          [null, null, 'Số lượng đạt', 'Tổng số', 'Tỷ lệ'],
          ...rows.map(({ text, threshold, hits, members, value }) => [threshold, text, hits, members, value]),
        ],
        merges: ['A4:A5', 'B4:B5', 'C4:E4'],
      },
    ]),
  (name, rows, period) =>
    book('biff8', [
      {
        name: 'BC',
        rows: [
          ['UBND TỈNH NINH BÌNH'],
          [name.toUpperCase()],
          [period],
          ['TT', 'Nội dung chỉ tiêu', 'Kết quả', 'Tỷ lệ %'],
          ...rows.map(({ text, hits, members, value }, at) => [
            at + 1,
            text,
            hits === null ? null : `${hits}/${members}`,
            comma(value),
          ]),
        ],
      },
    ]),
  (name, rows, period) => ({
    ending: 'xls',
    bytes: new TextEncoder().encode(
      `<html><head><meta charset="utf-8"></head><body><table><tr><td colspan="5">${name}</td></tr><tr><td colspan="5">${period}</td></tr><tr><th>TT</th><th>Chỉ tiêu</th><th>Tử số</th><th>Mẫu số</th><th>Kết quả</th></tr>${rows.map(({ text, hits, members, value }, at) => `<tr><td>${at + 1}</td><td>${text}</td><td>${hits ?? ''}</td><td>${members ?? ''}</td><td>${comma(value) ?? ''} %</td></tr>`).join('')}</table></body></html>`,
    ),
  }),
  (name, rows, period) =>
    book('xlsx', [
      {
        name: 'TH',
        rows: [
          [`Cơ quan báo cáo: ${name}`],
          [period],
          ['TT', 'Chỉ tiêu', 'Số đạt', 'Mẫu số', 'Tỷ lệ đạt'],
          ...rows.map(({ text, hits, members, value }, at) => [
            at + 1,
            text,
            hits,
            members,
            value === null ? null : value / 100,
          ]),
        ],
        percent: rows.map((_, at) => `E${at + 4}`),
      },
    ]),
  (name, rows, period) =>
    book('xlsx', [
      {
        name: 'Số liệu',
        rows: [
          ['Phụ lục kèm theo báo cáo'],
          [name, null, null, null, null],
          [period],
          [null, 'Kết quả đạt được', 'Mẫu số', 'Tử số', 'Chỉ tiêu', 'Căn cứ'],
          ...[rows[3], rows[0], rows[4], rows[2], rows[1]].flatMap((row) =>
            row === undefined ? [] : [[null, row.value, row.members, row.hits, row.text, 'Kế hoạch 20/KH-UBND']],
          ),
          ...SIGNATURE,
        ],
      },
    ]),
  (name, rows, period) =>
    book('biff8', [
      {
        name: 'Bieu',
        rows: [
          [name],
          [period],
          ['STT', 'Chỉ tiêu, nhiệm vụ', 'Chỉ tiêu giao', 'Thực hiện', null, null],
          [null, null, null, 'Số liệu', null, 'Tỷ lệ'],
          [null, null, null, 'Số thực hiện', 'Trên tổng số', null],
          ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)=(4)/(5)'],
          ...rows.map(({ text, threshold, hits, members, value }, at) => [
            at + 1,
            text,
            threshold,
            hits,
            members,
            value,
          ]),
        ],
      },
    ]),
  (name, rows, period) =>
    book('xlsx', [
      {
        name: 'Hướng dẫn',
        rows: [['Đơn vị điền các cột màu vàng, gửi trước ngày 05 hằng tháng.'], ['Không sửa tiêu đề.']],
      },
      {
        name: name.replace('Ủy ban nhân dân', 'UBND').slice(0, 31),
        rows: [
          ['BẢNG TỔNG HỢP CHỈ TIÊU'],
          [period],
          ['TT', 'Chỉ tiêu', 'Số lượng thực hiện', 'Tổng số hồ sơ', 'Kết quả'],
          ...rows.map(({ text, hits, members, value }, at) => [
            at + 1,
            text,
            hits,
            members,
            value === null ? null : `${comma(value)}%`,
          ]),
        ],
      },
    ]),
  (name, rows, period) =>
    book('xlsx', [
      {
        name: 'Trang 1',
        rows: [
          [null, 'UBND TỈNH NINH BÌNH', null, null, null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
          [null, name, null, null, null, 'Độc lập - Tự do - Hạnh phúc'],
          [null, 'BÁO CÁO', null],
          [null, period],
          [null, 'Số TT', 'Tiêu chí', 'Mẫu số', 'Tử số', 'Tỷ lệ thực hiện'],
          ...rows.flatMap(({ text, hits, members, value }, at): Cell[][] => [
            ...(at === 0 ? [[null, 'I', 'Hồ sơ']] : at === 4 ? [[null, 'II', 'Số hoá']] : []),
            [null, at + 1, text, grouped(members), grouped(hits), comma(value)],
          ]),
          ...SIGNATURE,
        ],
      },
    ]),
];

/** `1.234`, as a clerk types it. */
function grouped(value: number | null): Cell {
  return value === null ? null : String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** A workbook as another program writes it. */
export function book(kind: 'xlsx' | 'biff8', sheets: readonly Sheet[]): { ending: string; bytes: Uint8Array } {
  const made = utils.book_new();
  for (const { name, rows, merges = [], percent = [] } of sheets) {
    const sheet = utils.aoa_to_sheet(rows);
    sheet['!merges'] = merges.map((range) => utils.decode_range(range));
    for (const cell of percent) if (sheet[cell]) sheet[cell].z = '0.00%';
    utils.book_append_sheet(made, sheet, name);
  }
  const bytes: unknown = write(made, { type: 'array', bookType: kind });
  if (!(bytes instanceof ArrayBuffer)) throw new Error('no bytes');
  return { ending: kind === 'xlsx' ? 'xlsx' : 'xls', bytes: new Uint8Array(bytes) };
}
