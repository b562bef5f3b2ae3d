import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { childrenAt } from '../../pipeline/library/units/scope.ts';
import { type Ran, vedich } from '../pipeline/command-line.ts';
import { findings } from '../report/validate.ts';
import { shippedProvinces, unitsFor } from '../support/provinces.ts';
import {
  COLUMNS,
  columnsOf,
  FIELDS,
  type FieldTruth,
  type FormRow,
  fieldsOf,
  SPELLINGS,
  sumRow,
} from './form-books.ts';
import type { Collected, Consolidated, Problem } from './office.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-forms-'));
const asked = (asOf: string): string[] => [
  ...(asOf === Q4 ? ['--from', '2026-09-15'] : []),

  '--form',
  'vpcp-06a',
  '--unit',
  'ninhbinh',
  '--as-of',
  asOf,
  '--warehouse',
  path.join(folder, 'w.duckdb'),
];
const run = (words: readonly string[], asOf: string): Promise<Ran> => vedich([...words, ...asked(asOf)]);
const json = async <T>(words: readonly string[], asOf: string): Promise<T> =>
  JSON.parse((await run([...words, '--format', 'json'], asOf)).out);

const units = childrenAt(unitsFor(shippedProvinces(), 'ninhbinh'), 'ninhbinh', '2026-09-14').slice(0, 48);
const [Q1, Q3, Q4] = ['2026-03-14', '2026-09-14', '2026-12-14'];
const Q3_SAYS = ['Kỳ báo cáo: Quý III/2026', '(Từ ngày 15/06/2026 đến ngày 14/9/2026)', 'Quý III năm 2026'];

/** Writes each unit's form in one of the spellings; `change` may plant a mistake. */
function send(
  place: string,
  truths: readonly FieldTruth[][],
  period: (at: number) => string,
  change: (at: number, rows: FormRow[], total: FormRow) => void = () => undefined,
): void {
  mkdirSync(place);
  for (const [at, truth] of truths.entries()) {
    const rows = truth.map((one) => ({ label: one.field, values: columnsOf(one) }));
    const total = { label: 'Tổng số', values: sumRow(rows.map(({ values }) => values)) };
    change(at, rows, total);
    const made = SPELLINGS[at % SPELLINGS.length]?.(units[at]?.name ?? '', period(at), rows, total);
    if (made !== undefined)
      writeFileSync(path.join(place, `bieu-${String(at).padStart(3, '0')}.${made.ending}`), made.bytes);
  }
}

const told = (checks: readonly Problem[]): string[] =>
  checks
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, unit, expected, found }) => `${unit} ${code} ${found} ≠ ${expected}`)
    .sort();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('II.06a in six spellings', () => {
  const truths = units.map((_, at) => fieldsOf(500 + at));
  let collected: Collected[];

  beforeAll(async () => {
    send(path.join(folder, 'q3'), truths, (at) => Q3_SAYS[at % Q3_SAYS.length] ?? '');
    const { out, err } = await run(['collect', path.join(folder, 'q3'), '--format', 'json'], Q3);
    expect(err).toBe('');
    collected = JSON.parse(out);
  });

  test('each is of its unit and period, nothing is found wrong', () => {
    expect(
      collected.map(({ file, unit, from, as_of }) => ({ file: Number(/\d+/.exec(file)?.[0]), unit, from, as_of })),
    ).toEqual(units.map(({ id }, at) => ({ file: at, unit: id, from: '2026-06-15', as_of: Q3 })));
    expect(
      collected.flatMap(({ file, problems }) => problems.map(({ code, message }) => `${file} ${code} ${message}`)),
    ).toEqual([]);
  });

  test('the whole is the sum, by field and by unit', async () => {
    const { cells, by_unit } = await json<Consolidated>(['consolidate'], Q3);
    // One spelling does not part early from on time: that unit's are in the total of both alone.
    const parted = COLUMNS.filter((column) => column !== 'settled_early' && column !== 'settled_on_time');
    for (const field of FIELDS) {
      const wanted = sumRow(
        truths
          .flat()
          .filter((one) => one.field === field)
          .map(columnsOf),
      );
      for (const column of parted)
        expect(cells.find((cell) => cell.row === field && cell.column === column)?.value, `${field} ${column}`).toBe(
          wanted[column],
        );
    }
    const whole = sumRow(truths.flat().map(columnsOf));
    for (const column of parted)
      expect(cells.find((cell) => cell.row === null && cell.column === column)?.value, column).toBe(whole[column]);
    expect(cells.find((cell) => cell.row === null && cell.column === 'settled_in_time')?.value).toBe(
      (whole['settled_early'] ?? 0) + (whole['settled_on_time'] ?? 0),
    );
    for (const [at, { id }] of units.entries())
      expect(by_unit.find((one) => one.unit === id && one.column === 'received_total')?.value, id).toBe(
        sumRow((truths[at] ?? []).map(columnsOf))['received_total'],
      );
  });

  test('the workbook opens without repair, and its bars are the fields and the units that are worst', async () => {
    const file = path.join(folder, 'bieu.xlsx');
    expect((await run(['consolidate', '-o', file], Q3)).code).toBe(0);
    expect(await findings(readFileSync(file))).toEqual([]);
    // The office above adds it again: its numbers, and none of its units as somebody who owes it a report.
    const library = path.join(folder, 'library');
    mkdirSync(path.join(library, 'units'), { recursive: true });
    writeFileSync(path.join(library, 'units', 'bo.yaml'), MINISTRY);
    const above = ['--form', 'vpcp-06a', '--unit', 'bo-nv', '--as-of', Q3, '--library', library];
    const at = [...above, '--warehouse', path.join(folder, 'bo.duckdb'), '--format', 'json'];
    const sheets: Collected[] = JSON.parse((await vedich(['collect', file, ...at])).out);
    expect(sheets).toMatchObject([{ unit: 'ninhbinh', sheet: 'Theo lĩnh vực', problems: [], asked: [] }]);
    const { cells }: Consolidated = JSON.parse((await vedich(['consolidate', ...at])).out);
    expect(cells.find((cell) => cell.row === null && cell.column === 'received_total')?.value).toBe(
      sumRow(truths.flat().map(columnsOf))['received_total'],
    );
    const [fields, worst] = [1, 2].map((number) => lastBars(readFileSync(file), `xl/charts/chart${number}.xml`));
    const lateOf = (own: readonly FieldTruth[]): number => own.reduce((sum, { late }) => sum + late, 0);
    expect(worst).toEqual(
      truths
        .map(lateOf)
        .sort((a, b) => b - a)
        .slice(0, 15),
    );
    expect([...(fields ?? [])].sort()).toEqual(
      FIELDS.map((field) => lateOf(truths.flat().filter((one) => one.field === field))).sort(),
    );
  });
});

const MINISTRY = `province: bo-nv
units:
  - { id: bo-nv, name: Bộ Nội vụ, short: Bộ Nội vụ, kind: province }
  - { id: ninhbinh, parent: bo-nv }
`;

/** The numbers of a chart's last series, as they are drawn before anybody reckons. */
function lastBars(book: Uint8Array, part: string): number[] {
  const chart = strFromU8(unzipSync(book)[part] ?? new Uint8Array()).replaceAll('c:', '');
  const numbers = [...chart.matchAll(/<numCache>.*?<\/numCache>/gs)].at(-1)?.[0] ?? '';
  return [...numbers.matchAll(/<v>(\d+)</g)].map(([, value]) => Number(value));
}

describe('a mistake in a form', () => {
  test('each rule broken once is told with its difference, and nothing else', async () => {
    const truths = units.slice(0, 24).map((_, at) => fieldsOf(900 + at));
    const planted: string[] = [];
    const place = path.join(folder, 'q1');
    send(
      place,
      truths,
      () => '(Từ ngày 15/12/2025 đến ngày 14/3/2026)',
      (at, rows, total) => {
        const [unit, first] = [units[at]?.id ?? '', rows[0]];
        if (first === undefined) return;
        const plant = (code: string, found: number | undefined, expected: number | undefined): number =>
          planted.push(`${unit} ${code} ${found} ≠ ${expected}`);
        const { values } = first;
        if (at === 3) {
          // A dossier without a channel stands in the total alone; the sheet's own total was reckoned from its rows.
          const channelled = values['received_total'];
          for (const column of ['received_total', 'open_total', 'open_in_time']) {
            values[column] = (values[column] ?? 0) + 4;
            total.values[column] = (total.values[column] ?? 0) + 4;
          }
          plant('W_SUM_RULE', values['received_total'], channelled);
        } else if (at === 7) {
          const right = total.values['received_online'];
          total.values['received_online'] = (right ?? 0) + 10;
          plant('E_TOTAL_SUM', total.values['received_online'], right);
        } else if (at === 10) {
          const right = values['settled_total'];
          for (const row of [values, total.values]) row['settled_total'] = (row['settled_total'] ?? 0) - 2;
          plant('W_SUM_RULE', values['settled_total'], right);
          plant('W_SUM_RULE', values['received_total'], (values['settled_total'] ?? 0) + (values['open_total'] ?? 0));
        } else if (at === 14) {
          for (const row of [values, total.values]) row['open_in_time'] = (row['open_in_time'] ?? 0) + 5;
          plant('W_SUM_RULE', values['open_total'], (values['open_in_time'] ?? 0) + (values['open_late'] ?? 0));
        }
      },
    );
    await run(['collect', place], Q1);
    const { checks } = await json<Consolidated>(['consolidate'], Q1);
    expect(told(checks)).toEqual(planted.sort());
  });

  test('what is carried over is what was open before', async () => {
    const [before, at] = [Q3, Q4];
    const truths = units.map((_, index) => fieldsOf(500 + index)).map((own, index) => fieldsOf(2_000 + index, own));
    const planted: string[] = [];
    const place = path.join(folder, 'q4');
    send(
      place,
      truths,
      () => '(Từ ngày 15/9/2026 đến ngày 14/12/2026)',
      (index, rows, total) => {
        const [first] = rows;
        if (index !== 12 || first === undefined) return;
        const right = first.values['carried_over'] ?? 0;
        for (const row of [first.values, total.values]) {
          for (const column of ['carried_over', 'received_total', 'open_total', 'open_in_time'])
            row[column] = (row[column] ?? 0) + 3;
        }
        planted.push(`${units[index]?.id} W_CARRIED ${right + 3} ≠ ${right}`);
      },
    );
    expect(before < at).toBe(true);
    await run(['collect', place], at);
    const { checks } = await json<Consolidated>(['consolidate'], at);
    expect(told(checks)).toEqual(planted);
  });
});
