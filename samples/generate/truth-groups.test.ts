import { describe, expect, it } from 'vitest';
import { foldFiles } from './known.ts';
import type { SampleFile } from './records.ts';
import {
  dossier,
  fileOf,
  observation,
  payment,
  procedure,
  type Rows,
  result,
  transfer,
  UNIT,
  visit,
} from './single-records.ts';
import type { SampleTarget } from './targets.ts';
import { Truth } from './truth.ts';
import { byField, byMonth, byProcedure, byUnit, type Line, trendOf } from './truth-groups.ts';
import { rowsOf } from './yearly.ts';

const november = { unit: UNIT, from: '2024-01-01', asOf: '2024-11-30' };
const truthOf = (...files: SampleFile[]): Truth => new Truth(foldFiles(files));
const truthOfRows = (rows: Rows): Truth => truthOf(fileOf('s/a.xlsx', rows));
const short = (lines: Line[]) => lines.map(({ id, numerator, denominator }) => [id, numerator, denominator]);
const code = (n: number): string => `H06.23-240105-${n}`;

describe('by field', () => {
  it('takes the dossier’s own field first, the catalogue’s where it has none, and keeps what has neither', () => {
    const finished = { due_at: '2024-03-01', finished_at: '2024-02-01 08:00:00' };
    const truth = truthOfRows({
      procedures: rowsOf([procedure('1.000001', { field_name: 'Thi cử' })]),
      dossiers: rowsOf([
        dossier(1, { ...finished, field_name: 'Mầm non' }),
        dossier(2, finished),
        dossier(3, { ...finished, procedure_code: '1.000009' }),
      ]),
      payments: rowsOf([payment('A', code(1)), payment('B', code(2)), payment('C', 'H06.23-230101-9')]),
      results: rowsOf([
        result('1', { dossier_code: code(1), digitised_at: '2024-03-01' }),
        result('2', { procedure_code: '1.000001' }),
        result('3'),
      ]),
      transfers: rowsOf([transfer(code(1)), transfer('H06.23-230101-9', { method: 'paper' })]),
      visits: rowsOf([visit('1', '2024-05-06 08:10:00', '')]),
    });
    const of = (indicator: string) => short(byField(truth, indicator, november, 'rate'));
    expect(of('on_time_rate')).toEqual([
      ['', 1, 1],
      ['Mầm non', 1, 1],
      ['Thi cử', 1, 1],
    ]);
    // The payment of an unknown dossier has its procedure's field.
    expect(of('online_payment_transaction_rate')).toEqual([
      ['Mầm non', 1, 1],
      ['Thi cử', 2, 2],
    ]);
    expect(of('results_digitised_rate')).toEqual([
      ['', 0, 1],
      ['Mầm non', 1, 1],
      ['Thi cử', 0, 1],
    ]);
    expect(of('internal_electronic_rate')).toEqual([
      ['', 0, 1],
      ['Mầm non', 1, 1],
    ]);
    expect(of('waiting_minutes')).toEqual([['', 10, 1]]);
  });

  it('knows a field in several spellings, and calls it as most do', () => {
    const spelled = [
      'Giáo dục, đào tạo',
      'Lĩnh vực GIÁO DỤC ĐÀO TẠO',
      'giao duc dao tao',
      'Giáo dục, đào tạo',
      'Đo đạc',
    ];
    const truth = truthOfRows({ dossiers: rowsOf(spelled.map((field_name, n) => dossier(n, { field_name }))) });
    expect(short(byField(truth, 'online_rate', november, 'rate'))).toEqual([
      ['Giáo dục, đào tạo', 4, 4],
      ['Đo đạc', 1, 1],
    ]);
  });

  it('leaves a hand-kept number whole, and says of what has no value why', () => {
    const truth = truthOfRows({
      observations: rowsOf([observation('digital_inspection_rate', '2024-11-30', 1, 2)]),
      dossiers: rowsOf([dossier(1)]),
    });
    expect(short(byField(truth, 'digital_inspection_rate', november, 'rate'))).toEqual([['', 1, 2]]);
    expect(byField(truth, 'satisfaction_rate', november, 'rate')).toMatchObject([
      { id: '', numerator: null, missing: ['thiếu danh sách Phiếu khảo sát'] },
    ]);
  });

  it('takes a field that no file gave from the catalogue', () => {
    const truth = truthOf(
      fileOf('s/a.xlsx', { procedures: rowsOf([procedure('1.000001', { field_name: 'Thi cử' })]) }),
      fileOf('s/b.xlsx', { dossiers: rowsOf([dossier(1, { field_name: 'not in the file' })]) }, ['field_name']),
    );
    expect(short(byField(truth, 'online_rate', november, 'rate'))).toEqual([['Thi cử', 1, 1]]);
  });
});

it('by procedure: its own, else its dossier’s', () => {
  const truth = truthOfRows({
    dossiers: rowsOf([dossier(1), dossier(2, { procedure_code: '' })]),
    payments: rowsOf([payment('A', code(1), { procedure_code: '' }), payment('B', code(2), { procedure_code: '' })]),
    transfers: rowsOf([transfer(code(1))]),
  });
  const of = (indicator: string) => short(byProcedure(truth, indicator, november, 'rate'));
  expect(of('online_payment_transaction_rate')).toEqual([
    ['', 1, 1],
    ['1.000001', 1, 1],
  ]);
  expect(of('internal_electronic_rate')).toEqual([['1.000001', 1, 1]]);
});

describe('by unit', () => {
  const [district, town, village] = ['brvt-chauduc', 'brvt-chauduc-ngaigiao', 'brvt-chauduc-kimlong'];
  const q = { ...november, unit: district };

  it('each answers for itself: officers, catalogue, payments', () => {
    const truth = truthOfRows({
      dossiers: rowsOf([
        dossier(1, { unit: district }),
        dossier(2, { unit: town, payment_method: 'portal' }),
        dossier(3, { unit: town }),
        dossier(4, { unit: village }),
      ]),
      procedures: rowsOf([procedure('1.000001', { unit: town }), procedure('1.000001', { unit: village })]),
      payments: rowsOf([payment('A', code(4), { unit: village, payment_method: 'offline' })]),
      observations: rowsOf([
        { ...observation('one_stop_officers', '2024-01-01', 4, null), unit: district },
        { ...observation('one_stop_officers', '2024-01-01', 2, null), unit: town },
      ]),
    });
    const of = (indicator: string) => short(byUnit(truth, indicator, q, 'rate'));
    expect(of('dossiers_per_officer_year')).toEqual([
      [district, 1, 4],
      [village, null, null],
      [town, 2, 2],
    ]);
    expect(of('online_coverage')).toEqual([
      [village, 1, 1],
      [town, 1, 1],
    ]);
    expect(truth.computed('online_coverage', q)).toMatchObject({ numerator: 1, denominator: 1 });
    expect(of('online_payment_transaction_rate')).toEqual([
      [village, 0, 1],
      [town, 1, 1],
    ]);
    expect(short(byUnit(truth, 'one_stop_officers', q, 'count'))).toEqual([
      [district, 4, null],
      [town, 2, null],
    ]);
  });

  it('what one lacks takes nothing from the others', () => {
    const truth = truthOf(
      fileOf('s/a.xlsx', { dossiers: rowsOf([dossier(1, { unit: town })]) }),
      fileOf('s/b.xlsx', { dossiers: rowsOf([dossier(2, { unit: village })]) }, ['channel']),
    );
    expect(byUnit(truth, 'online_rate', q, 'rate')).toMatchObject([
      { id: village, value: null, missing: ['thiếu cột Hình thức nộp trong b.xlsx'] },
      { id: town, value: 100, missing: [] },
    ]);
    expect(byField(truth, 'online_rate', q, 'rate')).toMatchObject([{ id: '', value: null }]);
  });
});

describe('month after month', () => {
  const truth = truthOfRows({
    dossiers: rowsOf([
      dossier(1, { received_at: '2024-01-31 23:59:59' }),
      dossier(2, { received_at: '2024-02-29 08:00:00', channel: 'counter' }),
      dossier(3, { received_at: '2024-03-15 08:00:00' }),
      dossier(4, { received_at: '2024-03-16 08:00:00' }),
    ]),
    observations: rowsOf([
      observation('public_service_units', '2021-12-31', 60, null),
      observation('public_service_units', '2024-02-10', 57, null),
    ]),
  });
  const q = { unit: UNIT, from: '2024-01-31', asOf: '2024-03-15' };
  const target = (indicator: string, more: Partial<SampleTarget> = {}): SampleTarget => ({
    target: indicator,
    indicator,
    operator: '>=',
    unitOfMeasure: 'percent',
    milestones: [[50, '2024-11-30']],
    ...more,
  });

  it('on its own', () => {
    expect(byMonth(truth, 'online_rate', q, 'rate')).toMatchObject([
      { id: '2024-01', from: '2024-01-31', numerator: 1, denominator: 1 },
      { id: '2024-02', from: '2024-02-01', numerator: 0, denominator: 1 },
      { id: '2024-03', from: '2024-03-01', numerator: 1, denominator: 1 },
    ]);
  });

  it('grown since the start of the period; a change against its base year', () => {
    expect(short(trendOf(truth, target('online_rate'), q))).toEqual([
      ['2024-01', 1, 1],
      ['2024-02', 1, 2],
      ['2024-03', 2, 3],
    ]);
    expect(trendOf(truth, target('public_service_units', { baseYear: 2021 }), q).map(({ value }) => value)).toEqual([
      0, -5, -5,
    ]);
  });
});
