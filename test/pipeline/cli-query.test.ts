import { existsSync } from 'node:fs';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/warehouse.ts';
import { arrowRows, commandsOn, handMade } from './command-line.ts';
import { RECORDS } from './hand-made.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);
const warehouse = path.join(scratch.folder, 'warehouse.duckdb');
const { onWarehouse, jsonOf } = commandsOn(warehouse);

beforeAll(async () => {
  await handMade(warehouse);
});

describe('query', () => {
  it.each([
    'SELECT count(*) AS n FROM dossiers',
    'FROM dossiers SELECT count(*) AS n',
    'WITH d AS (FROM dossiers) SELECT count(*) AS n FROM d;',
    'DESCRIBE dossiers',
    'SUMMARIZE visits',
    'VALUES (1)',
  ])('reads: %s', async (sql) => {
    const { code, out, err } = await onWarehouse(['query', sql]);
    expect(code, err).toBe(0);
    expect(out).not.toBe('');
  });

  it.each([
    'DELETE FROM dossiers',
    "UPDATE dossiers SET status = '1'",
    'INSERT INTO imports SELECT * FROM imports',
    'DROP TABLE dossiers',
    'CREATE TABLE x AS SELECT 1',
    'CREATE TEMP TABLE x AS SELECT 1',
    'CREATE MACRO x() AS 1',
    'SELECT 1; SELECT 2',
    'SELECT 1; DELETE FROM dossiers',
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/passwd'",
    "ATTACH ':memory:' AS other",
    "COPY dossiers TO 'dossiers.csv'",
    "EXPLAIN ANALYZE COPY dossiers TO 'dossiers.csv'",
    "EXPORT DATABASE 'all'",
    'INSTALL httpfs',
    'LOAD icu',
    'PRAGMA database_list',
    'CALL pragma_version()',
    'SHOW TABLES',
    'EXPLAIN SELECT 1',
    "SELECT current_setting\u200b('threads')",
    'SELECT range(30000000)',
    'SET threads = 1',
    'SET enable_external_access = true',
    'RESET threads',
    'USE main',
    'CHECKPOINT',
    'VACUUM',
    'BEGIN',
    'PREPARE d AS DELETE FROM dossiers',
    "SELECT getenv('HOME')",
    'SELEC 1',
    'SELECT * FROM nowhere',
    ';',
  ])('refuses: %s', async (sql) => {
    const { code, out, err } = await onWarehouse(['query', sql]);
    expect([code, out]).toEqual([1, '']);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('left the warehouse as it was', async () => {
    expect(await jsonOf(['query', 'SELECT count(*) AS n FROM dossiers'])).toEqual([{ n: RECORDS.dossiers.length }]);
    expect(existsSync('dossiers.csv')).toBe(false);
    expect(existsSync('all')).toBe(false);
  });

  it('gives every format, a result without rows too', async () => {
    const sql =
      "SELECT DATE '2024-01-02' AS d, 1.5::DECIMAL(5, 2) AS x, 7 AS i, true AS b, NULL AS n, ['a', 'b'] AS l, '=1+1' AS f";
    const row = { d: '2024-01-02', x: 1.5, i: 7, b: true, n: null, l: ['a', 'b'], f: '=1+1' };
    expect(await jsonOf(['query', sql])).toEqual([row]);
    expect((await onWarehouse(['query', sql, '--format', 'csv'])).out).toBe(
      'd,x,i,b,n,l,f\r\n2024-01-02,1.5,7,true,,"a; b",\'=1+1',
    );
    const { bytes } = await onWarehouse(['query', sql, '--format', 'arrow']);
    expect(arrowRows(tableFromIPC(bytes))).toEqual([row]);
    const none = ['query', 'SELECT dossier_code FROM dossiers WHERE false'];
    expect(await jsonOf(none)).toEqual([]);
    expect((await onWarehouse([...none, '--format', 'csv'])).out).toBe('dossier_code');
    const empty = tableFromIPC((await onWarehouse([...none, '--format', 'arrow'])).bytes);
    expect([empty.numRows, `${empty.schema}`]).toEqual([0, expect.stringContaining('dossier_code')]);
  });
});
