import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);

const TYPED = 'CREATE OR REPLACE TEMP TABLE typed AS';

/** Imports rows of dossiers: how the engine means to type them, and what it made of their units and moments. */
async function typedFrom(rows: readonly string[]): Promise<{ plans: string[]; moments: string[] }> {
  const engine = await newWarehouse();
  const run = engine.run.bind(engine);
  const plans: string[] = [];
  engine.run = async (sql) => {
    if (sql.startsWith(TYPED)) plans.push(JSON.stringify(await engine.query(`EXPLAIN ${sql.slice(TYPED.length)}`)));
    await run(sql);
  };
  const file = path.join(scratch.folder, 'ho-so.csv');
  writeFileSync(file, ['Mã hồ sơ,Ngày tiếp nhận,Trạng thái,Đơn vị tiếp nhận', ...rows].join('\n'));
  const { failures } = await importInto(engine, [file], { province: 'brvt', confirmAgency: true });
  expect(failures).toEqual([]);
  const found = await engine.query('SELECT unit_id, received_at FROM dossiers ORDER BY ALL');
  await engine.close();
  return { plans, moments: found.map((row) => `${row['unit_id']} ${row['received_at']}`) };
}

it('holds no row against every name, whether names tell their units alone or only with an agency', async () => {
  const { plans, moments } = await typedFrom([
    'H06.23-240305-0001,05/03/2024,Đang xử lý,Sở Giáo dục và Đào tạo',
    'H06.23-240305-0002,05/03/2024,Đang xử lý,Phòng lạ thứ nhất',
    'H06.20-240305-0003,05/03/2024,Đang xử lý,Phòng lạ thứ hai',
  ]);
  expect(plans).toHaveLength(1);
  expect(plans.join()).toContain('HASH_JOIN');
  expect(plans.join()).not.toContain('NL_JOIN');
  expect(moments).toEqual(['brvt-sgddt 2024-03-05 00:00:00']);
});

it('looks for unusual shapes once more only where a moment of a usual length is none of the usual ones', async () => {
  const { plans, moments } = await typedFrom([
    'H06.23-240305-0001,05/03/2024 07:30,Đang xử lý,Sở Giáo dục và Đào tạo',
    'H06.23-240305-0002,05/03/2024 24:00,Đang xử lý,Sở Giáo dục và Đào tạo',
  ]);
  expect(plans).toHaveLength(2);
  expect(moments).toEqual(['brvt-sgddt 2024-03-05 07:30:00', 'brvt-sgddt 2024-03-05 23:59:59']);
});
