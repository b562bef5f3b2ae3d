import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { makeXlsx } from '../bench/make-export.ts';
import { openBrowser } from '../support/browser.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';
import { builtPage, importOnPage, openLocalPage, type StaticSite, serveFolder } from './local-page.ts';

const ROWS = 100_000;
/** Enough to be stopped in the middle. */
const FEWER_ROWS = 30_000;
/** As many as a question may return. */
const PAGE_ROWS = 10_000;

let browser: Browser;
let site: StaticSite;
let page: Page;
let native: Engine;
let file = '';
let shorter = '';
const undo: (() => void)[] = [];

beforeAll(async () => {
  const { folder, remove } = temporaryFolder();
  undo.push(remove);
  file = path.join(folder, `ho-so-${ROWS}.xlsx`);
  makeXlsx(file, ROWS);
  shorter = path.join(folder, `ho-so-${FEWER_ROWS}.xlsx`);
  makeXlsx(shorter, FEWER_ROWS);
  site = await serveFolder(await builtPage());
  browser = await openBrowser();
  ({ page } = await openLocalPage(await browser.newContext(), site.address));
  native = await newWarehouse();
});

afterAll(async () => {
  await native?.close();
  await browser?.close();
  await site?.close();
  for (const one of undo) one();
});

test('100,000 generated dossiers: the same report of the import, and row by row the same facts', async () => {
  const here = await importOnPage(page, [file], { province: 'brvt' });
  const there = await importInto(native, [file], { province: 'brvt' });
  expect(here.failures).toEqual([]);
  expect(here.sheets).toEqual(there.sheets);
  expect(here.sheets[0]?.rows).toMatchObject({ accepted: ROWS });
  // Told by bytes and rows from the first to the last.
  expect(here.rows).toBe(ROWS);
  expect(here.seen[0]).toBe(0);
  expect(here.seen.at(-1)).toBe(1);
  expect([...here.seen].sort((a, b) => a - b)).toEqual(here.seen);
  const columns = (await native.query('DESCRIBE dossiers')).map((row) => String(row['column_name']));
  const texts = columns.map((column) => `"${column}"::VARCHAR AS "${column}"`).join(', ');
  for (let from = 0; from < ROWS; from += PAGE_ROWS) {
    const sql = `SELECT ${texts} FROM dossiers ORDER BY row_no LIMIT ${PAGE_ROWS} OFFSET ${from}`;
    const table = await page.evaluate((statement) => window.source.query(statement), sql);
    const same = await native.query(sql);
    expect(same.length).toBe(PAGE_ROWS);
    // Every row is compared, cell by cell; what differs is shown only where something does.
    if (JSON.stringify(table.rows) !== JSON.stringify(same)) expect(table.rows).toEqual(same);
  }
}, 300_000);

test('an import can be stopped: nothing of the file is there, and it can be imported again', async () => {
  await page.evaluate(() => window.source.cleared());
  await page.setInputFiles('input', shorter);
  const stopped = await page.evaluate(async () => {
    const ending = new AbortController();
    const told: number[] = [];
    const outcome = await window.source
      .importFiles(
        window.chosen(),
        { province: 'brvt' },
        ({ read, total }) => {
          told.push(read);
          if (read > total / 3) ending.abort();
        },
        ending.signal,
      )
      .catch((error: { code: string; vi: string }) => ({ code: error.code, vi: error.vi }));
    return { outcome, last: told.at(-1) ?? 0 };
  });
  expect(stopped.outcome).toMatchObject({ code: 'CANCELLED', vi: expect.stringContaining('chưa được tính') });
  expect(stopped.last).toBeLessThan(statSync(shorter).size);
  expect(await page.evaluate(() => window.source.state())).toMatchObject({ empty: true });
  const again = await importOnPage(page, [shorter], { province: 'brvt' });
  expect(again.sheets[0]?.rows).toMatchObject({ accepted: FEWER_ROWS });
}, 300_000);

test('a file that shrinks while it is read, and one that is cut, leave the others alone', async () => {
  const { folder, remove } = temporaryFolder();
  undo.push(remove);
  const small = path.join(folder, 'a-nho.xlsx');
  makeXlsx(small, 50);
  const outcome = await page.evaluate(async () => {
    const [whole] = window.chosen();
    if (whole === undefined) throw new Error('no file');
    const cut = new File([await whole.slice(0, whole.size - 4_000).arrayBuffer()], 'b-cut.xlsx');
    const nothing = new File([], 'c-empty.csv');
    return window.source.importFiles([cut, nothing], {}, () => undefined);
  });
  expect(outcome.sheets).toEqual([]);
  expect(outcome.failures.map(({ file: name }) => name)).toEqual(['b-cut.xlsx', 'c-empty.csv']);
  for (const { message } of outcome.failures) expect(message).toMatch(/\p{L}.+\./u);
  const after = await importOnPage(page, [small], { province: 'brvt' });
  expect(after.sheets[0]?.rows).toMatchObject({ accepted: 50 });
  rmSync(small);
}, 120_000);
