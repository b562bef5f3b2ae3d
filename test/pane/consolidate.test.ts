import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { AS_OF, sumOf, TARGETS } from '../consolidate/office.ts';
import { officeIn, reportOf, type SentReport, UNITS } from '../serve/collecting.ts';
import { type Running, startServer } from '../serve/running-server.ts';
import { bytesOf, openBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { expectForEverybody } from './accessibility.ts';
import { type OpenPane, openPane } from './browser.ts';
import { addinIn } from './sample-server.ts';
import { openTool } from './screens.ts';

const scratch = temporaryFolder();
const [one, two] = UNITS;
if (one === undefined || two === undefined) throw new Error('there are units');
let browser: Browser;
let server: Running;
const panes: OpenPane[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  const addin = await addinIn(scratch.folder);
  server = await startServer(officeIn(path.join(scratch.folder, 'office')), { addin, requireTokens: true });
});
afterEach(() => {
  for (const { complaints } of panes) expect(complaints.filter((one) => !/status of 40[13]/.test(one))).toEqual([]);
});
afterAll(async () => {
  for (const { context } of panes) await context.close();
  await browser?.close();
  await server?.close();
  scratch.remove();
});

/** Somebody with a token, at a screen of the settings. */
async function visit(token: string, screen: string, field: string): Promise<Page> {
  const pane = await openPane(browser, server.url, { officeScript: 'unreachable', width: 350 });
  panes.push(pane);
  const { page } = pane;
  await page.getByLabel('Mã truy cập', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Kết nối' }).click();
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  await openTool(page, 'Cài đặt');
  await page.getByRole('button', { name: screen }).click();
  await page.getByRole('heading', { name: screen }).waitFor();
  await page.getByLabel(field).selectOption('plan:ninhbinh-2026');
  await page.getByLabel('Ngày cuối kỳ').fill(AS_OF);
  return page;
}

const dropped = ({ name, bytes }: SentReport) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});
const give = (page: Page, ...reports: SentReport[]): Promise<void> =>
  page.locator('input[accept*=".xlsx"]').first().setInputFiles(reports.map(dropped));

const SEND = 'Gửi báo cáo lên cấp trên';
const CONSOLIDATE = 'Tổng hợp báo cáo các đơn vị';
const mine = reportOf(one, 80);
const others = reportOf(two, 81);
let unit: Page;
let office: Page;

test('a unit sends its report, sees that it came, and is told why another unit’s was not taken', async () => {
  unit = await visit(await server.token(one.id, 'contributor'), SEND, 'Báo cáo nào');
  await unit.getByText('Chưa gửi').waitFor();
  await unit.getByText('Hạn gửi: 17:00 ngày 05/11/2026').waitFor();
  await expectForEverybody(unit);
  await give(unit, mine, others);
  await unit.getByText('Cấp trên đã nhận 1 báo cáo.').waitFor();
  await unit.getByText(`Chưa nhận được ${others.name}`).waitFor();
  await unit.getByText(/có báo cáo của đơn vị khác nên không được nhận, không giữ lại gì/).waitFor();
  await unit.getByText('Muộn 16 ngày').waitFor();
  await unit.getByText('Nhận lúc 08:00 ngày 21/11/2026 · Chưa xem').waitFor();
  await expectForEverybody(unit);
  expect(await unit.getByText(two.name).count()).toBe(0);
  // It consolidates nothing.
  await openTool(unit, 'Cài đặt');
  expect(await unit.getByRole('button', { name: CONSOLIDATE }).count()).toBe(0);
});

test('the office above sees it, takes in what came by post, returns one with a reason, and saves the workbook', async () => {
  office = await visit(await server.token('ninhbinh', 'consolidator'), CONSOLIDATE, 'Thu cái gì');
  await office.getByText(/^Đơn vị – 1\/\d+ đơn vị đã gửi$/).waitFor();
  await office.getByText(/báo cáo được giữ trên máy chủ/).waitFor();
  await give(office, others);
  await office.getByText('Đã đọc 1 tệp: 1 báo cáo đúng kỳ.').waitFor();
  for (const target of TARGETS) {
    const { hits, members } = sumOf([mine.truth, others.truth], target);
    await office
      .getByText(`${hits.toLocaleString('vi')}/${members.toLocaleString('vi')}, 2 đơn vị`)
      .first()
      .waitFor();
  }
  await expectForEverybody(office);
  await office.getByRole('button', { name: `Trả lại: ${one.name}` }).click();
  await office.getByLabel('Lý do trả lại').fill('Chỉ tiêu 3 lấy nhầm tháng');
  await office.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await office.getByText('Đã trả lại: Chỉ tiêu 3 lấy nhầm tháng').first().waitFor();
  await office.getByRole('button', { name: `Chấp nhận: ${two.name}` }).click();
  await office.getByText('Đã chấp nhận').first().waitFor();
  for (const [button, ending] of [
    ['Sổ tổng hợp (.xlsx)', 'xlsx'],
    ['Công văn đôn đốc (.docx)', 'docx'],
    ['Biểu trống cho các đơn vị (.zip)', 'zip'],
  ] as const) {
    const saved = office.waitForEvent('download');
    await office.getByRole('button', { name: button }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
    expect([...(await bytesOf(download)).subarray(0, 2)]).toEqual([0x50, 0x4b]);
  }
  await expectForEverybody(office);
});

test('the unit reads why it came back, sends again, and the new one counts', async () => {
  await unit.getByRole('button', { name: SEND }).click();
  await unit.getByLabel('Báo cáo nào').selectOption('plan:ninhbinh-2026');
  await unit.getByLabel('Ngày cuối kỳ').fill(AS_OF);
  await unit.getByText('Đã trả lại: Chỉ tiêu 3 lấy nhầm tháng').first().waitFor();
  await expectForEverybody(unit);
  await give(unit, reportOf(one, 82));
  await unit.getByText('Cấp trên đã nhận 1 báo cáo.').waitFor();
  const files = unit.getByRole('listitem');
  await files.filter({ hasText: 'bao-cao-82.xlsx' }).getByText('Chưa xem').waitFor();
  await files.filter({ hasText: 'bao-cao-80.xlsx' }).getByText('Không được tính · Đã trả lại: Chỉ tiêu 3').waitFor();
  await expectForEverybody(unit);
});

test('in English, by the keyboard alone', async () => {
  await openTool(unit, 'Cài đặt');
  await unit.getByRole('radio', { name: 'English' }).check();
  await unit.getByRole('button', { name: 'Send the report to the office above' }).press('Enter');
  await unit.getByRole('heading', { name: 'Send the report to the office above' }).waitFor();
  await unit.getByLabel('Last day of the period').fill(AS_OF);
  await unit.getByLabel('Which report').selectOption('plan:ninhbinh-2026');
  await unit.getByLabel('Which report').focus();
  await unit.keyboard.press('Tab');
  expect(await unit.getByLabel('Last day of the period').evaluate((field) => field === document.activeElement)).toBe(
    true,
  );
  await unit.getByText('Not looked at yet').waitFor();
  await unit.getByRole('button', { name: 'Choose files' }).focus();
  // The browser's own dialog is nobody's here: that it is asked for is what the key does.
  await unit.locator('input[type=file]').evaluate((input) => {
    input.addEventListener('click', (event) => {
      event.preventDefault();
      document.title = 'a file is asked for';
    });
  });
  await unit.keyboard.press('Enter');
  await expect.poll(() => unit.title()).toBe('a file is asked for');
  await expectForEverybody(unit);
});
