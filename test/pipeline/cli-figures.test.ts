import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { read as readWorkbook, utils as sheetRows } from '@e965/xlsx';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { arrowRows, commandsOn, handMade, PERIOD, PLAN, type Row, vedich } from './command-line.ts';
import { csvOf, RECORDS } from './hand-made.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);
const inScratch = (...parts: string[]): string => path.join(scratch.folder, ...parts);
const warehouse = inScratch('warehouse.duckdb');
const { onWarehouse, jsonOf } = commandsOn(warehouse);

beforeAll(async () => {
  await handMade(warehouse);
});

describe('evaluate', () => {
  const KEYS = [
    'plan',
    'target',
    'indicator',
    'unit',
    'from',
    'as_of',
    'numerator',
    'denominator',
    'value',
    'unit_of_measure',
    'operator',
    'threshold',
    'due',
    'status',
    'shortfall',
    'needed',
    'next_threshold',
    'next_due',
    'aspiration',
    'rejected',
    'rejected_concerning',
    'unsure',
    'missing',
  ];

  /** A row as the formats of tables have it: what belongs together in columns of its own. */
  const flat = (row: Row | undefined): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(row ?? {}).flatMap(([key, value]) =>
        key === 'needed' ? Object.entries(Object(value)).map(([own, one]) => [`needed_${own}`, one]) : [[key, value]],
      ),
    );

  it('prints JSON with the promised keys, in their order', async () => {
    const rows = await jsonOf(['evaluate', ...PLAN]);
    expect(rows).toHaveLength(7);
    for (const row of rows) expect(Object.keys(row)).toEqual(KEYS);
    expect(rows[1]).toEqual({
      plan: 'brvt-sgddt-2024',
      target: 'remote-online',
      indicator: 'remote_online_rate',
      unit: 'brvt-sgddt',
      from: '2024-01-01',
      as_of: '2024-06-30',
      numerator: 2,
      denominator: 6,
      value: 100 / 3,
      unit_of_measure: 'percent',
      operator: '>=',
      threshold: 70,
      due: '2024-11-30',
      status: 'pending',
      shortfall: null,
      // Six in half a year: five more are expected, and all of them would not be enough.
      needed: {
        kind: 'out-of-reach',
        threshold: 70,
        reached: false,
        hits: 5,
        of: 5,
        old: 0,
        share: 100,
        seconds: null,
        best: 700 / 11,
        from: '2024-07-01',
        until: '2024-11-30',
        basis: 'pace',
        year: null,
      },
      next_threshold: null,
      next_due: null,
      aspiration: false,
      rejected: 0,
      rejected_concerning: 0,
      unsure: false,
      missing: [],
    });
  });

  it('CSV has the same cells', async () => {
    const rows = await jsonOf(['evaluate', ...PLAN]);
    const { out } = await onWarehouse(['evaluate', ...PLAN, '--format', 'csv']);
    const [head, ...lines] = out.split('\r\n');
    expect(lines).toHaveLength(rows.length);
    expect(head).toBe(Object.keys(flat(rows[1])).join(','));
    expect(lines[1]).toBe(
      Object.values(flat(rows[1]))
        .map((cell) => cell ?? '')
        .join(','),
    );
  });

  it('Arrow has explicit types and the same cells', async () => {
    const rows = await jsonOf(['evaluate', ...PLAN]);
    const { bytes } = await onWarehouse(['evaluate', ...PLAN, '--format', 'arrow']);
    const table = tableFromIPC(bytes);
    expect(table.schema.fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'plan Utf8',
      'target Utf8',
      'indicator Utf8',
      'unit Utf8',
      'from Date32<DAY>',
      'as_of Date32<DAY>',
      'numerator Float64',
      'denominator Float64',
      'value Float64',
      'unit_of_measure Utf8',
      'operator Utf8',
      'threshold Float64',
      'due Date32<DAY>',
      'status Utf8',
      'shortfall Int32',
      'needed_kind Utf8',
      'needed_threshold Float64',
      'needed_reached Bool',
      'needed_hits Int32',
      'needed_of Int32',
      'needed_old Int32',
      'needed_share Float64',
      'needed_seconds Int32',
      'needed_best Float64',
      'needed_from Date32<DAY>',
      'needed_until Date32<DAY>',
      'needed_basis Utf8',
      'needed_year Int32',
      'next_threshold Float64',
      'next_due Date32<DAY>',
      'aspiration Bool',
      'rejected Int32',
      'rejected_concerning Int32',
      'unsure Bool',
      'missing List<Utf8>',
    ]);
    expect(arrowRows(table)[1]).toEqual(flat(rows[1]));
    expect(arrowRows(table).map(({ target }) => target)).toEqual(rows.map(({ target }) => target));
  });

  it('the table for people says the same', async () => {
    const { out } = await onWarehouse(['evaluate', ...PLAN]);
    expect(out).toContain('33,33');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('indicators', () => {
  it('all of them without grouping, with what is missing', async () => {
    const rows = await jsonOf(['indicators', ...PERIOD]);
    expect(rows.map(({ indicator }) => indicator)).toEqual([...shippedLibrary().indicators.keys()]);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'indicator',
      'unit',
      'from',
      'as_of',
      'group',
      'label',
      'numerator',
      'denominator',
      'value',
      'unit_of_measure',
      'missing',
    ]);
  });

  it.each(['unit', 'field', 'procedure', 'month'])('--by %s adds up to the whole', async (by) => {
    const words = ['indicators', ...PERIOD, '--indicator', 'online_rate'];
    const [whole] = await jsonOf(words);
    const parts = await jsonOf([...words, '--by', by]);
    const sum = (key: string): number => parts.reduce((total, row) => total + Number(row[key]), 0);
    expect([sum('numerator'), sum('denominator')]).toEqual([whole?.['numerator'], whole?.['denominator']]);
    expect(parts.map(({ group }) => group)).toEqual(
      {
        unit: ['brvt-sgddt'],
        field: ['Giáo dục Trung học', 'Văn bằng, chứng chỉ'],
        procedure: ['1.000001', '1.000002', '1.000003', '1.000004'],
        month: ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06'],
      }[by],
    );
  });

  it('a month without members has no value', async () => {
    const rows = await jsonOf(['indicators', ...PERIOD, '--indicator', 'online_rate', '--by', 'month']);
    expect(rows[0]).toMatchObject({ group: '2024-01', numerator: 0, denominator: 0, value: null });
  });

  it('Arrow equals JSON', async () => {
    const words = [
      'indicators',
      ...PERIOD,
      '--by',
      'month',
      '--indicator',
      'online_rate',
      '--indicator',
      'waiting_minutes',
    ];
    const { bytes } = await onWarehouse([...words, '--format', 'arrow']);
    expect(arrowRows(tableFromIPC(bytes))).toEqual(await jsonOf(words));
  });

  it('a workbook has the same rows under words that people know, on the screen or in a file', async () => {
    const words = ['indicators', ...PERIOD, '--by', 'month', '--indicator', 'online_rate'];
    const file = inScratch('chi-tieu.xlsx');
    const { code, out } = await onWarehouse([...words, '--format', 'xlsx', '--output', file]);
    expect([code, out]).toEqual([0, `Đã ghi: ${file}`]);
    const sheet = Object.values(readWorkbook(readFileSync(file), { raw: true }).Sheets)[0]!;
    const rows: unknown[][] = sheetRows.sheet_to_json(sheet, { header: 1, blankrows: false });
    const wanted = await jsonOf(words);
    expect(rows[1]).toContain('Tử số');
    const at = (rows[1] ?? []).indexOf('Tử số');
    expect(rows.slice(2).map((row) => row[at])).toEqual(wanted.map(({ numerator }) => numerator));
    const { bytes } = await onWarehouse([...words, '--format', 'xlsx']);
    expect(Buffer.from(bytes)).toEqual(readFileSync(file));
  });
});

describe('--plan', () => {
  it('of dossiers and indicators leaves out the units that the plan leaves out, as evaluate does', async () => {
    const rows = RECORDS.dossiers.map((row) => ({ ...row, unit_name: 'Thanh tra tỉnh', received_at: '2023-05-05' }));
    writeFileSync(inScratch('thanh-tra.csv'), csvOf('dossiers', rows));
    const file = inScratch('thanh-tra.duckdb');
    const onFile = ['--warehouse', file];
    const read = await vedich(['import', inScratch('thanh-tra.csv'), '--province', 'brvt', ...onFile]);
    expect(read.code, read.out).toBe(0);
    const place = ['--unit', 'brvt', '--from', '2023-01-01', '--as-of', '2023-12-31', '--format', 'json', ...onFile];
    const online = ['--indicator', 'online_rate', ...place];
    const figure = async (...more: string[]): Promise<unknown> =>
      JSON.parse((await vedich(['indicators', ...online, ...more])).out)[0].denominator;
    const members = async (...more: string[]): Promise<number> => {
      const sides = ['numerator', 'missing'].map((side) => vedich(['dossiers', ...online, '--side', side, ...more]));
      return (await Promise.all(sides)).reduce((sum, { out }) => sum + JSON.parse(out).length, 0);
    };
    const counted = await figure();
    expect(counted).toBeGreaterThan(0);
    expect(await members()).toBe(counted);
    // Of a unit that is left out nothing is in the list.
    expect(await figure('--plan', 'brvt-ubnd-2023')).toBeNull();
    expect(await members('--plan', 'brvt-ubnd-2023')).toBe(0);
    expect((await vedich(['dossiers', ...online, '--side', 'missing', '--plan', 'brvt-ubnd-203'])).err).toContain(
      'brvt-ubnd-2023',
    );
  });
});

describe('dossiers', () => {
  const shares = [...shippedLibrary().indicators.values()]
    .filter(({ rule }) => rule.kind === 'share')
    .map(({ id }) => id);

  it.each(shares)('behind %s are as many as the numbers say', async (id) => {
    const [figure] = await jsonOf(['indicators', ...PERIOD, '--indicator', id]);
    const numerator = await jsonOf(['dossiers', ...PERIOD, '--indicator', id, '--side', 'numerator']);
    const missing = await jsonOf(['dossiers', ...PERIOD, '--indicator', id, '--side', 'missing']);
    expect(numerator).toHaveLength(Number(figure?.['numerator']));
    expect(numerator.length + missing.length).toBe(figure?.['denominator']);
    for (const row of [...numerator, ...missing]) expect(row).toMatchObject({ file: expect.stringMatching(/\.csv$/) });
  });

  it('say where they stand', async () => {
    const [first] = await jsonOf(['dossiers', ...PERIOD, '--indicator', 'remote_online_rate', '--side', 'numerator']);
    expect(first).toMatchObject({
      member: 'H06.10-24-0001',
      unit: 'brvt-sgddt',
      procedure_code: '1.000001',
      received_on: '2024-02-05',
      finished_on: '2024-02-15',
      file: 'dossiers.csv',
      row: 2,
    });
  });
});
