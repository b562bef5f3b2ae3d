import { buffer } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { open, sheetRows } from '../read/read-all.ts';
import { expectForEverybody } from './accessibility.ts';
import { openPane } from './browser.ts';
import { figuresOf } from './screens.ts';
import { withSamples } from './with-samples.ts';

const samples = withSamples();

/** A unit of Bình Định, of which the samples have nothing. */
async function chooseEmptyUnit(page: Page, label: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('combobox', { name: label }).fill('so y te binh dinh');
  await page
    .getByRole('option', { name: /Bình Định/ })
    .first()
    .click();
}

it('units with figures come first and are marked; one without them says what to do and leads on', async () => {
  const { page, context, complaints } = await openPane(samples.browser, samples.server.url, {
    width: 320,
    height: 640,
  });
  await figuresOf(page);
  await page.getByRole('combobox', { name: 'Đơn vị' }).click();
  const first = page.getByRole('group', { name: 'Có số liệu', exact: true });
  expect(await first.getByRole('option').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining('Sở Y tế tỉnh Bà Rịa - Vũng Tàu')]),
  );
  expect(await first.getByText('Bình Định').count()).toBe(0);
  expect(await page.getByRole('option').first().textContent()).not.toContain('Bình Định');
  await page.keyboard.press('Escape');
  await chooseEmptyUnit(page, 'Đơn vị');
  await page.getByText('Sở Y tế tỉnh Bình Định chưa có số liệu.').waitFor();
  await expectForEverybody(page);
  await page.getByRole('button', { name: 'UBND tỉnh Bà Rịa - Vũng Tàu' }).click();
  await expect.poll(() => page.getByText('chưa có số liệu.').count()).toBe(0);
  await figuresOf(page);
  expect(complaints).toEqual([]);
  await context.close();
});

it('a list that is missing has its blank form at hand, in both languages', async () => {
  const { page, context, complaints } = await openPane(samples.browser, samples.server.url, { width: 320 });
  await page.evaluate(() => localStorage.setItem('vedich.language', 'en'));
  await page.reload();
  await page.getByRole('list', { name: 'Targets' }).waitFor();
  await chooseEmptyUnit(page, 'Unit');
  await page.getByText('has no figures yet.').waitFor();
  await page.getByRole('list', { name: 'Targets' }).getByRole('button').first().click();
  const button = page.getByRole('button', { name: 'Blank form: Catalogue of procedures' });
  await button.waitFor();
  await expectForEverybody(page);
  await button.focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toBe('bieu-danh-muc-thu-tuc-binhdinh-syt-2024-11-30.xlsx');
  const form = new Uint8Array(await buffer(await download.createReadStream()));
  const rows = await sheetRows(await open(form));
  expect(rows.map(({ cells }) => cells[0])).toEqual(
    expect.arrayContaining(['DANH MỤC THỦ TỤC', 'Đơn vị thống kê: Sở Y tế tỉnh Bình Định', 'Mã TTHC']),
  );
  await page.getByText('The form was downloaded.').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
