import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childrenAt } from '../../pipeline/library/units/scope.ts';
import { columnsOf, fieldsOf, SPELLINGS, sumRow } from '../consolidate/form-books.ts';
import { AS_OF, sumOf, TARGETS, truthOf } from '../consolidate/office.ts';
import { LAYOUTS, rowsOf } from '../consolidate/unit-tables.ts';
import { axeFindings, scrollsSideways } from '../pane/accessibility.ts';
import { type OpenPane, openPane } from '../pane/browser.ts';
import { addinIn } from '../pane/sample-server.ts';
import { bytesOf, openBrowser } from '../support/browser.ts';
import { shippedProvinces, unitsFor } from '../support/provinces.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { openConsolidation } from './consolidation-page.ts';
import { type StaticSite, serveFolder } from './local-page.ts';

let browser: Browser;
let site: StaticSite;
let pane: OpenPane;
let page: Page;
const requests: string[] = [];
const undo: (() => void)[] = [];

const units = childrenAt(unitsFor(shippedProvinces(), 'ninhbinh'), 'ninhbinh', AS_OF).filter(
  ({ id }) => id !== 'ninhbinh-thanhtra',
);
const senders = units.slice(0, 20);
const truths = senders.map(({ id, name }, at) => truthOf(id, name, 70 + at));
const files = truths.flatMap((truth, at) => {
  const made = LAYOUTS[at % LAYOUTS.length]?.(truth.name, rowsOf(truth, 0), '(Số liệu tính đến ngày 31/10/2026)');
  return made === undefined
    ? []
    : [{ name: `don-vi-${at}.${made.ending}`, mimeType: 'application/octet-stream', buffer: Buffer.from(made.bytes) }];
});

beforeAll(async () => {
  const { folder, remove } = temporaryFolder();
  undo.push(remove);
  site = await serveFolder(await addinIn(folder));
  browser = await openBrowser();
  pane = await openPane(browser, `${site.address}taskpane.html`, { officeScript: 'unreachable', width: 350 });
  pane.context.on('request', (request) => requests.push(request.url()));
  ({ page } = pane);
  page.setDefaultTimeout(60_000);
});
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

test('reports are dropped, the roll and the whole stand there, and the workbook is saved', async () => {
  await openConsolidation(page);
  await expectGood();
  await page.getByLabel('Ngày cuối kỳ').fill(AS_OF);
  await page.locator('input[type=file]').setInputFiles(files);
  await page.getByText(`Đã đọc ${files.length} tệp: ${files.length} báo cáo đúng kỳ.`).waitFor();
  await page.getByText(new RegExp(`${files.length}/\\d+ đơn vị đã gửi`)).waitFor();
  for (const target of TARGETS) {
    const { hits, members } = sumOf(truths, target);
    const text = `${hits.toLocaleString('vi')}/${members.toLocaleString('vi')}, ${files.length} đơn vị`;
    await page.getByText(text).first().waitFor();
  }
  await expectGood();
  await page.getByRole('button', { name: /^Chấp nhận mọi báo cáo không lỗi/ }).click();
  await page.getByText('Đã ghi.').waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Sổ tổng hợp (.xlsx)' }).click();
  const bytes = await bytesOf(await saved);
  expect([...bytes.subarray(0, 2)]).toEqual([0x50, 0x4b]);
  expect(requests.filter((url) => !url.startsWith(site.address))).toEqual([]);
});

test('a form shows its numbers by field and in all', async () => {
  const [until, period] = ['2026-03-14', '(Từ ngày 15/12/2025 đến ngày 14/3/2026)'];
  const forms = units.slice(0, 6).map((_, at) => fieldsOf(900 + at));
  const sent = forms.flatMap((own, at) => {
    const rows = own.map((one) => ({ label: one.field, values: columnsOf(one) }));
    const total = { label: 'Tổng số', values: sumRow(rows.map(({ values }) => values)) };
    const made = SPELLINGS[0]?.(units[at]?.name ?? '', period, rows, total);
    return made === undefined
      ? []
      : [{ name: `bieu-${at}.${made.ending}`, mimeType: 'application/octet-stream', buffer: Buffer.from(made.bytes) }];
  });
  await page.getByLabel('Thu cái gì').selectOption('form:vpcp-06a');
  await page.getByLabel('Ngày cuối kỳ').fill(until);
  await page.locator('input[type=file]').setInputFiles(sent);
  await page.getByText(`Đã đọc ${sent.length} tệp: ${sent.length} báo cáo đúng kỳ.`).waitFor();
  const whole = page.getByRole('region', { name: 'Số chung' }).getByRole('row').last();
  await whole.waitFor();
  const cells = await whole.getByRole('cell').allInnerTexts();
  const sums = sumRow(forms.flat().map(columnsOf));
  expect(cells.slice(0, 4)).toEqual(
    ['received_total', 'received_online', 'received_direct', 'carried_over'].map((column) =>
      (sums[column] ?? 0).toLocaleString('vi'),
    ),
  );
  await expectGood();
});
