import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMAT } from '../../pipeline/facts/format.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { contentOf } from '../support/content.ts';
import { newWarehouse, SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { vedich } from './command-line.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);
const at = (name: string): string => path.join(scratch.folder, name);
const whole = at('kho.duckdb');

beforeAll(async () => {
  const { code, err } = await vedich(['import', path.join(SAMPLES, 'brvt-2024'), '--warehouse', whole]);
  expect(code, err).toBe(0);
});

async function changed(name: string, statements: readonly string[]): Promise<string> {
  const file = at(name);
  copyFileSync(whole, file);
  const engine = await openNativeEngine(file);
  for (const sql of statements) await engine.run(sql);
  await engine.close();
  return file;
}

async function content(file: string): Promise<Record<string, string>> {
  const engine = await openNativeEngine(file, { readOnly: true });
  return contentOf(engine).finally(() => engine.close());
}

describe('check', () => {
  it('finds a warehouse sound, one sentence a table, and after a file was taken back, too', async () => {
    const { code, out } = await vedich(['check', '--warehouse', whole]);
    expect(code).toBe(0);
    expect(out).toMatch(/^dossiers: [\d.]+ dòng, khớp\.$/m);
    expect(out).toMatch(/^past\.dossiers_seen: [\d.]+ dòng, khớp\.$/m);
    expect(out).toMatch(/\(định dạng \d+\) nguyên vẹn\.$/);
    const file = await changed('bot.duckdb', []);
    for (const number of ['1', '3'])
      expect((await vedich(['imports', 'remove', number, '--warehouse', file])).code).toBe(0);
    expect(await vedich(['check', '--warehouse', file], 'en')).toMatchObject({ code: 0 });
  });

  it.each([
    ['dossiers', 'ONCE', 'INSERT INTO dossiers SELECT * FROM dossiers LIMIT 1'],
    ['import_sheets', 'WHOLE', 'DELETE FROM dossiers WHERE key = (SELECT min(key) FROM dossiers)'],
    ['import_sheets', 'RECONCILE', 'UPDATE import_sheets SET rows_read = rows_read + 1 WHERE import_id = 1'],
    ['import_sheets', 'BY_UNIT', 'DELETE FROM import_units WHERE import_id = 1'],
    ['procedures', 'ORIGIN', 'DELETE FROM import_sheets WHERE import_id = 1'],
    ['imports', 'NO_SHEET', 'DELETE FROM import_sheets WHERE import_id = 1'],
    ['imports', 'NUMBER', 'UPDATE last_import SET number = 0'],
    ['last_import', 'ONE_ROW', 'INSERT INTO last_import VALUES (7)'],
    ['past.dossiers', 'STATES', 'DELETE FROM past.dossiers_seen'],
    ['past.dossiers_seen', 'STATES', 'DELETE FROM past.dossiers'],
  ])('says of %s that it breaks %s: %s', async (table, rule, sql) => {
    const file = await changed(`hong-${table}-${rule}.duckdb`, [sql]);
    const told = await vedich(['check', '--warehouse', file]);
    expect(told.code).toBe(1);
    expect(told.out).toMatch(new RegExp(`^${table.replace('.', '\\.')}: .*KHÔNG KHỚP`, 'm'));
    expect(told.out).toContain('vedich backup');
    const { out } = await vedich(['check', '--warehouse', file, '--format', 'json']);
    const found: { table: string; broken: { rule: string }[] }[] = JSON.parse(out).tables;
    expect(found.find((one) => one.table === table)?.broken.map((one) => one.rule)).toContain(rule);
  });
});

describe('backup', () => {
  it('is the same warehouse, also of one that is open with changes in its log; and overwrites nothing', async () => {
    const file = await changed('dung.duckdb', []);
    const open = await openNativeEngine(file);
    try {
      await open.run("SET checkpoint_threshold = '1GB'");
      await open.run(
        `INSERT INTO months_without VALUES ('dossiers', 'brvt-syt', '2024-01', 'x', TIMESTAMP '2024-02-01')`,
      );
      expect(existsSync(`${file}.wal`)).toBe(true);
      const { code, out, err } = await vedich(['backup', at('sao/luu.duckdb'), '--warehouse', file]);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/\d+ lần nạp/);
      expect(readdirSync(at('sao'))).toEqual(['luu.duckdb']);
      expect(await content(at('sao/luu.duckdb'))).toEqual(await contentOf(open));
    } finally {
      await open.close();
    }
    const before = readFileSync(at('sao/luu.duckdb'));
    for (const place of [at('sao/luu.duckdb'), file]) {
      const again = await vedich(['backup', place, '--warehouse', file]);
      expect([again.code, again.err]).toEqual([1, expect.stringContaining('không ghi đè')]);
    }
    expect(readFileSync(at('sao/luu.duckdb'))).toEqual(before);
  });

  it('is not made of what is not there, no warehouse, or not sound', async () => {
    writeFileSync(at('van-ban.duckdb'), 'x'.repeat(9000));
    const unsound = await changed('lech.duckdb', ['DELETE FROM import_units']);
    for (const [file, words] of [
      [at('khong-co.duckdb'), 'Chưa có kho số liệu'],
      [at('van-ban.duckdb'), 'không phải kho số liệu'],
      [unsound, 'bị hỏng'],
    ] as const) {
      const { code, err } = await vedich(['backup', at('x.duckdb'), '--warehouse', file]);
      expect([code, err]).toEqual([1, expect.stringContaining(words)]);
    }
    expect(readdirSync(scratch.folder).filter((name) => name.includes('x.duckdb'))).toEqual([]);
  });
});

describe('the format of a warehouse', () => {
  /** As a program of format 2 left it. */
  const FORMAT_2 = [
    'DROP TABLE warehouse_version',
    'CREATE TABLE warehouse_version (version VARCHAR NOT NULL)',
    "INSERT INTO warehouse_version VALUES ('2')",
  ];

  it('of an older one is brought up to today’s by whatever opens it; the file as it was is kept', async () => {
    const right = await vedich(['imports', 'list', '--format', 'json', '--warehouse', whole]);
    for (const [name, words] of Object.entries({
      doc: ['imports', 'list', '--format', 'json'],
      hoi: ['query', 'SELECT 1 AS a'],
      nap: ['import', path.join(SAMPLES, 'brvt-2024')],
    })) {
      const file = await changed(`${name}.duckdb`, FORMAT_2);
      const bytes = readFileSync(file);
      const { code, err } = await vedich([...words, '--warehouse', file]);
      expect(code, err).toBe(0);
      expect(readFileSync(`${file}.format-2`).equals(bytes)).toBe(true);
      expect((await vedich(['imports', 'list', '--format', 'json', '--warehouse', file])).out).toBe(right.out);
      const { out } = await vedich(['check', '--format', 'json', '--warehouse', file]);
      expect(JSON.parse(out)).toMatchObject({ format: FORMAT, ok: true });
      expect(
        readdirSync(scratch.folder)
          .filter((one) => one.startsWith(`${name}.duckdb`))
          .sort(),
      ).toEqual([`${name}.duckdb`, `${name}.duckdb.format-2`]);
    }
  });

  it('upgraded has the shape of a new one', async () => {
    const shape = async (file: string) => {
      const engine = await openNativeEngine(file, { readOnly: true });
      return engine
        .query(
          'SELECT schema_name, table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal ORDER BY ALL',
        )
        .finally(() => engine.close());
    };
    await (await newWarehouse(at('moi.duckdb'))).close();
    expect(await shape(at('doc.duckdb'))).toEqual(await shape(at('moi.duckdb')));
  });

  it('of a newer program, or of one before all that is known, is refused and stays as it is', async () => {
    for (const version of ['1', '99', '']) {
      const file = await changed(`la-${version}.duckdb`, [`UPDATE warehouse_version SET version = '${version}'`]);
      const bytes = readFileSync(file);
      for (const words of [['imports', 'list'], ['check'], ['import', path.join(SAMPLES, 'brvt-2024')]]) {
        const { code, err } = await vedich([...words, '--warehouse', file]);
        expect([code, err]).toEqual([1, expect.stringContaining('phiên bản khác')]);
      }
      expect(readFileSync(file).equals(bytes)).toBe(true);
    }
  });
});

it.each([':memory:', ':memory:kho', ''])('%j is no warehouse: what is imported into it would be gone', async (file) => {
  for (const words of [
    ['import', path.join(SAMPLES, 'brvt-2024')],
    ['imports', 'list'],
    ['serve'],
    ['check'],
    ['backup', at('y.duckdb')],
  ]) {
    const { code, err } = await vedich([...words, '--warehouse', file]);
    expect([code, err]).toEqual([1, expect.stringContaining('không phải tên tệp')]);
  }
});
