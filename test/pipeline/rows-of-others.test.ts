import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import type { Office } from '../../pipeline/office/scope.ts';
import { figuresOf } from '../../pipeline/office/tables.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { fileBytes } from '../../samples/generate/files.ts';
import { dossier, fileOf, payment, procedure, type Rows } from '../../samples/generate/single-records.ts';
import { rowsOf } from '../../samples/generate/yearly.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';

/** What a unit sends counts for its own rows: it moves no figure of another, and of those above no more than its own part. */
const library = shippedLibrary();
const plan = library.plans.get('brvt-ubnd-2023')!;
const [province, department, district, commune] = ['brvt', 'brvt-sgddt', 'brvt-chauduc', 'brvt-chauduc-kimlong'];
const period = { from: '2023-01-01', asOf: '2023-11-30' };
const scratch = temporaryFolder();
let engine: Engine;
let office: Office;

const indicators = [
  'remote_online_rate',
  'full_online_rate',
  'online_payment_dossier_rate',
  'dossiers_with_online_payment_rate',
  'full_service_coverage',
  'online_coverage',
  'payable_online_coverage',
  'procedures_with_online_payment_rate',
  'services_used_online_rate',
].map((id) => library.indicators.get(id)!);

beforeEach(async () => {
  ({ engine } = await openSamples(['brvt-2023']));
  office = officeOf(engine, library);
  return () => engine.close();
});
afterAll(() => scratch.remove());

async function imports(name: string, rows: Rows, lacking: string[] = []): Promise<void> {
  const file = path.join(scratch.folder, `${name}.xlsx`);
  writeFileSync(file, fileBytes(fileOf(file, rows, lacking)));
  expect((await importInto(engine, [file])).failures).toEqual([]);
}

/** Numerator, denominator and what is missing, by indicator and, if asked for, child. */
async function figures(unit: string, by: 'none' | 'unit' = 'none') {
  const lines = await figuresOf(office, indicators, { unit, period, by, plan }, 'vi');
  return new Map(
    lines.map(({ row: { indicator, group, numerator, denominator, missing } }) => [
      `${indicator} ${group}`.trim(),
      { numerator, denominator, missing },
    ]),
  );
}

/** The lines of the children that sent nothing. */
const ofOthers = async () => [...(await figures(province, 'unit'))].filter(([line]) => / brvt-(?!chauduc)/.test(line));

it('a payment of a commune: the other units keep their figures, the province loses what was the commune’s at most', async () => {
  // As where nobody has sent a list of payments: the columns of the dossiers say it.
  await engine.run('DELETE FROM payments');
  const [before, part, others] = [await figures(province), await figures(commune), await ofOthers()];
  await imports('thanh-toan-xa', {
    payments: rowsOf([
      payment('GD-XA-1', 'H06.44-230105-99999', {
        unit: commune,
        paid_at: '2023-05-01 09:00:00',
        payment_method: 'offline',
      }),
    ]),
  });
  const [after, partAfter] = [await figures(province), await figures(commune)];
  expect(await ofOthers()).toEqual(others);
  const lost = (all: typeof before, indicator: string) => all.get(indicator)?.numerator ?? 0;
  for (const indicator of ['online_payment_dossier_rate', 'dossiers_with_online_payment_rate'])
    expect(lost(before, indicator) - lost(after, indicator), indicator).toBe(
      lost(part, indicator) - lost(partAfter, indicator),
    );
  expect(after.get('online_payment_dossier_rate')?.numerator).toBeGreaterThan(0);
});

it('a payment that names a dossier of another unit is no payment of that dossier', async () => {
  const [unpaid] = await engine.query(
    `SELECT dossier_code FROM dossiers WHERE unit_id = '${department}' AND payment_method = 'none' AND fee_amount > 0
     AND status = '10' AND received_at BETWEEN '2023-01-01' AND '2023-10-31'
     AND dossier_code NOT IN (SELECT dossier_code FROM payments WHERE dossier_code IS NOT NULL) ORDER BY dossier_code`,
  );
  const paid = async (unit: string) => (await figures(unit)).get('dossiers_with_online_payment_rate')?.numerator ?? 0;
  const rows = (code: string, unit: string, of = String(unpaid?.['dossier_code'])) => ({
    payments: rowsOf([payment(code, of, { unit, paid_at: '2023-11-01 09:00:00' })]),
  });
  // From here on the province’s list speaks for all below it that have none.
  await imports('thanh-toan-tinh-1', rows('GD-1', province, 'H06.23-230101-99999'));
  const before = await paid(province);
  await imports('thanh-toan-huyen', rows('GD-2', district));
  expect(await paid(province)).toBe(before);
  await imports('thanh-toan-tinh-2', rows('GD-3', province));
  expect(await paid(province)).toBe(before + 1);
});

it('a district lists procedures of all others otherwise, with columns missing: their figures stay, the province’s can be known', async () => {
  const listed = await engine.query(
    `SELECT DISTINCT procedure_code AS code FROM procedures WHERE unit_id NOT LIKE '${district}%' ORDER BY code`,
  );
  const [before, others] = [await figures(province), await ofOthers()];
  await imports(
    'danh-muc-huyen',
    {
      procedures: rowsOf(
        listed.map(({ code }) =>
          procedure(String(code), { unit: district, service_level: 'partial', valid_from: '2023-06-01' }),
        ),
      ),
    },
    ['eligible_online', 'eligible_full', 'has_fee', 'payable_online', 'mobile', 'digital_signature', 'published'],
  );
  expect(await ofOthers()).toEqual(others);
  const after = await figures(province);
  for (const [indicator, { missing }] of before) expect(after.get(indicator)?.missing, indicator).toEqual(missing);
  expect(after.get('full_service_coverage')).toEqual(before.get('full_service_coverage'));
});

it('a commune’s dossiers have the level of the list above it, or of the department of their field; of no neighbour', async () => {
  const own = await newWarehouse();
  await engine.close();
  engine = own;
  office = officeOf(engine, library);
  const [ofDistrict, ofDepartment, ofNeighbour] = ['1.000001', '1.000002', '1.000003'] as const;
  await imports('danh-muc', {
    procedures: rowsOf([
      procedure(ofDistrict, { unit: district }),
      procedure(ofDepartment, { unit: department }),
      procedure(ofNeighbour, { unit: 'brvt-vungtau' }),
    ]),
  });
  const received = (n: number, procedure_code: string) =>
    dossier(n, { unit: commune, procedure_code, received_at: '2023-05-02 08:00:00', channel: 'online' });
  const full = async () => (await figures(province)).get('full_online_rate');
  await imports('ho-so-1', { dossiers: rowsOf([received(1, ofDistrict), received(2, ofDepartment)]) }, [
    'service_level',
  ]);
  expect(await full()).toEqual({ numerator: 2, denominator: 2, missing: [] });
  await imports('ho-so-2', { dossiers: rowsOf([received(3, ofNeighbour)]) }, ['service_level']);
  expect(await full()).toMatchObject({ numerator: null, missing: [expect.stringContaining('ho-so-2.xlsx')] });
});
