import { describe, expect, test } from 'vitest';
import type { ReadSheet } from '../../pipeline/consolidate/types.ts';
import type { Cell } from './laid-out.ts';
import { codes, GROUPS, HEAD, LEAVES, NAMES, numbers, ofForm, ofPlan, read } from './read-shapes.ts';

const PLAIN: Cell[] = ['TT', 'Chỉ tiêu', 'Tử số', 'Mẫu số', 'Tỷ lệ'];
/** 60 of 80, 61 of 80, …; `more` is added to each numerator. */
const table = (line: (name: string, hits: number, order: number) => Cell[], more = 0): Cell[][] =>
  NAMES.map((name, at) => line(name, 60 + at + more, at + 1));
const plain = (more = 0): Cell[][] => [PLAIN, ...table((name, hits, order) => [order, name, hits, 80, null], more)];
const hitsOf = (sheets: readonly ReadSheet[]): (number | undefined)[][] =>
  sheets.map(({ figures }) => figures.map(({ count }) => (count.hits === null ? undefined : Number(count.hits.n))));
const HITS = [60, 61, 62, 63, 64];

const DAYS: Cell[] = ['(Từ ngày 15/06/2025 đến ngày 14/7/2025)'];
const taken = (sheets: readonly ReadSheet[]): [string | null, string | null, number][] =>
  sheets.flatMap(({ unit, cells }) =>
    cells
      .filter(({ column }) => column === 'received_total')
      .map(({ row, value }): [string | null, string | null, number] => [unit, row, Number(value.n)]),
  );

describe('tables of several units below each other', () => {
  test('are each of its own unit, and of the time that stands above them all', async () => {
    const rows = [['BÁO CÁO THÁNG 7/2025'], ['Sở Y tế'], ...plain(), [], ['Sở Tài chính'], [], ...plain(5)];
    const sheets = await read(ofPlan, [{ name: 'Sheet1', rows }]);
    expect(codes(sheets)).toEqual([]);
    expect(sheets.map(({ unit, asOf }) => [unit, asOf])).toEqual([
      ['gialai-syt', '2025-07-31'],
      ['gialai-stc', '2025-07-31'],
    ]);
    expect(hitsOf(sheets)).toEqual([HITS, HITS.map((hits) => hits + 5)]);
  });

  test('of a form as well', async () => {
    const rows = [
      ['Đơn vị báo cáo: Sở Y tế'],
      DAYS,
      ...HEAD,
      [1, 'Dược', ...numbers(1)],
      ['Đơn vị báo cáo: Sở Tài chính'],
      ...HEAD,
      [1, 'Giá', ...numbers(2)],
      [null, 'Tổng', ...numbers(2)],
    ];
    const sheets = await read(ofForm, [{ name: 'Sheet1', rows }]);
    expect(codes(sheets)).toEqual([]);
    expect(taken(sheets)).toEqual([
      ['gialai-syt', 'Dược', 30],
      ['gialai-stc', 'Giá', 60],
      ['gialai-stc', null, 60],
    ]);
  });

  test('one of which nobody knows is asked about and is not the first one’s', async () => {
    const rows = [['Đơn vị: Sở Y tế'], DAYS, ...HEAD, [1, 'Dược', ...numbers(1)], ['Đơn vị báo cáo: Sở Mây Gió']];
    const sheets = await read(ofForm, [{ name: 'Sheet1', rows: [...rows, ...HEAD, [1, 'Giá', ...numbers(2)]] }]);
    expect(sheets.map(({ unit }) => unit)).toEqual(['gialai-syt', null]);
    expect(codes(sheets)).toEqual(['E_UNKNOWN_UNIT']);
  });

  test('are one where the header comes again below whom it goes to', async () => {
    const rows = [['Sở Y tế'], DAYS, ...HEAD, [1, 'Dược', ...numbers(1)], ['Nơi nhận:'], ['- Sở Nội vụ;']];
    rows.push(['Kính gửi: Sở Nội vụ'], ...HEAD, [2, 'Giá', ...numbers(2)]);
    const sheets = await read(ofForm, [{ name: 'Sheet1', rows }]);
    expect(taken(sheets)).toEqual([
      ['gialai-syt', 'Dược', 30],
      ['gialai-syt', 'Giá', 60],
    ]);
  });
});

describe('what a report says of its time', () => {
  test.each([
    ['KẾT QUẢ 7 THÁNG ĐẦU NĂM 2025', 'bao-cao.xlsx', []],
    ['Kết quả 10 tháng đầu năm 2025', 'bao-cao.xlsx', ['E_WRONG_PERIOD']],
    ['Kết quả mười tháng năm 2025', 'bao-cao.xlsx', ['E_WRONG_PERIOD']],
    ['Pleiku, ngày 9 tháng 8 năm 2025', 'BC_T7.2025.xlsx', []],
    ['Kết quả', 'BC-T6-2025.xlsx', ['E_WRONG_PERIOD']],
    ['Kết quả', 'BC_thang6_2025.xlsx', ['E_WRONG_PERIOD']],
  ])('"%s" in %s', async (line, file, wanted) => {
    const sheets = await read(ofPlan, [{ name: 'Sheet1', rows: [['Sở Y tế'], [line], ...plain()] }], file);
    expect(codes(sheets)).toEqual(wanted);
  });

  test.each([
    ['Lũy kế từ đầu năm', 'Trong tháng', [10, 1]],
    ['Trong kỳ', 'Luỹ kế', [1, 10]],
    ['Cùng kỳ năm 2024', 'Kỳ này', [10, 1]],
  ] as const)('in a form by groups: %s beside %s', async (left, right, [first, second]) => {
    const blank = Array<null>(10).fill(null);
    const rows = [
      ['Sở Y tế'],
      DAYS,
      ['TT', 'Lĩnh vực', left, ...blank, right, ...blank],
      [null, null, ...GROUPS, ...GROUPS],
      [null, null, ...LEAVES, ...LEAVES],
      [1, 'Dược', ...numbers(first), ...numbers(second)],
    ];
    const sheets = await read(ofForm, [{ name: 'Sheet1', rows }]);
    expect(codes(sheets)).toEqual([]);
    expect(taken(sheets)).toEqual([['gialai-syt', 'Dược', 30]]);
  });
});

test('a sheet called like anybody’s is no name to ask about', async () => {
  const sheets = await read(ofPlan, [{ name: 'Sheet1', rows: [['Tháng 7/2025'], ...plain()] }], 'BC_DonViLa.xlsx');
  expect(sheets.flatMap(({ asked }) => asked)).toEqual([{ kind: 'unit', name: 'BC Don Vi La', suggestions: [] }]);
});

test('the words of a file’s name may be joined', async () => {
  const sheets = await read(ofPlan, [{ name: 'Sheet1', rows: [['Tháng 7/2025'], ...plain()] }], 'BC_SoYTe.xlsx');
  expect(sheets.map(({ unit }) => unit)).toEqual(['gialai-syt']);
});

test('a numbered field called like a total is a field', async () => {
  const rows = [['Sở Y tế'], DAYS, ...HEAD, [1, 'Tổng hợp', ...numbers(1)], [2, 'Dược', ...numbers(2)]];
  const sheets = await read(ofForm, [{ name: 'Sheet1', rows: [...rows, [null, 'Tổng số', ...numbers(3)]] }]);
  expect(codes(sheets)).toEqual([]);
  expect(taken(sheets).map(([, row]) => row)).toEqual(['Tổng hợp', 'Dược', null]);
});

describe('columns of a plan’s table', () => {
  const of = (header: Cell[][], line: (name: string, hits: number, order: number) => Cell[]) =>
    read(ofPlan, [{ name: 'Sheet1', rows: [['Sở Y tế'], ['Tháng 7/2025'], ...header, ...table(line)] }]);

  test('a share of those that did not meet it is no result', async () => {
    const sheets = await of(
      [['TT', 'Chỉ tiêu', 'Tổng số hồ sơ', 'Số hồ sơ chưa đạt', 'Tỷ lệ chưa đạt']],
      (name, hits, order) => [order, name, 80, 80 - hits, `${(80 - hits) / 0.8}%`],
    );
    expect(sheets.flatMap(({ figures }) => figures.map(({ value }) => value))).toEqual([null, null, null, null, null]);
    expect(codes(sheets)).toEqual(Array(5).fill('W_NO_COUNTS'));
  });

  test.each([
    [
      'Đạt/Tổng',
      [['TT', 'Chỉ tiêu', 'Đạt/Tổng', 'Ghi chú']],
      (name: string, hits: number, order: number): Cell[] => [order, name, `${hits}/80 (${hits / 0.8} %)`, ''],
    ],
    [
      'all of them, and of which',
      [
        ['TT', 'Nội dung', 'Số lượng hồ sơ', null, 'Tỷ lệ %'],
        [null, null, 'Tổng', 'Trong đó đạt', null],
      ],
      (name: string, hits: number, order: number): Cell[] => [order, name, 80, hits, null],
    ],
  ])('%s', async (_, header, line) => {
    const sheets = await of(header, line);
    expect(codes(sheets)).toEqual([]);
    expect(hitsOf(sheets)).toEqual([HITS]);
  });
});
