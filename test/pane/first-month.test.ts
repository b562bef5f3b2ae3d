import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startServer } from '../serve/running-server.ts';
import { openBrowser } from '../support/browser.ts';
import { monthFile } from '../support/unknown-portal.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { expectForEverybody } from './accessibility.ts';
import { type OpenPane, openPane, type PaneOptions } from './browser.ts';
import { chooseFile, firstMonths } from './first-month.ts';
import { addinIn } from './sample-server.ts';

const { folder, remove } = temporaryFolder();
let browser: Browser;
let addin: string;
let number = 0;
const servers: Running[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  addin = await addinIn(folder);
});
afterAll(async () => {
  await browser?.close();
  for (const server of servers) await server.close();
  remove();
});

async function emptyServer(): Promise<Running> {
  number += 1;
  // The library lies beside the warehouse: each server knows nothing of the others' answers.
  const own = path.join(folder, String(number));
  mkdirSync(own);
  const server = await startServer(path.join(own, 'kho.duckdb'), { addin });
  servers.push(server);
  return server;
}

it('an export of a portal nobody knows gives true figures within a dozen clicks, the next month within two', async () => {
  const { page, context } = await openPane(browser, 'about:blank', { width: 350 });
  await firstMonths(page, (await emptyServer()).url);
  await context.close();
});

const FORM = { vi: /^Cần trả lời/, en: /^To be answered/ } as const;

/** A pane with the form in front, everything on it unfolded. */
async function asked(language: 'vi' | 'en', options: PaneOptions = {}): Promise<OpenPane> {
  const pane = await openPane(browser, 'about:blank', { width: 350, ...options });
  await pane.page.addInitScript((chosen) => localStorage.setItem('vedich.language', chosen), language);
  await pane.page.goto((await emptyServer()).url);
  await chooseFile(pane.page, language === 'vi' ? 'Chọn tệp' : 'Choose files', monthFile(10));
  await pane.page.getByRole('form', { name: FORM[language] }).waitFor();
  for (const fold of await pane.page.locator('form details').all())
    await fold.evaluate((element) => element.setAttribute('open', ''));
  return pane;
}

describe.each(['vi', 'en'] as const)('the form in %s', (language) => {
  it('axe finds nothing, light, dark, of high contrast; it fits into 320 pixels and into a pane at 200 %', async () => {
    const { page, context, complaints } = await asked(language);
    await expectForEverybody(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

it('what was left open is asked on the screens of nothing and of the data; answers are kept, shown and taken back', async () => {
  const pane = await openPane(browser, (await emptyServer()).url, { width: 350 });
  const { page, context, complaints } = pane;
  await chooseFile(page, 'Chọn tệp', monthFile(10));
  await page.getByRole('form', { name: FORM.vi }).waitFor();
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  await page.getByRole('form', { name: FORM.vi }).waitFor();
  await expectForEverybody(page);
  // In another window the file is not at hand any more.
  await page.reload();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Số liệu/ })
    .click();
  await page.getByRole('form', { name: FORM.vi }).waitFor();
  await page.getByRole('button', { name: 'Ghi nhớ câu trả lời' }).click();
  await page.getByRole('button', { name: /^Chọn lại/ }).waitFor();
  await expectForEverybody(page);
  await chooseFile(page, 'Chọn lại danh-sach-thang-10-2024.csv', monthFile(10));
  await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
  await page.getByRole('button', { name: 'Cài đặt' }).click();
  await page.getByText("'H06.23' → Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu").waitFor();
  await expectForEverybody(page);
  await page.getByRole('button', { name: /^Bỏ: 'VNPT Pay' → Trực tuyến/ }).click();
  await page.getByText("'VNPT Pay' →").waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await context.close();
});

/** What stands under the keyboard, as it is named. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const isField = element instanceof HTMLInputElement || element instanceof HTMLButtonElement;
    return (isField ? element.labels?.[0]?.textContent : undefined) ?? element?.textContent ?? '';
  });
}

it('the form is answered by keyboard alone: read through, one answer changed, sent', async () => {
  const { page, context } = await asked('vi');
  const reach = async (name: RegExp): Promise<void> => {
    for (const end = Date.now() + 60_000; Date.now() < end; ) {
      await page.keyboard.press('Tab');
      if (name.test(await focused(page))) return;
    }
    throw new Error(`the keyboard does not reach ${name}`);
  };
  await reach(/^Đã có KQ/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('combobox', { name: 'Đã có KQ' }).textContent()).toBe('Mới đăng ký');
  await reach(/^Trả lời và nạp lại/);
  await page.keyboard.press('Enter');
  await page.getByText("'Đã có KQ'").first().waitFor({ state: 'detached' });
  await context.close();
});
