import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rendererPeak } from '../bench/renderer-peak.ts';
import { openBrowser } from '../support/browser.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { builtPage, importOnPage, openLocalPage, type StaticSite, serveFolder } from './local-page.ts';

const TIMES = 40;
/** What one that starts an engine each time, and never gets its memory back, is far above. */
const MOST_MB = 1_000;
const FILE = path.join(SAMPLES, 'brvt-2024', 'ho-so-2024-thang-11.csv');

/** One's own: the memory of its pages is that of processes below this one. */
let browser: Browser;
let site: StaticSite;
beforeAll(async () => {
  browser = await openBrowser(['--disable-extensions']);
  site = await serveFolder(await builtPage());
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test(`warehouses that come and go, ${TIMES} times in two windows, take the memory of one`, async () => {
  const context = await browser.newContext();
  const [first, second] = [await openLocalPage(context, site.address), await openLocalPage(context, site.address)];
  for (let time = 0; time < TIMES; time += 1) {
    await first.page.evaluate(() => window.source.cleared());
    if (time % 10 === 0) await importOnPage(first.page, [FILE]);
    else await first.page.evaluate(() => window.source.query('SELECT 1'));
    // The other window opens what is there now.
    const { rows } = await second.page.evaluate(() =>
      window.source.query('SELECT count(*)::INTEGER AS n FROM imports'),
    );
    expect(rows).toEqual([{ n: time % 10 === 0 ? 1 : 0 }]);
  }
  expect(rendererPeak()).toBeGreaterThan(50);
  expect(rendererPeak()).toBeLessThan(MOST_MB);
  await context.close();
}, 300_000);
