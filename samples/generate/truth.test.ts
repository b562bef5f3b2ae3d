import { describe, expect, it } from 'vitest';
import { evaluatePlan } from './evaluate.ts';
import { foldFiles } from './known.ts';
import { PEOPLE } from './personal.ts';
import type {
  AnySheet,
  Dossier,
  Observation,
  Payment,
  Procedure,
  Result,
  SampleFile,
  SampleRow,
  Visit,
} from './records.ts';
import { PORTAL_COLUMNS, style, without } from './sheets.ts';
import { Truth } from './truth.ts';
import { rowsOf } from './yearly.ts';

const UNIT = 'brvt-sgddt';
const november = { unit: UNIT, from: '2024-01-01', asOf: '2024-11-30' };

const dossier = (n: number, own: Partial<Dossier> = {}): Dossier => ({
  dossier_code: `H06.23-240105-${n}`,
  procedure_code: '1.000001',
  procedure_name: '',
  field_name: '',
  unit: UNIT,
  channel: 'online',
  service_level: 'full',
  submitted_at: '',
  received_at: '2024-01-05 08:00:00',
  due_at: '',
  finished_at: '',
  returned_at: '',
  status: 4,
  fee_amount: 0,
  payment_method: 'none',
  reused_documents: false,
  supplement_requests: 0,
  person: PEOPLE[0] ?? { name: '', id: '', phone: '', address: '' },
  ...own,
});

const procedure = (code: string, own: Partial<Procedure> = {}): Procedure => ({
  procedure_code: code,
  procedure_name: '',
  field_name: '',
  unit: UNIT,
  administrative_level: 'province',
  service_level: 'full',
  eligible_online: true,
  eligible_full: true,
  has_fee: true,
  payable_online: true,
  mobile: true,
  digital_signature: true,
  published: true,
  valid_from: '2021-01-01',
  valid_to: '',
  ...own,
});

const payment = (code: string, dossierCode: string, own: Partial<Payment> = {}): Payment => ({
  transaction_code: code,
  dossier_code: dossierCode,
  procedure_code: '1.000001',
  unit: UNIT,
  paid_at: '2024-02-01 09:00:00',
  amount: 50_000,
  payment_method: 'portal',
  payment_status: 'success',
  ...own,
});

const result = (code: string, own: Partial<Result> = {}): Result => ({
  result_code: code,
  dossier_code: '',
  procedure_code: '',
  unit: UNIT,
  issued_at: '2024-03-01',
  expires_at: '',
  digitised_at: '',
  signed_at: '',
  ...own,
});

const visit = (ticket: string, called: string, finished: string): Visit => ({
  ticket,
  unit: UNIT,
  taken_at: '2024-05-06 08:00:00',
  called_at: called,
  finished_at: finished,
});

const observation = (
  indicator: string,
  period_end: string,
  numerator: number,
  denominator: number | null,
): Observation => ({
  indicator,
  unit: UNIT,
  period_end,
  numerator,
  denominator,
  source: '',
});

type Rows = Partial<{ [S in AnySheet as S['list']]: S['rows'] }>;

function fileOf(path: string, rows: Rows, lacking: string[] = []): SampleFile {
  const common = { name: 'S', style: style(), dress: {} };
  const sheets: AnySheet[] = [];
  const columns = (list: AnySheet['list']) => without(PORTAL_COLUMNS[list], ...lacking);
  if (rows.dossiers) sheets.push({ ...common, list: 'dossiers', columns: columns('dossiers'), rows: rows.dossiers });
  if (rows.procedures)
    sheets.push({ ...common, list: 'procedures', columns: columns('procedures'), rows: rows.procedures });
  if (rows.payments) sheets.push({ ...common, list: 'payments', columns: columns('payments'), rows: rows.payments });
  if (rows.results) sheets.push({ ...common, list: 'results', columns: columns('results'), rows: rows.results });
  if (rows.visits) sheets.push({ ...common, list: 'visits', columns: columns('visits'), rows: rows.visits });
  if (rows.observations)
    sheets.push({ ...common, list: 'observations', columns: columns('observations'), rows: rows.observations });
  return { path, format: { kind: 'xlsx' }, sheets, traps: [] };
}

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
      shortfall: 0,
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
      shortfall: null,
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
      shortfall: 1598,
      status: 'pending',
    });
  });
});
