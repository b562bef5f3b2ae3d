import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { programVersion } from '../../pipeline/cli/version.ts';
import { form, IMPORTS } from '../serve/empty-servers.ts';
import { type Running, startServer } from '../serve/running-server.ts';
import { openBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { expectForEverybody } from './accessibility.ts';
import { openPane } from './browser.ts';
import { addinIn } from './sample-server.ts';
import { openTarget, openTool } from './screens.ts';

const scratch = temporaryFolder();
let browser: Browser;
let server: Running;

/** November alone, and a quarter of it filed in a way that nobody knows. */
const NOVEMBER = [
  'Mã hồ sơ,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái',
  ...Array.from({ length: 40 }, (_, i) => {
    const way = i < 10 ? 'Qua Zalo của phường' : 'Trực tuyến';
    return `H06.20-231105-${10000 + i},Sở Y tế,${way},${1 + (i % 28)}/11/2023,12/12/2023,Đang xử lý`;
  }),
].join('\n');

beforeAll(async () => {
  browser = await openBrowser();
  const addin = await addinIn(scratch.folder);
  server = await startServer(path.join(scratch.folder, 'warehouse.duckdb'), { addin, version: programVersion() });
  await server.post(IMPORTS, form({ 'thang-11.csv': NOVEMBER }));
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  scratch.remove();
});

it('a hole and rows left out stand on the target; both are settled in the pane, with a name', async () => {
  const { page, context, complaints } = await openPane(browser, server.url, { width: 350, height: 1200 });
  await page.evaluate(() => {
    const choice = { plan: 'brvt-ubnd-2023', unit: 'brvt-syt', asOf: '2023-11-30' };
    localStorage.setItem('vedich.choice', JSON.stringify(choice));
  });
  await page.reload();
  const card = page.getByRole('button', { name: /^Hồ sơ (nộp )?trực tuyến từ xa/ });
  await card.filter({ hasText: 'Chưa đủ kỳ (chưa chắc)' }).waitFor();
  await expectForEverybody(page);

  await openTool(page, /^Số liệu/);
  await page.getByRole('heading', { name: 'Các tháng đã có' }).waitFor();
  await expectForEverybody(page);
  await page.getByRole('button', { name: 'Tháng này không có…' }).click();
  for (let month = 1; month <= 10; month += 1)
    await page.getByRole('checkbox', { name: `tháng ${month}/2023:` }).check();
  await page.getByLabel('Người xác nhận').fill('Trần Thị B');
  await expectForEverybody(page);
  await page.getByRole('button', { name: 'Xác nhận không có' }).click();
  await page.getByText('tháng 4/2023, Sở Y tế: không có (Trần Thị B').waitFor();
  await expectForEverybody(page);
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await card.filter({ hasText: 'Đạt (chưa chắc)' }).waitFor();

  await openTarget(page, /^Hồ sơ (nộp )?trực tuyến từ xa/);
  await page.getByText("thang-11.csv · thang-11: 10 dòng vì cột 'Hình thức nộp'").waitFor();
  await expectForEverybody(page);
  await page.getByRole('button', { name: 'Đã xem, chấp nhận' }).click();
  await page.getByText(/Trần Thị B đã xem, chấp nhận lúc/).waitFor();
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await card.filter({ hasText: '✓ Đạt' }).waitFor();
  expect(await card.textContent()).not.toContain('chưa chắc');

  // The same in English.
  await page.evaluate(() => localStorage.setItem('vedich.language', 'en'));
  await page.reload();
  await page.getByRole('navigation').getByRole('button', { name: /^Data/ }).click();
  await page.getByRole('heading', { name: 'Months at hand' }).waitFor();
  await expectForEverybody(page);
  await page.getByRole('button', { name: 'Take back: 2023-04' }).click();
  await page.getByRole('button', { name: 'There were none…' }).click();
  await expectForEverybody(page);
  expect(complaints).toEqual([]);
  await context.close();
});
