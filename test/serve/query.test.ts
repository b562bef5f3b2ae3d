import { readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SqlAnswer } from '../../pipeline/ask/ask.ts';
import type { TableDescription } from '../../pipeline/ask/describe.ts';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { Questioner } from '../../pipeline/serve/questioner.ts';
import { HOSTILE, MISTAKES } from '../support/questions.ts';
import { importInto, newWarehouse, SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { problemIn, type Running, startServer } from './running-server.ts';

const PLACE = '/api/v1/query';
const scratch = temporaryFolder();
const file = path.join(scratch.folder, 'warehouse.duckdb');
const secret = path.join(scratch.folder, 'secret.csv');
let local: Running;
/** The same warehouse, by a server that lets nobody ask for long. */
let hasty: Running;
let guarded: Running;

beforeAll(async () => {
  writeFileSync(secret, 'name\nNguyễn Văn A\n');
  const engine = await newWarehouse(file);
  const { failures } = await importInto(engine, [path.join(SAMPLES, 'brvt-2023')]);
  await engine.close();
  expect(failures).toEqual([]);
  local = await startServer(file, { questionSeconds: 120 });
  hasty = await startServer(file, { questionSeconds: 2 }, local.database);
  guarded = await startServer(file, { requireTokens: true }, local.database);
});
afterAll(async () => {
  await guarded?.close();
  await hasty?.close();
  await local?.close();
  scratch.remove();
});

async function ask(sql: string, server = local): Promise<SqlAnswer> {
  const answer = await server.postJson(PLACE, { sql });
  if (answer.status !== 200) throw new Error(JSON.stringify(await problemIn(answer)));
  return answer.json();
}

/** What imports leave beside the warehouse: nothing but the copy that is asked. */
function left(): string[] {
  const inside = readdirSync(scratch.folder, { recursive: true, encoding: 'utf8' });
  return inside.filter((entry) => entry.startsWith('vedich-') && /parquet$|upload/.test(entry));
}

/** What the program keeps for itself; nobody would ask about it. */
const BOOKKEEPING = [
  ...['warehouse_version', 'last_import', 'import_standings', 'import_words', 'import_months', 'import_spans'],
  ...['months_without', 'mended_rows', 'open_questions', 'rejected_facts', 'rejections_seen'],
];

describe('a question in SQL', () => {
  it('is answered by columns, each with its type', async () => {
    expect(
      await ask(
        "SELECT 'a' AS chu, 1 AS nguyen, sum(2) AS tong, 1.5 AS le, DATE '2024-02-29' AS ngay, TIMESTAMP '2024-02-29 07:05:00' AS luc, true AS dung, ['x', NULL] AS nhieu, INTERVAL 3 DAY AS khac, NULL AS trong; ",
      ),
    ).toEqual({
      columns: [
        { name: 'chu', type: 'text' },
        { name: 'nguyen', type: 'integer' },
        { name: 'tong', type: 'number' },
        { name: 'le', type: 'number' },
        { name: 'ngay', type: 'date' },
        { name: 'luc', type: 'text' },
        { name: 'dung', type: 'boolean' },
        { name: 'nhieu', type: 'texts' },
        { name: 'khac', type: 'text' },
        { name: 'trong', type: 'integer' },
      ],
      values: [
        ['a'],
        [1],
        [2],
        [1.5],
        ['2024-02-29'],
        ['2024-02-29 07:05:00'],
        [true],
        [['x', '']],
        ['3 days'],
        [null],
      ],
      more: false,
    });
  });
});

describe('one question and the others', () => {
  const endless =
    'SELECT count(*) AS n FROM range(1000000000) AS a, range(1000000000) AS b WHERE a.range + b.range = 3';

  it('a question that runs too long is ended; others read meanwhile, and the next question is answered', async () => {
    const questions = [1, 2].map(() => hasty.postJson(PLACE, { sql: endless }));
    const place = '/api/v1/indicators?unit=brvt&from=2023-01-01&as_of=2023-11-30&indicator=online_rate&by=unit';
    const readers = Array.from({ length: 6 }, () => hasty.get(place));
    const first = await Promise.race([...questions, ...readers]);
    expect(first.url).toContain('/indicators');
    for (const reader of readers) expect((await reader).status).toBe(200);
    for (const question of questions)
      expect(await problemIn(await question)).toMatchObject({
        code: 'TOOK_TOO_LONG',
        detail: expect.stringContaining('2 giây'),
      });
    expect((await ask('SELECT 1 AS a')).values).toEqual([[1]]);
    expect(hasty.faults).toEqual([]);
  });

  it('nobody waits behind a question whose asker has gone', async () => {
    const patient = await startServer(file, { questionSeconds: 600 }, local.database);
    const gone = new AbortController();
    const asked = fetch(`${patient.url}${PLACE}`, {
      method: 'POST',
      body: JSON.stringify({ sql: endless }),
      headers: { 'content-type': 'application/json' },
      signal: gone.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    gone.abort();
    await expect(asked).rejects.toThrow();
    expect((await patient.postJson(PLACE, { sql: 'SELECT 1 AS a' })).status).toBe(200);
    expect(patient.faults).toEqual([]);
    await patient.close();
  });

  it('a statement that takes all memory within one step ends its own process, and the next question is answered', async () => {
    const questioner = new Questioner(local.database, 300);
    const ask = (sql: string) =>
      questioner.ask({ sql, seconds: 60 }, shippedLibrary(), 0, new AbortController().signal).then(
        ({ values }) => values,
        (error: unknown) => error,
      );
    const million = "(SELECT string_agg('x', '') AS t FROM range(1000000))";
    expect(await ask(`SELECT max(length(t || range)) FROM ${million}, range(100000)`)).toMatchObject({
      code: 'RESULT_TOO_LARGE',
    });
    expect(await ask('SELECT count(*) > 1000 FROM dossiers')).toEqual([[true]]);
    await questioner.close();
  });

  it('more rows than are sent are cut and said so; more text than can be sent is refused', async () => {
    const long = await ask('SELECT range AS i FROM range(20000)');
    expect([long.values[0]?.length, long.more]).toEqual([10_000, true]);
    expect(long.values[0]?.slice(0, 3)).toEqual([0, 1, 2]);
    expect((await ask('SELECT range AS i FROM range(10000)')).more).toBe(false);
    const long100k = "(SELECT string_agg('x', '') AS t FROM range(100000))";
    const [[text] = []] = (await ask(`FROM ${long100k}`)).values;
    expect(String(text)).toHaveLength(32_767);
    for (const sql of [`SELECT t FROM range(10000), ${long100k}`, 'SELECT list(range) AS many FROM range(30000000)']) {
      const large = await local.postJson(PLACE, { sql });
      expect(await problemIn(large)).toMatchObject({ code: 'RESULT_TOO_LARGE' });
    }
    expect(await problemIn(await local.postJson(PLACE, { sql: 'x'.repeat(20_001) }))).toMatchObject({ status: 400 });
  });

  it('imports go on behind the fence, also while a question runs, and the next question sees them', async () => {
    const before = await ask('SELECT count(*) AS n FROM imports');
    const running = hasty.postJson(PLACE, { sql: endless });
    const name = 'ho-so-2024-thang-10-nop-ho.csv';
    const form = new FormData();
    form.append('file', new Blob([await readFile(path.join(SAMPLES, 'brvt-2024', name))]), name);
    const imported = await hasty.post('/api/v1/imports?province=brvt', form);
    expect(imported.status, await imported.clone().text()).toBe(200);
    expect(await problemIn(await running)).toMatchObject({ code: 'TOOK_TOO_LONG' });
    const after = await ask('SELECT count(*) AS n FROM imports', hasty);
    expect(Number(after.values[0]?.[0])).toBe(Number(before.values[0]?.[0]) + 1);
    expect(left()).toEqual([]);
  });
});

describe('tokens', () => {
  it('of a unit, whatever their role, get a sentence and nothing else', async () => {
    for (const role of ['reader', 'contributor', 'consolidator'] as const) {
      const token = await guarded.token('brvt', role);
      for (const answer of [
        await guarded.postJson(PLACE, { sql: 'SELECT count(*) FROM dossiers' }, token),
        await guarded.get('/api/v1/tables', token),
      ])
        expect(await problemIn(answer)).toMatchObject({
          status: 403,
          code: 'NOT_FOR_A_UNIT',
          detail: expect.stringContaining('chỉ xem một đơn vị'),
        });
    }
    expect(await problemIn(await guarded.postJson(PLACE, { sql: 'SELECT 1' }))).toMatchObject({ code: 'NO_TOKEN' });
  });
});

describe('the tables that can be asked about', () => {
  it('are all there are, each column with its type and its meaning in both languages, none of them personal', async () => {
    const { tables }: { tables: TableDescription[] } = await (await local.get('/api/v1/tables')).json();
    const engine = await local.database.connect();
    const there = (
      await engine.query("SELECT table_name AS t FROM duckdb_tables() WHERE NOT temporary AND schema_name = 'main'")
    ).map((row) => String(row['t']));
    const own = ['units', 'codes'];
    expect(tables.map(({ id }) => id).sort()).toEqual(
      [...there.filter((id) => !BOOKKEEPING.includes(id)), ...own].sort(),
    );
    for (const { id, name, about, columns } of tables) {
      for (const words of [name, about, ...columns]) {
        expect(words.vi, JSON.stringify(words)).not.toBe('');
        expect(words.en, JSON.stringify(words)).not.toBe('');
      }
      const asked = await ask(`SELECT * FROM ${id} LIMIT 1`);
      expect(asked.columns.map((column) => column.name)).toEqual(columns.map((column) => column.id));
      if (own.includes(id)) continue;
      const described = await engine.query(`SELECT column_name AS c, column_type AS y FROM (DESCRIBE ${id})`);
      expect(columns.map((column) => [column.id, column.type])).toEqual(described.map((row) => [row['c'], row['y']]));
    }
    await engine.close();
    const personal = tables
      .flatMap(({ columns }) => columns.map(({ vi }) => vi))
      .filter((vi) => /họ tên|cccd|điện thoại/i.test(vi));
    expect(personal).toEqual([]);
  });

  it('have the names of units and the meaning of codes beside them', async () => {
    const answer = await ask(
      `SELECT u.name, c.vi, count(*) AS n FROM dossiers AS d JOIN units AS u USING (unit_id)
       JOIN codes AS c ON c.list = 'channel' AND c.value = d.channel GROUP BY ALL ORDER BY n DESC LIMIT 1`,
    );
    expect(answer.values[0]?.[0]).toMatch(/Bà Rịa - Vũng Tàu/);
    expect(answer.values[1]?.[0]).toMatch(/^(Trực|Bưu)/);
    expect((await ask('DESCRIBE dossiers')).values[0]?.slice(0, 2)).toEqual(['key', 'unit_id']);
  });
});

describe('what wants more than to read the tables', () => {
  const untouched = async (): Promise<void> => {
    expect((await ask('SELECT count(*) > 1000 AS there FROM dossiers')).values).toEqual([[true]]);
    expect(readdirSync(scratch.folder).filter((name) => name.startsWith('secret.csv.'))).toEqual([]);
  };

  it.each(HOSTILE)('%j is refused, and nothing has happened', async (sql) => {
    const answer = await local.postJson(PLACE, { sql: sql.replaceAll('{file}', secret) });
    const problem = await problemIn(answer);
    expect(problem.status).toBe(400);
    expect(JSON.stringify(problem)).not.toContain('Nguyễn');
    expect(local.faults).toEqual([]);
    await untouched();
  });

  it('the fence holds for the engine itself, whatever a statement is called', async () => {
    const engine = await local.database.connect();
    for (const sql of [
      `SELECT * FROM read_text('${secret}')`,
      `SELECT * FROM read_csv('https://example.org/x.csv')`,
      `COPY dossiers TO '${secret}.out'`,
      `ATTACH '${secret}.duckdb' AS other`,
      'SET enable_external_access = true',
      `SET allowed_directories = ['/']`,
      'INSTALL httpfs',
    ])
      await expect(engine.run(sql), sql).rejects.toThrow(/disabled|locked|Cannot change|not allowed/i);
    await engine.close();
  });

  it.each(MISTAKES)('%j is told: %s', async (sql, code, words) => {
    const problem = await problemIn(await local.postJson(PLACE, { sql }));
    expect(problem).toMatchObject({ status: 400, code, detail: expect.stringContaining(words) });
    expect(problem.detail).not.toMatch(/\{\w+\}/);
  });
});
