import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectForEverybody } from '../pane/accessibility.ts';
import { openPane } from '../pane/browser.ts';
import { addinIn } from '../pane/sample-server.ts';
import { figuresOf, openTool } from '../pane/screens.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { withSite } from './with-site.ts';

const sample = (name: string): string => path.join(SAMPLES, 'brvt-2024', name);
const OCTOBER = sample('ho-so-2024-thang-10.json');
const NOVEMBER = sample('ho-so-2024-thang-11.csv');
const CHOICE = { plan: 'brvt-sgddt-2024', unit: 'brvt-sgddt', asOf: '2024-11-30' };
const ENGINE = '**/duckdb-eh-*.wasm';

const here = withSite(addinIn);

/** Two windows of one browser, as two workbooks of one Excel. */
async function twoPanes(): Promise<[Page, Page]> {
  const { page, context } = await openPane(here.browser, 'about:blank', { officeScript: 'unreachable' });
  await context.addInitScript((kept) => localStorage.setItem('vedich.choice', kept), JSON.stringify(CHOICE));
  const second = await context.newPage();
  for (const one of [page, second]) {
    one.setDefaultTimeout(90_000);
    await one.goto(`${here.site.address}taskpane.html`);
    await one.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  }
  return [page, second];
}

async function importIn(page: Page, file: string): Promise<void> {
  await page.setInputFiles('input[type=file]', [file]);
  await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
}

const cards = async (page: Page): Promise<string> =>
  (await page.getByRole('list', { name: 'Các chỉ tiêu' }).textContent({ timeout: 90_000 })) ?? '';

/** Until the targets look otherwise. @returns milliseconds */
async function changedSince(page: Page, before: string): Promise<number> {
  const start = performance.now();
  await page.waitForFunction(
    (text) => {
      const list = document.querySelector('[aria-label="Các chỉ tiêu"]');
      return list !== null && list.textContent !== text;
    },
    before,
    { polling: 50, timeout: 90_000 },
  );
  return Math.round(performance.now() - start);
}

/** The engine does not come until it is let go. */
async function holdEngine(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(ENGINE, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test('two panes of one storage show the same figures, and each sees what the other imports', async () => {
  const [first, second] = await twoPanes();
  await importIn(first, OCTOBER);
  // The other one had nothing; it has figures now, and nobody pressed anything.
  const took = [await changedSince(second, '')];
  await first.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  await figuresOf(first);
  const before = await cards(first);
  expect(await cards(second)).toBe(before);
  await openTool(second, 'Nạp tệp');
  await importIn(second, NOVEMBER);
  took.push(await changedSince(first, before));
  await second.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  await expect.poll(() => cards(second)).toBe(await cards(first));
  // Settings follow, too.
  await openTool(second, 'Cài đặt');
  await second.getByRole('radio', { name: 'English' }).check();
  await first.getByRole('list', { name: 'Targets' }).waitFor();
  console.log(`seen by the other window after ${took.join(' and ')} ms`);
  await first.context().close();
});

test('what is read of an import stays on the screen while another window imports', async () => {
  const [first, second] = await twoPanes();
  await importIn(first, OCTOBER);
  await figuresOf(second);
  const before = await cards(second);
  await openTool(second, 'Nạp tệp');
  await importIn(second, NOVEMBER);
  // The report of the first import is still there, in the place where there was nothing.
  await first.getByText(path.basename(OCTOBER)).first().waitFor();
  await first.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  expect(await cards(first)).not.toBe(before);
  await first.context().close();
});

test('opened again, the figures stand there before the engine does, and say of when they are', async () => {
  const [page, other] = await twoPanes();
  await importIn(page, OCTOBER);
  await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  await figuresOf(page);
  const before = await cards(page);
  await other.close();
  const isKept = () =>
    page.evaluate(async () => {
      const names: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return names.includes('figures.json');
    });
  await expect.poll(isKept, { timeout: 60_000 }).toBe(true);

  const status = page.getByText(/^Số liệu lúc \d\d:\d\d ngày \d\d\/\d\d\/\d{4}, đang tính lại…$/);
  const letGo = await holdEngine(page);
  await page.reload();
  await status.waitFor();
  expect(await cards(page)).toBe(before);
  await expectForEverybody(page);
  // A number can be opened meanwhile, and says the same.
  await page.getByRole('list', { name: 'Các chỉ tiêu' }).getByRole('button').first().click();
  await page.getByRole('heading', { name: 'Cách tính' }).waitFor();
  expect(await status.count()).toBe(1);
  await page.getByRole('button', { name: 'Quay lại' }).click();
  letGo();
  await status.waitFor({ state: 'detached' });
  expect(await cards(page)).toBe(before);

  // Facts that are no longer those: nothing is shown that may have become false.
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('warehouse.duckdb');
    const same = await (await handle.getFile()).arrayBuffer();
    const file = await handle.createWritable();
    await file.write(same);
    await file.close();
  });
  const letGoAgain = await holdEngine(page);
  await Promise.all([page.waitForRequest(ENGINE), page.reload()]);
  await page.waitForTimeout(2_000);
  expect(await page.getByRole('list', { name: 'Các chỉ tiêu' }).count()).toBe(0);
  expect(await status.count()).toBe(0);
  letGoAgain();
  await figuresOf(page);
  expect(await cards(page)).toBe(before);

  // Deleting leaves nothing of it.
  await openTool(page, /^Số liệu/);
  await page.getByRole('button', { name: 'Xóa dữ liệu trên máy' }).click();
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: 'Xóa dữ liệu' }).click();
  await page.getByText('Đã xóa dữ liệu trên máy.').waitFor();
  expect(await isKept()).toBe(false);
  await page.context().close();
}, 300_000);
