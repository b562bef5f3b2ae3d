import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { evaluatePlan } from '../../pipeline/office/evaluate.ts';
import { membersTable } from '../../pipeline/office/members.ts';
import type { Office } from '../../pipeline/office/scope.ts';
import { figuresOf } from '../../pipeline/office/tables.ts';
import { procedureTable } from '../../pipeline/report/target-tables.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { fileBytes } from '../../samples/generate/files.ts';
import { dossier, fileOf, procedure, type Rows, UNIT } from '../../samples/generate/single-records.ts';
import { rowsOf } from '../../samples/generate/yearly.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';

/** Exports without codes of procedures, beside others that have them: a procedure is one, however it is known. */
const scratch = temporaryFolder();
const library = shippedLibrary();
const plan = library.plans.get('brvt-sgddt-2024')!;
const period = { from: '2024-01-01', asOf: '2024-11-30' };
let engine: Engine;
let office: Office;

const named = (n: number, procedure_name: string, online = true) =>
  dossier(n, { procedure_code: '', procedure_name, channel: online ? 'online' : 'counter' });
const coded = (n: number, procedure_code: string, procedure_name: string) =>
  dossier(n, { procedure_code, procedure_name });

async function imports(name: string, rows: Rows, lacking: string[] = []): Promise<void> {
  const file = path.join(scratch.folder, `${name}.xlsx`);
  writeFileSync(file, fileBytes(fileOf(file, rows, lacking)));
  expect((await importInto(engine, [file])).failures).toEqual([]);
}

beforeAll(async () => {
  engine = await newWarehouse();
  office = officeOf(engine, library);
  await imports(
    'ho-so-khong-ma',
    {
      dossiers: rowsOf([
        named(1, 'Cấp bản sao văn bằng'),
        named(2, 'CẤP BẢN SAO VĂN BẰNG', false),
        named(3, 'Cấp bản sao văn bằng', false),
        named(4, 'Chuyển trường', false),
        named(5, 'Xét tuyển sinh'),
        named(6, 'Cấp phép'),
        named(7, ''),
      ]),
    },
    ['procedure_code'],
  );
});
afterAll(async () => {
  await engine.close();
  scratch.remove();
});

async function groups(): Promise<unknown[]> {
  const indicator = library.indicators.get('remote_online_rate')!;
  const lines = await figuresOf(office, [indicator], { unit: UNIT, period, by: 'procedure' }, 'vi');
  return lines.map(({ row }) => [row.group, row.label, row.numerator, row.denominator]);
}

/** The dossiers that stand in a group, by either side. */
async function membersOf(group: string): Promise<string[]> {
  const indicator = library.indicators.get('remote_online_rate')!;
  const both = await Promise.all(
    (['numerator', 'missing'] as const).map((side) => membersTable(office, { indicator, unit: UNIT, period, side })),
  );
  return both
    .flatMap(({ rows }) => rows)
    .filter((row) => (row['procedure_code'] ?? row['procedure_name']) === group)
    .map((row) => String(row['member']));
}

describe('without codes', () => {
  it('procedures go by their names, whatever the case', async () => {
    expect(await groups()).toEqual([
      ['', '', 1, 1],
      ['Cấp bản sao văn bằng', 'Cấp bản sao văn bằng', 1, 3],
      ['Cấp phép', 'Cấp phép', 1, 1],
      ['Chuyển trường', 'Chuyển trường', 0, 1],
      ['Xét tuyển sinh', 'Xét tuyển sinh', 1, 1],
    ]);
    expect(await membersOf('Chuyển trường')).toEqual(['H06.23-240105-4']);
  });

  it('the report has them, without a code', async () => {
    const { table } = procedureTable(await evaluatePlan(office, { plan, unit: UNIT, period }));
    expect(table.rows.map((row) => row.slice(1, 5))).toContainEqual(['', 'Cấp bản sao văn bằng', 1, 3]);
  });

  it('a name has the code that it stands beside elsewhere, where that is one', async () => {
    await imports('danh-muc', {
      procedures: rowsOf([
        procedure('1.000001', { procedure_name: 'Cấp bản sao văn bằng' }),
        procedure('1.000003', { procedure_name: 'Cấp phép' }),
        procedure('1.000004', { procedure_name: 'Cấp phép' }),
      ]),
    });
    await imports('ho-so-co-ma', {
      dossiers: rowsOf([coded(8, '1.000001', 'Tên khác'), coded(9, '1.000002', 'chuyển  trường')]),
    });
    expect(await groups()).toEqual([
      ['', '', 1, 1],
      ['1.000001', 'Cấp bản sao văn bằng', 2, 4],
      ['1.000002', 'chuyển trường', 1, 2],
      ['Cấp phép', 'Cấp phép', 1, 1],
      ['Xét tuyển sinh', 'Xét tuyển sinh', 1, 1],
    ]);
    expect((await membersOf('1.000002')).sort()).toEqual(['H06.23-240105-4', 'H06.23-240105-9']);
    expect(await membersOf('Cấp phép')).toEqual(['H06.23-240105-6']);
  });
});
