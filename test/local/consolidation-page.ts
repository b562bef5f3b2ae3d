import type { Page } from 'playwright-core';
import { PLAN, PLAN_ID } from '../consolidate/office.ts';
import { openTool } from '../pane/screens.ts';

async function chooseIn(page: Page, field: string, typed: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.keyboard.type(typed);
  await page.getByRole('option', { name: option }).first().click();
}

/** From a pane without data: the province is loaded, the plan brought, and the screen opened, as anybody does. */
export async function openConsolidation(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  await openTool(page, 'Cài đặt');
  await page.getByRole('button', { name: 'Kế hoạch, đơn vị, báo cáo của cơ quan' }).click();
  await page.getByRole('tab', { name: 'Đơn vị' }).click();
  await chooseIn(page, 'Tỉnh, thành phố', 'ninh binh', /^Tỉnh Ninh Bình/);
  await page.getByRole('heading', { name: /^Đơn vị của tỉnh \(\d{3,}\)$/ }).waitFor();
  await page.getByRole('tab', { name: 'Kế hoạch' }).click();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'ke-hoach.yaml', mimeType: 'application/yaml', buffer: Buffer.from(PLAN) });
  await page.getByText(PLAN_ID).first().waitFor();
  await openTool(page, 'Cài đặt');
  await page.getByRole('button', { name: 'Tổng hợp báo cáo các đơn vị' }).click();
  await page.getByRole('heading', { name: 'Tổng hợp báo cáo các đơn vị' }).waitFor();
}
