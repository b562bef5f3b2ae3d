import type { Page } from 'playwright-core';
import { PLAN, PLAN_ID } from '../consolidate/office.ts';
import { loadProvince, openTool } from '../pane/screens.ts';

/** From a pane without data: the province is loaded, the plan brought, and the screen opened, as anybody does. */
export async function openConsolidation(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  await openTool(page, 'Cài đặt');
  await page.getByRole('button', { name: 'Kế hoạch, đơn vị, báo cáo của cơ quan' }).click();
  await loadProvince(page, 'ninh binh', /^Tỉnh Ninh Bình/);
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
