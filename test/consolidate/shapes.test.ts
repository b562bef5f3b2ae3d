import { describe, expect, test } from 'vitest';
import type { ReadSheet } from '../../pipeline/consolidate/types.ts';
import type { Cell } from './laid-out.ts';
import { TARGETS } from './office.ts';
import { codes, NAMES, ofPlan, read } from './read-shapes.ts';

const COUNTS = [
  [152, 200],
  [1_234, 2_000],
  [88, 100],
  [970, 1_000],
  [45, 60],
] as const;
const WANTED = Object.fromEntries(TARGETS.map((target, at) => [target, `${COUNTS[at]?.[0]}/${COUNTS[at]?.[1]}`]));
const figuresOf = (sheets: readonly ReadSheet[]): Record<string, string> =>
  Object.fromEntries(
    sheets.flatMap(({ figures }) =>
      figures.map(({ target, count }) => [target, `${count.hits?.n}/${count.members?.n}`]),
    ),
  );

type Line = (name: string, hits: number, members: number, percent: string, order: number) => Cell[][];
const lines = (line: Line): Cell[][] =>
  NAMES.flatMap((name, at) => {
    const [hits, members] = COUNTS[at] ?? [0, 1];
    return line(name, hits, members, `${((100 * hits) / members).toFixed(2).replace('.', ',')}`, at + 1);
  });
const above = (unit: string): Cell[][] => [[unit], ['(Số liệu tính đến ngày 31/7/2025)']];
const NONE_OF_IT = [7, 9, 77.78];
const THREE = ['Tử số', 'Mẫu số', 'Tỷ lệ'];

/** Header rows, rows of the table, what stands behind them. */
const TABLES: readonly [what: string, unit: string, header: Cell[][], line: Line, behind?: Cell[][]][] = [
  [
    'last month beside this one',
    'UBND P. Quy Nhơn Bắc',
    [
      ['TT', 'Chỉ tiêu', 'Tháng 6', null, null, 'Tháng 7', null, null],
      [null, null, ...THREE, ...THREE],
    ],
    (name, hits, members, percent, order) => [[order, name, ...NONE_OF_IT, hits, members, percent]],
  ],
  [
    'last year beside this one',
    'UBND phường Quy Nhơn Bắc',
    [
      ['TT', 'Chỉ tiêu', 'Cùng kỳ năm 2024', null, null, 'Thực hiện đến 31/7/2025', null, null],
      [null, null, ...THREE, ...THREE],
    ],
    (name, hits, members, percent, order) => [[order, name, ...NONE_OF_IT, hits, members, percent]],
  ],
  [
    'the month beside all of the year so far',
    'Phường Quy Nhơn Bắc',
    [
      ['TT', 'Chỉ tiêu', 'Trong tháng', null, null, 'Luỹ kế từ đầu năm', null, null],
      [null, null, ...THREE, ...THREE],
    ],
    (name, hits, members, percent, order) => [[order, name, ...NONE_OF_IT, hits, members, percent]],
  ],
  [
    'numbers as text, with their unit, a total and notes below',
    'Sở GD&ĐT',
    [['STT', 'Nội dung chỉ tiêu', 'ĐVT', 'KH 2025', 'Số thực hiện', 'Tổng số', 'Tỷ lệ đạt (%)']],
    (name, hits, members, percent, order) => [
      [
        `${order}.`,
        `- ${name}`,
        '%',
        '70',
        hits > 999 ? '1.234' : `${hits} hồ sơ`,
        members > 999 ? `${members / 1000} 000` : String(members),
        `${percent}%`,
      ],
    ],
    [['', 'Tổng cộng', '', '', '2.489', '3.360', ''], [], ['Ghi chú: số liệu lấy từ hệ thống một cửa, 5 chỉ tiêu']],
  ],
  [
    'rows of which',
    'UBND xã Ia Ko',
    [['TT', 'Chỉ tiêu', 'Tử số', 'Mẫu số', 'Kết quả']],
    (name, hits, members, percent, order) => [
      [order, name, hits, members, percent],
      [null, 'Trong đó: thuộc thẩm quyền cấp tỉnh', 10, 20, '50,00'],
      [null, 'Thuộc thẩm quyền cấp xã', 5, 10, '50,00'],
    ],
  ],
  [
    'formulas',
    'SỞ NN&MT',
    [['TT', 'Tên chỉ tiêu', 'Mục tiêu', 'Đã thực hiện', 'Tổng số hồ sơ', 'Tỷ lệ %']],
    (name, hits, members, _, order) => [
      [
        order,
        name,
        '≥70%',
        { value: hits, formula: '1+1' },
        members,
        { value: hits / members, formula: 'D5/E5', format: '0.00%' },
      ],
    ],
  ],
  [
    'words around counts in one cell',
    'Sở Tài chính tỉnh Gia Lai',
    [['TT', 'Chỉ tiêu', 'Kết quả thực hiện']],
    (name, hits, members, percent, order) => [[order, name, `Đạt ${percent}% (${hits}/${members} hồ sơ)`]],
  ],
  [
    'abbreviated headers',
    'Sở Tài chính tỉnh Gia Lai',
    [['TT', 'Nhiệm vụ/chỉ tiêu', 'Số HS đạt', 'Tổng số HS', 'Tỷ lệ']],
    (name, hits, members, percent, order) => [[order, name, hits, members, percent]],
  ],
];

const PLAIN = ['TT', 'Chỉ tiêu', 'Tử số', 'Mẫu số', 'Kết quả'];

describe('a table of a plan', () => {
  test.each(TABLES)('with %s', async (_, unit, header, line, behind = []) => {
    const sheets = await read(ofPlan, [{ name: 'Bảng', rows: [...above(unit), ...header, ...lines(line), ...behind] }]);
    expect(codes(sheets)).toEqual([]);
    expect(figuresOf(sheets)).toEqual(WANTED);
    expect(sheets.map((sheet) => sheet.unit)).not.toContain(null);
  });

  const plain = (unit: string, from = 0, to = 5): Cell[][] => [
    ...above(unit),
    PLAIN,
    ...lines((name, hits, members, percent, order) => [[order, name, hits, members, percent]]).slice(from, to),
  ];

  test.each([
    ['above, beside whom it goes to', 'bao-cao.xlsx', [['UBND XÃ IA KO'], ['Kính gửi: Sở Nội vụ tỉnh Gia Lai']], []],
    ['below, where it is signed', 'bao-cao.xlsx', [], [[], [null, null, null, 'TM. UBND XÃ IA KO']]],
    ['in the name of the file, without marks', 'BC_xa Ia Ko thang 7.xlsx', [], []],
    ['in the name of the file', '01. Báo cáo xã Ia Ko (T7).xlsx', [], []],
  ] as const)('that says whose it is %s', async (_, file, head, behind) => {
    const rows = [...head.map((row) => [...row]), ...plain('BẢNG TỔNG HỢP'), ...behind.map((row) => [...row])];
    const sheets = await read(ofPlan, [{ name: 'Sheet1', rows }], file);
    expect(sheets.map(({ unit }) => unit)).toEqual(['gialai-xiako']);
  });

  test('whose header comes again on the next page', async () => {
    const numbers = ['(1)', '(2)', '(3)', '(4)', '(5)'];
    const rows = [...plain('Sở Y tế', 0, 3), [], PLAIN, numbers, ...plain('Sở Y tế', 3).slice(3)];
    const sheets = await read(ofPlan, [{ name: 'Bảng', rows }]);
    expect(codes(sheets)).toEqual([]);
    expect(figuresOf(sheets)).toEqual(WANTED);
  });

  test('on a sheet a month is that of the month', async () => {
    const months = ['T5', 'T6', 'T7'].map((name, at) => ({
      name,
      rows: [
        ['Sở Y tế'],
        PLAIN,
        ...lines((text, hits, members, _, order) => [[order, text, hits - 2 + at, members, null]]),
      ],
    }));
    const sheets = await read(ofPlan, months);
    expect(codes(sheets)).toEqual([]);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['T7']);
    expect(figuresOf(sheets)).toEqual(WANTED);
  });

  test.each([
    ['100%', ['W_SHARE_OF_NONE']],
    [0, []],
    ['#DIV/0!', []],
    ['-', []],
  ] as const)('in which a share of nothing is %s', async (share, wanted) => {
    const rows = lines((name, hits, members, percent, order) =>
      order === 1 ? [[order, name, 0, 0, share]] : [[order, name, hits, members, percent]],
    );
    const sheets = await read(ofPlan, [{ name: 'Bảng', rows: [...above('Sở Y tế'), PLAIN, ...rows] }]);
    expect(codes(sheets)).toEqual(wanted);
    expect(figuresOf(sheets)).toEqual({ ...WANTED, remote: '0/0' });
  });

  test.each([['ỦY BAN NHÂN DÂN PHƯỜNG NHƠN PHÚ, TP QUY NHƠN, TỈNH BÌNH ĐỊNH'], ['UBND phường Nhơn Phú']])(
    'under a name from before the merger: %s',
    async (unit) => {
      const sheets = await read(ofPlan, [{ name: 'Bảng', rows: plain(unit) }]);
      expect(sheets.map((sheet) => sheet.unit)).toEqual(['binhdinh-quynhon-nhonphu']);
    },
  );

  test('that goes on in another sheet is one report', async () => {
    const sheets = await read(ofPlan, [
      { name: 'Trực tuyến', rows: plain('Sở Y tế', 0, 3) },
      { name: 'Giải quyết', rows: plain('Sở Y tế', 3) },
    ]);
    expect(codes(sheets)).toEqual([]);
    expect(figuresOf(sheets)).toEqual(WANTED);
  });

  test('of which a hidden sheet has a copy counts once, and the copy is told', async () => {
    const old = plain('Sở Y tế').map((row) => row.map((cell) => (cell === 152 ? 151 : cell)));
    const sheets = await read(ofPlan, [
      { name: 'Cũ', rows: old, hidden: true },
      { name: 'Mới', rows: plain('Sở Y tế') },
    ]);
    expect(codes(sheets)).toEqual(['W_TABLE_AGAIN']);
    expect(figuresOf(sheets)).toEqual(WANTED);
  });

  test('with two levels and no word on which is meant says so', async () => {
    const header = [
      ['TT', 'Chỉ tiêu', 'Cấp tỉnh', null, 'Cấp xã', null],
      [null, null, 'Tử số', 'Mẫu số', 'Tử số', 'Mẫu số'],
    ];
    const rows = lines((name, hits, members, _, order) => [[order, name, hits, members, 1, 2]]);
    const sheets = await read(ofPlan, [{ name: 'Bảng', rows: [...above('Sở Y tế'), ...header, ...rows] }]);
    expect(sheets[0]?.problems.map(({ code, cell }) => `${code} ${cell}`)).toEqual([
      'W_HEADER_TWICE E4',
      'W_HEADER_TWICE F4',
    ]);
  });
});
