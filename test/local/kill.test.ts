import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { timesOf } from '../support/times.ts';
import { importInto, newWarehouse, SAMPLES } from '../support/warehouse.ts';
import { builtPage, openLocalPage } from './local-page.ts';
import { numbersFrom } from './numbers-from.ts';
import { withSite } from './with-site.ts';

const TIMES = timesOf(6);
/** In order of names, as they are imported. */
const FILES = [
  'ho-so-2024-thang-01-08.xlsx',
  'ho-so-2024-thang-09.xls',
  'ho-so-2024-thang-10.json',
  'ho-so-2024-thang-11.csv',
];

const here = withSite(builtPage);
let context: BrowserContext;
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
  context = await here.browser.newContext();
});

/** How far the warehouse is; it must stand between two files. */
async function wholeFiles(page: Page): Promise<number> {
  const { rows } = await page.evaluate((sql) => window.source.query(sql), COUNTS);
  const [row] = rows;
  const count = Number(row?.['files']);
  expect(row?.['dossiers']).toBe(dossiersAfter[count]);
  return count;
}

/** Everybody imports the same files in their order, so that what is there is always the first few of them. */
async function startImport(page: Page): Promise<void> {
  await page.setInputFiles('input', files);
  await page.evaluate(() => {
    document.title = '0';
    const tell = ({ step, number }: { step: string; number: number }): void => {
      // Whoever reads a file has kept those before it.
      if (step === 'reading') document.title = String(number - 1);
    };
    // Nobody waits for its end: the window may be gone.
    const done = (of: { failures: unknown[] }): void => {
      document.title = of.failures.length > 0 ? 'failed' : String(window.chosen().length);
    };
    void window.source
      .importFiles(window.chosen(), {}, tell)
      .then(done)
      .catch(() => undefined);
  });
}

test(`two windows of one storage, one of them killed while one or both import, ${TIMES} times: nothing lost`, async () => {
  const random = numbersFrom(11);
  const seen = new Set<number>();
  const open = async (): Promise<Page> => (await openLocalPage(context, here.site.address)).page;
  const windows = [await open(), await open()];
  for (let time = 0; time < TIMES; time++) {
    const [killed = 0, other = 1] = random() < 0.5 ? [0, 1] : [1, 0];
    const [dying, living] = [windows[killed], windows[other]];
    if (dying === undefined || living === undefined) throw new Error('there are two windows');
    if ((await wholeFiles(living)) === files.length) await living.evaluate(() => window.source.cleared());
    // The other one sees that, too.
    expect(await wholeFiles(dying)).toBe(await wholeFiles(living));
    const importing = random() < 0.3 ? [dying, living] : [random() < 0.7 ? dying : living];
    for (const page of importing) await startImport(page);
    // At another file each time, and at another moment of it.
    const kept = Math.floor(random() * files.length);
    await importing[0]?.waitForFunction((count) => Number(document.title) >= count, kept, { timeout: 120_000 });
    await dying.waitForTimeout(random() * 450);
    // Told at the last moment: that much must be there whatever happens next.
    const told = importing.includes(dying) ? Number(await dying.title()) : 0;
    const session = await context.newCDPSession(dying);
    const crashed = dying.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    await dying.close();
    if (importing.includes(living)) {
      await living.waitForFunction((count) => document.title === String(count), files.length, { timeout: 120_000 });
      expect(await wholeFiles(living)).toBe(files.length);
    } else {
      const count = await wholeFiles(living);
      expect(count).toBeGreaterThanOrEqual(told);
      seen.add(count);
    }
    windows[killed] = await open();
    expect(await wholeFiles(windows[killed])).toBe(await wholeFiles(living));
  }
  const [last] = windows;
  await last?.setInputFiles('input', files);
  const outcome = await last?.evaluate(() => window.source.importFiles(window.chosen(), {}, () => undefined));
  expect(outcome?.failures).toEqual([]);
  // The moments were not all alike.
  expect(seen.size).toBeGreaterThan(TIMES < 50 ? 0 : 1);
}, 1_800_000);
