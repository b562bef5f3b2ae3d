import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LISTS } from '../../pipeline/lists.ts';
import { evaluationRecord } from '../../pipeline/office/tables.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { inPane } from '../support/breakdowns.ts';
import { openBrowser } from '../support/browser.ts';
import {
  asKnown,
  expectTrueBreakdowns,
  expectTrueMembers,
  expectTrueTrends,
  SAMPLE_CASES,
  trueRows,
} from '../support/sample-truth.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { type Imported, sampleFolders } from '../support/warehouse.ts';
import { builtPage, filesBelow, importOnPage, openLocalPage, type StaticSite, serveFolder } from './local-page.ts';

let browser: Browser;
let context: BrowserContext;
let site: StaticSite;
let page: Page;
let complaints: string[];
let native: Engine;
let nativeImport: Imported;
const sheets: unknown[] = [];
const requests: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  site = await serveFolder(await builtPage());
  context = await browser.newContext();
  context.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  ({ page, complaints } = await openLocalPage(context, site.address));
  for (const folder of sampleFolders()) {
    const outcome = await importOnPage(page, filesBelow(folder));
    expect(outcome.failures).toEqual([]);
    expect(Math.max(...outcome.seen)).toBe(1);
    sheets.push(...outcome.sheets);
  }
  ({ engine: native, imported: nativeImport } = await openSamples());
});

afterAll(async () => {
  await native?.close();
  await browser?.close();
  await site?.close();
});

describe('the samples, dropped into the page', () => {
  test.each(SAMPLE_CASES)('$plan for $unit on $asOf is what the generator knows', async (one) => {
    const { plan, unit, asOf } = one;
    const evaluation = await page.evaluate((query) => window.source.evaluation(query), { plan, unit, asOf });
    expect(evaluation.targets.map(({ row }) => asKnown(evaluationRecord(row, 'vi')))).toEqual(trueRows(one));
  });

  describe.each(['field', 'procedure', 'unit', 'month'] as const)('by %s', (by) => {
    test.each(SAMPLE_CASES)('$plan for $unit on $asOf', (one) => expectTrueBreakdowns(inPane(page), one, by));
  });

  describe('month after month', () => {
    test.each(SAMPLE_CASES)('$plan for $unit on $asOf', (one) => expectTrueTrends(inPane(page), one));
  });

  describe('member by member', () => {
    test.each(SAMPLE_CASES)('$plan for $unit on $asOf', (one) => expectTrueMembers(inPane(page), one));
  });

  test('what is said of every file is what the command line says', () => {
    expect(sheets).toEqual(nativeImport.sheets);
  });

  test.each(LISTS)('%s: row by row the same facts as in the native engine', async (name) => {
    const columns = (await native.query(`DESCRIBE ${name}`)).map((row) => String(row['column_name']));
    // Texts, because a DECIMAL and a DOUBLE of the same number would be told apart by nothing else.
    const sql = `SELECT ${columns.map((column) => `"${column}"::VARCHAR AS "${column}"`).join(', ')} FROM ${name} ORDER BY ALL`;
    const here = await page.evaluate((statement) => window.source.query(statement), sql);
    const there = await native.query(sql);
    expect(there.length).toBeGreaterThan(0);
    expect(here.rows).toEqual(there);
  });
});

test('what was imported is there again in a new window, and in the command line’s engine', async () => {
  const before = await page.evaluate(() => window.source.state());
  const bytes = await page.evaluate(async () => (await window.source.exported()).length);
  await page.close();
  ({ page } = await openLocalPage(context, site.address));
  expect(await page.evaluate(() => window.source.state())).toEqual(before);
  const storage = await page.evaluate(() => window.source.storage());
  expect(storage.kept).toBe(true);
  expect(storage.bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeGreaterThan(100_000);
  const second = await openLocalPage(context, site.address);
  expect(await second.page.evaluate(() => window.source.state())).toEqual(before);
  const cleared = await page.evaluate(() => window.source.cleared());
  expect(cleared).toMatchObject({ bytes: 0, keptAt: null });
  expect(await page.evaluate(() => window.source.state())).toMatchObject({ empty: true });
});

test('only files of the page itself were asked for, nothing was sent, no policy was broken', () => {
  expect(complaints).toEqual([]);
  const elsewhere = requests.filter((request) => !request.startsWith(`GET ${site.address}`));
  expect(elsewhere.filter((request) => !request.startsWith(`GET blob:${site.address}`))).toEqual([]);
  expect(site.asked.filter((request) => !request.startsWith('GET '))).toEqual([]);
});
