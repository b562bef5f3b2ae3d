import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { FACT_MACROS } from '../../pipeline/facts/macros.ts';
import { prepareWarehouse } from '../../pipeline/facts/tables.ts';
import { LISTS } from '../../pipeline/lists.ts';
import { evaluatePlan } from '../../pipeline/office/evaluate.ts';
import { reportingPeriod, scopeOf } from '../../pipeline/office/scope.ts';
import { asText } from '../../pipeline/warehouse/duckdb/engine.ts';
import { withKeepers } from '../../pipeline/warehouse/keepers.ts';
import { POPULATION_IDS, populationSql } from '../../pipeline/warehouse/populations.ts';
import { importInto, newWarehouse, SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { functionsOf, type Recording, recording, violationsOf } from './core-sql.ts';
import { csvOf, RECORDS } from './hand-made.ts';

const PIPELINE = fileURLToPath(new URL('../../pipeline', import.meta.url));
const PURE = [
  'ask',
  'brief',
  'consolidate',
  'counts',
  'coverage',
  'evaluate',
  'explain',
  'facts',
  'forecast',
  'formats',
  'forms',
  'library',
  'narrative',
  'office',
  'push',
  'read',
  'recognise',
  'report',
  'warehouse',
];
/** The ways to an engine: each runs in one place only. */
const BOUND = ['duckdb/native', 'duckdb/wasm', 'clickhouse'].map((folder) =>
  path.join('warehouse', ...folder.split('/')),
);
const isBound = (target: string): boolean => BOUND.some((folder) => target.startsWith(folder + path.sep));
/** Packages that run in a browser as they do in Node. */
const ALLOWED_PACKAGES = new Set([
  '@e965/xlsx',
  '@xmldom/xmldom',
  'apache-arrow',
  'docx',
  'docxtemplater',
  'fflate',
  'htmlparser2',
  'pizzip',
  'yaml',
]);
const BUILT_IN = new Set((await import('node:module')).builtinModules);

/** What a module asks for: static imports, re-exports, dynamic imports, require; `?` where that cannot be told. */
function importsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/^\s*\/\/.*$/gm, ' ');
  const patterns = [
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\bimport\s*\(\s*['"]([^'"]+)['"]/g,
    /\brequire\s*\(\s*['"]([^'"]+)['"]/g,
  ];
  const found = patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));
  const hidden = [/\bimport\s*\(\s*[^'"\s]/, /\brequire\s*\(\s*[^'"\s]/, /\bcreateRequire\b/, /\bgetBuiltinModule\b/];
  return [...found, ...hidden.filter((pattern) => pattern.test(code)).map((pattern) => `? ${pattern.source}`)];
}

/** Names that only Node knows. */
const NODE_GLOBALS =
  /\b(?:process\s*[.[]|Buffer\s*[.(]|__dirname|__filename|setImmediate\s*\(|import\.meta\.(?:dirname|filename|main))/;

function mistakesIn(file: string, source: string): string[] {
  const mistakes: string[] = [];
  for (const wanted of importsOf(source)) {
    if (wanted.startsWith('.')) {
      const target = path.relative(PIPELINE, path.resolve(path.dirname(file), wanted));
      const folder = target.includes(path.sep) ? (target.split(path.sep)[0] ?? '') : '';
      const inside = (folder === '' || PURE.includes(folder)) && !isBound(target);
      if (target.startsWith('..') || !inside) mistakes.push(`${wanted} leaves what runs anywhere`);
    } else if (wanted.startsWith('node:') || BUILT_IN.has(wanted.split('/')[0] ?? '')) {
      mistakes.push(`${wanted} is Node’s`);
    } else if (!ALLOWED_PACKAGES.has(wanted)) mistakes.push(`${wanted} is no package known to run anywhere`);
  }
  const global = NODE_GLOBALS.exec(source.replace(/\/\*[\s\S]*?\*\//g, ' '));
  if (global !== null) mistakes.push(`${global[0]} is Node’s`);
  return mistakes;
}

function pureFiles(): string[] {
  const top = readdirSync(PIPELINE).map((name) => path.join(PIPELINE, name));
  const below = PURE.flatMap((folder) =>
    readdirSync(path.join(PIPELINE, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.join(PIPELINE, folder, name),
    ),
  );
  return [...top, ...below]
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !isBound(path.relative(PIPELINE, file)))
    .sort();
}

describe('the pipeline runs anywhere', () => {
  it('imports nothing of Node, nothing of the add-in, only packages that run in a browser', () => {
    const files = pureFiles();
    expect(files.length).toBeGreaterThan(80);
    const found = files.flatMap((file) =>
      mistakesIn(file, readFileSync(file, 'utf8')).map((mistake) => `${path.relative(PIPELINE, file)}: ${mistake}`),
    );
    // Every relative import ends in one of these files, so what holds for each holds for all that it leads to.
    expect(found).toEqual([]);
  });

  it.each([
    ["import { readFileSync } from 'node:fs';", 'node:fs is Node’s'],
    ["import fs from 'fs';", 'fs is Node’s'],
    ["import 'node:path';", 'node:path is Node’s'],
    ["export { join } from 'path/posix';", 'path/posix is Node’s'],
    ["import {\n  a,\n  b,\n} from 'node:zlib';", 'node:zlib is Node’s'],
    ["const fs = await import('node:fs');", 'node:fs is Node’s'],
    ["const fs = require('fs');", 'fs is Node’s'],
    ["import type { Stats } from 'node:fs';", 'node:fs is Node’s'],
    ["import { x } from '@duckdb/node-api';", '@duckdb/node-api is no package known to run anywhere'],
    ["import { x } from '../cli/io.ts';", '../cli/io.ts leaves what runs anywhere'],
    [
      "import { x } from '../warehouse/duckdb/native/values.ts';",
      '../warehouse/duckdb/native/values.ts leaves what runs anywhere',
    ],
    ["import { x } from '../../addin/excel/fill.ts';", '../../addin/excel/fill.ts leaves what runs anywhere'],
    ["const home = process.env['HOME'];", 'process. is Node’s'],
    ["const bytes = Buffer.from('');", 'Buffer. is Node’s'],
  ])('would see %j', (source, mistake) => {
    expect(mistakesIn(path.join(PIPELINE, 'facts', 'made-up.ts'), source)).toEqual([mistake]);
  });

  it('would see a module that is named by a variable', () => {
    expect(mistakesIn(path.join(PIPELINE, 'facts', 'made-up.ts'), 'await import(name);')).toHaveLength(1);
  });
});

/**
 * Functions that the core of DuckDB has. Numbers of functions rise in the order in which parts of DuckDB register them:
 * built-in ones, then the extensions ICU, JSON, Parquet and autocomplete, then `core_functions`, which is everywhere.
 */
async function functionNames(): Promise<{ core: Set<string>; extension: Set<string> }> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`
    WITH f AS (SELECT lower(function_name) AS name, min(function_oid) AS first FROM duckdb_functions() GROUP BY ALL),
         bounds AS (SELECT min(first) FILTER (starts_with(name, 'icu_')) AS low, max(first) FILTER (name = 'sql_auto_complete') AS high FROM f)
    SELECT name, first BETWEEN low AND high AS of_extension FROM f, bounds`);
  const rows = reader
    .getRows()
    .map(([name, ofExtension]) => ({ name: String(name), ofExtension: ofExtension === true }));
  connection.closeSync();
  instance.closeSync();
  return {
    core: new Set(rows.filter(({ ofExtension }) => !ofExtension).map(({ name }) => name)),
    extension: new Set(rows.filter(({ ofExtension }) => ofExtension).map(({ name }) => name)),
  };
}

describe('the shared SQL keeps to the core', () => {
  const scratch = temporaryFolder();
  let engine: Recording;
  const library = shippedLibrary();
  const period = { from: '2024-01-01', asOf: '2024-06-30' };

  beforeAll(async () => {
    engine = recording(await newWarehouse());
    await prepareWarehouse(engine, library.columns);
    for (const macro of FACT_MACROS) await engine.run(macro);
    mkdirSync(path.join(scratch.folder, 'lists'));
    for (const list of LISTS) {
      // A repeated and an unreadable row: their statements run only where there are some.
      const rows = RECORDS[list];
      writeFileSync(path.join(scratch.folder, 'lists', `${list}.csv`), csvOf(list, [...rows, ...rows.slice(0, 1)]));
    }
    const files = [
      path.join(scratch.folder, 'lists'),
      path.join(SAMPLES, 'brvt-2022'),
      path.join(SAMPLES, 'brvt-2021-2025'),
    ];
    expect((await importInto(engine, files, { province: 'brvt' })).failures).toEqual([]);
    const office = officeOf(engine, library);
    for (const plan of library.plans.values()) {
      const whole = reportingPeriod(period.asOf, undefined, plan);
      await evaluatePlan(office, { plan, unit: plan.defaultUnit, period: whole });
    }
    const scope = await withKeepers(engine, scopeOf(office, 'brvt-sgddt'));
    for (const indicator of library.indicators.values()) {
      for (const one of [indicator, ...indicator.variants.values()]) {
        for (const side of ['numerator', 'missing'] as const) await office.warehouse.members(scope, one, period, side);
        for (const by of ['unit', 'field', 'procedure'] as const)
          await office.warehouse.counts(scope, [{ indicator: one, period, by }]);
      }
    }
    for (const population of POPULATION_IDS) {
      for (const division of ['whole', 'children'] as const)
        await engine.columns(populationSql(population, scope, [period], division));
    }
  });
  afterAll(async () => {
    await engine.close();
    scratch.remove();
  });

  it('has statements of every part', () => {
    const all = [...engine.statements].join('\n');
    for (const part of [
      'CREATE TABLE IF NOT EXISTS dossiers',
      'TEMP MACRO',
      'stage_visits',
      'TEMP TABLE typed',
      'scope AS NOT MATERIALIZED',
    ])
      expect(all).toContain(part);
    for (const list of LISTS) expect(all).toContain(`INSERT INTO ${list} `);
    expect(engine.statements.size).toBeGreaterThan(500);
  });

  it('uses nothing of the list of what is not allowed', () => {
    const found = [...engine.statements].flatMap((sql) =>
      violationsOf(sql).map((violation) => `${violation}\n  in ${sql.slice(0, 300)}`),
    );
    expect(found).toEqual([]);
  });

  it('calls only functions of the core', async () => {
    const { core, extension } = await functionNames();
    for (const name of ['json_extract', 'read_parquet', 'current_date', 'today', 'icu_sort_key', 'make_timestamptz'])
      expect(extension.has(name), name).toBe(true);
    for (const name of ['sum', 'list_filter', 'translate', 'regexp_matches', 'try_strptime', 'nfc_normalize'])
      expect(core.has(name), name).toBe(true);
    const called = new Set([...engine.statements].flatMap((sql) => [...functionsOf(sql)]));
    const macros = new Set(
      FACT_MACROS.flatMap((sql) => [...sql.matchAll(/MACRO (\w+)\(/g)].map((match) => match[1] ?? '')),
    );
    expect(called.size).toBeGreaterThan(25);
    expect([...called].filter((name) => !core.has(name) && !macros.has(name))).toEqual([]);
  });

  it('gives no DOUBLE, JSON or time with a zone, in a result or in a table', async () => {
    expect(engine.badColumns).toEqual([]);
    const columns = await engine.query(
      'SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal',
    );
    expect(columns.length).toBeGreaterThan(100);
    const bad = columns.filter((row) => /DOUBLE|FLOAT|JSON|TIME ZONE/.test(asText(row['data_type'])));
    expect(bad).toEqual([]);
  });

  it.each([
    'SELECT CAST(x AS JSON)',
    "SELECT json_extract(x, '$.a') FROM t",
    "SELECT x->'a' FROM t",
    "FROM 'a.parquet'::VARCHAR, read_parquet('a')",
    "SELECT TIMESTAMP '2024-01-01' AT TIME ZONE 'Asia/Ho_Chi_Minh'",
    'CREATE TABLE t (x TIMESTAMPTZ)',
    'SELECT x::TIMESTAMP WITH TIME ZONE FROM t',
    'SELECT current_date',
    'SELECT now()',
    'SELECT today()',
    'SELECT * FROM t ORDER BY x COLLATE vi',
    "SELECT * FROM read_xlsx('a.xlsx')",
    "SELECT * FROM read_csv('a.csv')",
    'SELECT a // b FROM t',
    'SELECT quantile_disc(x, 0.5) FROM t',
    'SELECT median(x) FROM t',
    'INSTALL icu',
    'LOAD json',
    "ATTACH 'b.duckdb'",
    "COPY t TO 'a.csv'",
    'PRAGMA threads=1',
    "SET TimeZone = 'UTC'",
    'SELECT sum(x::DOUBLE) FROM t',
    'SELECT sum(CAST(x AS DOUBLE)) FROM t',
    'SELECT avg(x) FROM t',
    'SELECT random()',
  ])('would see %s', (sql) => {
    expect(violationsOf(sql)).not.toEqual([]);
  });

  it('is not misled by quoted texts, and sees the names of functions', () => {
    expect(violationsOf(`SELECT 'now() // json' AS "current_date" FROM t -- PRAGMA x`)).toEqual([]);
    expect([...functionsOf('SELECT json_valid(a), sum (b) FROM (SELECT 1) AS v (a) WHERE a IN (1, 2)')].sort()).toEqual(
      ['json_valid', 'sum'],
    );
  });
});
