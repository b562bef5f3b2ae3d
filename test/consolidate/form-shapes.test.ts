import { describe, expect, test } from 'vitest';
import type { Cell } from './laid-out.ts';
import { codes, HEAD, numbers, ofForm, read } from './read-shapes.ts';

/** So many times thirty dossiers. */
const line = (order: Cell, label: Cell, times: number): Cell[] => [order, label, ...numbers(times)];
const ofUnit: Cell[][] = [['Đơn vị báo cáo: Sở Y tế'], ['(Từ ngày 15/06/2025 đến ngày 14/7/2025)']];

const FORMS: readonly [what: string, rows: Cell[][], fields: Record<string, number>][] = [
  [
    'the total in the first column, a share beside, notes below',
    [
      [...(HEAD[0] ?? []), 'Tỷ lệ đúng hạn (%)', 'Ghi chú'],
      HEAD[1] ?? [],
      [...line(1, 'Dược', 1), 90],
      [...line(2, 'Y tế dự phòng', 3), 90],
      [...line('Tổng cộng', null, 4), 90],
      [],
      ['Ghi chú: có 3 hồ sơ rút'],
      ['Người lập', null, null, 'Thủ trưởng'],
    ],
    { Dược: 30, 'Y tế dự phòng': 90 },
  ],
  [
    'parts that are added, and a total that says of which',
    [
      ...HEAD,
      line('A', 'CẤP TỈNH', 3),
      line(1, 'Dược', 1),
      line(2, 'Công Thương', 2),
      line('B', 'CẤP XÃ', 5),
      line(1, 'Hộ tịch', 5),
      line(null, 'TỔNG CỘNG (A+B)', 8),
    ],
    { Dược: 30, 'Công Thương': 60, 'Hộ tịch': 150 },
  ],
  [
    'subtotals below their rows',
    [
      ...HEAD,
      ['I', 'Cấp tỉnh'],
      line(1, 'Dược', 1),
      line(2, 'Công chứng', 2),
      line(null, 'Cộng cấp tỉnh', 3),
      ['II', 'Cấp xã'],
      line(1, 'Hộ tịch', 5),
      line(null, 'Cộng cấp xã', 5),
      line(null, 'TỔNG CỘNG I + II', 8),
    ],
    { Dược: 30, 'Công chứng': 60, 'Hộ tịch': 150 },
  ],
  [
    'the total first, in words of its own',
    [...HEAD, line(null, 'Tổng số hồ sơ của đơn vị', 3), line(1, 'Dược', 1), line(2, 'Cộng đồng', 2)],
    { Dược: 30, 'Cộng đồng': 60 },
  ],
  [
    'its header again on the next page',
    [
      ...HEAD,
      line(1, 'Dược', 1),
      ...HEAD,
      Array.from({ length: 13 }, (_, at) => at + 1),
      line(2, 'Hộ tịch', 2),
      line(null, 'Tổng số', 3),
    ],
    { Dược: 30, 'Hộ tịch': 60 },
  ],
  [
    'parts in bold without numbers, and a line of which',
    [
      ...HEAD,
      line(null, 'Cấp tỉnh', 3),
      line(1, 'Dược', 1),
      line(2, 'Công Thương', 2),
      line(null, 'Cấp xã', 4),
      line(1, 'Hộ tịch', 4),
      line(null, 'Tổng số', 7),
      line(null, 'Trong đó: dịch vụ công toàn trình', 2),
    ],
    { Dược: 30, 'Công Thương': 60, 'Hộ tịch': 120 },
  ],
  ...(['a', '1.1', '-'] as const).map((order): [string, Cell[][], Record<string, number>] => [
    `rows of its fields numbered ${order}`,
    [
      ...HEAD,
      line(1, 'Dược', 3),
      line(order, 'Cấp mới', 1),
      line(order === 'a' ? 'b' : order, 'Cấp lại', 2),
      line(2, 'Hộ tịch', 2),
      line(null, 'Tổng số', 5),
    ],
    { Dược: 90, 'Hộ tịch': 60 },
  ]),
  [
    'shares behind its counts',
    [...HEAD, [1, 'Dược', 30, '10 (40%)', '15 (60 %)', 5, 20, 10, 8, '2 (10%)', 10, 9, 1]],
    { Dược: 30 },
  ],
  [
    'a row without a number that is a field of its own',
    [...HEAD, line(1, 'Dược', 1), line(null, 'Hộ tịch', 2), line(3, 'Đất đai', 4), line(null, 'Tổng số', 7)],
    { Dược: 30, 'Hộ tịch': 60, 'Đất đai': 120 },
  ],
  ...(
    [
      'Luỹ kế từ đầu năm',
      'Lũy kế 7 tháng',
      'Cùng kỳ năm 2024',
      'Kỳ trước',
      'Tháng trước',
      'So với cùng kỳ (%)',
      'Tăng/giảm',
      'Tỷ lệ (%)',
      'Ghi chú: số liệu đến 14/7',
    ] as const
  ).map((label): [string, Cell[][], Record<string, number>] => [
    `a row that adds nothing: ${label}`,
    [
      ...HEAD,
      line(1, 'Dược', 1),
      line(null, label, 9),
      line(2, 'Giám định y khoa', 2),
      line(null, 'Tổng số', 3),
      line(null, label, 30),
    ],
    { Dược: 30, 'Giám định y khoa': 60 },
  ]),
  [
    'no total, and a row of the year below',
    [...HEAD, line(1, 'Dược', 1), line(2, 'Hộ tịch', 2), line(null, 'Luỹ kế từ đầu năm', 30)],
    { Dược: 30, 'Hộ tịch': 60 },
  ],
  [
    'a part over parts',
    [...HEAD, line('A', 'Toàn bộ thủ tục', 3), line('I', 'Cấp tỉnh', 3), line(1, 'Dược', 1), line(2, 'Hộ tịch', 2)],
    { Dược: 30, 'Hộ tịch': 60 },
  ],
];

describe('a form of counts', () => {
  test.each(FORMS)('with %s', async (_, rows, fields) => {
    const sheets = await read(ofForm, [{ name: 'Biểu', rows: [...ofUnit, ...rows] }]);
    expect(codes(sheets)).toEqual([]);
    const cells = sheets
      .flatMap((sheet) => sheet.cells)
      .filter(({ row, column }) => row !== null && column === 'received_total');
    expect(Object.fromEntries(cells.map(({ row, value }) => [row, Number(value.n)]))).toEqual(fields);
  });

  test('in which a subtotal is wrong says so where it stands', async () => {
    const rows = [
      line(1, 'Dược', 1),
      line(null, 'Cộng cấp tỉnh', 2),
      line(1, 'Hộ tịch', 5),
      line(null, 'Cộng cấp xã', 5),
      line(null, 'Tổng cộng', 6),
    ];
    const sheets = await read(ofForm, [{ name: 'Biểu', rows: [...ofUnit, ...HEAD, ...rows] }]);
    const found = sheets[0]?.problems.filter(({ code }) => code === 'E_SECTION_SUM') ?? [];
    expect([found[0]?.cell, found[0]?.found, found[0]?.expected]).toEqual(['C6', '60', '30']);
    expect(new Set(found.map(({ cell }) => cell.replace(/[A-Z]/, '')))).toEqual(new Set(['6']));
  });

  test('that counts in thousands is told, not added in silence', async () => {
    const rows = [...ofUnit, ['Đơn vị tính: nghìn hồ sơ'], ...HEAD, line(1, 'Dược', 1), line(null, 'Tổng số', 1)];
    const [sheet] = await read(ofForm, [{ name: 'Biểu', rows }]);
    expect(sheet?.problems).toMatchObject([{ code: 'E_SCALE', severity: 'error', found: 'nghìn hồ sơ' }]);
    const plain = [...ofUnit, ['Đơn vị tính: hồ sơ'], ...rows.slice(3)];
    expect(codes(await read(ofForm, [{ name: 'Biểu', rows: plain }]))).toEqual([]);
  });

  test('with a row a unit, in blocks', async () => {
    const header = [[...(HEAD[0] ?? [])].map((cell) => (cell === 'Lĩnh vực' ? 'Đơn vị' : cell)), HEAD[1] ?? []];
    const rows = [
      line('I', 'Sở, ban, ngành', 3),
      line(1, 'Sở Y tế', 1),
      line(2, 'Sở GD&ĐT', 2),
      line('II', 'Xã, phường', 4),
      line(1, 'Phường Quy Nhơn Bắc', 3),
      line(2, 'Xã Ia Ko', 1),
      line(null, 'Tổng số', 7),
    ];
    const sheets = await read(ofForm, [{ name: 'Biểu', rows: [['Kỳ báo cáo tháng 7/2025'], ...header, ...rows] }]);
    expect(codes(sheets)).toEqual([]);
    const totals = sheets.map(
      ({ unit, cells }) => `${unit} ${cells.find(({ column }) => column === 'received_total')?.value.n}`,
    );
    expect(totals).toEqual(['gialai-syt 30', 'gialai-sgddt 60', 'gialai-pquynhonbac 90', 'gialai-xiako 30']);
  });
});
