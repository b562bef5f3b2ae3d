import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES } from '../../addin/taskpane/ask/examples.ts';
import { askSql } from '../../pipeline/ask/ask.ts';
import { describeTables } from '../../pipeline/ask/describe.ts';
import { makeOwnTables } from '../../pipeline/ask/own-tables.ts';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openBrowser } from '../support/browser.ts';
import { HOSTILE, MISTAKES } from '../support/questions.ts';
import { importInto, newWarehouse, SAMPLES } from '../support/warehouse.ts';
import { builtPage, filesBelow, importOnPage, openLocalPage, type StaticSite, serveFolder } from './local-page.ts';

const FOLDER = path.join(SAMPLES, 'brvt-2024');
let browser: Browser;
let site: StaticSite;
let page: Page;
let complaints: string[];
let native: Engine;

beforeAll(async () => {
  browser = await openBrowser();
  site = await serveFolder(await builtPage());
  ({ page, complaints } = await openLocalPage(await browser.newContext(), site.address));
  expect((await importOnPage(page, filesBelow(FOLDER))).failures).toEqual([]);
  native = await newWarehouse();
  expect((await importInto(native, [FOLDER])).failures).toEqual([]);
  await makeOwnTables(native, shippedLibrary());
});
afterAll(async () => {
  await native?.close();
  await browser?.close();
  await site?.close();
});

function ask(sql: string) {
  return page.evaluate(
    (statement) =>
      window.source.query(statement).then(
        ({ columns, values, rows, more }) => ({ columns, values, rows, more }),
        ({ code, vi }: { code: string; vi: string }) => ({ code, vi }),
      ),
    sql,
  );
}

describe('a question in SQL, in the page', () => {
  test('reads, with a semicolon, a comment, a leading FROM; long results are cut and say so', async () => {
    expect(await ask('SELECT count(*) AS n FROM dossiers;')).toMatchObject({ more: false });
    expect(await ask('FROM dossiers SELECT key LIMIT 1 -- một hồ sơ')).toMatchObject({ more: false });
    const long = await ask('SELECT i FROM range(20000) AS r(i)');
    expect('rows' in long && [long.rows.length, long.more, long.rows[7]]).toEqual([10_000, true, { i: 7 }]);
    expect(
      await ask("SELECT t FROM range(10000) AS r(i), (SELECT string_agg('x', '') AS t FROM range(30000))"),
    ).toMatchObject({ code: 'RESULT_TOO_LARGE' });
  });

  const examples = EXAMPLES.flatMap(({ vi, en, sql }) => [
    { name: vi, sql: sql.vi },
    { name: en, sql: sql.en },
  ]);
  test.each(examples)('the example “$name” runs, and says what the native engine says', async ({ sql }) => {
    const here = await ask(sql);
    const there = await askSql(native, sql);
    expect(here).toMatchObject({ columns: there.columns, values: there.values, more: false });
    expect(there.values[0]?.length).toBeGreaterThan(0);
  });

  test('every type travels as from the native engine', async () => {
    const sql = `SELECT 'a' AS chu, 1 AS nguyen, sum(2) AS tong, 1.5 AS le, DATE '2024-02-29' AS ngay, 1e300 * 1e10 AS vo_cung,
      TIMESTAMP '2024-02-29 07:05:00' AS luc, true AS dung, ['x', NULL] AS nhieu, [1, 2] AS so, INTERVAL 3 DAY AS khac,
      {'a': 1} AS cau_truc, TIME '07:05:00' AS gio, 2::UTINYINT AS nho, 7::UHUGEINT AS lon, NULL AS trong, 1 AS chu`;
    const there = await askSql(native, sql);
    expect(await ask(sql)).toMatchObject({ columns: there.columns, values: there.values });
    expect(there.columns).toHaveLength(17);
  });

  test('the tables and their meaning are those of the native engine', async () => {
    const here = await page.evaluate(() => window.source.tables());
    expect(here).toEqual(await describeTables(native, shippedLibrary()));
    expect(here.map(({ id }) => id)).toContain('dossiers');
  });

  test.each(HOSTILE)('%j is refused with a sentence, and all is as before', async (sql) => {
    const answer = await ask(sql.replaceAll('{file}', 'warehouse.duckdb'));
    expect(answer).toMatchObject({ vi: expect.stringMatching(/rồi chạy lại\.$/) });
    expect(answer).not.toMatchObject({ code: 'OUR_FAULT' });
    expect(await ask('SELECT count(*) > 100 AS still FROM dossiers')).toMatchObject({ rows: [{ still: true }] });
  });

  test.each(MISTAKES)('%j is told: %s', async (sql, code, words) => {
    expect(await ask(sql)).toMatchObject({ code, vi: expect.stringContaining(words) });
  });

  test('a question that is not wanted any more ends, and the next one is answered', async () => {
    const outcome = await page.evaluate(async () => {
      const gone = new AbortController();
      const endless =
        'SELECT count(*) FROM range(1000000000) AS a JOIN range(1000000000) AS b ON a.range + b.range = 3';
      const asked = window.source.query(endless, gone.signal).catch((error: Error) => error.name);
      setTimeout(() => gone.abort(), 300);
      const next = window.source.query('SELECT 1 AS a');
      return [await asked, (await next).rows];
    });
    expect(outcome).toEqual(['AbortError', [{ a: 1 }]]);
  });

  test('nothing broke a policy or failed unseen', () => {
    expect(complaints).toEqual([]);
  });
});
