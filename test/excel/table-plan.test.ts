import { expect, it } from 'vitest';
import type { CellValue } from '../../addin/excel/cell-text.ts';
import type { KnownTable } from '../../addin/excel/find-rows.ts';
import type { CellState } from '../../addin/excel/hand-edit.ts';
import type { KeptEdit } from '../../addin/excel/memory.ts';
import { TablePlan, type TableState } from '../../addin/excel/plan-table.ts';
import type { CellContent, TableContent } from '../../pipeline/report/types.ts';
import { holds } from '../../pipeline/report/written-places.ts';
import { seeded } from '../read/seeded.ts';

/** A table as a workbook would hold it: what the plan says is done to plain rows. */
class Sheet {
  headers: string[];
  rows: CellState[][];
  remembered: KnownTable | undefined;
  kept: KeptEdit[] = [];
  asked = 0;

  readonly table: string;

  constructor(headers: string[], rows: CellValue[][], table = 'vd_thu_tuc') {
    this.headers = headers;
    this.table = table;
    this.rows = rows.map((row) => row.map((value) => ({ value, formula: undefined })));
  }

  state(): TableState {
    return { headers: this.headers, body: this.rows, beside: this.rows.map(() => false) };
  }

  refresh(content: TableContent, keep = false): void {
    const plan = new TablePlan(this.table, content, this.state(), this.remembered, this.kept);
    this.asked = plan.conflicts.length;
    const edit = plan.finish(plan.conflicts.map(() => keep));
    for (const { row, count } of edit.deletes) this.rows.splice(row, count);
    for (const { row, count } of edit.inserts) {
      const fresh = Array.from({ length: count }, () => this.headers.map(() => ({ value: '', formula: undefined })));
      this.rows.splice(row, 0, ...fresh);
    }
    for (const { column, from, row, count } of edit.formulas) {
      for (let at = row; at < row + count; at += 1) this.rows[at]![column] = { ...this.rows[from]![column]! };
    }
    for (const { row, column, values } of edit.blocks) {
      values.forEach((line, i) => {
        line.forEach((value, j) => {
          if (value === null) return;
          const text = typeof value === 'string' && value.startsWith("'") ? value.slice(1) : value;
          this.rows[row + i]![column + j] = { value: text, formula: undefined };
        });
      });
    }
    const columns = edit.columns.map((name) => ({ name, column: 'A' }));
    this.remembered = { columns, rows: edit.remembered };
    this.kept = edit.kept;
  }

  column(name: string): CellValue[] {
    return this.rows.map((row) => row[this.headers.indexOf(name)]!.value);
  }

  row(name: string, value: CellValue): CellState[] | undefined {
    return this.rows.find((row) => row[this.headers.indexOf(name)]!.value === value);
  }
}

const HEADERS = ['TT', 'Mã thủ tục', 'Thủ tục', 'Tử số', 'Mẫu số'];

function content(codes: readonly string[], number: (code: string) => number): TableContent {
  return {
    columns: HEADERS.map((name) => ({ name })),
    rows: codes.map((code, i): CellContent[] => [i + 1, code, `Thủ tục ${code}`, number(code), 100]),
  };
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

function filledSheet(extra: string[] = []): Sheet {
  const headers = [...HEADERS, ...extra];
  const sheet = new Sheet(headers, [headers.map(() => '')]);
  sheet.refresh(content(NAMES.slice(0, 5), () => 10));
  return sheet;
}

it('fills an empty table, and keeps to it', () => {
  const sheet = filledSheet();
  expect(sheet.column('Mã thủ tục')).toEqual(['a', 'b', 'c', 'd', 'e']);
  sheet.refresh(content(['a', 'c'], () => 11));
  expect(sheet.asked).toBe(0);
  expect(sheet.column('Tử số')).toEqual([11, 11]);
  expect(sheet.column('TT')).toEqual([1, 2]);
});

it('takes notes in a column of one’s own along when the order changes', () => {
  const sheet = filledSheet(['Người phụ trách']);
  for (const row of sheet.rows) row[5] = { value: `của ${row[1]!.value}`, formula: undefined };
  sheet.refresh(content(['e', 'x', 'c', 'a', 'y', 'b'], () => 12));
  expect(sheet.asked).toBe(0);
  const kept = sheet.rows.filter((row) => NAMES.includes(`${row[1]!.value}`));
  for (const row of kept) expect(row[5]!.value).toBe(`của ${row[1]!.value}`);
  for (const code of ['x', 'y']) expect(sheet.row('Mã thủ tục', code)![5]!.value).toBe('');
  // d is not in the report any more, but somebody wrote a note there: the note stays, the old figure does not.
  expect(sheet.row('Mã thủ tục', 'd')!.map(({ value }) => value)).toEqual(['', 'd', 'Thủ tục d', '', '', 'của d']);
});

it('keeps rows that users put in where they are, and a total at the end', () => {
  const sheet = filledSheet();
  const own = (text: string): CellState[] =>
    HEADERS.map((_, i) => ({ value: i === 2 ? text : '', formula: undefined }));
  sheet.rows.splice(2, 0, own('ghi chú của b'));
  sheet.rows.push(own('Cộng'));
  sheet.refresh(content(['a', 'b', 'c', 'd', 'e', 'f'], () => 13));
  expect(sheet.asked).toBe(0);
  expect(sheet.column('Thủ tục')).toEqual([
    'Thủ tục a',
    'Thủ tục b',
    'ghi chú của b',
    'Thủ tục c',
    'Thủ tục d',
    'Thủ tục e',
    'Thủ tục f',
    'Cộng',
  ]);
});

it('asks about a number that was changed, keeps it on request, and asks again only for a newer one', () => {
  const sheet = filledSheet();
  sheet.rows[1]![3] = { value: 99, formula: undefined };
  sheet.refresh(
    content(NAMES.slice(0, 5), () => 14),
    true,
  );
  expect(sheet.asked).toBe(1);
  expect(sheet.column('Tử số')).toEqual([14, 99, 14, 14, 14]);
  sheet.refresh(
    content(NAMES.slice(0, 5), () => 14),
    false,
  );
  expect(sheet.asked).toBe(0);
  expect(sheet.column('Tử số')).toEqual([14, 99, 14, 14, 14]);
  sheet.refresh(
    content(NAMES.slice(0, 5), () => 15),
    false,
  );
  expect(sheet.asked).toBe(1);
  expect(sheet.column('Tử số')).toEqual([15, 15, 15, 15, 15]);
  expect(sheet.kept).toEqual([]);
});

it('finds a row again whose name somebody changed, and a sorted table', () => {
  const sheet = filledSheet();
  sheet.rows[2]![2] = { value: 'Tên đã sửa', formula: undefined };
  sheet.rows.reverse();
  sheet.refresh(
    content(NAMES.slice(0, 5), () => 16),
    true,
  );
  expect(sheet.asked).toBe(1);
  expect(sheet.column('Thủ tục')).toEqual(['Thủ tục a', 'Thủ tục b', 'Tên đã sửa', 'Thủ tục d', 'Thủ tục e']);
});

it('finds a heading again whose words somebody changed, and asks about them', () => {
  const columns = ['Chỉ tiêu, số liệu', 'T1', 'T2'];
  const months = (figure: number): TableContent => ({
    columns: columns.map((name) => ({ name })),
    rows: [['1. Từ xa (≥ 70 %)'], ['Tử số', figure, figure], ['2. Toàn trình'], ['Tử số', figure, null]],
    groups: [0, 2],
  });
  const sheet = new Sheet(columns, [['', '', '']], 'vd_theo_thang');
  sheet.refresh(months(1));
  sheet.rows[2]![0] = { value: '2. Toàn trình (đã sửa)', formula: undefined };
  sheet.refresh(months(2), true);
  expect(sheet.asked).toBe(1);
  expect(sheet.column('Chỉ tiêu, số liệu')).toEqual(['1. Từ xa (≥ 70 %)', 'Tử số', '2. Toàn trình (đã sửa)', 'Tử số']);
  expect(sheet.column('T1')).toEqual(['', 2, '', 2]);
});

it('goes on with the formulas of one’s own columns', () => {
  const sheet = filledSheet(['Tỷ lệ']);
  for (const row of sheet.rows) row[5] = { value: 0.1, formula: '=[@[Tử số]]/[@[Mẫu số]]' };
  sheet.refresh(content(NAMES, () => 17));
  expect(sheet.rows.map((row) => row[5]!.formula)).toEqual(NAMES.map(() => '=[@[Tử số]]/[@[Mẫu số]]'));
});

function shuffle<T>(list: T[], pick: (limit: number) => number): T[] {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = pick(at + 1);
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
}

it('whatever users did to a table, the next report is in it whole, and what they wrote is there', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const pick = seeded(seed);
    const sheet = filledSheet(['Ghi chú riêng']);
    let own = 0;
    const notes = new Map<CellValue, string>();
    for (let round = 0; round < 4; round += 1) {
      for (let change = pick(5); change > 0; change -= 1) {
        const at = pick(sheet.rows.length);
        const what = pick(4);
        const row = sheet.rows[at]!;
        if (what === 0) {
          own += 1;
          const text = `dòng riêng ${own}`;
          sheet.rows.splice(
            at,
            0,
            sheet.headers.map((_, i) => ({ value: i === 2 ? text : '', formula: undefined })),
          );
        } else if (what === 1 && row[1]!.value !== '') {
          const note = `ghi ${seed}.${round}`;
          row[5] = { value: note, formula: undefined };
          notes.set(row[1]!.value, note);
        } else if (what === 2) shuffle(sheet.rows, pick);
        else if (
          what === 3 &&
          sheet.rows.length > 3 &&
          row[5]!.value === '' &&
          !`${row[2]!.value}`.startsWith('dòng')
        ) {
          sheet.rows.splice(at, 1);
        }
      }
      const codes = shuffle(
        NAMES.filter(() => pick(10) < 7),
        pick,
      );
      const fresh = content(codes.length > 0 ? codes : ['a'], (code) => round * 10 + NAMES.indexOf(code));
      sheet.refresh(fresh);
      const ours = sheet.rows.filter((row) => row[0]!.value !== '');
      expect(
        ours.map((row) => row.slice(0, 5).map(({ value }) => value)),
        `seed ${seed}`,
      ).toEqual(fresh.rows);
      const texts = sheet.column('Thủ tục');
      for (let i = 1; i <= own; i += 1) expect(texts, `seed ${seed}`).toContain(`dòng riêng ${i}`);
      for (const [code, note] of notes) expect(sheet.row('Mã thủ tục', code)?.[5]?.value, `seed ${seed}`).toBe(note);
    }
  }
});

it('notices every change but the last digit of a number', () => {
  const long = 'Tỷ lệ hồ sơ '.repeat(60);
  expect(holds(long, long)).toBe(true);
  expect(holds(`${long}.`, long)).toBe(false);
  expect(holds(long.replace('ồ', 'ổ'), long)).toBe(false);
  expect(holds('57', 57)).toBe(true);
  expect(holds('', 0)).toBe(false);
  expect(holds(0.1 + 0.2, 0.3)).toBe(true);
});
