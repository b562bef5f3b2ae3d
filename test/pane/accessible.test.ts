import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFindings, expectForEverybody } from './accessibility.ts';
import { type OpenPane, openPane, type PaneOptions } from './browser.ts';
import { figuresOf, SCREENS } from './screens.ts';
import { withSamples } from './with-samples.ts';

const samples = withSamples();

async function opened(options: PaneOptions = {}): Promise<OpenPane> {
  const pane = await openPane(samples.browser, samples.server.url, options);
  await figuresOf(pane.page);
  return pane;
}

describe.each(SCREENS)('screen $name', ({ open }) => {
  it('axe finds nothing, light and dark; the policy refuses nothing; it fits into 320 pixels', async () => {
    const { page, context, complaints } = await opened();
    await open(page);
    await expectForEverybody(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

it('axe finds nothing in the theme of high contrast', async () => {
  const { page, context } = await opened();
  await page.getByRole('button', { name: 'Cài đặt' }).click();
  await page.getByRole('radio', { name: 'Tương phản cao' }).check();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await figuresOf(page);
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});

/** What stands under the keyboard, as a screen reader names it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
  });
}

/** Tabs on until something of that name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  // A screen that is still being fetched has fewer stops than it will have: rounds are made until it stands there.
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

describe('by keyboard alone', () => {
  it('choose, open a number, list its dossiers, come back, download, filter', async () => {
    const { page, context, complaints } = await opened();
    await tabTo(page, /^KH DVCTT|^Kế hoạch/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
    for (let step = 0; step < 10; step += 1) {
      const active = await page.evaluate(() => {
        const id = document.activeElement?.getAttribute('aria-activedescendant');
        return id === null || id === undefined ? '' : document.getElementById(id)?.textContent;
      });
      if (active?.includes('2647')) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('combobox', { name: 'Kế hoạch' }).textContent()).toContain('2647');
    await tabTo(page, /^Đơn vị/);
    await page.keyboard.type('so y te tinh ba ria');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Đơn vị' }).getAttribute('title'))
      .toBe('Sở Y tế tỉnh Bà Rịa - Vũng Tàu');
    await tabTo(page, /^Đến ngày/);
    await page.keyboard.type('30/11/2023');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByText('01/01/2023 – 30/11/2023').waitFor();
    await figuresOf(page);
    await tabTo(page, /^Tải báo cáo/);
    await page.keyboard.press('Enter');
    // What the report lacks is told first.
    await page.getByRole('button', { name: 'Vẫn lập báo cáo' }).waitFor();
    await tabTo(page, /^Vẫn lập báo cáo/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('bao-cao-brvt-ubnd-2023-2023-11-30.xlsx');
    await tabTo(page, /chưa đạt$/);
    await page.keyboard.press('Space');
    await page.getByText(/^Đang xem \d+ trên/).waitFor();
    await tabTo(page, /▼ Chưa đạt/);
    const card = await focused(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Cách tính' }).waitFor();
    await tabTo(page, /^Liệt kê hồ sơ/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Chưa tính vào tử số/ }).waitFor();
    // What scrolls is reached, too.
    await tabTo(page, /^MãThủ tục/);
    await tabTo(page, /^(Hình thức nộp|Lĩnh vực|Tháng)/);
    await tabTo(page, /^Thủ tục/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Thủ tục', exact: true, pressed: true }).waitFor();
    await tabTo(page, /^Quay lại/);
    await page.keyboard.press('Enter');
    await figuresOf(page);
    expect(await focused(page)).toBe(card);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('import, data, settings, source', async () => {
    const { page, context } = await opened();
    await tabTo(page, /^Nạp tệp/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nạp tệp' }).waitFor();
    await tabTo(page, /^Chọn tệp/);
    await expect.poll(() => chosenByKey(page), { timeout: 60_000 }).toBe(true);
    await tabTo(page, /^Số liệu/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Số liệu của đơn vị' }).waitFor();
    await tabTo(page, /^Cài đặt/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Theo máy/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.evaluate(() => localStorage.getItem('vedich.theme'))).toBe('dark');
    await tabTo(page, /^Nguồn số liệu/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Địa chỉ máy chủ/);
    await page.keyboard.press('Enter');
    await figuresOf(page);
    await context.close();
  });
});

/** Whether Enter opens the choice of files; a busy machine may still be drawing the button when it is pressed. */
async function chosenByKey(page: Page): Promise<boolean> {
  const chooser = page.waitForEvent('filechooser', { timeout: 5_000 }).catch(() => undefined);
  await page.keyboard.press('Enter');
  return (await chooser) !== undefined;
}
