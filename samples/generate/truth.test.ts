import { describe, expect, it } from 'vitest';
import { foldFiles } from './known.ts';
import type { Dossier, SampleFile, SampleRow } from './records.ts';
import { dossier, fileOf, payment, procedure, type Rows, result, UNIT, visit } from './single-records.ts';
import { Truth } from './truth.ts';
import { rowsOf } from './yearly.ts';

const november = { unit: UNIT, from: '2024-01-01', asOf: '2024-11-30' };

const truthOf = (...files: SampleFile[]): Truth => new Truth(foldFiles(files));
const dossiers = (...list: Dossier[]): Rows => ({ dossiers: rowsOf(list) });

function ask(truth: Truth, indicator: string, q = november): [number | null, number | null, string[]] {
  const outcome = truth.computed(indicator, q);
  return [outcome?.numerator ?? null, outcome?.denominator ?? null, outcome?.missing ?? []];
}

describe('R and the channels', () => {
  it('leaves out status 1 and 3, keeps an empty status, and counts both days of the period', () => {
    const truth = truthOf(
      fileOf(
        's/a.xlsx',
        dossiers(
          dossier(1, { received_at: '2024-01-01 00:00:00' }),
          dossier(2, { received_at: '2024-11-30 23:59:59' }),
          dossier(3, { received_at: '2024-12-01 00:00:00' }),
          dossier(4, { status: 1 }),
          dossier(5, { status: 3 }),
          dossier(6, { status: null, channel: 'counter' }),
          dossier(7, { received_at: '' }),
          dossier(8, { channel: 'assisted' }),
        ),
      ),
    );
    expect(ask(truth, 'remote_online_rate')).toEqual([2, 4, []]);
    expect(ask(truth, 'online_rate')).toEqual([3, 4, []]);
  });

  it('counts units below the unit, and nothing of its neighbours', () => {
    const truth = truthOf(fileOf('s/a.xlsx', dossiers(dossier(1), dossier(2, { unit: 'brvt-chauduc-kimlong' }))));
    expect(ask(truth, 'online_rate', { ...november, unit: 'brvt' })).toEqual([2, 2, []]);
    expect(ask(truth, 'online_rate', { ...november, unit: 'brvt-chauduc' })).toEqual([1, 1, []]);
  });

  it('gives no value and says why', () => {
    const truth = truthOf(fileOf('s/a.xlsx', dossiers(dossier(1))));
    expect(ask(truth, 'online_rate', { ...november, from: '2023-01-01', asOf: '2023-12-31' })).toEqual([
      0,
      0,
      ['mẫu số bằng 0, trong kỳ không có gì để tính'],
    ]);
    expect(ask(truth, 'satisfaction_rate')).toEqual([null, null, ['thiếu danh sách Phiếu khảo sát']]);
    expect(ask(truth, 'online_rate', { ...november, unit: 'gialai-sgddt' })).toEqual([
      null,
      null,
      ['thiếu danh sách Hồ sơ'],
    ]);
  });
});

describe('what is known after all imports', () => {
  it('takes the last row of a file, then the later file, and never a rejected row', () => {
    const rejected: SampleRow<'dossiers'> = { record: dossier(9), rejected: 'unreadable date' };
    const first = fileOf('s/a.xlsx', {
      dossiers: [...rowsOf([dossier(1, { channel: 'counter' }), dossier(1), dossier(2)]), rejected],
    });
    const second = fileOf('s/b.xlsx', dossiers(dossier(2, { channel: 'postal' })));
    expect(ask(truthOf(second, first), 'online_rate')).toEqual([1, 2, []]);
  });

  it('keeps what a later file has no column for, and names the file where nothing was ever known', () => {
    const first = fileOf('s/a.xlsx', dossiers(dossier(1)));
    const second = fileOf('s/b.xlsx', dossiers(dossier(1, { channel: 'counter' })), ['channel']);
    expect(ask(truthOf(first, second), 'online_rate')).toEqual([1, 1, []]);
    const third = fileOf('s/c.xlsx', dossiers(dossier(2)), ['channel']);
    expect(ask(truthOf(first, second, third), 'online_rate')).toEqual([
      null,
      null,
      ['thiếu cột Hình thức nộp trong c.xlsx'],
    ]);
    const mended = fileOf('s/d.xlsx', dossiers(dossier(2, { channel: 'counter' })));
    expect(ask(truthOf(first, second, third, mended), 'online_rate')).toEqual([1, 2, []]);
  });

  it('leaves out hidden sheets', () => {
    const file = fileOf('s/a.xlsx', dossiers(dossier(1)));
    const [sheet] = file.sheets;
    const hidden = sheet?.list === 'dossiers' ? [{ ...sheet, hidden: true, rows: rowsOf([dossier(2)]) }] : [];
    expect(hidden).toHaveLength(1);
    expect(ask(truthOf({ ...file, sheets: [...file.sheets, ...hidden] }), 'online_rate')).toEqual([1, 1, []]);
  });
});

describe('the catalogue', () => {
  const file = fileOf('s/a.xlsx', {
    procedures: rowsOf([
      procedure('1.000001'),
      procedure('1.000001', { service_level: 'information', valid_from: '2024-11-30' }),
      procedure('1.000002', { valid_to: '2024-11-30', service_level: 'partial' }),
      procedure('1.000003', { valid_to: '2024-11-29' }),
      procedure('1.000004', { valid_from: '2024-12-01' }),
    ]),
    dossiers: rowsOf([
      dossier(1, { procedure_code: '1.000002' }),
      dossier(2),
      dossier(3, { procedure_code: '1.000002', service_level: '' }),
    ]),
  });

  it('is that of the reporting date, one version a code, the last day in force included', () => {
    expect(ask(truthOf(file), 'online_coverage')).toEqual([1, 2, []]);
    expect(ask(truthOf(file), 'online_coverage', { ...november, asOf: '2024-11-29' })).toEqual([3, 3, []]);
  });

  it('tells which services were used, and the level of a dossier that has none', () => {
    expect(ask(truthOf(file), 'services_used_online_rate')).toEqual([1, 1, []]);
    expect(ask(truthOf(file), 'services_with_dossiers_rate', { ...november, asOf: '2024-11-29' })).toEqual([2, 3, []]);
    expect(ask(truthOf(file), 'full_online_rate')).toEqual([2, 3, []]);
  });
});

describe('payments', () => {
  it('counts successes; a refund takes nothing back; only what was paid by the reporting date', () => {
    const file = fileOf('s/a.xlsx', {
      dossiers: rowsOf([dossier(1), dossier(2), dossier(3), dossier(4)]),
      payments: rowsOf([
        payment('A', 'H06.23-240105-1'),
        payment('A', 'H06.23-240105-1', { payment_status: 'refund' }),
        payment('B', 'H06.23-240105-2', { payment_status: 'failed' }),
        payment('C', 'H06.23-240105-2', { payment_method: 'offline' }),
        payment('D', 'H06.23-240105-3', { paid_at: '2024-12-01 00:00:00' }),
        payment('E', 'H06.23-240105-4', { payment_status: 'cancelled' }),
      ]),
    });
    expect(ask(truthOf(file), 'online_payment_transaction_rate')).toEqual([1, 2, []]);
    expect(ask(truthOf(file), 'online_payment_dossier_rate')).toEqual([1, 2, []]);
  });

  it('come from the dossiers where the unit has no list of payments', () => {
    const file = fileOf(
      's/a.xlsx',
      dossiers(
        dossier(1, { payment_method: 'portal', fee_amount: 5 }),
        dossier(2, { payment_method: 'offline', fee_amount: 5 }),
        dossier(3),
      ),
    );
    expect(ask(truthOf(file), 'online_payment_transaction_rate')).toEqual([1, 2, []]);
    expect(ask(truthOf(file), 'dossiers_with_online_payment_rate')).toEqual([1, 2, []]);
  });
});

describe('results, visits, time limits', () => {
  it('keeps a result in force on the day it expires', () => {
    const file = fileOf('s/a.xlsx', {
      results: rowsOf([
        result('1', { expires_at: '2024-11-30', digitised_at: '2024-11-30' }),
        result('2', { expires_at: '2024-11-29', digitised_at: '2024-04-01' }),
        result('3', { digitised_at: '2024-12-01', signed_at: '2024-12-01' }),
        result('4', { digitised_at: '2024-05-01', signed_at: '2024-05-01', issued_at: '2023-05-01' }),
      ]),
    });
    expect(ask(truthOf(file), 'results_digitised_rate')).toEqual([2, 3, []]);
    expect(ask(truthOf(file), 'results_signed_rate')).toEqual([0, 3, []]);
  });

  it('takes minutes of the visits that have both times', () => {
    const file = fileOf('s/a.xlsx', {
      visits: rowsOf([
        visit('1', '2024-05-06 08:10:30', '2024-05-06 08:20:00'),
        visit('2', '2024-05-06 08:20:00', ''),
        visit('3', '', ''),
      ]),
    });
    expect(ask(truthOf(file), 'waiting_minutes')).toEqual([30.5, 2, []]);
    expect(ask(truthOf(file), 'handling_minutes')).toEqual([9.5, 1, []]);
  });

  it('compares days, not hours', () => {
    const due = '2024-02-01 08:00:00';
    const file = fileOf(
      's/a.xlsx',
      dossiers(
        dossier(1, { due_at: due, finished_at: '2024-02-01 17:00:00' }),
        dossier(2, { due_at: due, finished_at: '2024-02-02 07:00:00' }),
        dossier(3, { finished_at: due }),
      ),
    );
    expect(ask(truthOf(file), 'on_time_rate')).toEqual([1, 2, []]);
  });
});
