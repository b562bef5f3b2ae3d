import { expect, it } from 'vitest';
import { OFFICE_PLAN } from '../plans/documents/office-plan.ts';
import { wordFile } from '../plans/documents/word.ts';
import { expectForEverybody } from './accessibility.ts';
import { openPane } from './browser.ts';
import { figuresOf, openTool } from './screens.ts';
import { withSamples } from './with-samples.ts';

const samples = withSamples();
const MOST_CLICKS = 15;

it('a Word file becomes a confirmed plan and its figures, by few presses, for everybody', async () => {
  const { page, context, complaints } = await openPane(samples.browser, samples.server.url);
  await figuresOf(page);
  let clicks = 0;
  const press = async (name: string | RegExp): Promise<void> => {
    clicks += 1;
    await page.getByRole('button', { name }).click();
  };
  clicks += 1;
  await openTool(page, 'Cài đặt');
  await press('Kế hoạch, đơn vị, báo cáo của cơ quan');
  await page.getByRole('list', { name: 'Kế hoạch' }).waitFor();
  // Choosing the file: the button and the system's own dialog.
  clicks += 2;
  await page.locator('input[type=file][accept*=".docx"]').setInputFiles({
    name: 'ke-hoach-2024.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: Buffer.from(await wordFile(OFFICE_PLAN)),
  });
  await page.getByRole('heading', { name: 'Nháp đọc từ ke-hoach-2024.docx' }).waitFor();
  await expect.poll(() => page.getByRole('group', { name: /^Chỉ tiêu \d$/ }).count()).toBe(7);
  await expectForEverybody(page);

  // Pressed = shown.
  await press('Xem trong văn bản: chỉ tiêu 4');
  const shown = page.getByRole('region', { name: 'Văn bản ke-hoach-2024.docx' }).locator('[aria-current=true]');
  expect(await shown.textContent()).toContain('Trên 85%');
  // What is not sure is said, and reached by keyboard.
  expect(await page.getByText('Cần xem lại').count()).toBeGreaterThanOrEqual(1);
  await page.getByRole('button', { name: 'Xem trong văn bản: chỉ tiêu 6' }).focus();
  await page.keyboard.press('Enter');
  expect(await shown.textContent()).toContain('chữ ký số');

  await press('Xác nhận kế hoạch');
  await press('Xem kết quả theo kế hoạch này');
  await figuresOf(page);
  expect(await page.getByRole('list', { name: 'Các chỉ tiêu' }).getByRole('listitem').count()).toBeGreaterThanOrEqual(
    7,
  );
  expect(
    await page
      .getByRole('combobox', { name: 'Kế hoạch' })
      .inputValue()
      .catch(() => page.getByRole('combobox', { name: 'Kế hoạch' }).textContent()),
  ).toContain('77/KH-SGDĐT');
  expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
  expect(complaints).toEqual([]);
  await context.close();
});
