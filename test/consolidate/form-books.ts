import { seeded } from '../read/seeded.ts';
import { book } from './unit-tables.ts';

/** What a unit did in a field over one period: what is not the sum of anything. */
export interface FieldTruth {
  field: string;
  online: number;
  direct: number;
  carried: number;
  early: number;
  onTime: number;
  late: number;
  openLate: number;
}

export const FIELDS = [
  'Đất đai',
  'Hộ tịch',
  'Chứng thực',
  'Giáo dục và Đào tạo',
  'Đăng ký kinh doanh',
  'Bảo trợ xã hội',
] as const;

/** Fields of a unit over a period; `carried` is what was open before, where that is told. */
export function fieldsOf(seed: number, openBefore?: readonly FieldTruth[]): FieldTruth[] {
  const random = seeded(seed);
  return FIELDS.slice(0, 3 + (seed % 4)).map((field) => {
    const before = openBefore?.find((one) => one.field === field);
    const carried = before === undefined ? (openBefore === undefined ? random(40) : 0) : open(before);
    const [online, direct] = [random(300), random(200)];
    const all = online + direct + carried;
    const settled = Math.floor((all * (60 + random(40))) / 100);
    const late = Math.min(settled, random(10));
    const early = random(settled - late + 1);
    return {
      field,
      online,
      direct,
      carried,
      early,
      onTime: settled - late - early,
      late,
      openLate: random(all - settled + 1),
    };
  });
}

const all = (one: FieldTruth): number => one.online + one.direct + one.carried;
const settled = (one: FieldTruth): number => one.early + one.onTime + one.late;
export const open = (one: FieldTruth): number => all(one) - settled(one);

/** The columns 3 to 13 of II.06a by the id under which the form's data knows them. */
export function columnsOf(one: FieldTruth): Record<string, number> {
  return {
    received_total: all(one),
    received_online: one.online,
    received_direct: one.direct,
    carried_over: one.carried,
    settled_total: settled(one),
    settled_early: one.early,
    settled_on_time: one.onTime,
    settled_late: one.late,
    open_total: open(one),
    open_in_time: open(one) - one.openLate,
    open_late: one.openLate,
  };
}

export const COLUMNS = Object.keys(
  columnsOf({ field: '', online: 0, direct: 0, carried: 0, early: 0, onTime: 0, late: 0, openLate: 0 }),
);

export function sumRow(rows: readonly Record<string, number>[]): Record<string, number> {
  return Object.fromEntries(COLUMNS.map((column) => [column, rows.reduce((sum, row) => sum + (row[column] ?? 0), 0)]));
}

export interface FormRow {
  label: string;
  values: Record<string, number>;
}

type Cell = string | number | null;
const line = ({ label, values }: FormRow, at: Cell): Cell[] => [
  at,
  label,
  ...COLUMNS.map((column) => values[column] ?? null),
];

/** Ways in which offices write II.06a. `total` = the row that sums the others. */
export const SPELLINGS: readonly ((
  unit: string,
  period: string,
  rows: readonly FormRow[],
  total: FormRow,
) => { ending: string; bytes: Uint8Array })[] = [
  (unit, period, rows, total) =>
    book('xlsx', [
      {
        name: 'II.06a',
        rows: [
          [
            'Biểu số II.06a/VPCP/KSTT',
            null,
            'TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT',
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            `Đơn vị báo cáo: ${unit}`,
          ],
          [null, null, period, null, null, null, null, null, null, null, 'Đơn vị nhận báo cáo: UBND tỉnh Ninh Bình'],
          ['Đơn vị tính: Số hồ sơ TTHC'],
          [
            'TT',
            'Lĩnh vực, công việc giải quyết theo cấp',
            'Số lượng hồ sơ tiếp nhận',
            null,
            null,
            null,
            'Số lượng hồ sơ đã giải quyết',
            null,
            null,
            null,
            'Số lượng hồ sơ đang giải quyết',
            null,
            null,
          ],
          [
            null,
            null,
            'Tổng số',
            'Trong kỳ',
            null,
            'Từ kỳ trước',
            'Tổng số',
            'Trước hạn',
            'Đúng hạn',
            'Quá hạn',
            'Tổng số',
            'Trong hạn',
            'Quá hạn',
          ],
          [
            null,
            null,
            null,
            'Trực tuyến',
            'Trực tiếp, dịch vụ bưu chính',
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
          ],
          [
            '(1)',
            '(2)',
            '(3)=(4)+(5)+(6)',
            '(4)',
            '(5)',
            '(6)',
            '(7)=(8)+(9)+(10)',
            '(8)',
            '(9)',
            '(10)',
            '(11)=(12)+(13)',
            '(12)',
            '(13)',
          ],
          ...rows.map((row, at) => line(row, at + 1)),
          line(total, null),
          [],
          [null, 'NGƯỜI LẬP BIỂU', null, null, null, null, null, null, null, 'THỦ TRƯỞNG ĐƠN VỊ'],
        ],
        merges: ['A4:A6', 'B4:B6', 'C4:F4', 'G4:J4', 'K4:M4', 'D5:E5'],
      },
    ]),
  (unit, period, rows, total) =>
    book('xlsx', [
      {
        name: 'Biểu 6',
        rows: [
          ['Biểu số II.06b/VPCP/KSTT'],
          [`Đơn vị báo cáo: ${unit}`],
          [period],
          [
            'STT',
            'Lĩnh vực giải quyết',
            'Số hồ sơ nhận giải quyết',
            null,
            null,
            null,
            'Kết quả giải quyết',
            null,
            null,
            null,
            'Hồ sơ đang xử lý',
            null,
            null,
          ],
          [
            null,
            null,
            'Tổng',
            'Trực tuyến',
            'Trực tiếp, bưu chính',
            'Kỳ trước',
            'Tổng',
            'Sớm hạn',
            'Đúng hạn',
            'Trễ hạn',
            'Tổng',
            'Chưa đến hạn',
            'Trễ hạn',
          ],
          [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
          line(total, null),
          ...rows.map((row, at) => line(row, at + 1)),
        ],
      },
    ]),
  (unit, period, rows, total) =>
    book('xlsx', [
      {
        name: 'Sheet1',
        rows: [
          [unit],
          [period],
          [
            'TT',
            'Tên lĩnh vực',
            'Tổng số hồ sơ tiếp nhận (3)',
            'Tiếp nhận trực tuyến (4)',
            'Tiếp nhận trực tiếp (5)',
            'Hồ sơ kỳ trước chuyển sang (6)',
            'Tổng số đã giải quyết (7)',
            'Giải quyết trước hạn (8)',
            'Giải quyết đúng hạn (9)',
            'Giải quyết quá hạn (10)',
            'Tổng số đang giải quyết (11)',
            'Đang giải quyết trong hạn (12)',
            'Đang giải quyết quá hạn (13)',
          ],
          ...rows.map((row, at) => line(row, at + 1)),
          line(total, null),
        ],
      },
    ]),
  (unit, period, rows, total) =>
    book('biff8', [
      {
        name: '06a',
        rows: [
          [null, 'UBND TỈNH NINH BÌNH'],
          [null, unit.toUpperCase()],
          [null, period],
          [
            null,
            'TT',
            'Lĩnh vực',
            'Tiếp nhận',
            null,
            null,
            null,
            'Đã giải quyết',
            null,
            null,
            null,
            'Đang giải quyết',
            null,
            null,
          ],
          [
            null,
            null,
            null,
            'Tổng số',
            'Trong đó',
            null,
            'Từ kỳ trước',
            'Tổng số',
            'Trước hạn',
            'Đúng hạn',
            'Quá hạn',
            'Tổng số',
            'Trong hạn',
            'Quá hạn',
          ],
          [
            null,
            null,
            null,
            null,
            'Trực tuyến',
            'Trực tiếp, dịch vụ bưu chính',
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
          ],
          [null, 'I', 'Cấp tỉnh, cấp xã'],
          ...rows.map((row, at) => [null, ...line(row, at + 1)]),
          [null, ...line({ ...total, label: 'Tổng cộng' }, null)],
        ],
      },
    ]),
  (unit, period, rows, total) => {
    const cells = (row: FormRow, at: Cell): string =>
      `<tr>${line(row, at)
        .map((cell) => `<td>${cell ?? ''}</td>`)
        .join('')}</tr>`;
    return {
      ending: 'xls',
      bytes: new TextEncoder().encode(
        `<meta charset="utf-8"><table><tr><td colspan="13">Đơn vị báo cáo: ${unit}</td></tr><tr><td colspan="13">${period}</td></tr><tr><th rowspan="2">TT</th><th rowspan="2">Lĩnh vực, công việc</th><th colspan="4">Số lượng hồ sơ tiếp nhận</th><th colspan="4">Số lượng hồ sơ đã giải quyết</th><th colspan="3">Số lượng hồ sơ đang giải quyết</th></tr><tr><th>Tổng số</th><th>Trực tuyến</th><th>Trực tiếp, BCCI</th><th>Từ kỳ trước</th><th>Tổng số</th><th>Trước hạn</th><th>Đúng hạn</th><th>Quá hạn</th><th>Tổng số</th><th>Trong hạn</th><th>Quá hạn</th></tr>${rows.map((row, at) => cells(row, at + 1)).join('')}${cells(total, '')}</table>`,
      ),
    };
  },
  // Early and on time in one column, as two families have it.
  (unit, period, rows, total) => {
    const joined = COLUMNS.filter((column) => column !== 'settled_on_time');
    const own = ({ label, values }: FormRow, at: Cell): Cell[] => [
      at,
      label,
      ...joined.map(
        (column) => (values[column] ?? 0) + (column === 'settled_early' ? (values['settled_on_time'] ?? 0) : 0),
      ),
    ];
    return book('xlsx', [
      {
        name: 'BC TTHC',
        rows: [
          ['Biểu mẫu 06a'],
          [`Cơ quan báo cáo: ${unit}`],
          [period],
          [
            'STT',
            'Lĩnh vực',
            'Tiếp nhận',
            null,
            null,
            null,
            'Đã giải quyết',
            null,
            null,
            'Chưa giải quyết',
            null,
            null,
          ],
          [
            null,
            null,
            'Tổng số',
            'Qua mạng',
            'Trực tiếp',
            'Tồn kỳ trước',
            'Tổng số',
            'Đúng và trước hạn',
            'Quá hạn',
            'Tổng số',
            'Trong hạn',
            'Quá hạn',
          ],
          ...rows.map((row, at) => own(row, at + 1)),
          own(total, null),
        ],
      },
    ]);
  },
];
