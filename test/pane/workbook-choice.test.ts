import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type ExcelHost, type HostOptions, openExcelHost } from '../excel-host/host.ts';
import { findings } from '../report/validate.ts';
import { bytesOf } from '../support/browser.ts';
import { expectForEverybody } from './accessibility.ts';
import { openPane } from './browser.ts';
import { figuresOf } from './screens.ts';
import { withSamples } from './with-samples.ts';

const PLAN = { plan: 'brvt-sgddt-2024', unit: 'brvt-sgddt', asOf: '2024-11-30' };
const EDUCATION = 'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu';
const HEALTH = 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu';

const samples = withSamples();

async function inExcel(options: HostOptions = {}, choice: object = PLAN): Promise<{ page: Page; host: ExcelHost }> {
  const { page } = await openPane(samples.browser, 'about:blank', { width: 350 });
  const host = await openExcelHost(page, options);
  await page.addInitScript((kept) => localStorage.setItem('vedich.choice', kept), JSON.stringify(choice));
  await page.goto(samples.server.url);
  await figuresOf(page);
  return { page, host };
}

const buttonOf = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const sheetsOf = (host: ExcelHost): string[] => host.book.sheets.map(({ name }) => name);

/** Also where it was asked first whether a report that lacks something is wanted. */
async function built(page: Page): Promise<void> {
  const done = page.getByText(/^Đã lập báo cáo: [\d.]+ ô\./);
  const goOn = buttonOf(page, 'Vẫn lập báo cáo');
  await goOn.or(done).first().waitFor();
  if ((await goOn.count()) > 0) await goOn.click();
  await done.waitFor();
}

async function chooseHealth(page: Page): Promise<void> {
  const unit = page.getByRole('combobox', { name: 'Đơn vị' });
  await unit.click();
  await page.keyboard.type('so y te tinh ba ria');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => unit.inputValue()).toMatch(/^Sở Y tế/);
}

it('a report that is there is refreshed, to another date too; a second one is made only on wish', async () => {
  const { page, host } = await inExcel();
  await buttonOf(page, 'Lập báo cáo').click();
  await page.getByText(/^Đã lập báo cáo: [\d.]+ ô\./).waitFor();
  const sheets = sheetsOf(host);
  await buttonOf(page, 'Lập báo cáo').click();
  const dialog = page.getByRole('dialog', { name: 'Sổ tính đã có báo cáo này' });
  await dialog.getByText(/đến ngày 30\/11\/2024/).waitFor();
  await expectForEverybody(page);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await buttonOf(page, 'Lập báo cáo').click();
  await dialog.getByRole('button', { name: 'Cập nhật báo cáo đang có' }).click();
  await page.getByText(/^Đã cập nhật/).waitFor();
  expect(sheetsOf(host)).toEqual(sheets);

  // To another date: what changed is named with both results.
  await page.getByRole('combobox', { name: 'Đến ngày' }).fill('31/10/2024');
  await page.keyboard.press('Tab');
  await page.getByText('(cập nhật sẽ chuyển sang 31/10/2024)').waitFor();
  await figuresOf(page);
  await buttonOf(page, 'Lập báo cáo').click();
  await dialog.getByRole('button', { name: 'Cập nhật báo cáo đang có, đến 31/10/2024' }).click();
  await page.getByText(/^Đã cập nhật [\d.]+ ô\. .*Kết quả đổi: .+ \d+,\d+ % → \d+,\d+ %/).waitFor();
  await page.getByText(/số liệu đến ngày 31\/10\/2024/).waitFor();
  expect(sheetsOf(host)).toEqual(sheets);

  // The ribbon asks, too.
  await host.runCommand('lapBaoCao');
  await page.getByText('Sổ tính đã có báo cáo “').waitFor();
  expect(sheetsOf(host)).toEqual(sheets);

  await buttonOf(page, 'Lập báo cáo').click();
  await dialog.getByRole('button', { name: 'Lập thêm một báo cáo' }).click();
  await built(page);
  expect(sheetsOf(host).length).toBe(2 * sheets.length - 1);
  expect(await findings(host.save())).toEqual([]);
  expect(host.unknown).toEqual([]);
  await page.context().close();
}, 300_000);

it('a report that was downloaded is known in Excel, and offered for refresh', async () => {
  const { page: plain } = await openPane(samples.browser, 'about:blank');
  await plain.addInitScript((kept) => localStorage.setItem('vedich.choice', kept), JSON.stringify(PLAN));
  await plain.goto(samples.server.url);
  await figuresOf(plain);
  const [download] = await Promise.all([plain.waitForEvent('download'), buttonOf(plain, /^Tải báo cáo/).click()]);
  const workbook = await bytesOf(download);
  await plain.context().close();
  const { page, host } = await inExcel({ workbook });
  await page.getByText(/^Báo cáo trong sổ tính ghi lúc .*30\/11\/2024/).waitFor();
  const sheets = sheetsOf(host);
  await buttonOf(page, 'Lập báo cáo').click();
  await page.getByRole('button', { name: 'Cập nhật báo cáo đang có' }).click();
  await page.getByText(/^Đã cập nhật/).waitFor();
  expect(sheetsOf(host)).toEqual(sheets);
  await page.context().close();
});

it('the workbook is of one unit, the pane of another: both are named, and either can be had', async () => {
  const { page, host } = await inExcel();
  await buttonOf(page, 'Cập nhật số liệu').click();
  await page.getByText('Sổ tính chưa có báo cáo nào nên không ô nào được ghi.').waitFor();
  await buttonOf(page, 'Lập báo cáo').click();
  await page.getByText(/^Đã lập báo cáo/).waitFor();
  await chooseHealth(page);
  const line = page.getByText(`Sổ này là báo cáo của ${EDUCATION}; bảng đang chọn ${HEALTH}.`);
  await line.waitFor();
  await expectForEverybody(page);
  await figuresOf(page);
  const before = host.save();
  await buttonOf(page, 'Cập nhật số liệu').click();
  await page.getByText('Sổ tính chỉ có báo cáo của đơn vị hoặc kế hoạch khác nên không ô nào được ghi.').waitFor();
  expect(host.save()).toEqual(before);
  await buttonOf(page, `Chuyển sang ${EDUCATION}`).press('Enter');
  await line.waitFor({ state: 'detached' });
  expect(await page.getByRole('combobox', { name: 'Đơn vị' }).inputValue()).toMatch(/^Sở Giáo dục và Đào tạo/);
  await chooseHealth(page);
  await buttonOf(page, `Lập báo cáo cho ${HEALTH}`).click();
  await built(page);
  // Both stand there now, and nothing differs any more.
  expect(await line.count()).toBe(0);
  await page.getByText(/^Báo cáo trong sổ tính ghi lúc/).waitFor();
  expect(host.unknown).toEqual([]);
  await page.context().close();
}, 300_000);
