import type { Page } from 'playwright-core';

/** Ways to every screen with figures, for whatever is held of all of them. */
export const SCREENS: readonly { name: string; open(page: Page): Promise<void> }[] = [
  { name: 'main', open: async () => undefined },
  {
    name: 'main, filtered',
    open: (page) => page.getByRole('button', { name: /chưa đạt$/ }).click(),
  },
  {
    name: 'main, choosing a unit',
    open: async (page) => {
      await page.getByRole('combobox', { name: 'Đơn vị' }).click();
      await page.keyboard.type('so y te');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'main, a day that is none',
    open: async (page) => {
      await page.getByRole('combobox', { name: 'Đến ngày' }).fill('31/02/2024');
      await page.getByText("'31/02/2024' không phải là ngày").waitFor();
    },
  },
  {
    name: 'target, with its dossiers',
    open: async (page) => {
      await openTarget(page, /^Hồ sơ trực tuyến từ xa/);
      await page.getByRole('button', { name: 'Liệt kê hồ sơ' }).click();
      await page.getByRole('heading', { name: /^Chưa tính vào tử số/ }).waitFor();
      await page.getByRole('button', { name: 'Thủ tục', exact: true }).click();
      await page.locator('section li').first().waitFor();
    },
  },
  {
    name: 'target, why it is short, what would help',
    open: async (page) => {
      await openTarget(page, /^Hồ sơ trực tuyến từ xa/);
      // From the red card to the dossiers: two presses.
      await page.getByRole('button', { name: /^Trực tiếp/ }).click();
      await page.getByRole('heading', { name: /^Hồ sơ: Trực tiếp 200 trên 267/ }).waitFor();
      await page.getByRole('button', { name: 'Cuối tháng trước' }).click();
      await page.getByText('So với 31/10/2024 (69,23 %): tăng 0,70 điểm').waitFor();
      await page.getByText('Chuyển 1 hồ sơ là vừa đạt.').waitFor();
      const slider = page.getByRole('slider', { name: /^Trực tuyến tại quầy/ });
      await slider.focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText('Chỉ tiêu này thành 70,00 %, đạt.').waitFor();
      await page.keyboard.press('End');
      await page.getByText('Hồ sơ trực tuyến từ xa: 69,93 % → 80,00 %, Đạt').waitFor();
    },
  },
  {
    name: 'target, units ranked',
    open: async (page) => {
      await openTarget(page, /^Hồ sơ trực tuyến từ xa/);
      await page.getByRole('button', { name: 'Xếp hạng các đơn vị' }).click();
      await page.getByText('Không có đơn vị trực thuộc nào để xếp.').waitFor();
    },
  },
  { name: 'import', open: (page) => openTool(page, 'Nạp tệp') },
  {
    name: 'data',
    open: async (page) => {
      await openTool(page, /^Số liệu/);
      await page.getByRole('heading', { name: /^Tệp nguồn/ }).waitFor();
    },
  },
  { name: 'settings', open: (page) => openTool(page, 'Cài đặt') },
  {
    name: 'plans and units of the office',
    open: async (page) => {
      await openTool(page, 'Cài đặt');
      await page.getByRole('button', { name: 'Kế hoạch, đơn vị, báo cáo của cơ quan' }).click();
      await page.getByRole('list', { name: 'Kế hoạch' }).waitFor();
    },
  },
  {
    name: 'connect',
    open: async (page) => {
      await page.getByRole('button', { name: /^Nguồn số liệu/ }).click();
      await page.getByLabel('Địa chỉ máy chủ').waitFor();
    },
  },
];

/** Until the targets are there. */
export async function figuresOf(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Các chỉ tiêu' }).waitFor();
}

export async function openTarget(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('list', { name: 'Các chỉ tiêu' }).getByRole('button', { name }).click();
  await page.getByRole('heading', { name: 'Cách tính' }).waitFor();
}

export async function openTool(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).click();
  await page.getByRole('button', { name: 'Quay lại' }).waitFor();
}

export async function chooseIn(page: Page, field: string, typed: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.keyboard.type(typed);
  await page.getByRole('option', { name: option }).first().click();
}

/** The units of a province that does not ship with the pane. */
export async function loadProvince(page: Page, typed: string, option: RegExp): Promise<void> {
  await page.getByRole('tab', { name: 'Đơn vị' }).click();
  await chooseIn(page, 'Tỉnh, thành phố', typed, option);
  await page.getByRole('heading', { name: /^Đơn vị của tỉnh \(\d{3,}\)$/ }).waitFor();
}
