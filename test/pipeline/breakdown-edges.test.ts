import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileBytes } from '../../samples/generate/files.ts';
import { foldFiles } from '../../samples/generate/known.ts';
import type { Dossier, SampleFile } from '../../samples/generate/records.ts';
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
} from '../../samples/generate/single-records.ts';
import { Truth } from '../../samples/generate/truth.ts';
import { byField, byProcedure, byUnit, type HandKept, type Line } from '../../samples/generate/truth-groups.ts';
import { rowsOf } from '../../samples/generate/yearly.ts';
import { inNode } from '../support/breakdowns.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';

/** What no sample shows: a few records as files, imported, and asked what their numbers are made of. */
const scratch = temporaryFolder();
afterAll(scratch.remove);

const asOf = '2024-11-30';
const [district, town, village] = ['brvt-chauduc', 'brvt-chauduc-ngaigiao', 'brvt-chauduc-kimlong'];
const code = (n: number): string => `H06.23-240105-${n}`;
const finished = { due_at: '2024-03-01', finished_at: '2024-02-01 08:00:00' };

interface Case {
  what: string;
  files: SampleFile[];
  unit?: string;
  by: 'field' | 'procedure' | 'unit';
  indicators: string[];
  handKept?: HandKept;
}

/** A file of its own for each list, which is how portals give them. */
const filesOf = (rows: Rows, lacking: string[] = []): SampleFile[] =>
  Object.entries(rows).map(([list, own]) => fileOf(`s/${list}.xlsx`, { [list]: own }, lacking));

const OF_DOSSIERS = ['online_rate', 'on_time_rate', 'online_payment_transaction_rate', 'online_payment_dossier_rate'];
const ofField = (n: number, field_name: string, own: Partial<Dossier> = {}): Dossier =>
  dossier(n, { ...finished, field_name, ...own });

const paidByField: Rows = {
  dossiers: rowsOf([ofField(1, 'Mầm non'), ofField(2, 'Mầm non'), ofField(3, 'Thi cử', { channel: 'counter' })]),
  payments: rowsOf([1, 2, 3].map((n) => payment(`GD-${n}`, code(n), n === 3 ? { payment_method: 'offline' } : {}))),
};

const twoCommunes: Rows = {
  dossiers: rowsOf([
    dossier(1, { unit: town, procedure_code: '1.000001' }),
    dossier(2, { unit: village, procedure_code: '1.000002' }),
  ]),
  procedures: rowsOf(
    [town, village].flatMap((unit) => [procedure('1.000001', { unit }), procedure('1.000002', { unit })]),
  ),
};

const CASES: Case[] = [
  { what: 'there is no catalogue', files: filesOf(paidByField), by: 'field', indicators: OF_DOSSIERS },
  {
    what: 'the catalogue knows another field than the dossier',
    files: filesOf({ ...paidByField, procedures: rowsOf([procedure('1.000001', { field_name: 'Chung' })]) }),
    by: 'field',
    indicators: OF_DOSSIERS,
  },
  {
    what: 'only the catalogue knows the field',
    files: [
      ...filesOf({ procedures: rowsOf([procedure('1.000001', { field_name: 'Chung' })]) }),
      ...filesOf(paidByField, ['field_name']),
    ],
    by: 'field',
    indicators: OF_DOSSIERS,
  },
  {
    what: 'one field in several spellings, and none',
    files: filesOf({
      dossiers: rowsOf(
        ['Giáo dục trung học', 'Lĩnh vực GIÁO DỤC TRUNG HỌC', 'giao duc trung hoc', 'Giáo dục trung học', ''].map(
          (field, n) => ofField(n, field, { payment_method: 'portal' }),
        ),
      ),
    }),
    by: 'field',
    indicators: OF_DOSSIERS,
  },
  {
    what: 'results and transfers of a dossier with a field of its own',
    files: filesOf({
      dossiers: rowsOf([ofField(1, 'Mầm non'), ofField(2, 'Thi cử', { procedure_code: '1.000002' })]),
      results: rowsOf([
        result('1/QĐ', { dossier_code: code(1), digitised_at: '2024-03-02', signed_at: '2024-03-02' }),
        result('2/QĐ', { dossier_code: code(2) }),
        result('3/QĐ'),
      ]),
      transfers: rowsOf([transfer(code(1)), transfer(code(2), { method: 'paper' }), transfer('H06.23-230101-9')]),
    }),
    by: 'field',
    indicators: ['results_digitised_rate', 'results_signed_rate', 'internal_electronic_rate'],
  },
  {
    what: 'payments, results and transfers that name their dossier only',
    files: [
      ...filesOf({
        dossiers: rowsOf([dossier(1), dossier(2, { procedure_code: '1.000002' }), dossier(3, { procedure_code: '' })]),
      }),
      ...filesOf(
        {
          payments: rowsOf([1, 2, 3].map((n) => payment(`GD-${n}`, code(n)))),
          results: rowsOf([1, 2, 3].map((n) => result(`${n}/QĐ`, { dossier_code: code(n) }))),
          transfers: rowsOf([1, 2, 3].map((n) => transfer(code(n)))),
        },
        ['procedure_code'],
      ),
    ],
    by: 'procedure',
    indicators: ['online_payment_transaction_rate', 'results_digitised_rate', 'internal_electronic_rate'],
  },
  ...(['field', 'procedure'] as const).map((by) => ({
    what: 'nobody says of what a hand-kept number is made',
    files: filesOf({ observations: rowsOf([observation('digital_inspection_rate', '2024-11-15', 1, 2)]) }),
    by,
    indicators: ['digital_inspection_rate'],
  })),
  {
    what: 'officers of the unit itself, of one commune, and of the other none',
    unit: district,
    files: filesOf({
      dossiers: rowsOf([
        dossier(1, { unit: district }),
        dossier(2, { unit: town }),
        dossier(3, { unit: town }),
        dossier(4, { unit: village }),
      ]),
      observations: rowsOf([
        { ...observation('one_stop_officers', '2024-01-01', 4, null), unit: district },
        { ...observation('one_stop_officers', '2024-01-01', 1, null), unit: town },
      ]),
    }),
    by: 'unit',
    indicators: ['dossiers_per_officer_year'],
  },
  {
    what: 'officers of the communes, where nobody wrote down the district’s',
    unit: district,
    files: filesOf({
      dossiers: rowsOf([dossier(1, { unit: town }), dossier(2, { unit: village })]),
      observations: rowsOf(
        [town, village].map((unit, n) => ({ ...observation('one_stop_officers', '2024-01-01', n + 1, null), unit })),
      ),
    }),
    by: 'unit',
    indicators: ['dossiers_per_officer_year'],
  },
  {
    what: 'a hand-kept number of each commune',
    unit: district,
    files: filesOf({
      observations: rowsOf(
        [town, village].map((unit, n) => ({
          ...observation('notification_channels', '2024-01-01', n + 1, null),
          unit,
        })),
      ),
    }),
    by: 'unit',
    indicators: ['notification_channels'],
    handKept: 'count',
  },
  {
    what: 'two communes with the same procedures',
    unit: district,
    files: filesOf(twoCommunes),
    by: 'unit',
    indicators: ['online_coverage', 'services_used_online_rate', 'services_with_dossiers_rate'],
  },
  {
    what: 'one commune lists its payments, the other only has the column of its dossiers',
    unit: district,
    files: filesOf({
      dossiers: rowsOf([
        dossier(1, { unit: town, payment_method: 'portal', fee_amount: 5000 }),
        dossier(2, { unit: village, fee_amount: 5000 }),
      ]),
      payments: rowsOf([payment('GD-2', code(2), { unit: village, payment_method: 'offline' })]),
    }),
    by: 'unit',
    indicators: ['online_payment_transaction_rate', 'online_payment_dossier_rate', 'dossiers_with_online_payment_rate'],
  },
  {
    what: 'one commune’s file lacks the channel',
    unit: district,
    files: [
      fileOf('s/a.xlsx', { dossiers: rowsOf([dossier(1, { unit: town })]) }),
      fileOf('s/b.xlsx', { dossiers: rowsOf([dossier(2, { unit: village })]) }, ['channel']),
    ],
    by: 'unit',
    indicators: ['online_rate'],
  },
];

async function imported(files: readonly SampleFile[], n: number) {
  const folder = path.join(scratch.folder, String(n));
  mkdirSync(folder);
  for (const file of files) writeFileSync(path.join(folder, path.basename(file.path)), fileBytes(file));
  const engine = await newWarehouse();
  const { failures, sheets } = await importInto(engine, [folder]);
  expect(failures).toEqual([]);
  expect(sheets.map(({ rows }) => rows.rejected)).toEqual(sheets.map(() => 0));
  return engine;
}

const TRUE_LINES = { field: byField, procedure: byProcedure, unit: byUnit };

const asArray = ({ id, from, numerator, denominator, value, missing }: Line) => [
  id,
  from,
  numerator,
  denominator,
  value,
  ...(missing.length > 0 ? [missing] : []),
];

describe('what a number is made of, where', () => {
  it.each(CASES.map((one, n) => ({ ...one, n })))(
    '$what: by $by',
    async ({ files, unit = UNIT, by, indicators, handKept = 'rate', n }) => {
      const truth = new Truth(foldFiles(files));
      const engine = await imported(files, n);
      try {
        const q = { unit, from: '2024-01-01', asOf };
        const lines = indicators.map((indicator) => [
          indicator,
          TRUE_LINES[by](truth, indicator, q, handKept).map(asArray),
        ]);
        expect(await inNode(engine).breakdowns({ unit, asOf }, indicators, by)).toEqual(Object.fromEntries(lines));
      } finally {
        await engine.close();
      }
    },
  );
});
