import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { vedich } from '../pipeline/command-line.ts';
import { COLUMNS, columnsOf, type FieldTruth, type FormRow, fieldsOf, open, SPELLINGS, sumRow } from './form-books.ts';
import { laidOut } from './laid-out.ts';
import type { Consolidated, Problem } from './office.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-months-'));
const warehouse = path.join(folder, 'w.duckdb');
const FORM = ['--form', 'vpcp-06a', '--unit', 'gialai', '--warehouse', warehouse];

/** The months of the government's year 2025, and the days on which they end. */
const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);
const two = (number: number): string => String(number).padStart(2, '0');
const endOf = (month: number): string => `2025-${two(month)}-14`;
/** At the end of a quarter the form's usual period is the quarter. */
const monthly = (month: number): string[] => [
  '--from',
  `${month === 1 ? '2024-12' : `2025-${two(month - 1)}`}-15`,
  '--as-of',
  endOf(month),
];
const says = (first: number, last: number): string =>
  `(Từ ngày 15/${first === 1 ? '12/2024' : `${two(first - 1)}/2025`} đến ngày 14/${two(last)}/2025)`;

/** What a sender knows, month by month; each month begins with what was open before. */
class Sender {
  readonly months: FieldTruth[][] = [];
  readonly name: string;
  readonly spelling: (month: number) => number;

  constructor(name: string, spelling: (month: number) => number) {
    this.name = name;
    this.spelling = spelling;
  }

  next(seed: number, openBefore = this.months.at(-1)): void {
    // All six fields each month: what was open in one of them does not vanish.
    this.months.push(fieldsOf(4 * seed + 3, openBefore));
  }

  of(month: number, first = 1): FieldTruth[] {
    return this.months[month - first] ?? [];
  }
}

type Change = (rows: FormRow[], total: FormRow) => void;

function send(place: string, sender: Sender, rows: FormRow[], months: [number, number], change?: Change): void {
  mkdirSync(place, { recursive: true });
  const total = { label: 'Tổng số', values: sumRow(rows.map(({ values }) => values)) };
  change?.(rows, total);
  const made = SPELLINGS[sender.spelling(months[0])]?.(sender.name, says(...months), rows, total);
  if (made === undefined) throw new RangeError('no spelling');
  const file = `${sender.name.replaceAll(/[^a-z]/gi, '')}.${made.ending}`;
  writeFileSync(path.join(place, file), made.bytes);
}

const rowsOf = (truth: readonly FieldTruth[]): FormRow[] =>
  truth.map((one) => ({ label: one.field, values: columnsOf(one) }));

/** The rules of the form: what is taken in and settled adds, what was open is the first month's, what is open the last one's. */
function wholeOf(months: readonly (readonly Record<string, number>[])[]): Record<string, number> {
  const sums = months.map((rows) => sumRow(rows));
  const flow = (column: string): number => sums.reduce((sum, one) => sum + (one[column] ?? 0), 0);
  const whole = Object.fromEntries(
    COLUMNS.map((column) => [
      column,
      column === 'carried_over' ? sums[0]?.[column] : column.startsWith('open') ? sums.at(-1)?.[column] : flow(column),
    ]),
  ) as Record<string, number>;
  const { received_online: online = 0, received_direct: direct = 0, carried_over: carried = 0 } = whole;
  return { ...whole, received_total: online + direct + carried };
}

const SOUND = new Sender('Sở Tư pháp tỉnh Gia Lai', (month) => month % 5);
const JOINED = new Sender('Sở Tài chính tỉnh Gia Lai', () => 5);
const BREAKS = new Sender('Sở Công Thương tỉnh Gia Lai', () => 0);
const CORRECTS = new Sender('Sở Xây dựng tỉnh Gia Lai', () => 2);
const SILENT = new Sender('Sở Y tế tỉnh Gia Lai', () => 1);
/** Two communes that became one on 1/7/2025, and the one. */
const HALVES = [
  new Sender('UBND phường Tam Quan, thị xã Hoài Nhơn, tỉnh Bình Định', () => 0),
  new Sender('UBND xã Hoài Châu, thị xã Hoài Nhơn, tỉnh Bình Định', () => 2),
] as const;
const MERGED = new Sender('UBND phường Tam Quan, tỉnh Gia Lai', () => 4);

const add = (row: FormRow | undefined, changes: Readonly<Record<string, number>>): void => {
  for (const [column, change] of Object.entries(changes))
    if (row !== undefined) row.values[column] = (row.values[column] ?? 0) + change;
};

/** A rule broken in a month: what is changed, the code, its column, what is found more than expected, the cause that is told. */
const BROKEN: Readonly<Record<number, { change: Readonly<Record<string, number>>; told: string }>> = {
  2: {
    change: { received_total: 4, settled_total: 4, settled_early: 4 },
    told: 'W_SUM_RULE received_total +4 hồ sơ không ghi hình thức nộp',
  },
  3: { change: { settled_on_time: 2 }, told: 'W_SUM_RULE settled_total -2 hồ sơ trả lại' },
  4: { change: { open_in_time: 5 }, told: 'W_SUM_RULE open_total -5 hồ sơ không có hạn trả' },
  5: {
    change: { received_total: 3, received_direct: 3 },
    told: 'W_SUM_RULE received_total +3 hồ sơ từ kỳ trước lấy theo tình trạng hôm nay',
  },
  8: {
    change: { carried_over: 6, received_total: 6, settled_total: 6, settled_early: 6 },
    told: 'W_CARRIED carried_over +6 số đang giải quyết cuối kỳ trước',
  },
};

async function consolidated(asOf: string): Promise<Consolidated> {
  const { out, err } = await vedich(['consolidate', ...FORM, '--as-of', asOf, '--format', 'json']);
  expect(err).toBe('');
  return JSON.parse(out);
}

/** The numbers of what BREAKS sent, as they stand in its sheets. */
const broken: Record<string, number>[][] = [];

beforeAll(async () => {
  const openIn = (senders: readonly Sender[], field: string): number =>
    senders
      .flatMap((one) => one.months.at(-1) ?? [])
      .reduce((sum, one) => sum + (one.field === field ? open(one) : 0), 0);
  for (const month of MONTHS) {
    const place = path.join(folder, two(month));
    for (const [at, sender] of [SOUND, JOINED, BREAKS, CORRECTS, SILENT].entries()) {
      sender.next(100 * (at + 1) + month);
      const rows = rowsOf(sender.of(month));
      if (sender === SILENT && month === 10) continue;
      const rule = sender === BREAKS ? BROKEN[month] : undefined;
      if (rule !== undefined) add(rows[0], rule.change);
      const isTotal = sender === BREAKS && month === 6;
      send(place, sender, rows, [month, month], (_, total) => isTotal && add(total, { received_online: 10 }));
      if (sender === BREAKS) broken.push(rows.map(({ values }) => values));
    }
    if (month <= 6) for (const [at, half] of HALVES.entries()) half.next(1_000 * (at + 1) + month);
    else if (month === 7) {
      const fields = [...new Set(HALVES.flatMap((one) => one.of(6)).map(({ field }) => field))];
      const nothing = { online: 0, direct: 0, early: 0, onTime: 0, late: 0, openLate: 0 };
      MERGED.next(
        3_007,
        fields.map((field) => ({ ...nothing, field, carried: openIn(HALVES, field) })),
      );
    } else MERGED.next(3_000 + month);
    if (month <= 6) for (const half of HALVES) send(place, half, rowsOf(half.of(month)), [month, month]);
    else send(place, MERGED, rowsOf(MERGED.of(month, 7)), [month, month]);
    const { err } = await vedich(['collect', place, ...FORM, ...monthly(month)]);
    expect(err).toBe('');
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ID = {
  SOUND: 'gialai-stp',
  JOINED: 'gialai-stc',
  BREAKS: 'gialai-sct',
  CORRECTS: 'gialai-sxd',
  SILENT: 'gialai-syt',
};
const numbersOf = ({ by_unit }: Consolidated, unit: string): Record<string, number> =>
  Object.fromEntries(by_unit.filter((one) => one.unit === unit).map(({ column, value }) => [column, value]));
const values = (sender: Sender, first: number, last: number): Record<string, number>[][] =>
  MONTHS.slice(first - 1, last).map((month) => sender.of(month).map(columnsOf));

test.each([
  ['a quarter', 1, 3],
  ['half a year', 1, 6],
  ['the third quarter', 7, 9],
  ['the year', 1, 12],
])('%s is made of its months by the rules', async (_, first, last) => {
  const whole = await consolidated(endOf(last));
  expect(numbersOf(whole, ID.SOUND)).toMatchObject(wholeOf(values(SOUND, first, last)));
  expect(numbersOf(whole, ID.BREAKS)).toMatchObject(wholeOf(broken.slice(first - 1, last)));
  const { settled_early: early = 0, settled_on_time: onTime = 0, ...others } = wholeOf(values(JOINED, first, last));
  const joined = numbersOf(whole, ID.JOINED);
  expect(joined).toMatchObject({ ...others, settled_in_time: early + onTime });
  expect(joined).not.toHaveProperty('settled_early');
  // October is not there: there is no year of it.
  expect(whole.included.includes(ID.SILENT)).toBe(last < 10);
  expect(whole.missing.includes(ID.SILENT)).toBe(last >= 10);
});

test('the year of a merged commune is its predecessors’ months, then its own', async () => {
  const months = [
    ...MONTHS.slice(0, 6).map((month) => HALVES.flatMap((half) => half.of(month).map(columnsOf))),
    ...MONTHS.slice(6).map((month) => MERGED.of(month, 7).map(columnsOf)),
  ];
  const whole = await consolidated(endOf(12));
  expect(numbersOf(whole, 'gialai-ptamquan')).toMatchObject(wholeOf(months));
});

const told = (one: Problem): string => `${one.unit} ${one.code} ${one.cell} ${one.found} ≠ ${one.expected}`;
const errorsOf = ({ checks }: Consolidated): Problem[] => checks.filter(({ severity }) => severity !== 'info');

/** Where BREAKS writes a column: spelling 0, whose rows begin below its seven lines of header. */
const cellOf = (column: string, row: number): string => `${String.fromCharCode(67 + COLUMNS.indexOf(column))}${row}`;

test('each rule broken once is told with its difference, cell and cause, in its month and in the year', async () => {
  const wanted: string[] = [];
  for (const month of MONTHS) {
    const found = errorsOf(await consolidated(endOf(month))).filter(({ unit }) => unit === ID.BREAKS);
    // The third, sixth, ninth and twelfth month end the longer periods, which tell what their months did.
    if (month % 3 === 0) continue;
    const rule = BROKEN[month];
    const lines = found.map(({ code, cell, message }) => {
      const cause = rule?.told.split(' ').slice(3).join(' ') ?? '';
      const difference = /lệch ([+−-]\d+)/.exec(message)?.[1]?.replace('−', '-');
      return `${code} ${cell} ${difference} ${message.includes(cause) ? cause : message}`;
    });
    const [code, column = '', ...rest] = rule?.told.split(' ') ?? [];
    expect(lines, `month ${month}`).toEqual(
      rule === undefined ? [] : [`${code} ${cellOf(column, 8)} ${rest.join(' ')}`],
    );
    wanted.push(...found.map(told));
  }
  const year = errorsOf(await consolidated(endOf(12))).filter(({ unit }) => unit === ID.BREAKS);
  const totals = year.filter(({ code }) => code === 'E_TOTAL_SUM');
  expect(totals.map(({ cell, found, expected }) => [cell, Number(found) - Number(expected)])).toEqual([
    [cellOf('received_online', 8 + BREAKS.of(6).length), 10],
  ]);
  const third = year.filter(({ message }) => message.includes('hồ sơ trả lại'));
  expect(third.map(({ cell, found, expected }) => [cell, Number(found) - Number(expected)])).toEqual([
    [cellOf('settled_total', 8), -2],
  ]);
  expect(year.map(told).sort()).toEqual([...wanted, ...totals.map(told), ...third.map(told)].sort());
  expect(errorsOf(await consolidated(endOf(12))).filter(({ unit }) => unit !== ID.BREAKS)).toEqual([]);
});

test('a section that is not the sum of its rows', async () => {
  const header = [
    'TT',
    'Tên lĩnh vực',
    'Tổng số hồ sơ tiếp nhận (3)',
    'Tiếp nhận trực tuyến (4)',
    'Tiếp nhận trực tiếp (5)',
  ];
  const rest = ['Hồ sơ kỳ trước chuyển sang (6)', 'Tổng số đã giải quyết (7)', 'Giải quyết trước hạn (8)'];
  const last = ['Giải quyết đúng hạn (9)', 'Giải quyết quá hạn (10)', 'Tổng số đang giải quyết (11)'];
  const line = (order: string, label: string, online: number): (string | number)[] => [
    order,
    label,
    online,
    online,
    0,
    0,
    online,
    online,
    0,
    0,
    0,
    0,
    0,
  ];
  const rows = [
    ['Sở Ngoại vụ tỉnh Gia Lai'],
    [says(11, 11)],
    [...header, ...rest, ...last, 'Đang giải quyết trong hạn (12)', 'Đang giải quyết quá hạn (13)'],
    line('I', 'Cấp tỉnh', 40),
    line('1', 'Hộ tịch', 15),
    line('2', 'Lãnh sự', 20),
    line('II', 'Cấp xã', 7),
    line('1', 'Hộ tịch', 7),
    line('', 'Tổng cộng', 42),
  ];
  const place = path.join(folder, 'section');
  mkdirSync(place);
  writeFileSync(path.join(place, 'so-ngoai-vu.xlsx'), laidOut('xlsx', [{ name: 'Sheet1', rows }]).bytes);
  await vedich(['collect', place, ...FORM, '--as-of', endOf(11)]);
  const november = await consolidated(endOf(11));
  const found = errorsOf(november).filter(({ unit }) => unit === 'gialai-sngv');
  expect([...new Set(found.map(({ code, found: is, expected }) => `${code} ${is} ≠ ${expected}`))]).toEqual([
    'E_SECTION_SUM 40 ≠ 35',
  ]);
  expect(found.map(({ cell }) => cell)).toEqual(['C4', 'D4', 'G4', 'H4']);
  expect(found[0]?.message).toMatch(/lệch \+5/);
  // A field in two sections is added from both.
  expect(numbersOf(november, 'gialai-sngv')).toMatchObject({ received_online: 42, received_total: 42 });
});

test('a quarter that was sent and is not what its months come to is told number by number', async () => {
  const months = values(CORRECTS, 7, 9);
  const fields = [...new Set([7, 8, 9].flatMap((month) => CORRECTS.of(month).map(({ field }) => field)))];
  const rows = fields.map((field): FormRow => {
    const own = [7, 8, 9].map((month) =>
      CORRECTS.of(month)
        .filter((one) => one.field === field)
        .map(columnsOf),
    );
    return { label: field, values: wholeOf(own) };
  });
  expect(sumRow(rows.map((row) => row.values))).toEqual(wholeOf(months));
  const right = { ...rows[0]?.values };
  add(rows[0], { received_online: 6, received_total: 6, settled_total: 6, settled_early: 6 });
  const place = path.join(folder, 'quarter');
  send(place, CORRECTS, rows, [7, 9]);
  await vedich(['collect', place, ...FORM, '--as-of', endOf(9)]);
  const quarter = await consolidated(endOf(9));
  const found = errorsOf(quarter).filter(({ unit }) => unit === ID.CORRECTS);
  expect(found.map(({ code, found: is, expected }) => [code, Number(expected), Number(is) - Number(expected)])).toEqual(
    ['received_online', 'settled_total', 'settled_early'].map((column) => ['W_SHORTER_PERIODS', right[column], 6]),
  );
  expect(found[0]?.message).toContain('cộng các kỳ; lệch +6');
  expect(numbersOf(quarter, ID.CORRECTS)).toMatchObject(sumRow(rows.map((row) => row.values)));
});
