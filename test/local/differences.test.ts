import { readdirSync } from 'node:fs';
import path from 'node:path';
import { read } from '@e965/xlsx';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AS_OF, differing, PLAN, UNIT, writeOwnLists } from '../consolidate/own-lists.ts';
import { axeFindings, scrollsSideways } from '../pane/accessibility.ts';
import { openPane } from '../pane/browser.ts';
import { addinIn } from '../pane/sample-server.ts';
import { figuresOf, openTool } from '../pane/screens.ts';
import { vedich } from '../pipeline/command-line.ts';
import { bytesOf, openBrowser } from '../support/browser.ts';
import { SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { type StaticSite, serveFolder } from './local-page.ts';

let browser: Browser;
let site: StaticSite;
let page: Page;
const requests: string[] = [];
const undo: (() => void)[] = [];
const scratch = temporaryFolder();
const lists = path.join(scratch.folder, 'danh-sach');
const report = path.join(scratch.folder, 'bao-cao-so.xlsx');
const inside = (folder: string): string[] => readdirSync(folder).map((name) => path.join(folder, name));

beforeAll(async () => {
  writeOwnLists(lists);
  const own = ['--warehouse', path.join(scratch.folder, 'so.duckdb')];
  await vedich(['import', lists, '--province', 'brvt', ...own]);
  await vedich(['report', '--plan', PLAN, '--unit', UNIT, '--as-of', AS_OF, '-o', report, ...own]);
  const { folder, remove } = temporaryFolder();
  undo.push(remove, scratch.remove);
  site = await serveFolder(await addinIn(folder));
  browser = await openBrowser();
  const pane = await openPane(browser, `${site.address}taskpane.html`, { officeScript: 'unreachable', width: 350 });
  pane.context.on('request', (request) => requests.push(request.url()));
  ({ page } = pane);
  page.setDefaultTimeout(60_000);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
  for (const one of undo) one();
});

async function expectGood(): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 350, height: 800 });
}

test('a figure that differs from the exports opens to exactly its dossiers, and nothing leaves the machine', async () => {
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  await page.setInputFiles('input[type=file]', inside(path.join(SAMPLES, 'brvt-2024')));
  await page.getByRole('heading', { name: /^(Đã nạp xong|Mới nhận)/ }).waitFor();
  const choice = { plan: PLAN, unit: 'brvt', asOf: AS_OF };
  await page.evaluate((chosen) => localStorage.setItem('vedich.choice', JSON.stringify(chosen)), choice);
  await page.reload();
  await figuresOf(page);
  await openTool(page, 'Cài đặt');
  await page.getByRole('button', { name: 'Tổng hợp báo cáo các đơn vị' }).click();
  await page.getByLabel('Ngày cuối kỳ').fill(AS_OF);
  await page.locator('input[accept*=".xlsx"]').first().setInputFiles(report);
  const check = page
    .getByRole('listitem')
    .filter({ hasText: 'Hồ sơ trực tuyến từ xa' })
    .filter({ hasText: 'đếm từ số liệu' })
    .first();
  await check.waitFor();
  await check.locator('input[type=file]').setInputFiles(inside(lists));
  const expected = differing('remote-online');
  await check.getByText(`Chênh lệch ${expected.length} mục`).waitFor();
  const rows = await check.getByRole('row').allInnerTexts();
  const word = { numerator: 'Tử số', missing: 'Chỉ mẫu số', none: 'Không tính' };
  expect(rows.slice(1).map((row) => row.split('\t').slice(0, 3))).toEqual(
    expected.map(([code, here, unit]) => [code, word[here], word[unit]]),
  );
  await expectGood();
  const saved = page.waitForEvent('download');
  await check.getByRole('button', { name: 'Tải danh sách (.xlsx)' }).click();
  const book = read(await bytesOf(await saved));
  const text = JSON.stringify(Object.values(book.Sheets)[0]);
  for (const [code] of expected) expect(text).toContain(code);
  // The warehouse of this machine has nothing of the unit's lists.
  await check.getByRole('button', { name: /^Hồ sơ tính ở đây/ }).click();
  await check.getByText('đưa thêm danh sách').waitFor();
  expect(requests.filter((url) => !url.startsWith(site.address))).toEqual([]);
}, 300_000);

test('a total opens to its units with their cells; blank forms for all units are one zip', async () => {
  await page.getByRole('button', { name: /^Từng đơn vị: Hồ sơ trực tuyến từ xa/ }).click();
  const copy = page.getByRole('button', { name: /^Chép chỗ này: bao-cao-so\.xlsx · Chỉ tiêu · / }).first();
  // Where the machine refuses, the place is told and nobody is told that it was copied.
  await page.evaluate(() =>
    Object.defineProperty(navigator.clipboard, 'writeText', {
      value: () => Promise.reject(new DOMException('no', 'NotAllowedError')),
      configurable: true,
    }),
  );
  await copy.click();
  await page.getByText(/^Mở tệp bao-cao-so\.xlsx, trang tính “Chỉ tiêu”, ô [A-Z]+\d+\.$/).waitFor();
  await page.evaluate(() => Reflect.deleteProperty(navigator.clipboard, 'writeText'));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await copy.click();
  await page.getByText(/^Mở tệp .*\. Đã chép chỗ này\.$/).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^bao-cao-so\.xlsx · Chỉ tiêu · [A-Z]+\d+$/,
  );
  await expectGood();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Biểu trống cho các đơn vị (.zip)' }).click();
  const files = Object.keys(unzipSync(await bytesOf(await saved)));
  expect(files).toContain(`bieu-${PLAN}-${UNIT}-${AS_OF}.xlsx`);
  expect(files.length).toBeGreaterThan(10);
}, 120_000);
