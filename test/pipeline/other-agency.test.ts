import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { ImportedFile, ImportOptions } from '../../pipeline/facts/types.ts';
import { NO_MAPPING } from '../../pipeline/library/mapping.ts';
import { asCount, type Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { contentOf } from '../support/content.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);

let laid = 0;

/** A file of dossiers, as many of each agency as is said; with a column of units where it names any. */
function dossiers(agencies: Readonly<Record<string, number>>, ...units: string[]): string {
  laid += 1;
  const folder = path.join(scratch.folder, String(laid));
  mkdirSync(folder);
  const file = path.join(folder, `tep-${laid}.csv`);
  const head = ['Mã hồ sơ', 'Ngày tiếp nhận', 'Trạng thái', ...(units.length === 0 ? [] : ['Đơn vị tiếp nhận'])];
  const rows = Object.entries(agencies).flatMap(([agency, count], at) =>
    Array.from({ length: count }, (_, index) => [
      `${agency}-240305-${laid}${String(index).padStart(4, '0')}`,
      '05/03/2024',
      'Đang xử lý',
      ...(units.length === 0 ? [] : [units[at] ?? units[0]]),
    ]),
  );
  writeFileSync(file, [head, ...rows].map((cells) => cells.join(',')).join('\n'));
  return file;
}

async function take(engine: Engine, file: string, options: Partial<ImportOptions> = {}): Promise<ImportedFile> {
  const { files, failures } = await importInto(engine, [file], { province: 'brvt', ...options });
  expect(failures).toEqual([]);
  const [imported] = files;
  if (imported?.sheets[0]?.list !== 'dossiers') throw new Error('no dossiers imported');
  return imported;
}

async function counted(engine: Engine): Promise<Record<string, number>> {
  const rows = await engine.query('SELECT unit_id, count(*) AS n FROM dossiers GROUP BY ALL ORDER BY ALL');
  return Object.fromEntries(rows.map((row) => [String(row['unit_id']), asCount(row['n'])]));
}

const [EDUCATION, HEALTH] = ['Sở Giáo dục và Đào tạo', 'Sở Y tế'];

it("holds a file back whose codes have been another unit's: nothing of it is there before somebody has said whose they are", async () => {
  const engine = await newWarehouse();
  await take(engine, dossiers({ 'H06.23': 40 }, EDUCATION));
  await take(engine, dossiers({ 'H06.20': 40 }, HEALTH));
  const before = await contentOf(engine);
  const wrong = dossiers({ 'H06.20': 30, 'H06.23': 2 }, EDUCATION);
  const held = await take(engine, wrong);
  expect(held).toMatchObject({
    importId: null,
    sheets: [
      { rows: { read: 33, accepted: 0, rejected: 32, skipped: 1 }, problems: [{ code: 'E_OTHER_AGENCY', count: 32 }] },
    ],
    open: [{ kind: 'agency', written: 'H06.20', guess: 'brvt-syt', rows: 30, needed: true }],
  });
  expect(held.open[0]?.choices.map(({ id }) => id)).toEqual(['brvt-syt', 'brvt-sgddt']);
  expect(await contentOf(engine)).toEqual(before);

  // Said to be the other unit's after all: only its own codes stay with the unit of the file.
  const said = (agencies: Record<string, string>) => ({ mapping: { ...NO_MAPPING, agencies } });
  const meant = await take(engine, wrong, said({ 'H06.20': 'brvt-syt' }));
  expect(meant.sheets[0]?.problems.map(({ code }) => code)).toEqual(['I_AGENCY_SAID']);
  expect(await counted(engine)).toEqual({ 'brvt-sgddt': 42, 'brvt-syt': 70 });
  // Said to be the unit's: it counts as the file says.
  await take(engine, wrong, said({ 'H06.20': 'brvt-sgddt' }));
  expect(await counted(engine)).toEqual({ 'brvt-sgddt': 72, 'brvt-syt': 40 });
  // Confirmed without being remembered.
  expect((await take(engine, dossiers({ 'H06.20': 10 }, EDUCATION), { confirmAgency: true })).importId).not.toBeNull();
  await engine.close();
});

it('holds a file back that has none of the agencies that a unit is known well by', async () => {
  const engine = await newWarehouse();
  await take(engine, dossiers({ 'H06.23': 120 }), { unit: 'brvt-sgddt' });
  const strange = dossiers({ 'H06.77': 12 });
  const held = await take(engine, strange, { unit: 'brvt-sgddt' });
  expect(held).toMatchObject({ importId: null, open: [{ written: 'H06.77', guess: null }] });
  expect((await take(engine, dossiers({ 'H06.77': 12, 'H06.23': 1 }), { unit: 'brvt-sgddt' })).importId).not.toBeNull();
  // From now on the agency is one of the unit's.
  expect((await take(engine, strange, { unit: 'brvt-sgddt' })).importId).not.toBeNull();
  await engine.close();
});

it('asks nothing where nothing is strange', async () => {
  const engine = await newWarehouse();
  const goes = async (file: string, options: Partial<ImportOptions> = {}): Promise<void> => {
    const { open, importId } = await take(engine, file, options);
    expect([open, importId === null]).toEqual([[], false]);
  };
  // The first of a unit; a second agency of a unit that is not known well; the older spelling and a desk of the same one.
  await goes(dossiers({ 'H06.23': 60 }), { unit: 'brvt-sgddt' });
  await goes(dossiers({ 'H06.24': 60 }), { unit: 'brvt-sgddt' });
  await goes(dossiers({ '000.00.23.H06': 60 }), { unit: 'brvt-sgddt' });
  await goes(dossiers({ 'H06.23.02': 60 }), { unit: 'brvt-sgddt' });
  // Rows that name several units know better; so does the office above.
  await goes(dossiers({ 'H06.23': 20, 'H06.20': 5 }, HEALTH, EDUCATION));
  await goes(dossiers({ 'H06.20': 30 }), { unit: 'brvt' });
  // Ministry systems write other codes, which tell no agency.
  await goes(dossiers({ BTP: 50 }), { unit: 'brvt-sgddt' });
  await engine.close();
});
