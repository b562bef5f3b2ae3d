import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Running, startServer } from '../serve/running-server.ts';
import { openBrowser } from '../support/browser.ts';
import { SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { expectForEverybody } from './accessibility.ts';
import { openPane } from './browser.ts';
import { addinIn } from './sample-server.ts';
import { figuresOf, openTarget } from './screens.ts';

const NOVEMBER = path.join(SAMPLES, 'brvt-2024/ho-so-2024-thang-11.csv');
const CHOICE = { plan: 'brvt-sgddt-2024', unit: 'brvt-sgddt', asOf: '2024-11-30' };

const scratch = temporaryFolder();
const warehouse = path.join(scratch.folder, 'warehouse.duckdb');
let addin: string;
let browser: Browser;
let server: Running;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  addin = await addinIn(scratch.folder);
  server = await startServer(warehouse, { addin, limits: { bytes: 2 ** 25, files: 10 } });
  const answer = await server.post('/api/v1/imports?province=brvt&filename=thang-11.csv', readFileSync(NOVEMBER));
  expect(answer.status).toBe(200);
});
beforeEach(async () => {
  const pane = await openPane(browser, 'about:blank', { width: 350 });
  page = pane.page;
  await page.addInitScript((kept) => localStorage.setItem('vedich.choice', kept), JSON.stringify(CHOICE));
  await page.goto(server.url);
  await figuresOf(page);
});
afterEach(async () => {
  await page.context().close();
  if (!server.app.server.listening) await start();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  scratch.remove();
});

async function start(): Promise<void> {
  server = await startServer(warehouse, { addin, limits: { bytes: 2 ** 25, files: 10 } }, undefined, server.port);
}

const lost = () => page.getByRole('alert').filter({ hasText: 'Mất kết nối máy chủ' });
const tool = (name: string | RegExp) => page.getByRole('navigation').getByRole('button', { name });

async function expectLost(): Promise<void> {
  await lost().waitFor();
  await lost().getByRole('button', { name: 'Thử lại' }).waitFor();
  await page.getByRole('button', { name: 'Nguồn số liệu: Mất kết nối. Bấm để đổi.' }).waitFor();
  // Said once.
  expect(await page.getByText(/Không gọi được máy chủ/).count()).toBe(1);
}

const SCREENS: readonly { name: string; open(): Promise<unknown>; ready(): Promise<unknown> }[] = [
  { name: 'main', open: async () => undefined, ready: () => figuresOf(page) },
  {
    name: 'target',
    open: () => openTarget(page, /^Hồ sơ trực tuyến từ xa/),
    ready: () => page.getByRole('heading', { name: 'Cách tính' }).waitFor(),
  },
  {
    name: 'import',
    open: () => tool('Nạp tệp').click(),
    ready: () => page.getByRole('button', { name: 'Chọn tệp' }).waitFor(),
  },
  {
    name: 'data',
    open: () => tool(/^Số liệu/).click(),
    ready: () => page.getByRole('heading', { name: /^Tệp nguồn/ }).waitFor(),
  },
  {
    name: 'ask',
    open: async () => {
      await tool('Hỏi thêm').click();
      await page.getByRole('tab', { name: 'Bảng tổng hợp' }).click();
    },
    ready: () => page.locator('tbody tr').first().waitFor(),
  },
  {
    name: 'settings',
    open: () => tool('Cài đặt').click(),
    ready: () => page.getByRole('radio', { name: 'English' }).waitFor(),
  },
];

describe.each(SCREENS)('the server goes while the screen is $name', ({ open, ready }) => {
  it('it is said with a button that works, and everything is there again when the server is', async () => {
    await open();
    await ready();
    await server.close();
    // Whatever asks next finds out; figures in the workbook do as well as this.
    await page.evaluate(() => window.dispatchEvent(new Event('offline')));
    await expectLost();
    await expectForEverybody(page);
    await lost().getByRole('button', { name: 'Thử lại' }).press('Enter');
    await lost().getByRole('button', { name: 'Thử lại', disabled: false }).waitFor();
    await start();
    await lost()
      .getByRole('button', { name: 'Thử lại' })
      .click({ timeout: 4_000 })
      .catch(() => undefined);
    await lost().waitFor({ state: 'detached' });
    await ready();
    await page.getByRole('button', { name: /^Nguồn số liệu: Máy chủ/ }).waitFor();
  });
});

it('a screen that was not fetched yet: no blank page, and it comes by itself when the server is back', async () => {
  await server.close();
  await tool('Cài đặt').click();
  await expectLost();
  await lost().getByRole('button', { name: 'Thử lại' }).click();
  // The pane is still there.
  await tool('Nạp tệp').waitFor();
  expect(await page.getByText(/lỗi ngoài dự kiến/).count()).toBe(0);
  await expectForEverybody(page);
  await start();
  await page.getByRole('radio', { name: 'English' }).waitFor();
  expect(await lost().count()).toBe(0);
});

it('on this machine, too: a part that does not come is said with a button, and is there when it can be had', async () => {
  await page.getByRole('button', { name: /^Nguồn số liệu/ }).click();
  await page.getByRole('radio', { name: /^Trên máy này/ }).check();
  await page.getByRole('button', { name: 'Dùng trên máy này' }).click();
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  await server.close();
  await tool('Cài đặt').click();
  const message = page.getByRole('alert').filter({ hasText: 'Chưa tải được phần này của bảng điều khiển' });
  await message.getByRole('button', { name: 'Thử lại' }).click();
  await message.waitFor();
  await expectForEverybody(page);
  await start();
  await message.getByRole('button', { name: 'Thử lại' }).click();
  await page.getByRole('radio', { name: 'English' }).waitFor();
});

it('after an import that brought nothing there is no way to figures that are not there', async () => {
  await page.getByRole('button', { name: /^Nguồn số liệu/ }).click();
  await page.getByRole('radio', { name: /^Trên máy này/ }).check();
  await page.getByRole('button', { name: 'Dùng trên máy này' }).click();
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  const bad =
    'Mã hồ sơ,Mã TTHC,Đơn vị tiếp nhận,Ngày tiếp nhận\nH06.20-24-000001,1.001000,Sở Y tế tỉnh Bà Rịa - Vũng Tàu,31/02/2024\n';
  const give = (name: string, content: string | Buffer) =>
    page
      .getByLabel('Chọn tệp')
      .last()
      .setInputFiles([{ name, mimeType: 'text/csv', buffer: Buffer.from(content) }]);
  await give('hong.csv', bad);
  await page.getByRole('heading', { name: 'Chưa nhận được dòng nào' }).waitFor();
  expect(await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Nạp thêm tệp' }).click();
  await give('thang-11.csv', readFileSync(NOVEMBER));
  await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).waitFor();
  // There are figures now: also after a file that brings nothing more.
  await page.getByRole('button', { name: 'Nạp thêm tệp' }).click();
  await give('hong.csv', `${bad}\n`);
  await page.getByRole('heading', { name: 'Chưa nhận được dòng nào' }).waitFor();
  await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  await figuresOf(page);
});
