import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXAMPLES } from '../../addin/taskpane/ask/examples.ts';
import { askSql } from '../../pipeline/ask/ask.ts';
import { ASKED_TABLES } from '../../pipeline/ask/describe.ts';
import { FUNCTIONS, TABLE_FUNCTIONS } from '../../pipeline/ask/functions.ts';
import { type Names, NotAQuestion } from '../../pipeline/ask/names.ts';
import { makeOwnTables } from '../../pipeline/ask/own-tables.ts';
import { parsedNames } from '../../pipeline/ask/parsed-names.ts';
import { writtenNames } from '../../pipeline/ask/written-names.ts';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { UserError } from '../../pipeline/messages.ts';
import { type Engine, QueryError } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openNativeDatabase } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { importInto, newWarehouse, SAMPLES, temporaryFolder } from '../support/warehouse.ts';

const ATTEMPTS: Record<string, string[]> = parse(readFileSync(new URL('attempts.yaml', import.meta.url), 'utf8'));
const { 'without an end': endless = [], ...refused } = ATTEMPTS;
const scratch = temporaryFolder();
const secret = path.join(scratch.folder, 'secret.csv');
let engine: Engine;
let content: string;

beforeAll(async () => {
  writeFileSync(secret, 'name\nNguyễn Văn A\n');
  const file = path.join(scratch.folder, 'warehouse.duckdb');
  const made = await newWarehouse(file);
  expect((await importInto(made, [path.join(SAMPLES, 'brvt-2024')])).failures).toEqual([]);
  await made.close();
  const database = await openNativeDatabase(file, { readOnly: true, sealed: true });
  engine = await database.connect();
  await makeOwnTables(engine, shippedLibrary());
  content = await state();
});
afterAll(async () => {
  await engine?.close();
  scratch.remove();
});

async function state(): Promise<string> {
  const tables = await engine.query('SELECT table_name, estimated_size FROM duckdb_tables() ORDER BY ALL');
  return JSON.stringify([tables, await engine.query('SELECT name, value FROM duckdb_settings() ORDER BY ALL')]);
}

async function outcome(sql: string, seconds: number): Promise<string> {
  try {
    return `answered: ${JSON.stringify(await askSql(engine, sql.replaceAll('{file}', secret), { seconds }))}`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.sentence('vi', 'terminal')).not.toMatch(/\{\w+\}|Nguyễn/);
    return error.code;
  }
}

describe('attempts to get more than the figures', () => {
  it('are three hundred and more', () => {
    const all = Object.values(ATTEMPTS).flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(300);
  });

  it.each(Object.entries(refused))('%s: each is refused with its reason, and all is as before', async (_, attempts) => {
    const got: string[] = [];
    for (const sql of attempts) got.push(`${await outcome(sql, 5)} ← ${sql}`);
    const reason = /^(?:NOT_HERE|ONLY_SELECT|BAD_GRAMMAR|NO_SUCH_TABLE|NO_SUCH_FUNCTION|SQL_REFUSED) ← /;
    expect(got.filter((line) => !reason.test(line))).toEqual([]);
    expect(await state()).toBe(content);
    expect(existsSync(`${secret}.out`)).toBe(false);
  });

  it.each(endless)('is ended: %s', async (sql) => {
    expect(await outcome(sql, 0.2)).toBe('TOOK_TOO_LONG');
  });
});

/** The two ways to read a statement: by DuckDB's parser (here), by its text (in the pane, whose engine has none to ask). */
describe('both readings of a statement', () => {
  const allowed = ({ functions, tableFunctions, tables }: Names): boolean =>
    functions.every((name) => FUNCTIONS.has(name)) &&
    tableFunctions.every((name) => TABLE_FUNCTIONS.has(name)) &&
    tables.every((name) => ASKED_TABLES.has(name.toLowerCase()));
  const allows = (names: Promise<Names>): Promise<boolean> =>
    names.then(allowed, (error: unknown) => {
      if (error instanceof NotAQuestion || error instanceof QueryError) return false;
      throw error;
    });

  it('of what the text lets pass nothing runs', async () => {
    for (const attempt of Object.values(refused).flat()) {
      const sql = `SELECT * FROM (\n${attempt}\n)`;
      if (!(await allows(writtenNames(engine, sql)))) continue;
      // The pane's engine refuses it by itself: by its grammar, a file by its name, a table that is not there.
      await expect(engine.columns(sql), attempt).rejects.toThrow(/Parser Error|Permission Error|does not exist/);
    }
  });

  it.each([
    ...EXAMPLES.flatMap(({ sql }) => [sql.vi, sql.en]),
    'DESCRIBE dossiers',
    'SUMMARIZE visits',
    'FROM dossiers SELECT count(*) AS n -- hồ sơ',
    "SELECT 'read_text(''x'')' AS chữ, \"key\" AS \"của tôi (1)\" FROM dossiers",
    'WITH d AS (FROM dossiers), e(a, b) AS (SELECT key, 1 FROM d) SELECT a FROM e WHERE b::DECIMAL(9, 2) = 1',
    'WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE x < 5) SELECT max(x) FROM t',
    'SELECT r.i, CAST(r.i AS DECIMAL(5, 1)) FROM range(3) AS r(i) CROSS JOIN generate_series(1, 2)',
    'SELECT unit_id, rank() OVER (PARTITION BY channel ORDER BY key) FROM dossiers QUALIFY row_number() OVER () < 9',
    "SELECT extract(year FROM received_at) AS y, count(*) FILTER (WHERE channel IN ('remote')) FROM main.dossiers GROUP BY ROLLUP (y)",
    "SELECT list_transform([1, 2], lambda x: x + 1), [x * 2 FOR x IN [1, 2] IF x > 1], {'a': 1}.a, COLUMNS('key') FROM dossiers",
    'SELECT * EXCLUDE (key) FROM dossiers WHERE EXISTS (FROM payments) AND unit_id NOT IN (SELECT unit_id FROM units) LIMIT 3',
  ])('is a question by both: %s', async (sql) => {
    const whole = `SELECT * FROM (\n${sql}\n)`;
    expect(await parsedNames(engine, whole).then(allowed)).toBe(true);
    expect(await writtenNames(engine, whole).then(allowed)).toBe(true);
    expect((await askSql(engine, sql)).columns.length).toBeGreaterThan(0);
  });
});
