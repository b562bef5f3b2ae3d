/**
 * `node test/bench/pane-start.ts [TIMES]`: the pane on this machine, from a server of plain files. Medians in milliseconds, on
 * the page's own clock since its address was asked for:
 * - `toDrop`: the place where files are dropped stands there (first visit, everything is fetched);
 * - `toFirstFile`: a small list, chosen at that moment, is imported: the engine has started and kept it;
 * - `againToDrop`, `againToFirstFile`: the same with everything fetched before;
 * - `againToFigures`: a visit with five months of data kept, until the targets stand there, from the visit before;
 * - `againToFresh`: the same, until the engine has reckoned them again.
 */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { ensureAddin } from '../../pipeline/cli/addin-build.ts';
import { serveFolder } from '../local/local-page.ts';
import { openPane } from '../pane/browser.ts';
import { openBrowser } from '../support/browser.ts';
import { SAMPLES } from '../support/warehouse.ts';

const times = Number(process.argv[2] ?? 5);
const FILE = path.join(SAMPLES, 'brvt-2022', 'khao-sat-2022.xlsx');
const FILES = ['ho-so-2022-thang-01-06.xlsx', 'ho-so-2022-thang-11.csv', 'thanh-toan-2022.csv'].map((name) =>
  path.join(SAMPLES, 'brvt-2022', name),
);
const WAIT = { timeout: 120_000 };

const site = await serveFolder(await ensureAddin());
const browser = await openBrowser();
const measured: Record<string, number[]> = {};
try {
  // The browser's own first page has work of its own for a moment.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  for (let time = 0; time < times; time++) {
    const { page, context } = await openPane(browser, `${site.address}taskpane.html`, { officeScript: 'unreachable' });
    await visit(page, 'toDrop', 'toFirstFile');
    await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('warehouse.duckdb'));
    await page.reload();
    await visit(page, 'againToDrop', 'againToFirstFile');
    await page.getByRole('button', { name: 'Nạp thêm tệp' }).click();
    await page.setInputFiles('input[type=file]', FILES);
    await page.getByRole('button', { name: 'Nạp thêm tệp' }).waitFor(WAIT);
    await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
    await page.getByRole('list', { name: 'Các chỉ tiêu' }).waitFor(WAIT);
    // What was shown is kept when nobody asks for anything.
    await page.waitForTimeout(2_000);
    await page.reload();
    await noteHeading(page, 'Các chỉ tiêu', 'againToFigures');
    await note(
      page,
      'againToFresh',
      () => !document.body.textContent.includes('đang tính lại') && performance.now(),
      '',
    );
    await context.close();
  }
} finally {
  await browser.close();
  await site.close();
}
console.log(
  JSON.stringify({
    times,
    ...Object.fromEntries(Object.entries(measured).map(([name, all]) => [name, { median: median(all), all }])),
  }),
);

async function visit(page: Page, toDrop: string, toFirstFile: string): Promise<void> {
  await noteHeading(page, 'Chưa có số liệu', toDrop);
  await page.setInputFiles('input[type=file]', FILE);
  await noteHeading(page, 'Đã nạp xong', toFirstFile);
}

/** The page itself looks at every frame; whoever asks it from outside asks twice a second. */
async function noteHeading(page: Page, heading: string, name: string): Promise<void> {
  await note(
    page,
    name,
    (text) =>
      [...document.querySelectorAll('h1, h2, [aria-label]')].some(
        (one) => one.textContent === text || one.getAttribute('aria-label') === text,
      ) && performance.now(),
    heading,
  );
}

async function note(page: Page, name: string, look: (text: string) => number | false, text: string): Promise<void> {
  const seen = await page.waitForFunction(look, text, { ...WAIT, polling: 'raf' });
  measured[name] ??= [];
  measured[name].push(Math.round(Number(await seen.jsonValue())));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
