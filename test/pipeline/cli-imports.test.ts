import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { recordingIo, SAMPLES, temporaryFolder } from '../support/warehouse.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);

async function vedich(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = recordingIo();
  const code = await runCli([...words, '--warehouse', path.join(scratch.folder, 'kho.duckdb')], io);
  return { code, out: io.printed.join('\n'), err: io.errors.join('\n') };
}

it('lists the imports and takes them away, each with what goes', async () => {
  const missing = await vedich('imports', 'list');
  expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('kho.duckdb')]);
  const months = ['ho-so-2024-thang-10.json', 'ho-so-2024-thang-11.csv'].map((name) =>
    path.join(SAMPLES, 'brvt-2024', name),
  );
  expect((await vedich('import', ...months, '--province', 'brvt')).code).toBe(0);
  const { out } = await vedich('imports', 'list', '--format', 'json');
  expect(JSON.parse(out)).toEqual([
    expect.objectContaining({
      import: 1,
      file: 'ho-so-2024-thang-10.json',
      lists: ['dossiers'],
      units: ['brvt-sgddt'],
      rows_accepted: 217,
    }),
    expect.objectContaining({
      import: 2,
      file: 'ho-so-2024-thang-11.csv',
      from: null,
      until: '2024-11-30',
      rows_read: 236,
    }),
  ]);
  expect((await vedich('imports')).out).toContain('ho-so-2024-thang-11.csv');

  const wrong = await vedich('imports', 'remove', '1', '9');
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining("Không có lần nạp số '9'")]);
  expect(JSON.parse((await vedich('imports', 'remove', '1', '1', '--format', 'json')).out)).toEqual([
    { import: 1, file: 'ho-so-2024-thang-10.json', lists: [{ list: 'dossiers', gone: 192, back: 25 }] },
  ]);
  expect((await vedich('imports', 'remove', '2')).out).toContain('Hồ sơ: 235 dòng mất, 0 dòng theo tệp khác');
  expect((await vedich('imports', 'list')).out).toBe('Chưa nạp tệp nào.');
  for (const words of [
    ['imports', 'remove'],
    ['imports', 'list', '1'],
    ['imports', 'drop', '1'],
  ])
    expect((await vedich(...words)).err).toContain('list | remove');
}, 120_000);

it('a warehouse of an older version is told to be one, and stays as it is', async () => {
  const file = path.join(scratch.folder, 'cu.duckdb');
  const old = await openNativeEngine(file);
  await old.run('CREATE TABLE warehouse_version (version VARCHAR NOT NULL)');
  await old.run("INSERT INTO warehouse_version VALUES ('1')");
  await old.close();
  writeFileSync(path.join(scratch.folder, 'a.csv'), 'Mã hồ sơ\nH06-240101-1');
  for (const words of [
    ['import', path.join(scratch.folder, 'a.csv')],
    ['imports', 'list'],
    ['imports', 'remove', '1'],
  ]) {
    const io = recordingIo();
    expect(await runCli([...words, '--warehouse', file], io)).toBe(1);
    expect(io.errors.join()).toContain('phiên bản khác');
  }
  const engine = await openNativeEngine(file, { readOnly: true });
  expect(await engine.query('SELECT table_name FROM duckdb_tables()')).toEqual([{ table_name: 'warehouse_version' }]);
  await engine.close();
}, 120_000);
