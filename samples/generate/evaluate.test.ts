import { describe, expect, it } from 'vitest';
import { evaluatePlan } from './evaluate.ts';
import { foldFiles } from './known.ts';
import type { Dossier, Result, SampleFile } from './records.ts';
import { dossier, fileOf, observation, type Rows, result, UNIT } from './single-records.ts';
import { Truth } from './truth.ts';
import { rowsOf } from './yearly.ts';

const truthOf = (...files: SampleFile[]): Truth => new Truth(foldFiles(files));
const dossiers = (...list: Dossier[]): Rows => ({ dossiers: rowsOf(list) });

describe('verdicts', () => {
  const rows = (plan: string, unit: string, asOf: string, ...files: SampleFile[]) =>
    new Map(evaluatePlan(plan, unit, asOf, truthOf(...files)).map((row) => [row.target, row]));
  const many = (online: number, total: number, year = '2022'): Rows =>
    dossiers(
      ...Array.from({ length: total }, (_, i) =>
        dossier(i, { received_at: `${year}-02-01 08:00:00`, channel: i < online ? 'online' : 'counter' }),
      ),
    );

  it('follow the milestone in force, and show the next', () => {
    const file = fileOf('s/a.xlsx', many(9, 20));
    const row = (asOf: string) => rows('brvt-sgddt-2022', UNIT, asOf, file).get('online-dossiers');
    expect(row('2022-09-29')).toMatchObject({
      status: 'met',
      threshold: 30,
      due: '2022-09-30',
      next_threshold: 45,
      shortfall: null,
      needed: {
        kind: 'secured',
        reached: true,
        threshold: 30,
        until: '2022-09-30',
        basis: 'pace',
        hits: 0,
        of: 1,
      },
    });
    expect(row('2022-10-31')).toMatchObject({
      status: 'met',
      value: 45,
      threshold: 45,
      next_threshold: 60,
      next_due: '2022-11-30',
    });
    expect(row('2022-11-30')).toMatchObject({
      status: 'below',
      threshold: 60,
      next_threshold: null,
      next_due: null,
      shortfall: 3,
    });
  });

  it('are strict where more is asked, and pending until the date', () => {
    const file = fileOf('s/a.xlsx', {
      observations: rowsOf([
        observation('digital_inspection_rate', '2024-11-30', 10, 20),
        observation('public_service_units', '2021-12-31', 60, null),
        observation('public_service_units', '2024-01-01', 54, null),
      ]),
    });
    const found = rows('brvt-sgddt-2021-2025', UNIT, '2024-11-30', file);
    expect(found.get('digital-inspection')).toMatchObject({ status: 'pending', value: 50, shortfall: 1 });
    expect(found.get('units-reduced')).toMatchObject({
      status: 'met',
      numerator: 54,
      denominator: 60,
      value: -10,
      shortfall: 0,
    });
    expect(found.get('payroll-reduced')).toMatchObject({
      status: 'no-data',
      missing: ['chưa có số liệu tự theo dõi đến 30/11/2024'],
    });
    expect(rows('brvt-sgddt-2021-2025', UNIT, '2025-12-31', file).get('digital-inspection')).toMatchObject({
      status: 'below',
    });
  });

  it('raise the value of the year before by 20 until 100', () => {
    const unit = 'gialai-sgddt';
    const of = (year: number, i: number, signed: boolean): Result => {
      const day = `${year}-03-01`;
      return result(`${year}/${i}`, {
        unit,
        issued_at: day,
        digitised_at: signed ? day : '',
        signed_at: signed ? day : '',
      });
    };
    const file = fileOf('s/a.xlsx', {
      results: rowsOf([
        of(2022, 1, true),
        of(2022, 2, false),
        of(2022, 3, false),
        of(2023, 1, true),
        of(2023, 2, false),
      ]),
    });
    const row = (asOf: string) => rows('gialai-sgddt-2021-2025', unit, asOf, file).get('results-signed-yearly');
    expect(row('2022-12-31')).toMatchObject({ status: 'pending', threshold: null, due: '2023-12-31', shortfall: null });
    // 1/3 of 2022 and 20 more: 53,33 %; one of two is below at the end of the year.
    expect(row('2023-12-31')).toMatchObject({ status: 'below', threshold: 160 / 3, value: 50, shortfall: 1 });
    expect(row('2025-12-31')).toMatchObject({
      status: 'no-data',
      threshold: null,
      missing: ['mẫu số bằng 0, trong kỳ không có gì để tính', 'chưa có giá trị của năm 2024'],
    });
  });

  it('count twelve months for one officer of the desk', () => {
    const unit = 'gialai-sgddt';
    const own = (n: number, day: string): Dossier => dossier(n, { unit, received_at: `${day} 08:00:00` });
    const file = fileOf('s/a.xlsx', {
      dossiers: rowsOf([own(1, '2021-09-30'), own(2, '2021-10-01'), own(3, '2022-09-30')]),
      observations: rowsOf([{ ...observation('one_stop_officers', '2022-01-01', 1, null), unit }]),
    });
    expect(rows('gialai-sgddt-2021-2025', unit, '2022-09-30', file).get('productivity')).toMatchObject({
      from: '2021-10-01',
      numerator: 2,
      denominator: 1,
      value: 2,
      shortfall: null,
      needed: { kind: 'at-least', hits: 1600, of: 2, from: '2023-06-01', until: '2024-05-31', basis: 'pace' },
      status: 'pending',
    });
  });
});
