import { describe, expect, it } from 'vitest';
import { expectForEverybody } from './accessibility.ts';
import { eventually, samplesToAsk } from './asking.ts';
import { figuresOf, openTarget } from './screens.ts';

const ask = samplesToAsk();

describe('a target of many units', () => {
  it('ranks them, the best first; each opens to its dossiers', async () => {
    const { page, context, complaints } = await ask.visitor();
    await page.goto(ask.server().url);
    await figuresOf(page);
    await openTarget(page, /trực tuyến từ xa/i);
    await page.getByRole('button', { name: 'Xếp hạng các đơn vị' }).click();
    const table = page.getByRole('region', { name: 'Các đơn vị' }).or(page.getByRole('table', { name: 'Các đơn vị' }));
    await table.locator('tbody tr').nth(3).waitFor();
    const values = await table.locator('tbody tr td:nth-child(3)').allTextContents();
    const numbers = values
      .filter((text) => text !== '–')
      .map((text) => Number(text.replace(/[^0-9,]/g, '').replace(',', '.')));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    await table.locator('tbody button').last().click();
    await page.getByRole('heading', { name: /^Hồ sơ: / }).waitFor();
    await expectForEverybody(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('questions in words', () => {
  it('are answered with how they were read; a part is set again, a line opens to its dossiers', async () => {
    const { page, context, complaints } = await ask.asking();
    await page.getByRole('tab', { name: 'Bằng lời' }).click();
    await page.getByRole('button', { name: 'Chỉ tiêu nào chưa đạt?' }).waitFor();
    await page.getByRole('textbox', { name: 'Câu hỏi' }).fill('5 sở có ty le ho so truc tuyen tu xa thap nhat quy 3');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Trả lời' }).waitFor();
    const read = async (part: string) => page.getByRole('combobox', { name: part, exact: true }).textContent();
    expect(await read('Kỳ')).toBe('01/07/2023 – 30/09/2023 (quý III/2023)');
    expect(await read('Tách theo')).toBe('sở, ban, ngành');
    expect(await read('Lấy')).toBe('5 dòng đầu');
    expect(await page.locator('tbody tr').count()).toBe(5);
    await expectForEverybody(page);

    await page.getByRole('combobox', { name: 'Lấy', exact: true }).click();
    await page.getByRole('option', { name: '1 dòng đầu' }).click();
    await eventually(() => page.locator('tbody tr').count()).toBe(1);
    await page.locator('tbody tr button').first().click();
    await page.getByRole('heading', { name: /^Chưa tính vào tử số/ }).waitFor();
    await page.getByRole('columnheader', { name: 'Hình thức nộp' }).first().waitFor();
    await expectForEverybody(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('are not answered where something is not understood, which is told', async () => {
    const { page, context } = await ask.asking();
    await page.getByRole('tab', { name: 'Bằng lời' }).click();
    await page.getByRole('textbox', { name: 'Câu hỏi' }).fill('lương giám đốc bao nhiêu');
    await page.getByRole('button', { name: 'Hỏi', exact: true }).click();
    await page.getByText('Chưa trả lời').waitFor();
    await page.getByText(/Chưa hiểu: .*“lương”/).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(0);
    await context.close();
  });
});
