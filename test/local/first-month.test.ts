import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPane } from '../pane/browser.ts';
import { answerAll, chooseFile, countClicks, dropFile } from '../pane/first-month.ts';
import { addinIn } from '../pane/sample-server.ts';
import { openBrowser } from '../support/browser.ts';
import { MONTHS, monthFile, percent } from '../support/unknown-portal.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { type StaticSite, serveFolder } from './local-page.ts';

let browser: Browser;
let site: StaticSite;
const { folder, remove } = temporaryFolder();

beforeAll(async () => {
  site = await serveFolder(await addinIn(folder));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  remove();
});

test('an export of a portal nobody knows gives true figures within a dozen clicks, the next month within two', async () => {
  const { page, context } = await openPane(browser, 'about:blank', { width: 350, officeScript: 'unreachable' });
  const clicks = await countClicks(page);
  await page.goto(`${site.address}taskpane.html`);
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();

  await chooseFile(page, 'Chọn tệp', monthFile(10));
  const form = page.getByRole('form', { name: /^Cần trả lời/ });
  const done = page.getByRole('heading', { name: 'Đã nạp xong' });
  // What a column holds is asked once it is known which column it is.
  for (await form.or(done).waitFor(); await form.isVisible(); await form.or(done).waitFor()) {
    console.log(await answerAll(page));
    await page.screenshot({ path: `${process.env['SHOTS'] ?? folder}/form.png`, fullPage: true });
    await page.getByRole('button', { name: 'Trả lời và nạp lại' }).click();
    await form.waitFor({ state: 'detached' });
  }
  await page.screenshot({ path: `${process.env['SHOTS'] ?? folder}/done.png`, fullPage: true });
  await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  const figure = (name: RegExp) => page.getByRole('list', { name: 'Các chỉ tiêu' }).getByRole('button', { name });
  const shows = async (known: (typeof MONTHS)[10]): Promise<void> => {
    const online = known.filter(({ channel }) => channel === 'Nộp online');
    const full = online.filter(({ level }) => level === 'Toàn trình');
    const paid = known.filter(({ payment }) => payment !== '');
    const paidOnline = paid.filter(({ payment }) => payment === 'VNPT Pay');
    for (const [name, value] of [
      [/^Hồ sơ trực tuyến từ xa/, percent(online.length, known.length)],
      [/^Hồ sơ trực tuyến thực hiện toàn trình/, percent(full.length, online.length)],
      [/^Hồ sơ thanh toán trực tuyến/, percent(paidOnline.length, paid.length)],
    ] as const)
      await expect.poll(() => figure(name).textContent(), { timeout: 60_000 }).toContain(value);
  };
  await shows(MONTHS[10]);
  const first = await clicks();
  console.log(first);
  expect(first).toBeLessThanOrEqual(12);

  await dropFile(page, monthFile(11));
  await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
  expect(await page.getByRole('form', { name: /^Cần trả lời/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  await shows([...MONTHS[10], ...MONTHS[11]]);
  expect((await clicks()) - first).toBeLessThanOrEqual(2);
  await context.close();
});
