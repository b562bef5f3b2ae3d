import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { importInto, newWarehouse, SAMPLES } from '../support/warehouse.ts';
import { builtPage, openLocalPage, type StaticSite, serveFolder } from './local-page.ts';

const TIMES = 20;
/** In order of names, as they are imported. */
const FILES = [
  'ho-so-2024-thang-01-08.xlsx',
  'ho-so-2024-thang-09.xls',
  'ho-so-2024-thang-10.json',
  'ho-so-2024-thang-11.csv',
];

let browser: Browser;
let context: BrowserContext;
let site: StaticSite;
let files: string[];
/** Rows that stand there after the first 0, 1, 2 … files. */
const dossiersAfter: number[] = [0];

const COUNTS =
  'SELECT (SELECT count(*) FROM imports)::INTEGER AS files, (SELECT count(*) FROM dossiers)::INTEGER AS dossiers';

beforeAll(async () => {
  const folder = path.join(SAMPLES, 'brvt-2024');
  files = FILES.map((name) => path.join(folder, name));
  const native = await newWarehouse();
  for (const file of files) {
    await importInto(native, [file]);
    dossiersAfter.push(Number((await native.query(COUNTS))[0]?.['dossiers']));
  }
  await native.close();
  browser = await openBrowser();
  site = await serveFolder(await builtPage());
  context = await browser.newContext();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** How far the warehouse is; it must stand between two files. */
async function wholeFiles(page: Page): Promise<number> {
  const { rows } = await page.evaluate((sql) => window.source.query(sql), COUNTS);
  const [row] = rows;
  const count = Number(row?.['files']);
  expect(row?.['dossiers']).toBe(dossiersAfter[count]);
  return count;
}

test(`a window that is killed during an import, ${TIMES} times: whole files only, and the next window goes on`, async () => {
  const seen: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const { page } = await openLocalPage(context, site.address);
    const before = await wholeFiles(page);
    seen.push(before);
    if (before === files.length) await page.evaluate(() => window.source.cleared());
    await page.setInputFiles('input', files);
    await page.evaluate(() => {
      // Nobody waits for its end: the window will be gone.
      const tell = ({ number }: { number: number }): void => {
        document.title = String(number);
      };
      void window.source.importFiles(window.chosen(), {}, tell).catch(() => undefined);
    });
    // At another file each time, and at another moment of it.
    const file = 1 + (time % files.length);
    await page.waitForFunction((number) => Number(document.title) >= number, file, { timeout: 60_000 });
    await page.waitForTimeout((time * 389) % 450);
    const session = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    await page.close();
  }
  const { page } = await openLocalPage(context, site.address);
  seen.push(await wholeFiles(page));
  await page.setInputFiles('input', files);
  const outcome = await page.evaluate(() => window.source.importFiles(window.chosen(), {}, () => undefined));
  expect(outcome.failures).toEqual([]);
  expect(await wholeFiles(page)).toBe(files.length);
  // The moments were not all alike.
  expect(new Set(seen).size).toBeGreaterThan(1);
}, 600_000);
